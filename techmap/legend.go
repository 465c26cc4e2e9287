package techmap

import (
	"io"
	"slices"
	"strings"

	"vakhta/canvas"
	"vakhta/canvas/chart"
	"vakhta/desk"
)

// A sign is an entry of the legend: how it is drawn, and what it means.
type sign struct {
	draw  func(at canvas.Point)
	means string
}

// legend explains the colours and marks that the picture has.
func (d *drawing) legend(room float64) {
	f := canvas.Face{Size: 9.5, Color: chart.Soft}
	x := float64(pictureEdge)
	for _, s := range d.signs() {
		w := canvas.Width(s.means, f) + 44
		if x+w > pictureEdge+room && x > pictureEdge {
			x, d.y = pictureEdge, d.y+17
		}
		s.draw(canvas.Point{X: x, Y: d.y})
		d.Text(canvas.Point{X: x + 24, Y: d.y + 4}, s.means, f)
		x += w
	}
	d.y += 26
}

func (d *drawing) signs() (all []sign) {
	for _, k := range desk.ComponentKinds() {
		has := func(c desk.Component) bool { return c.Kind == k || k == desk.KindPayment && c.Kind.Outside() }
		if k.Outside() && k != desk.KindPayment || !slices.ContainsFunc(d.Map.Components, has) {
			continue
		}
		means := d.Voice.Say("map_picture_kind." + string(k))
		if k.Outside() {
			means = d.draws("outside")
		}
		all = append(all, sign{func(at canvas.Point) {
			d.Draw(canvas.Round(canvas.Box{X: at.X + 12, Y: at.Y - 6, W: 5, H: 13}, 2), canvas.Look{Fill: tint(k)})
		}, means})
	}
	line := func(id string, e desk.MapEdge) {
		if d.hasLine(e) {
			all = append(all, sign{func(at canvas.Point) {
				d.Draw(canvas.Lines(canvas.Point{X: at.X, Y: at.Y}, canvas.Point{X: at.X + 19, Y: at.Y}), look(e))
			}, d.draws(id)})
		}
	}
	line("critical", desk.MapEdge{Critical: true})
	line("back", desk.MapEdge{Back: true})
	if len(d.State.Hit) > 0 {
		all = append(all, sign{func(at canvas.Point) {
			d.Draw(canvas.Round(canvas.Box{X: at.X, Y: at.Y - 6, W: 19, H: 12}, 3), canvas.Look{Fill: lit, Stroke: chart.Orange, Width: 2})
		}, d.draws("hit")})
	}
	if len(d.depending) > 0 {
		all = append(all, sign{func(at canvas.Point) {
			d.Draw(canvas.Round(canvas.Box{X: at.X, Y: at.Y - 6, W: 19, H: 12}, 3), canvas.Look{Stroke: chart.Orange, Width: 1.6, Dash: 4})
		}, d.draws("affected")})
	}
	return all
}

func (d *drawing) hasLine(as desk.MapEdge) bool {
	return slices.ContainsFunc(d.Map.Components, func(c desk.Component) bool {
		return slices.ContainsFunc(c.Uses, func(e desk.MapEdge) bool { return e.Critical == as.Critical && e.Back == as.Back })
	})
}

// listRisks lists the most urgent risks.
func (d *drawing) listRisks(room float64, most int) {
	if len(d.risks) == 0 || most == 0 {
		return
	}
	d.line(d.say("risks"), canvas.Face{Size: 13, Bold: true, Color: chart.Ink}, room, 12)
	for i, r := range d.risks {
		if i == most {
			d.line(d.say("more", "N", len(d.risks)-most), canvas.Face{Size: 10, Color: chart.Soft}, room, 6)
			break
		}
		d.risk(r, room)
	}
}

func (d *drawing) risk(r Recommendation, room float64) {
	d.dot(canvas.Point{X: pictureEdge + 7, Y: d.y + 5}, r)
	f := canvas.Face{Size: 11, Color: chart.Ink}
	d.Text(canvas.Point{X: pictureEdge + 22, Y: d.y + 9}, canvas.Fit(RiskLine(d.Sheet, r), room-22, f), f)
	d.y += 15
	small := canvas.Face{Size: 10, Color: chart.Soft}
	if advice := r.Risk.Advice.In(d.Voice.Locale); advice != "" {
		d.Text(canvas.Point{X: pictureEdge + 22, Y: d.y + 9}, canvas.Fit("→ "+advice, room-22, small), small)
		d.y += 14
	}
	d.y += 6
}

// Document writes the map as a PDF: the picture on the first page, all risks, and the
// list of the parts.
func Document(w io.Writer, s Sheet) error {
	d := newDrawing(&s)
	doc := canvas.NewDocument(canvas.About{Title: d.say("title", "Project", s.Project), Author: "Vakhta", Language: string(s.Voice.Locale), At: s.At})
	doc.Page()
	width := max(leastWidth, d.width()) + 2*pictureEdge
	by := min(1, canvas.PageWidth/width)
	d.Canvas = scaled{doc, by}
	if tall := d.height + 200; tall*by > canvas.PageHeight { // a map that is deep rather than wide
		d.Canvas = scaled{doc, canvas.PageHeight / tall}
	}
	d.all(width, 0)
	l := &lister{drawing: d, doc: doc, y: min(d.y*by, canvas.PageHeight)}
	d.Canvas = doc
	l.risks()
	l.parts()
	if err := d.Voice.Err(); err != nil {
		return err
	}
	return doc.WritePDF(w)
}

