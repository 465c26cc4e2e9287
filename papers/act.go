package papers

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"vakhta/billing"
	"vakhta/canvas"
	"vakhta/canvas/chart"
	"vakhta/desk"
)

// A WorkAct is the act of the work that was done in a month: what both sides sign
// and what accounting enters.
type WorkAct struct {
	Project   *desk.Project
	Statement billing.Statement // with its entries
	Locked    bool              // its figures are final
	At        time.Time
}

// WriteAct writes an act of work as a workbook, a document or a table of its rows.
func WriteAct(w io.Writer, f FileFormat, a WorkAct, in desk.Locale) error {
	terms := &a.Statement.Terms
	from, to := terms.Span(a.Statement.Month)
	r := desk.Report{
		Project: a.Project.Code, Name: a.Project.Name, Zone: terms.Here(a.At).Location().String(), At: a.At,
		Period: desk.Period{Name: a.Statement.Month.String(), From: from, To: to},
	}
	p, err := newPaper(Content{Report: r}, in)
	if err != nil {
		return err
	}
	p.headline = text{"Акт о выполненных работах: ", "Act of work done: "}.in(in) + p.period(r.Period)
	if !a.Locked {
		p.headline += text{" (предварительно)", " (not final)"}.in(in)
	}
	switch f {
	case XLSX:
		err = p.actBook(w, a)
	case PDF:
		err = p.actPages(w, a)
	case CSV:
		err = listOf(p, w, actColumns(), all(a.rows()))
	case PNG, YAML, Markdown:
		err = fmt.Errorf("an act of work as %q: no such format", f)
	}
	return errors.Join(err, p.voice.Err())
}

// An actRow is a row of the statement, with the entry that it comes from.
type actRow struct {
	billing.LedgerRow

	entry    billing.TimeEntry // zero: it comes from no single entry
	currency desk.Currency
}

// rows returns the rows of the statement, and then the work that is not paid for.
func (a WorkAct) rows() (all []actRow) {
	entries := map[int64]billing.TimeEntry{}
	for _, e := range a.Statement.Entries {
		entries[e.ID] = e
	}
	currency := a.Statement.Terms.Currency
	for _, r := range a.Statement.Rows {
		all = append(all, actRow{r, entries[r.Entry], currency})
	}
	for _, e := range a.Statement.Entries {
		if e.Free {
			all = append(all, actRow{billing.LedgerRow{Kind: rowFree, Entry: e.ID, Root: e.Root, Spent: e.Spent}, e, currency})
		}
	}
	return all
}

// rowFree is work that the customer does not pay for. The ledger has no rows of it.
const rowFree billing.RowKind = "free"

// rowNames are the kinds of rows in words.
var rowNames = map[billing.RowKind]text{
	billing.RowPackage:    {"Пакет месяца", "Package"},
	billing.RowCarried:    {"Перенесено", "Carried over"},
	billing.RowLapsed:     {"Сгорело", "Lapsed"},
	billing.RowUsed:       {"Из пакета", "From the package"},
	billing.RowBeyond:     {"По часам", "By the hour"},
	billing.RowWithout:    {"Без согласования", "Not approved"},
	billing.RowAfterHours: {"В нерабочее время", "After hours"},
	rowFree:               {"Не оплачивается", "Not billed"},
}

// sum is an amount of money.
type sum struct {
	amount   desk.Money
	currency desk.Currency
}

// worked is working time. A workbook has it as hours with decimals, because Excel
// cannot show less than no time, and accounting multiplies it by a rate.
type worked time.Duration

// decimal returns the hours, exact to the second.
func (w worked) decimal() float64 { return time.Duration(w).Hours() }

// hoursOf returns working time, or nil for none.
func hoursOf(d time.Duration) any {
	if d == 0 {
		return nil
	}
	return worked(d)
}

// cost returns an amount, or nil for none.
func cost(m desk.Money, c desk.Currency) any {
	if m == 0 {
		return nil
	}
	return sum{m, c}
}

func actColumns() []column[actRow] {
	type row = actRow
	return []column[row]{
		{text{"Строка", "Row"}, 18, 16, func(p *paper, r row) any { return rowNames[r.Kind].in(p.voice.Locale) }},
		{text{"День", "Day"}, 12, 11, func(_ *paper, r row) any { return dayOf(r.entry.Day) }},
		{text{"Заявка", "Ticket"}, 10, 10, func(_ *paper, r row) any {
			if r.entry.ID == 0 {
				return nil
			}
			return r.entry.Ticket.String()
		}},
		{text{"Кто", "Who"}, 20, 14, func(_ *paper, r row) any { return r.entry.Name }},
		{text{"Вид работы", "Activity"}, 16, 0, func(_ *paper, r row) any { return r.entry.Activity }},
		{text{"Что сделано", "What was done"}, 44, 24, func(_ *paper, r row) any { return subject(r.entry.Text) }},
		{text{"Записано, ч", "Entered, h"}, 11, 10, func(_ *paper, r row) any { return hoursOf(r.entry.Spent) }},
		{text{"Учтено, ч", "Counted, h"}, 11, 10, func(_ *paper, r row) any { return worked(r.Spent) }},
		{text{"Пакет месяца", "Package of"}, 12, 0, func(_ *paper, r row) any {
			if r.Parcel == (desk.Month{}) {
				return nil
			}
			return r.Parcel.String()
		}},
		{text{"Исправляет", "Corrects"}, 11, 0, func(_ *paper, r row) any {
			if r.entry.ID == r.entry.Root {
				return nil
			}
			return int(r.entry.Root)
		}},
		{text{"Ставка", "Rate"}, 12, 0, func(_ *paper, r row) any { return cost(r.Rate, r.currency) }},
		{text{"Сумма", "Sum"}, 13, 13, func(_ *paper, r row) any { return cost(r.Sum, r.currency) }},
		{text{"Номер записи", "Entry"}, 10, 0, func(_ *paper, r row) any { return count(int(r.entry.ID)) }},
	}
}

