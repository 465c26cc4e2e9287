package papers

import (
	"image"
	"math"
	"strconv"

	"vakhta/canvas"
	"vakhta/canvas/chart"
	"vakhta/desk"
)

// A front is what the picture and the first page of the document have in common.
// It is drawn from the top; y is where the next piece begins.
type front struct {
	*paper
	canvas.Canvas

	box canvas.Box
	y   float64
}

// room returns the box of the next piece and moves on.
func (f *front) room(height, gap float64) canvas.Box {
	b := canvas.Box{X: f.box.X, Y: f.y, W: f.box.W, H: height}
	f.y += height + gap
	return b
}

func (f *front) line(words string, face canvas.Face, gap float64) {
	b := f.room(face.Size, gap)
	f.Text(canvas.Point{X: b.X, Y: b.Y + face.Size*0.8}, canvas.Fit(words, b.W, face), face)
}

// heading shows the logo, whose report it is, and of which period.
func (f *front) heading() {
	width := f.box.W
	if f.Logo != nil {
		at := fitted(f.Logo, canvas.Box{X: f.box.Right() - 120, Y: f.y, W: 120, H: 44})
		f.Image(at, f.Logo)
		f.box.W -= at.W + 12
	}
	f.line(f.title(), canvas.Face{Size: 20, Bold: true, Color: chart.Ink}, 7)
	f.line(f.subtitle(), canvas.Face{Size: 12, Color: chart.Soft}, 16)
	f.box.W = width
}

// fitted returns the largest box with an image's proportions in a box, at its right
// edge.
func fitted(i image.Image, in canvas.Box) canvas.Box {
	w, h := float64(i.Bounds().Dx()), float64(i.Bounds().Dy())
	scale := min(in.W/w, in.H/h)
	return canvas.Box{X: in.Right() - w*scale, Y: in.Y, W: w * scale, H: h * scale}
}

// A tile is a figure in large type.
type tile struct{ name, value, note string }

// tiles are the four figures that are looked at first.
func (p *paper) tiles() []tile {
	r, before := p.Report, desk.Figures{}
	if b := p.Report.Before(); b != nil {
		before = b.Figures
	}
	met := func(id string, now, then desk.TargetFigures) tile {
		t := tile{p.say(id), "—", ""}
		if s := shareOf(now.Met, now.Promised); s != nil {
			t.value = p.inWords(s)
			t.note = p.say("paper.of", "Met", p.number(now.Met), "Promised", p.number(now.Promised))
		}
		if s := shareOf(then.Met, then.Promised); s != nil {
			t.note += p.before(p.inWords(s))
		}
		return t
	}
	opened := tile{p.say("paper.opened"), p.number(r.Tickets), p.say("paper.open_now", "N", p.number(r.Backlog.Open))}
	rating := tile{p.say("paper.rating"), "—", ""}
	if m := meanRating(r.Ratings); m != nil {
		rating.value, rating.note = p.inWords(m), p.count("paper_rated", rated(r.Figures))
	}
	return []tile{opened, met("paper.reacted", r.Reaction, before.Reaction), met("paper.resolved", r.Resolution, before.Resolution), rating}
}

// before says what a figure was in the period before.
func (p *paper) before(value string) string {
	return ", " + p.say("paper.before", "Value", value)
}

// tilesInRow draws the tiles, so many in a row.
func (f *front) tilesInRow(columns int) {
	all := f.tiles()
	const height, gap = 66, 8
	width := (f.box.W - gap*float64(columns-1)) / float64(columns)
	for from := 0; from < len(all); from += columns {
		row := f.room(height, gap)
		for i, t := range all[from:min(from+columns, len(all))] {
			b := canvas.Box{X: row.X + (width+gap)*float64(i), Y: row.Y, W: width, H: height}
			f.Draw(canvas.Round(b, 6), canvas.Look{Fill: chart.Pale})
			name, value, note := canvas.Face{Size: 10, Color: chart.Soft}, canvas.Face{Size: 22, Bold: true, Color: chart.Ink}, canvas.Face{Size: 9, Color: chart.Soft}
			f.Text(canvas.Point{X: b.X + 10, Y: b.Y + 17}, canvas.Fit(t.name, b.W-20, name), name)
			f.Text(canvas.Point{X: b.X + 10, Y: b.Y + 42}, canvas.Fit(t.value, b.W-20, value), value)
			f.Text(canvas.Point{X: b.X + 10, Y: b.Y + 57}, canvas.Fit(t.note, b.W-20, note), note)
		}
	}
	f.y += 12
}

