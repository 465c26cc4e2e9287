// Package chart draws charts on a canvas.
//
// The colours are those of Okabe and Ito, which people with any kind of colour
// vision tell apart, and nothing is told by colour alone: each value stands at
// its bar, and series have a legend. Alt says the same in words, for people who
// cannot see the chart.
package chart

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"vakhta/canvas"
)

// The colours of series and of text.
var (
	Blue   = canvas.Hex(0x0072B2)
	Orange = canvas.Hex(0xD55E00)
	Green  = canvas.Hex(0x00795C)
	Sky    = canvas.Hex(0x56B4E9)
	Ink    = canvas.Hex(0x1B1F24)
	Soft   = canvas.Hex(0x57606A)
	Faint  = canvas.Hex(0xD8DEE4)
	Pale   = canvas.Hex(0xF3F5F7)
)

// A Bar is a row of Bars.
type Bar struct {
	Label string
	Value float64
	Text  string      // the value in words
	Color color.Color // nil: Blue
}

// Bars are horizontal bars from zero, each with its label and value.
type Bars struct {
	Title string
	Rows  []Bar
	Full  float64 // the value of a bar of full length; 0: the largest
}

const (
	titleSize = 13
	titleRoom = 24
	rowHeight = 22
	barHeight = 12
	textSize  = 11
)

// Height returns how much room the bars need.
func (b Bars) Height() float64 { return titleRoom + rowHeight*float64(len(b.Rows)) }

// Draw draws the bars from the top of a box, as wide as the box.
func (b Bars) Draw(c canvas.Canvas, in canvas.Box) {
	in = heading(c, in, b.Title)
	face, bold := canvas.Face{Size: textSize, Color: Ink}, canvas.Face{Size: textSize, Bold: true, Color: Ink}
	var label, text, full float64
	for _, r := range b.Rows {
		label, text, full = max(label, canvas.Width(r.Label, face)), max(text, canvas.Width(r.Text, bold)), max(full, r.Value)
	}
	if b.Full > 0 {
		full = b.Full
	}
	label, text = min(label, in.W*0.4), min(text, in.W*0.35)
	track := canvas.Box{X: in.X + label + 8, W: in.W - label - text - 16, H: barHeight}
	for i, r := range b.Rows {
		y := in.Y + rowHeight*float64(i)
		base := y + rowHeight/2 + textSize*0.36
		c.Text(canvas.Point{X: in.X, Y: base}, canvas.Fit(r.Label, label+1, face), face)
		track.Y = y + (rowHeight-barHeight)/2
		c.Draw(canvas.Round(track, 3), canvas.Look{Fill: Pale})
		if full > 0 && r.Value > 0 {
			part := track
			part.W *= min(1, r.Value/full)
			c.Draw(canvas.Round(part, 3), canvas.Look{Fill: or(r.Color, Blue)})
		}
		c.Text(canvas.Point{X: track.Right() + 8, Y: base}, canvas.Fit(r.Text, text+1, bold), bold)
	}
}

// Alt returns the chart in words.
func (b Bars) Alt() string {
	var all []string
	for _, r := range b.Rows {
		all = append(all, r.Label+": "+r.Text)
	}
	return b.Title + ". " + strings.Join(all, "; ") + "."
}

// A Series is a row of values, one for each group. NaN is no value.
type Series struct {
	Name   string
	Values []float64
	Color  color.Color
}

// Columns are upright columns in groups, such as months.
type Columns struct {
	Title  string
	Groups []string
	Series []Series
	Full   float64 // the value of a column of full height; 0: the largest
	// Say returns a value in words; nil: as a number.
	Say func(float64) string
}

// Draw draws the columns in a box.
func (k Columns) Draw(c canvas.Canvas, in canvas.Box) {
	in = heading(c, in, k.Title)
	if len(k.Series) > 1 {
		in = k.legend(c, in)
	}
	small := canvas.Face{Size: 10, Color: Soft}
	plot := canvas.Box{X: in.X, Y: in.Y + 14, W: in.W, H: in.H - 14 - 18}
	full := k.Full
	for _, s := range k.Series {
		for _, v := range s.Values {
			if k.Full == 0 && !math.IsNaN(v) {
				full = max(full, v)
			}
		}
	}
	ground := canvas.Lines(canvas.Point{X: plot.X, Y: plot.Bottom()}, canvas.Point{X: plot.Right(), Y: plot.Bottom()})
	slot := plot.W / float64(max(1, len(k.Groups)))
	width := min(34, slot*0.8/float64(max(1, len(k.Series))))
	for g, name := range k.Groups {
		middle := plot.X + slot*(float64(g)+0.5)
		centred(c, canvas.Point{X: middle, Y: plot.Bottom() + 13}, canvas.Fit(name, slot, small), small)
		for i, s := range k.Series {
			if g >= len(s.Values) || math.IsNaN(s.Values[g]) {
				continue
			}
			column := canvas.Box{X: middle + width*(float64(i)-float64(len(k.Series))/2) + 1, Y: plot.Bottom(), W: width - 2}
			if full > 0 {
				column.H = plot.H * min(1, s.Values[g]/full)
			}
			column.Y -= column.H
			c.Draw(canvas.Rect(column), canvas.Look{Fill: s.Color})
			value := canvas.Face{Size: 10, Bold: true, Color: Ink}
			centred(c, canvas.Point{X: column.X + column.W/2, Y: column.Y - 4}, canvas.Fit(k.say(s.Values[g]), max(column.W+6, slot/float64(len(k.Series))), value), value)
		}
	}
	c.Draw(ground, canvas.Look{Stroke: Soft, Width: 1})
}

func (k Columns) say(v float64) string {
	if k.Say != nil {
		return k.Say(v)
	}
	return fmt.Sprintf("%g", v)
}

// legend names the series, each with its colour.
func (k Columns) legend(c canvas.Canvas, in canvas.Box) canvas.Box {
	face := canvas.Face{Size: 10, Color: Soft}
	row, rest := in.Top(16)
	x := row.X
	for _, s := range k.Series {
		c.Draw(canvas.Round(canvas.Box{X: x, Y: row.Y + 2, W: 9, H: 9}, 2), canvas.Look{Fill: s.Color})
		c.Text(canvas.Point{X: x + 13, Y: row.Y + 10}, s.Name, face)
		x += 13 + canvas.Width(s.Name, face) + 14
	}
	return rest
}

// Alt returns the chart in words.
func (k Columns) Alt() string {
	var groups []string
	for g, name := range k.Groups {
		var values []string
		for _, s := range k.Series {
			if g < len(s.Values) && !math.IsNaN(s.Values[g]) {
				values = append(values, strings.TrimSpace(s.Name+" "+k.say(s.Values[g])))
			}
		}
		groups = append(groups, name+": "+strings.Join(values, ", "))
	}
	return k.Title + ". " + strings.Join(groups, "; ") + "."
}

// heading writes a chart's title and returns the room below it.
func heading(c canvas.Canvas, in canvas.Box, title string) canvas.Box {
	top, rest := in.Top(titleRoom)
	face := canvas.Face{Size: titleSize, Bold: true, Color: Ink}
	c.Text(canvas.Point{X: top.X, Y: top.Y + titleSize}, canvas.Fit(title, top.W, face), face)
	return rest
}

// centred writes text around a point.
func centred(c canvas.Canvas, at canvas.Point, text string, f canvas.Face) {
	at.X -= canvas.Width(text, f) / 2
	c.Text(at, text, f)
}

func or(c, otherwise color.Color) color.Color {
	if c == nil {
		return otherwise
	}
	return c
}
