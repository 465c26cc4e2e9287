package deskfile

import (
	"fmt"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A matrix as written in the file.
type matrix struct {
	all, some, me at[row]
	examples      at[examples]
}

// A row has the priorities of one impact by urgency.
type row struct{ high, medium, low at[desk.Priority] }

// examples are those of each priority, in the desk's order.
type examples [4]at[[]at[bilingual]]

var (
	rowKind = keys.Mapping("this row",
		keys.Key("high", "Nothing works, and there is no other way.", priorityKind, func(r *row) *at[desk.Priority] { return &r.high }).Needed("high: P2"),
		keys.Key("medium", "There is another way, which costs time.", priorityKind, func(r *row) *at[desk.Priority] { return &r.medium }).Needed("medium: P3"),
		keys.Key("low", "It can wait.", priorityKind, func(r *row) *at[desk.Priority] { return &r.low }).Needed("low: P4"),
	)
	matrixKind = keys.Mapping("this matrix",
		keys.Key("all", "Everybody is hit: by how urgent it is for them.", rowKind, func(m *matrix) *at[row] { return &m.all }).Needed("all: {high: P1, medium: P2, low: P3}"),
		keys.Key("some", "Several people are hit.", rowKind, func(m *matrix) *at[row] { return &m.some }).Needed("some: {high: P2, medium: P3, low: P4}"),
		keys.Key("me", "Only the requester is hit.", rowKind, func(m *matrix) *at[row] { return &m.me }).Needed("me: {high: P3, medium: P3, low: P4}"),
		keys.Key("examples", "What was agreed to be of which priority, for people to read.",
			examplesKind(), func(m *matrix) *at[examples] { return &m.examples }).Default("none"),
	)
)

func examplesKind() keys.Shape[examples] {
	var fields []keys.Property[examples]
	for i, p := range desk.Priorities() {
		fields = append(fields, keys.Key(p.String(), "Examples of "+p.String()+".",
			keys.List(bilingualKind).Says("list of texts"), func(e *examples) *at[[]at[bilingual]] { return &e[i] }).Default("none"))
	}
	return keys.Mapping("the examples", fields...)
}

// rows returns the rows from the gravest impact.
func (m matrix) rows() []at[row] { return []at[row]{m.all, m.some, m.me} }

// cells returns a row's priorities from the highest urgency.
func (r row) cells() []at[desk.Priority] { return []at[desk.Priority]{r.high, r.medium, r.low} }

// buildMatrix makes a contract's matrix. What hits more people, or is more urgent, is
// never of a lower priority.
func (r *reader) buildMatrix(m at[matrix]) *desk.Matrix {
	if !m.OK {
		return nil
	}
	built := &desk.Matrix{Cells: map[desk.Impact]map[desk.Urgency]desk.Priority{}, Examples: map[desk.Priority][]desk.Bilingual{}}
	given := map[desk.Priority]bool{}
	var above []at[desk.Priority]
	for i, in := range m.V.rows() {
		cells := in.V.cells()
		built.Cells[desk.Impacts()[i]] = map[desk.Urgency]desk.Priority{}
		for j, cell := range cells {
			built.Cells[desk.Impacts()[i]][desk.Urgencies()[j]] = cell.V
			given[cell.V] = true
			switch {
			case j > 0 && lower(cells[j-1], cell):
				r.Mistake(cell.Pos, fmt.Sprintf("%s for what is less urgent, and %s for what is more", cell.V, cells[j-1].V), "write a priority that falls with the urgency")
			case above != nil && lower(above[j], cell):
				r.Mistake(cell.Pos, fmt.Sprintf("%s if fewer people are hit, and %s if more are", cell.V, above[j].V), "write a priority that falls with the impact")
			}
		}
		above = cells
	}
	for i, p := range desk.Priorities() {
		list := m.V.examples.V[i]
		if texts := builtTexts(list); len(texts) > 0 {
			built.Examples[p] = texts
		}
		if len(list.V) > 0 && !given[p] {
			r.Warn(list.Pos, fmt.Sprintf("there are examples of %s, which the matrix never gives", p))
		}
		r.warnOfExample(list)
	}
	return built
}

// lower reports whether the first priority is lower than the second.
func lower(a, b at[desk.Priority]) bool { return a.OK && b.OK && a.V > b.V }

// warnOfExample warns of an example that readers of one language cannot read.
func (r *reader) warnOfExample(list at[[]at[bilingual]]) {
	for _, t := range list.V {
		if t.OK && (!t.V.ru.OK || !t.V.en.OK) {
			r.Warn(t.Pos, "this example is in one language only, which everybody reads; write {ru: …, en: …}")
			return
		}
	}
}