// priorities shows what was met, by priority.
func (p *paper) priorities(title string, of func(desk.Figures) desk.TargetFigures) chart.Bars {
	bars := chart.Bars{Title: title, Full: 1}
	for _, priority := range desk.Priorities() {
		var sum desk.TargetFigures
		for _, g := range p.Report.Groups {
			if f := of(g.Figures); g.Priority == priority {
				sum.Met, sum.Promised = sum.Met+f.Met, sum.Promised+f.Promised
			}
		}
		s, decided := shareOf(sum.Met, sum.Promised).(share)
		if !decided {
			continue
		}
		bar := chart.Bar{Label: p.voice.Priority(priority), Value: float64(s)}
		bar.Text = p.voice.Say("report.share", "Percent", sum.Met*100/sum.Promised, "Met", sum.Met, "Promised", sum.Promised)
		bars.Rows = append(bars.Rows, bar)
	}
	return bars
}

// met draws the charts of what was met.
func (f *front) met() {
	for _, bars := range []chart.Bars{
		f.priorities(f.say("paper.reacted"), func(g desk.Figures) desk.TargetFigures { return g.Reaction }),
		f.priorities(f.say("paper.resolved"), func(g desk.Figures) desk.TargetFigures { return g.Resolution }),
	} {
		if len(bars.Rows) > 0 {
			bars.Draw(f, f.room(bars.Height(), 14))
		}
	}
}

// trend returns the chart of the last periods: shares of what was promised.
func (p *paper) trend() chart.Columns {
	k := chart.Columns{Title: p.say("paper_chart.shares"), Full: 1, Say: func(v float64) string { return strconv.Itoa(int(math.Round(v * 100))) }}
	reaction := chart.Series{Name: p.say("paper.reacted"), Color: chart.Blue}
	resolution := chart.Series{Name: p.say("paper.resolved"), Color: chart.Sky}
	value := func(f desk.TargetFigures) float64 {
		if s, ok := shareOf(f.Met, f.Promised).(share); ok {
			return math.Floor(float64(s)*100) / 100
		}
		return math.NaN()
	}
	for _, t := range p.Report.Trend {
		k.Groups = append(k.Groups, p.short(t.Period))
		reaction.Values = append(reaction.Values, value(t.Figures.Reaction))
		resolution.Values = append(resolution.Values, value(t.Figures.Resolution))
	}
	k.Series = []chart.Series{reaction, resolution}
	return k
}

// opened returns the chart of how many tickets the last periods had.
func (p *paper) opened() chart.Columns {
	k := chart.Columns{Title: p.say("paper_chart.tickets")}
	opened := chart.Series{Name: p.say("paper.opened"), Color: chart.Blue}
	resolved := chart.Series{Name: p.say("paper.solved"), Color: chart.Sky}
	for _, t := range p.Report.Trend {
		k.Groups = append(k.Groups, p.short(t.Period))
		opened.Values = append(opened.Values, float64(t.Figures.Tickets))
		resolved.Values = append(resolved.Values, float64(t.Figures.Resolved))
	}
	k.Series = []chart.Series{opened, resolved}
	return k
}

// trends draws both charts of the last periods, if there are several.
func (f *front) trends(beside bool) {
	if len(f.Report.Trend) < 2 {
		return
	}
	const height, gap = 150, 16
	if !beside {
		f.opened().Draw(f, f.room(height, gap))
		f.trend().Draw(f, f.room(height, gap))
		return
	}
	row := f.room(height, gap)
	row.W = (row.W - gap) / 2
	f.opened().Draw(f, row)
	row.X += row.W + gap
	f.trend().Draw(f, row)
}
