package canvas

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	scaler "golang.org/x/image/draw"
)

// A Picture is a canvas of pixels. It is for one goroutine.
type Picture struct {
	pixels *image.RGBA
	clip   image.Rectangle
	scale  float64 // pixels of a point
	faces  map[Face]font.Face
}

var _ Canvas = (*Picture)(nil)

// NewPicture returns a white picture of so many points, each of which is scale
// pixels wide and high. With 2 it is sharp on a phone.
func NewPicture(width, height, scale float64) *Picture {
	p := &Picture{
		pixels: image.NewRGBA(image.Rect(0, 0, int(math.Ceil(width*scale)), int(math.Ceil(height*scale)))),
		scale:  scale, faces: map[Face]font.Face{},
	}
	p.clip = p.pixels.Bounds()
	draw.Draw(p.pixels, p.clip, image.White, image.Point{}, draw.Src)
	return p
}

// WritePNG writes the picture. It has few colours, so the fastest compression
// is small enough.
func (p *Picture) WritePNG(w io.Writer) error {
	e := png.Encoder{CompressionLevel: png.DefaultCompression}
	return e.Encode(w, p.pixels)
}

// Draw fills and strokes a path.
func (p *Picture) Draw(path Path, look Look) {
	lines := path.outlines()
	for _, line := range lines {
		for i := range line {
			line[i].X *= p.scale
			line[i].Y *= p.scale
		}
	}
	if look.Fill != nil {
		p.fill(lines, look.Fill)
	}
	if look.Stroke == nil || look.Width <= 0 {
		return
	}
	if look.Dash > 0 {
		lines = dashes(lines, look.Dash*p.scale)
	}
	p.fill(stroke(lines, look.Width*p.scale), look.Stroke)
}

// fill paints polygons. The rasterizer covers only the part of the picture in
// which they are: one of the whole picture takes many times as long.
func (p *Picture) fill(polygons [][]Point, c color.Color) {
	at := bounds(polygons).Intersect(p.clip)
	if at.Empty() {
		return
	}
	z := vector.NewRasterizer(at.Dx(), at.Dy())
	z.DrawOp = draw.Over
	x, y := float64(at.Min.X), float64(at.Min.Y)
	for _, polygon := range polygons {
		for i, to := range polygon {
			if i == 0 {
				z.MoveTo(float32(to.X-x), float32(to.Y-y))
			} else {
				z.LineTo(float32(to.X-x), float32(to.Y-y))
			}
		}
		z.ClosePath()
	}
	z.Draw(p.pixels, at, image.NewUniform(c), image.Point{})
}

// bounds returns the pixels that polygons touch.
func bounds(polygons [][]Point) image.Rectangle {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, polygon := range polygons {
		for _, at := range polygon {
			low.X, low.Y = min(low.X, at.X), min(low.Y, at.Y)
			high.X, high.Y = max(high.X, at.X), max(high.Y, at.Y)
		}
	}
	if low.X > high.X {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(low.X)), int(math.Floor(low.Y)), int(math.Ceil(high.X)), int(math.Ceil(high.Y)))
}

// Text writes a line of text.
func (p *Picture) Text(at Point, text string, f Face) {
	d := font.Drawer{
		Dst: p.part(),
		Src: image.NewUniform(f.Color), Face: p.face(f),
		Dot: fixed.Point26_6{X: fixed.Int26_6(math.Round(at.X * p.scale * 64)), Y: fixed.Int26_6(math.Round(at.Y * p.scale * 64))},
	}
	d.DrawString(f.Clean(text))
}

// part is what of the picture may be drawn on.
func (p *Picture) part() draw.Image {
	return p.pixels.SubImage(p.clip).(draw.Image) //nolint:errcheck,forcetypeassert // of a picture it is one
}

func (p *Picture) face(f Face) font.Face {
	key := Face{Size: f.Size, Bold: f.Bold}
	if face, ok := p.faces[key]; ok {
		return face
	}
	face, err := opentype.NewFace(f.typeface().font, &opentype.FaceOptions{Size: f.Size * p.scale, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("use a font of the program: " + err.Error())
	}
	p.faces[key] = face
	return face
}

// Image shows an image.
func (p *Picture) Image(b Box, i image.Image) {
	to := image.Rect(int(math.Round(b.X*p.scale)), int(math.Round(b.Y*p.scale)), int(math.Round(b.Right()*p.scale)), int(math.Round(b.Bottom()*p.scale)))
	scaler.CatmullRom.Scale(p.part(), to, i, i.Bounds(), draw.Over, nil)
}

// Clip draws inside of a box only.
func (p *Picture) Clip(b Box, do func()) {
	before := p.clip
	p.clip = before.Intersect(image.Rect(int(b.X*p.scale), int(b.Y*p.scale), int(math.Ceil(b.Right()*p.scale)), int(math.Ceil(b.Bottom()*p.scale))))
	do()
	p.clip = before
}

// Cut shortens the picture to a height.
func (p *Picture) Cut(height float64) {
	b := p.pixels.Bounds()
	b.Max.Y = min(b.Max.Y, int(math.Ceil(height*p.scale)))
	p.pixels = p.pixels.SubImage(b).(*image.RGBA) //nolint:errcheck,forcetypeassert // of RGBA it is RGBA
	p.clip = p.clip.Intersect(b)
}
