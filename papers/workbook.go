package papers

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"vakhta/desk"
)

// A book is a workbook that is being made.
type book struct {
	*paper
	*excelize.File

	styles map[style]int
}

// headHeight is the height of a heading of two lines, in points.
const headHeight = 32

// A style is how a cell looks. Rows are striped by their own styles, because
// LibreOffice does not draw the stripes of a table's style.
type style struct {
	kind    kind
	striped bool
}

type kind int

const (
	textKind kind = iota
	numberKind
	momentKind
	lengthKind
	shareKind
	meanKind
	sumKind
	headKind
	titleKind
	noteKind
)

// workbook writes the workbook. The sheet of tickets is streamed: excelize keeps
// what does not fit into 16 MB in a temporary file.
func (p *paper) workbook(w io.Writer) (err error) {
	b := &book{paper: p, File: excelize.NewFile(excelize.Options{TmpDir: p.TempDir}), styles: map[style]int{}}
	defer func() {
		if e := b.Close(); err == nil {
			err = e
		}
	}()
	if err := b.SetDocProps(&excelize.DocProperties{Title: p.title() + ", " + p.period(p.Report.Period), Creator: "Vakhta", Language: string(p.voice.Locale)}); err != nil {
		return err
	}
	if err := b.summarySheet(); err != nil {
		return err
	}
	r := p.Report
	if err := sheet(b, p.say("paper_sheet.tickets"), ticketColumns(), p.Tickets); err != nil {
		return err
	}
	if err := sheet(b, p.say("paper_sheet.breaches"), breachColumns(), all(r.Breaches)); err != nil {
		return err
	}
	if err := sheet(b, p.say("paper_sheet.work"), workColumns(), all(r.Work)); err != nil {
		return err
	}
	if err := sheet(b, p.say("paper_sheet.ratings"), ratingColumns(), all(r.Comments)); err != nil {
		return err
	}
	if _, err := b.WriteTo(w); err != nil {
		return err
	}
	return nil
}

// all yields rows that are there already.
func all[T any](rows []T) func(func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// sheet writes a sheet with a frozen heading that filters, row by row.
func sheet[T any](b *book, name string, columns []column[T], rows func(func(T, error) bool)) error {
	if err := b.newSheet(name); err != nil {
		return err
	}
	w, err := b.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, c := range columns {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	var heads []any
	for _, c := range columns {
		heads = append(heads, b.cell(c.head.in(b.voice.Locale), style{kind: headKind}))
	}
	if err := w.SetRow("A1", heads, excelize.RowOpts{Height: headHeight}); err != nil {
		return err
	}
	n := 1
	for row, err := range rows {
		if err != nil {
			return err
		}
		if n++; n > excelize.TotalRows {
			return fmt.Errorf("a sheet has %d rows at most", excelize.TotalRows)
		}
		if err := w.SetRow(fmt.Sprintf("A%d", n), b.cells(values(b.paper, columns, row), n%2 == 1)); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(columns), n)
	if err != nil {
		return err
	}
	// Before the stream is flushed this is written with it; afterwards it would
	// read the whole sheet into memory.
	if err := b.AutoFilter(name, "A1:"+last, nil); err != nil {
		return err
	}
	if err := b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$1", name), Scope: name}); err != nil {
		return err
	}
	return w.Flush()
}

// newSheet adds a sheet that is printed across, as wide as the page.
func (b *book) newSheet(name string) error {
	if _, err := b.NewSheet(name); err != nil {
		return err
	}
	fit := true
	if err := b.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	landscape, a4, wide, high := "landscape", 9, 1, 0
	if err := b.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	edge, foot := 0.3, 0.5
	if err := b.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &edge, Right: &edge, Top: &edge, Bottom: &foot, Footer: &edge, Header: &edge}); err != nil {
		return err
	}
	return b.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L" + escaped(b.title()) + "&R&P / &N"})
}

// escaped doubles the sign that begins a code in a footer.
func escaped(s string) string {
	var out []rune
	for _, r := range s {
		if out = append(out, r); r == '&' {
			out = append(out, r)
		}
	}
	return string(out)
}

// cells returns a row of typed cells.
func (b *book) cells(row []any, striped bool) []any {
	var cells []any
	for _, v := range row {
		cells = append(cells, b.cell(v, style{kindOf(v), striped}))
	}
	return cells
}

func (b *book) cell(v any, s style) excelize.Cell {
	return excelize.Cell{StyleID: b.style(s), Value: b.typed(v)}
}

func kindOf(v any) kind {
	switch v.(type) {
	case int:
		return numberKind
	case time.Time:
		return momentKind
	case time.Duration:
		return lengthKind
	case share:
		return shareKind
	case mean:
		return meanKind
	case sum, worked:
		return sumKind
	default:
		return textKind
	}
}

// typed returns a value as Excel stores it: a time without a zone, as clocks in the
// report's zone show it, and a duration as a part of a day.
func (b *book) typed(v any) any {
	switch v := v.(type) {
	case time.Time:
		at := v.In(b.voice.Zone)
		return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC)
	case time.Duration:
		return v.Round(time.Second).Hours() / 24
	case share:
		return float64(v)
	case mean:
		return float64(v)
	case worked:
		return v.decimal()
	case sum:
		amount, _ := strconv.ParseFloat(v.amount.Amount(v.currency), 64)
		return amount
	default:
		return v
	}
}

// The colours of a workbook.
const (
	headFill   = "1F4E79"
	stripeFill = "F3F5F7"
	lineColor  = "D8DEE4"
	softColor  = "57606A"
)

// style returns the number of a style.
func (b *book) style(s style) int {
	if id, ok := b.styles[s]; ok {
		return id
	}
	id, err := b.NewStyle(b.described(s))
	if err != nil {
		panic("a style of the program: " + err.Error())
	}
	b.styles[s] = id
	return id
}

func (b *book) described(s style) *excelize.Style {
	font := func(f excelize.Font) *excelize.Font { f.Family = "Calibri"; return &f }
	switch s.kind { //nolint:exhaustive // the others are below
	case headKind:
		return &excelize.Style{
			Font: font(excelize.Font{Bold: true, Color: "FFFFFF", Size: 11}), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headFill}},
			Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
		}
	case titleKind:
		return &excelize.Style{Font: font(excelize.Font{Bold: true, Size: 14})}
	case noteKind:
		return &excelize.Style{Font: font(excelize.Font{Color: softColor, Size: 11})}
	}
	look := &excelize.Style{
		Font: font(excelize.Font{Size: 11}), Alignment: &excelize.Alignment{Vertical: "top", WrapText: s.kind == textKind},
		Border: []excelize.Border{{Type: "bottom", Color: lineColor, Style: 1}},
	}
	if s.striped {
		look.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{stripeFill}}
	}
	if code := b.code(s.kind); code != "" {
		look.CustomNumFmt = &code
	}
	return look
}

// code returns the number format of a kind.
func (b *book) code(k kind) string {
	switch k {
	case numberKind:
		return "#,##0"
	case momentKind:
		if b.voice.Locale == desk.English {
			return "yyyy-mm-dd hh:mm"
		}
		return "dd.mm.yyyy hh:mm"
	case lengthKind:
		return "[h]:mm:ss"
	case shareKind:
		return "0.0%"
	case meanKind:
		return "0.0"
	case sumKind:
		return "#,##0.00"
	default:
		return ""
	}
}