// A lister writes lines below the picture, and on further pages.
type lister struct {
	*drawing

	doc *canvas.Document
	y   float64
}

const pageEdge = 40

// line writes a text in as many lines as it needs.
func (l *lister) line(text string, f canvas.Face, inset, gap float64) {
	for _, part := range canvas.Wrap(text, canvas.PageWidth-2*pageEdge-inset, 12, f) {
		if l.y+f.Size > canvas.PageHeight-pageEdge {
			l.doc.Page()
			l.y = pageEdge
		}
		l.doc.Text(canvas.Point{X: pageEdge + inset, Y: l.y + f.Size*0.8}, part, f)
		l.y += f.Size + 3
	}
	l.y += gap
}

var (
	headFace = canvas.Face{Size: 13, Bold: true, Color: chart.Ink}
	bodyFace = canvas.Face{Size: 10, Color: chart.Ink}
	softFace = canvas.Face{Size: 9, Color: chart.Soft}
)

func (l *lister) risks() {
	all := l.drawing.risks
	if len(all) == 0 {
		return
	}
	l.y += 10
	l.line(l.say("risks"), headFace, 0, 4)
	for _, r := range all {
		l.line(r.Risk.Name+". "+RiskLine(l.Sheet, r), bodyFace, 0, 0)
		if advice := r.Risk.Advice.In(l.Voice.Locale); advice != "" {
			l.line("→ "+advice, softFace, 14, 0)
		}
		l.y += 4
	}
}

// parts lists the components with their hosts, versions and contacts.
func (l *lister) parts() {
	l.y += 10
	l.line(l.draws("parts"), headFace, 0, 4)
	for i := range l.Map.Components {
		c := &l.Map.Components[i]
		facts := []string{c.Title.In(l.Voice.Locale) + " – " + l.Voice.Say("map_picture_kind."+string(c.Kind)), c.Version, l.support(c)}
		facts = slices.DeleteFunc(facts, func(s string) bool { return s == "" })
		l.line(strings.Join(facts, ", "), bodyFace, 0, 0)
		if more := PartDetails(l.Sheet, c); more != "" {
			l.line(more, softFace, 14, 0)
		}
		l.y += 3
	}
}

// scaled is a canvas on which everything is smaller.
type scaled struct {
	*canvas.Document

	by float64
}

// Draw draws a path.
func (s scaled) Draw(p canvas.Path, l canvas.Look) {
	l.Width, l.Dash = l.Width*s.by, l.Dash*s.by
	s.Document.Draw(p.Scaled(s.by, canvas.Point{}), l)
}

// Text writes a line of text.
func (s scaled) Text(at canvas.Point, text string, f canvas.Face) {
	f.Size *= s.by
	s.Document.Text(canvas.Point{X: at.X * s.by, Y: at.Y * s.by}, text, f)
}

// RiskLine says what a risk is about, how urgent it is, whose it is and until when.
func RiskLine(s *Sheet, r Recommendation) string {
	d := drawing{Sheet: s}
	all := []string{d.Voice.Say("techmap_priority." + string(r.Priority))}
	if c := s.Map.Component(r.Risk.Component); c != nil {
		all = append(all, c.Title.In(s.Voice.Locale))
	}
	text := strings.Join(all, " · ") + ": " + r.Risk.What.In(s.Voice.Locale)
	var more []string
	if r.Risk.Bottleneck {
		more = append(more, d.say("bottleneck"))
	}
	if r.Risk.Owner != "" {
		more = append(more, s.People(r.Risk.Owner))
	}
	if r.Risk.Due != (desk.Date{}) {
		more = append(more, d.say("by", "At", d.date(r.Risk.Due)))
	}
	if r.Incidents > 0 {
		more = append(more, d.Voice.Count("techmap_confirmed", r.Incidents))
	}
	if len(more) > 0 {
		text += " (" + strings.Join(more, ", ") + ")"
	}
	return text
}

// PartDetails says where a component runs, who knows it and who is called for it.
// Contacts are for engineers.
func PartDetails(s *Sheet, c *desk.Component) string {
	d := drawing{Sheet: s}
	var all []string
	if h := s.Map.Host(c.Host); h != nil {
		all = append(all, strings.Join(slices.DeleteFunc([]string{h.Name, h.Where, strings.TrimSpace(h.System + " " + h.Version)}, func(s string) bool { return s == "" }), ", "))
	}
	if c.Owner != "" {
		all = append(all, d.say("owner", "Who", s.People(c.Owner)))
	}
	if s.Inside {
		if c.ThirdLine != "" {
			all = append(all, d.say("third_line", "Who", s.People(c.ThirdLine)))
		}
		if c.Contact != "" {
			all = append(all, d.say("contact", "Who", c.Contact))
		}
	}
	return strings.Join(all, " · ")
}
