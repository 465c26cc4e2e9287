package techmap

import (
	"image/color"
	"io"
	"slices"
	"strings"
	"time"

	"vakhta/canvas"
	"vakhta/canvas/chart"
	"vakhta/desk"
	"vakhta/locales"
)

// A Sheet is what is drawn: a project's map, as a reader may see it.
type Sheet struct {
	Project string // the shop's name
	Map     *desk.TechMap
	State   desk.MapState
	Inside  bool // the reader is an engineer: internal risks and contacts are shown
	People  func(handle string) string
	At      time.Time // in the reader's zone
	Voice   *locales.Voice
}

// The colours of the kinds, and of what is hit.
var (
	lit   = canvas.Hex(0xFBE3D6)
	amber = canvas.Hex(0xE69F00)
	tints = map[desk.ComponentKind]color.Color{
		desk.KindFront: chart.Sky, desk.KindCore: chart.Blue, desk.KindService: canvas.Hex(0x6F52A0), desk.KindData: chart.Green,
		desk.KindWatch: chart.Soft,
	}
	outside = canvas.Hex(0xCC79A7)
	urgency = map[desk.RiskPriority]color.Color{desk.RiskHigh: chart.Orange, desk.RiskMedium: amber, desk.RiskLow: chart.Soft}
)

const (
	pictureEdge  = 24
	pictureScale = 2
	risksDrawn   = 6
	// mostPixels is how much width and height may be together: Telegram takes 10 000
	// (Bot API, sendPhoto).
	mostPixels = 9000
	leastWidth = 620
)

// drawing is a sheet on a canvas.
type drawing struct {
	canvas.Canvas
	*Sheet
	*routing

	depending []string
	risks     []Recommendation
	at        canvas.Point // of the first box
	y         float64
}

func newDrawing(s *Sheet) *drawing {
	d := &drawing{Sheet: s, routing: routingOf(s.Map)}
	d.depending, d.risks = s.State.Depending(s.Map), Recommendations(s.Map, s.State, s.Inside)
	return d
}

// draws returns a text that is only in pictures.
func (d *drawing) draws(id string, pairs ...any) string {
	return d.Voice.Say("map_picture."+id, pairs...)
}

func (d *drawing) say(id string, pairs ...any) string { return d.Voice.Say("techmap."+id, pairs...) }

// Picture writes the map as a PNG: the boxes, what the marks mean, and the most urgent
// risks.
func Picture(w io.Writer, s Sheet) error {
	d := newDrawing(&s)
	width := max(leastWidth, d.width()) + 2*pictureEdge
	height := d.height + 420
	p := canvas.NewPicture(width, height, min(pictureScale, mostPixels/(width+height)))
	d.Canvas = p
	d.all(width, risksDrawn)
	p.Cut(d.y + pictureEdge)
	if err := d.Voice.Err(); err != nil {
		return err
	}
	return p.WritePNG(w)
}

// all draws everything from the top.
func (d *drawing) all(width float64, risks int) {
	d.y = pictureEdge
	room := width - 2*pictureEdge
	d.line(d.say("title", "Project", d.Project), canvas.Face{Size: 20, Bold: true, Color: chart.Ink}, room, 8)
	d.line(d.subtitle(), canvas.Face{Size: 11, Color: chart.Soft}, room, 5)
	d.line(d.strip(), canvas.Face{Size: 11, Color: chart.Soft}, room, 22)
	d.at = canvas.Point{X: pictureEdge + max(0, (room-d.width())/2), Y: d.y}
	d.lines()
	for _, row := range d.rows {
		for _, n := range row {
			if n.part != nil {
				d.box(n)
			}
		}
	}
	d.y += d.height + 22
	d.legend(room)
	d.listRisks(room, risks)
}

// line writes a line of text and moves on.
func (d *drawing) line(text string, f canvas.Face, room, gap float64) {
	d.Text(canvas.Point{X: pictureEdge, Y: d.y + f.Size*0.8}, canvas.Fit(text, room, f), f)
	d.y += f.Size + gap
}

// date returns a day as a reader writes it.
func (d *drawing) date(day desk.Date) string { return d.Voice.Date(day.In(d.At.Location()), d.At) }

