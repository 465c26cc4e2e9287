package papers

import (
	"io"
	"strconv"

	"vakhta/canvas"
	"vakhta/canvas/chart"
)

const (
	pageEdge = 40
	// listed is how many rows a table of a document has; the workbook has all.
	listed = 200
)

// A printer writes tables onto pages, one below the other.
type printer struct {
	front

	doc  *canvas.Document
	page int
}

// document writes the PDF.
func (p *paper) document(w io.Writer) error {
	d := canvas.NewDocument(canvas.About{
		Title: p.title() + ", " + p.period(p.Report.Period), Author: "Vakhta", Language: string(p.voice.Locale), At: p.Report.At,
	})
	out := &printer{doc: d, front: front{paper: p, Canvas: d, box: canvas.Box{X: pageEdge, W: canvas.PageWidth - 2*pageEdge}}}
	out.begin()
	out.heading()
	out.tilesInRow(4)
	out.met()
	out.trends(true)
	for _, t := range p.summary() {
		out.table(t)
	}
	r := p.Report
	out.table(fill(p, p.say("paper_sheet.breaches"), breachColumns(), r.Breaches))
	out.table(fill(p, p.say("paper_sheet.work"), workColumns(), r.Work))
	out.table(fill(p, p.say("paper_sheet.ratings"), ratingColumns(), r.Comments))
	return d.WritePDF(w)
}

// begin begins a page with its foot.
func (o *printer) begin() {
	o.doc.Page()
	o.page++
	o.y = pageEdge
	face := canvas.Face{Size: 8, Color: chart.Soft}
	base := canvas.PageHeight - pageEdge + 18
	o.Text(canvas.Point{X: pageEdge, Y: base}, canvas.Fit(o.title()+" · "+o.asOf(), o.box.W-40, face), face)
	number := strconv.Itoa(o.page)
	o.Text(canvas.Point{X: o.box.Right() - canvas.Width(number, face), Y: base}, number, face)
}

// need begins a page unless there is room for so much.
func (o *printer) need(height float64) {
	if o.y+height > canvas.PageHeight-pageEdge {
		o.begin()
	}
}

const (
	cellSize = 8.5
	leading  = 11
	cellEdge = 4
)

// table writes a table. Its heading is repeated on each page.
func (o *printer) table(t table) {
	if len(t.rows) == 0 {
		return
	}
	bold := canvas.Face{Size: cellSize, Bold: true, Color: chart.Ink}
	o.need(90)
	o.line(t.title, canvas.Face{Size: 13, Bold: true, Color: chart.Ink}, 8)
	var heads []any
	for _, h := range t.heads {
		heads = append(heads, h)
	}
	widths := o.widths(t.pages)
	right := rights(t)
	o.row(heads, right, widths, bold, true)
	face := canvas.Face{Size: cellSize, Color: chart.Ink}
	for i, row := range t.rows {
		if i == listed {
			o.line(o.count("paper_more_rows", len(t.rows)-listed), face, 8)
			break
		}
		before := o.page
		if o.need(o.height(row, widths, face)); o.page != before {
			o.row(heads, right, widths, bold, true)
		}
		o.row(row, right, widths, face, false)
	}
	o.y += 18
}

// widths returns the widths of a table's columns on the page.
func (o *printer) widths(shares []float64) []float64 {
	total := 0.0
	for _, s := range shares {
		total += s
	}
	widths := make([]float64, len(shares))
	for i, s := range shares {
		widths[i] = o.box.W * s / total
	}
	return widths
}

// lines returns a cell's lines.
func (o *printer) lines(v any, width float64, f canvas.Face) []string {
	return canvas.Wrap(o.inWords(v), width-2*cellEdge, 3, f)
}

func (o *printer) height(row []any, widths []float64, f canvas.Face) float64 {
	most := 1
	for i, v := range row {
		if widths[i] > 0 {
			most = max(most, len(o.lines(v, widths[i], f)))
		}
	}
	return float64(most)*leading + 6
}

// rights reports which columns are of numbers, which stand at the right.
func rights(t table) []bool {
	all := make([]bool, len(t.heads))
	for _, row := range t.rows {
		for i, v := range row {
			all[i] = all[i] || kindOf(v) != textKind
		}
	}
	return all
}

// row writes a row.
func (o *printer) row(row []any, right []bool, widths []float64, f canvas.Face, head bool) {
	at := o.room(o.height(row, widths, f), 0)
	if head {
		o.Draw(canvas.Rect(at), canvas.Look{Fill: chart.Pale})
	}
	x := at.X
	for i, v := range row {
		if widths[i] == 0 {
			continue
		}
		for n, line := range o.lines(v, widths[i], f) {
			to := canvas.Point{X: x + cellEdge, Y: at.Y + 3 + cellSize*0.9 + float64(n)*leading}
			if right[i] {
				to.X = x + widths[i] - cellEdge - canvas.Width(line, f)
			}
			o.Text(to, line, f)
		}
		x += widths[i]
	}
	o.Draw(canvas.Lines(canvas.Point{X: at.X, Y: at.Bottom()}, canvas.Point{X: at.Right(), Y: at.Bottom()}), canvas.Look{Stroke: chart.Faint, Width: 0.7})
}