func dayOf(d desk.Date) any {
	if d == (desk.Date{}) {
		return nil
	}
	return d.String()
}

// An actFigure is a row of the sums.
type actFigure struct {
	name text
	of   func(*billing.Statement) any
}

func actFigures() []actFigure {
	money := func(of func(*billing.Statement) desk.Money) func(*billing.Statement) any {
		return func(s *billing.Statement) any { return cost(of(s), s.Terms.Currency) }
	}
	hours := func(of func(*billing.Statement) time.Duration) func(*billing.Statement) any {
		return func(s *billing.Statement) any { return hoursOf(of(s)) }
	}
	return []actFigure{
		{text{"Пакет, часов", "Package, hours"}, hours(func(s *billing.Statement) time.Duration { return s.Package })},
		{text{"Перенесено с прошлых месяцев", "Carried over"}, hours(func(s *billing.Statement) time.Duration { return s.Carried })},
		{text{"Использовано из пакета", "Used of the package"}, hours(func(s *billing.Statement) time.Duration { return s.Used })},
		{text{"Осталось", "Left"}, hours(func(s *billing.Statement) time.Duration { return s.Left })},
		{text{"По часам", "By the hour"}, hours(func(s *billing.Statement) time.Duration { return s.Beyond })},
		{text{"Сверх пакета без согласования, в счёт не входит", "Beyond the package without approval, not billed"}, hours(func(s *billing.Statement) time.Duration { return s.Without })},
		{text{"В нерабочее время", "After hours"}, hours(func(s *billing.Statement) time.Duration { return s.AfterHours })},
		{text{"Не оплачивается", "Not billed"}, hours(func(s *billing.Statement) time.Duration { return s.Free })},
		{text{"Записано без округления", "Entered, not rounded"}, hours(func(s *billing.Statement) time.Duration { return s.Worked })},
		{text{"С округлением каждой записи", "Each entry rounded up"}, hours(func(s *billing.Statement) time.Duration { return s.ByEntry })},
		{text{"С округлением суммы", "The sum rounded up"}, hours(func(s *billing.Statement) time.Duration { return s.BySum })},
		{text{"Цена пакета", "Price of the package"}, money(func(s *billing.Statement) desk.Money { return s.Price })},
		{text{"Работа по часам", "Work by the hour"}, money(func(s *billing.Statement) desk.Money { return s.BeyondSum })},
		{text{"Работа в нерабочее время", "Work after hours"}, money(func(s *billing.Statement) desk.Money { return s.AfterSum })},
		{text{"Без НДС", "Without VAT"}, money(func(s *billing.Statement) desk.Money { return s.Net })},
		{text{"НДС", "VAT"}, money(func(s *billing.Statement) desk.Money { return s.Tax })},
		{text{"Итого", "Total"}, money(func(s *billing.Statement) desk.Money { return s.Total })},
	}
}

// sums is the table of what the month comes to. What is nothing is left out.
func (p *paper) sums(a WorkAct) table {
	t := table{
		title: text{"Итоги", "Result"}.in(p.voice.Locale), heads: []string{p.say("paper.figure"), p.period(p.Report.Period)},
		widths: []float64{34, 18}, pages: []float64{60, 40},
	}
	for _, f := range actFigures() {
		if v := f.of(&a.Statement); v != nil {
			t.rows = append(t.rows, []any{f.name.in(p.voice.Locale), v})
		}
	}
	return t
}

// actBook writes the workbook: the sums, and the rows.
func (p *paper) actBook(w io.Writer, a WorkAct) (err error) {
	b := &book{paper: p, File: excelize.NewFile(), styles: map[style]int{}}
	defer func() { err = errors.Join(err, b.Close()) }()
	name := text{"Акт", "Act"}.in(p.voice.Locale)
	if err := b.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if err := b.newSheet(name); err != nil {
		return err
	}
	s := &summary{book: b, name: name, row: 1}
	sums := p.sums(a)
	s.widths([]table{sums})
	s.line(titleKind, b.title())
	s.line(noteKind, b.subtitle())
	s.line(noteKind, b.asOf())
	s.row++
	s.table(sums)
	s.row++
	for _, side := range p.sides() {
		s.line(noteKind, side)
	}
	if s.err != nil {
		return s.err
	}
	if err := sheet(b, p.say("paper_sheet.work"), actColumns(), all(a.rows())); err != nil {
		return err
	}
	_, err = b.WriteTo(w)
	return err
}

// sides are the lines on which both sides sign.
func (p *paper) sides() []string {
	const line = " ____________________"
	return []string{text{"Исполнитель", "Contractor"}.in(p.voice.Locale) + line, text{"Заказчик", "Customer"}.in(p.voice.Locale) + line}
}

// actPages writes the document.
func (p *paper) actPages(w io.Writer, a WorkAct) error {
	d := canvas.NewDocument(canvas.About{Title: p.title() + ", " + p.subtitle(), Author: "Vakhta", Language: string(p.voice.Locale), At: p.Report.At})
	out := &printer{doc: d, front: front{paper: p, Canvas: d, box: canvas.Box{X: pageEdge, W: canvas.PageWidth - 2*pageEdge}}}
	out.begin()
	out.heading()
	out.table(p.sums(a))
	out.table(fill(p, p.say("paper_sheet.work"), actColumns(), a.rows()))
	for _, side := range p.sides() {
		out.need(40)
		out.y += 12
		out.line(side, canvas.Face{Size: cellSize, Color: chart.Ink}, 8)
	}
	return d.WritePDF(w)
}
