// Package canvas draws pictures and pages: paths, text and images on a canvas
// that becomes a PNG or a page of a PDF.
//
// Lengths are points, from the top left corner. Colours are opaque, so both
// kinds look the same. The typeface is Inter: it has Cyrillic, ₽, ✓, ●, ▲ and →,
// and its licence (OFL) lets us pass it on. A character that Inter lacks, such as
// an emoji, is left out.
package canvas

import (
	"image"
	"image/color"
	"math"
)

// A Canvas takes what is drawn, in order: the later covers the earlier.
type Canvas interface {
	// Draw fills and strokes a path.
	Draw(Path, Look)
	// Text writes a line of text with its baseline beginning at a point.
	Text(at Point, text string, f Face)
	// Image shows an image in a box, whose proportions should be the image's.
	Image(Box, image.Image)
	// Clip draws what is inside of a box; of the rest nothing is shown.
	Clip(Box, func())
}

// A Point is a place on a canvas.
type Point struct{ X, Y float64 }

// A Box is a rectangle: its top left corner, width and height.
type Box struct{ X, Y, W, H float64 }

// Inset returns the box without a margin on each side.
func (b Box) Inset(by float64) Box { return Box{b.X + by, b.Y + by, b.W - 2*by, b.H - 2*by} }

// Right returns the right edge.
func (b Box) Right() float64 { return b.X + b.W }

// Bottom returns the lower edge.
func (b Box) Bottom() float64 { return b.Y + b.H }

// Top returns the upper part of the box, of a height, and what is below it.
func (b Box) Top(height float64) (top, rest Box) {
	return Box{b.X, b.Y, b.W, height}, Box{b.X, b.Y + height, b.W, b.H - height}
}

// A Look is how a path looks.
type Look struct {
	Fill   color.Color // nil: not filled
	Stroke color.Color // nil: not stroked
	Width  float64     // of the stroke
	Dash   float64     // length of its dashes and gaps; 0: a solid line
}

// A Face is how text looks.
type Face struct {
	Size  float64 // height of the line without leading
	Bold  bool
	Color color.Color
}

// Gray returns an opaque gray, from 0, black, to 255, white.
func Gray(level uint8) color.Color { return color.Gray{Y: level} }

// Hex returns an opaque colour such as 0x0072B2.
func Hex(rgb uint32) color.Color {
	return color.RGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

// A Path is one or more outlines. The zero value is empty.
type Path struct{ steps []step }

// A step of a path: to where, with the two control points of a curve.
type step struct {
	kind   stepKind
	to     Point
	c1, c2 Point
}

type stepKind int

const (
	moveTo stepKind = iota
	lineTo
	curveTo
	closed
)

// Move begins an outline.
func (p *Path) Move(to Point) { p.steps = append(p.steps, step{kind: moveTo, to: to}) }

// Line continues it with a straight line.
func (p *Path) Line(to Point) { p.steps = append(p.steps, step{kind: lineTo, to: to}) }

// Curve continues it with a cubic curve that has two control points.
func (p *Path) Curve(c1, c2, to Point) {
	p.steps = append(p.steps, step{kind: curveTo, c1: c1, c2: c2, to: to})
}

// Close continues it with a line to where it began.
func (p *Path) Close() { p.steps = append(p.steps, step{kind: closed}) }

// Lines returns the path through points.
func Lines(points ...Point) (p Path) {
	for i, at := range points {
		if i == 0 {
			p.Move(at)
		} else {
			p.Line(at)
		}
	}
	return p
}

// Rect returns the outline of a box.
func Rect(b Box) Path {
	p := Lines(Point{b.X, b.Y}, Point{b.Right(), b.Y}, Point{b.Right(), b.Bottom()}, Point{b.X, b.Bottom()})
	p.Close()
	return p
}

// bow is how far the control points of a quarter of a circle are from its ends,
// as a part of the radius.
const bow = 0.5522847498

// Round returns the outline of a box with rounded corners.
func Round(b Box, radius float64) (p Path) {
	r := max(0, min(radius, b.W/2, b.H/2))
	k := r * (1 - bow)
	left, top, right, bottom := b.X, b.Y, b.Right(), b.Bottom()
	p.Move(Point{left + r, top})
	p.Line(Point{right - r, top})
	p.Curve(Point{right - k, top}, Point{right, top + k}, Point{right, top + r})
	p.Line(Point{right, bottom - r})
	p.Curve(Point{right, bottom - k}, Point{right - k, bottom}, Point{right - r, bottom})
	p.Line(Point{left + r, bottom})
	p.Curve(Point{left + k, bottom}, Point{left, bottom - k}, Point{left, bottom - r})
	p.Line(Point{left, top + r})
	p.Curve(Point{left, top + k}, Point{left + k, top}, Point{left + r, top})
	p.Close()
	return p
}

// Dot returns a circle.
func Dot(centre Point, radius float64) Path {
	return Round(Box{centre.X - radius, centre.Y - radius, 2 * radius, 2 * radius}, radius)
}

// pieces is into how many lines a curve is divided.
const pieces = 12

// outlines returns the path as polylines.
func (p Path) outlines() (all [][]Point) {
	var line []Point
	end := func() {
		if len(line) > 1 {
			all = append(all, line)
		}
		line = nil
	}
	for _, s := range p.steps {
		switch s.kind {
		case moveTo:
			end()
			line = []Point{s.to}
		case lineTo:
			line = append(line, s.to)
		case curveTo:
			from := line[len(line)-1]
			for i := 1; i <= pieces; i++ {
				line = append(line, onCurve(from, s, float64(i)/pieces))
			}
		case closed:
			line = append(line, line[0])
		}
	}
	end()
	return all
}

// onCurve returns the point of a cubic curve at t, from 0 to 1.
func onCurve(from Point, s step, t float64) Point {
	u := 1 - t
	a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return Point{a*from.X + b*s.c1.X + c*s.c2.X + d*s.to.X, a*from.Y + b*s.c1.Y + c*s.c2.Y + d*s.to.Y}
}

// distance returns the distance of two points.
func distance(a, b Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

// Scaled returns the path larger by a factor, and then moved.
func (p Path) Scaled(by float64, moved Point) Path {
	put := func(at Point) Point { return Point{at.X*by + moved.X, at.Y*by + moved.Y} }
	all := make([]step, len(p.steps))
	for i, s := range p.steps {
		all[i] = step{kind: s.kind, to: put(s.to), c1: put(s.c1), c2: put(s.c2)}
	}
	return Path{all}
}
