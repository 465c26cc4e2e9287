package techmap

import (
	"image/color"
	"slices"
	"strings"
	"time"

	"vakhta/canvas"
	"vakhta/canvas/chart"
	"vakhta/desk"
)

// box draws a component.
func (d *drawing) box(n *node) {
	c := n.part
	at := d.on(canvas.Point{X: n.x - boxWidth/2, Y: d.tops[n.row]})
	b := canvas.Box{X: at.X, Y: at.Y, W: boxWidth, H: boxHeight}
	as := canvas.Look{Fill: canvas.Gray(255), Stroke: chart.Soft, Width: 1}
	hit := d.State.Hit[c.Name]
	follows := slices.Contains(d.depending, c.Name)
	switch {
	case len(hit) > 0:
		as = canvas.Look{Fill: lit, Stroke: chart.Orange, Width: 2.6}
	case follows:
		as = canvas.Look{Fill: canvas.Gray(255), Stroke: chart.Orange, Width: 2, Dash: 5}
	}
	d.Draw(canvas.Round(b, 6), canvas.Look{Fill: as.Fill})
	d.Draw(canvas.Round(canvas.Box{X: b.X + 4, Y: b.Y + 5, W: 4, H: b.H - 10}, 2), canvas.Look{Fill: tint(c.Kind)})
	d.Draw(canvas.Round(b, 6), canvas.Look{Stroke: as.Stroke, Width: as.Width, Dash: as.Dash})
	x, room := b.X+14, b.W-20
	title := canvas.Face{Size: 11.5, Bold: true, Color: chart.Ink}
	small := canvas.Face{Size: 9, Color: chart.Soft}
	d.Text(canvas.Point{X: x, Y: b.Y + 17}, canvas.Fit(c.Title.In(d.Voice.Locale), room-14*float64(min(3, len(d.risksOf(c)))), title), title)
	y := b.Y + 31
	write := func(text string, marked bool) {
		f := small
		if marked {
			f.Color, f.Bold = chart.Orange, true
		}
		if text != "" {
			d.Text(canvas.Point{X: x, Y: y}, canvas.Fit(text, room, f), f)
			y += 14
		}
	}
	write(d.version(c), false)
	write(d.support(c), d.ended(c))
	switch {
	case len(hit) > 0:
		write("● "+keyList(hit), true)
	case follows:
		write("▲ "+d.draws("affected"), true)
	default:
		write(d.place(c), false)
	}
	d.dots(c, b)
}

func tint(k desk.ComponentKind) color.Color {
	if t, own := tints[k]; own {
		return t
	}
	return outside
}

func (d *drawing) ended(c *desk.Component) bool {
	return c.EndOfSupport != desk.Date{} && c.EndOfSupport.In(d.At.Location()).Before(d.At.AddDate(0, 0, -1))
}

// version says which version a component has, or what it is.
func (d *drawing) version(c *desk.Component) string {
	if c.Version != "" {
		return c.Version
	}
	return d.Voice.Say("map_picture_kind." + string(c.Kind))
}

// support says how long its maker supports it, "" if that is not known.
func (d *drawing) support(c *desk.Component) string {
	switch at := c.EndOfSupport.In(time.UTC).Format("01.2006"); {
	case c.EndOfSupport == (desk.Date{}):
		return ""
	case d.ended(c):
		return d.draws("ended", "At", at)
	default:
		return d.draws("until", "At", at)
	}
}

// place says where a component runs and who knows it.
func (d *drawing) place(c *desk.Component) string {
	var all []string
	if c.Host != "" {
		all = append(all, c.Host)
	}
	if c.Owner != "" {
		all = append(all, d.People(c.Owner))
	}
	return strings.Join(all, " · ")
}

func (d *drawing) risksOf(c *desk.Component) (all []Recommendation) {
	for _, r := range d.risks {
		if r.Risk.Component == c.Name {
			all = append(all, r)
		}
	}
	return all
}

// dots puts the numbers of a component's risks at its corner.
func (d *drawing) dots(c *desk.Component, b canvas.Box) {
	of := d.risksOf(c)
	for i, r := range of[:min(3, len(of))] {
		d.dot(canvas.Point{X: b.Right() - 12 - 15*float64(i), Y: b.Y + 13}, r)
	}
}

func (d *drawing) dot(at canvas.Point, r Recommendation) {
	f := canvas.Face{Size: 8, Bold: true, Color: canvas.Gray(255)}
	if r.Priority == desk.RiskMedium {
		f.Color = chart.Ink
	}
	d.Draw(canvas.Dot(at, 7), canvas.Look{Fill: urgency[r.Priority]})
	name := canvas.Fit(r.Risk.Name, 13, f)
	d.Text(canvas.Point{X: at.X - canvas.Width(name, f)/2, Y: at.Y + 3}, name, f)
}
