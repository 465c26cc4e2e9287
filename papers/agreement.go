package papers

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/canvas"
	"vakhta/canvas/chart"
	"vakhta/desk"
	"vakhta/locales"
)

// An Annex is what is promised to a shop, as desk.yaml says it: the annex to a
// contract.
type Annex struct {
	Desk    *desk.Desk
	Project *desk.Project
	At      time.Time
}

// Version returns a fingerprint of all that an agreement says, in either language. It
// stays the same until something of it changes.
func (a Annex) Version() string {
	all := sha256.New()
	for _, l := range []desk.Locale{desk.Russian, desk.English} {
		for _, t := range newDraft(a, l).tables() {
			fmt.Fprintln(all, t.title, t.heads, t.rows)
		}
	}
	return hex.EncodeToString(all.Sum(nil)[:8])
}

// WriteAgreement writes an agreement as a document or as Markdown.
func WriteAgreement(w io.Writer, f FileFormat, a Annex, in desk.Locale) error {
	d := newDraft(a, in)
	d.headline = text{"Условия обслуживания, версия ", "Terms of service, version "}.in(in) + a.Version()
	switch f {
	case PDF:
		if err := d.pages(w); err != nil {
			return err
		}
	case Markdown:
		d.markdown(w)
	case XLSX, PNG, CSV, YAML:
		return fmt.Errorf("an agreement as %q: no such format", f)
	}
	return d.voice.Err()
}

// A draft is an agreement in one language.
type draft struct {
	*paper
	Annex

	contract *desk.Contract
}

func newDraft(a Annex, in desk.Locale) draft {
	zone := a.Desk.ZoneOfProject(a.Project)
	r := desk.Report{Project: a.Project.Code, Name: a.Project.Name, Zone: zone.String(), At: a.At}
	return draft{&paper{Content: Content{Report: r, Desk: a.Desk}, voice: locales.New(in, zone)}, a, a.Desk.ContractOf(a.Project)}
}

func (d draft) tables() []table {
	all := []table{d.targets(), d.calendars(), d.ladder(), d.rules(), d.people()}
	if sales := d.sales(); len(sales.rows) > 0 { // an agreement without them keeps its version
		all = slices.Insert(all, 1, sales)
	}
	if matrix := d.matrix(); len(matrix.rows) > 0 {
		all = slices.Insert(all, 1, matrix)
	}
	return all
}

func (d draft) word(ru, en string) string { return text{ru, en}.in(d.voice.Locale) }

// ladder says who is called if nobody takes a request.
func (d draft) ladder() table {
	t := table{title: d.word("Если заявку никто не взял", "If nobody takes a request"), heads: []string{d.word("Когда", "When"), d.word("Кого зовут", "Who is called")}, pages: []float64{40, 60}}
	for _, s := range d.contract.Escalation {
		after := d.span(s.After.Fixed)
		if s.After.Share > 0 {
			after = strconv.Itoa(s.After.Share) + d.word(" % срока реакции", " % of the reaction target")
		}
		var who []string
		for _, a := range s.Notify {
			who = append(who, d.audience(a))
		}
		t.rows = append(t.rows, []any{after, strings.Join(who, ", ")})
	}
	return t
}

// rules are the further terms, one a line.
func (d draft) rules() table {
	c := d.contract
	t := table{title: d.word("Правила", "Rules"), heads: []string{d.word("Правило", "Rule"), d.word("Значение", "Value")}, pages: []float64{60, 40}}
	add := func(ru, en, value string) {
		if value != "" && value != "—" {
			t.rows = append(t.rows, []any{d.word(ru, en), value})
		}
	}
	add("Договор", "Contract", c.Name)
	if !c.ValidFrom.IsZero() {
		add("Действует с", "Valid from", c.ValidFrom.Format(time.DateOnly))
	}
	var pauses []string
	for _, s := range c.PauseOn {
		pauses = append(pauses, d.voice.State(s))
	}
	add("Срок решения стоит, пока", "The resolution target is paused while", strings.Join(pauses, ", "))
	add("Решённая заявка закрывается без ответа через", "A resolved request is closed without an answer after", d.span(c.CloseAfter))
	add("О массовом сбое пишем не реже, чем каждые", "In a major incident we write at least every", d.span(desk.Span{Time: c.MajorUpdates}))
	if d.Project.Retention > 0 {
		add("Тексты заявок хранятся, месяцев", "Texts of requests are kept for months", strconv.Itoa(d.Project.Retention))
	}
	return t
}

// people are the lines and the shop's own.
func (d draft) people() table {
	t := table{title: d.word("Люди", "People"), heads: []string{d.word("Роль", "Role"), d.word("Кто", "Who")}, pages: []float64{30, 70}}
	add := func(role string, handles []string) {
		var names []string
		for _, h := range handles {
			if m := d.Desk.People[h]; m != nil {
				names = append(names, m.Name)
			}
		}
		if len(names) > 0 {
			t.rows = append(t.rows, []any{role, strings.Join(names, ", ")})
		}
	}
	for _, line := range []struct {
		audience desk.Audience
		team     string
	}{{desk.Line1, d.Project.Line1}, {desk.Line2, d.Project.Line2}} {
		if team := d.Desk.Teams[line.team]; team != nil {
			add(d.audience(line.audience), team.Members)
		}
	}
	add(d.audience(desk.Line3), d.Project.Line3)
	add(d.audience(desk.Managers), d.Project.Managers)
	add(d.word("согласуют работы", "approve work"), d.Project.Approvers.People)
	return t
}

// pages writes the document.
func (d draft) pages(w io.Writer) error {
	doc := canvas.NewDocument(canvas.About{Title: d.title() + ", " + d.subtitle(), Author: "Vakhta", Language: string(d.voice.Locale), At: d.At})
	out := &printer{doc: doc, front: front{paper: d.paper, Canvas: doc, box: canvas.Box{X: pageEdge, W: canvas.PageWidth - 2*pageEdge}}}
	out.begin()
	out.heading()
	for _, t := range d.tables() {
		out.table(t)
	}
	for _, side := range d.sides() {
		out.need(40)
		out.y += 12
		out.line(side, canvas.Face{Size: cellSize, Color: chart.Ink}, 8)
	}
	return errors.Join(doc.WritePDF(w), d.voice.Err())
}

// markdown writes the text. Names of people and teams cannot end a cell.
func (d draft) markdown(w io.Writer) {
	cell := strings.NewReplacer("|", `\|`, "\n", " ")
	fmt.Fprintf(w, "# %s\n\n%s\n", cell.Replace(d.title()), d.subtitle())
	for _, t := range d.tables() {
		if len(t.rows) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n## %s\n\n| %s |\n|%s\n", t.title, strings.Join(t.heads, " | "), strings.Repeat("---|", len(t.heads)))
		for _, row := range t.rows {
			for _, v := range row {
				fmt.Fprintf(w, "| %s ", cell.Replace(d.inWords(v)))
			}
			fmt.Fprintln(w, "|")
		}
	}
}