// subtitle says who keeps the map and how old it is.
func (d *drawing) subtitle() string {
	var all []string
	if d.Map.Audited == (desk.Date{}) {
		all = append(all, d.draws("never"))
	} else {
		all = append(all, d.draws("audited", "At", d.date(d.Map.Audited)))
	}
	if d.Map.Owner != "" {
		all = append(all, d.say("owner", "Who", d.People(d.Map.Owner)))
	}
	all = append(all, d.draws("as_of", "At", d.Voice.WhenIn(d.At, d.At)))
	return strings.Join(all, " · ")
}

// strip says how well the site is guarded.
func (d *drawing) strip() string {
	all := []string{d.draws("backup_never"), d.draws("monitored_no")}
	if d.Map.BackupTested != (desk.Date{}) {
		all[0] = d.draws("backup", "At", d.date(d.Map.BackupTested))
	}
	if d.Map.Monitored {
		all[1] = d.draws("monitored")
	}
	if d.Map.Restore > 0 {
		all = append(all, d.draws("restore", "In", d.Voice.Duration(d.Map.Restore)))
	}
	return strings.Join(all, " · ")
}

// lines draws the lines, the critical ones above the others, with arrows and words.
func (d *drawing) lines() {
	for _, critical := range []bool{false, true} {
		for _, channel := range d.channels {
			for _, h := range channel {
				if h.link.edge.Critical == critical {
					d.hop(h)
				}
			}
		}
	}
	for _, channel := range d.channels {
		var said []*hop
		for _, h := range channel {
			if h.last && !slices.ContainsFunc(said, h.bundled) {
				said = append(said, h)
				d.words(h)
			}
		}
	}
}

// look is how a line is drawn.
func look(e desk.MapEdge) canvas.Look {
	switch {
	case e.Critical:
		return canvas.Look{Stroke: chart.Ink, Width: 1.8}
	case e.Back:
		return canvas.Look{Stroke: chart.Soft, Width: 1.1, Dash: 4}
	default:
		return canvas.Look{Stroke: canvas.Hex(0x8C959F), Width: 1.1}
	}
}

func (d *drawing) on(p canvas.Point) canvas.Point {
	return canvas.Point{X: p.X + d.at.X, Y: p.Y + d.at.Y}
}

func (d *drawing) hop(h *hop) {
	points := d.way(h)
	for i := range points {
		points[i] = d.on(points[i])
	}
	as := look(h.link.edge)
	d.Draw(canvas.Lines(points...), as)
	up := h.link.edge.Back
	if first := h.link.path[0] == h.from; up && first {
		d.arrow(points[0], -1, as.Stroke)
	}
	if h.last && !up {
		d.arrow(points[len(points)-1], 1, as.Stroke)
	}
}

// arrow draws the head of an arrow that points down (1) or up (-1).
func (d *drawing) arrow(at canvas.Point, way float64, c color.Color) {
	head := canvas.Lines(at, canvas.Point{X: at.X - 3.5, Y: at.Y - 7*way}, canvas.Point{X: at.X + 3.5, Y: at.Y - 7*way})
	head.Close()
	d.Draw(head, canvas.Look{Fill: c})
}

// words says by what protocol a line goes, at its lower end.
func (d *drawing) words(h *hop) {
	by := h.link.edge.By
	if by == "" {
		return
	}
	f := canvas.Face{Size: 8, Color: chart.Soft}
	by = canvas.Fit(by, 70, f)
	w := canvas.Width(by, f)
	points := d.way(h)
	end := d.on(points[len(points)-1])
	b := canvas.Box{X: end.X - w/2 - 2, Y: end.Y - 20, W: w + 4, H: 10}
	d.Draw(canvas.Rect(b), canvas.Look{Fill: canvas.Gray(255)})
	d.Text(canvas.Point{X: b.X + 2, Y: b.Y + 8}, by, f)
}

// keyList names tickets, as many as fit a box.
func keyList(all []desk.Key) string {
	var names []string
	for _, k := range all[:min(2, len(all))] {
		names = append(names, k.String())
	}
	text := strings.Join(names, ", ")
	if len(all) > 2 {
		text += " …"
	}
	return text
}
