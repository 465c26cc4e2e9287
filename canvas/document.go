package canvas

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// The size of a page of a document: A4 upright, in points.
const (
	PageWidth  = 595.28
	PageHeight = 841.89
)

// A Document is a canvas of pages in a PDF. Its text is text: it can be searched
// and copied. The same drawing at the same time gives the same bytes. It is for
// one goroutine.
type Document struct {
	pdf    *fpdf.Fpdf
	images int
}

var _ Canvas = (*Document)(nil)

// About is what a PDF's readers show about it.
type About struct {
	Title, Author string
	Language      string // such as ru
	At            time.Time
}

// NewDocument returns a document without pages.
func NewDocument(about About) *Document {
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(about.At)
	pdf.SetModificationDate(about.At)
	pdf.SetTitle(about.Title, true)
	pdf.SetAuthor(about.Author, true)
	pdf.SetLang(about.Language)
	pdf.AddUTF8FontFromBytes("inter", "", bytes.Clone(regularFile))
	pdf.AddUTF8FontFromBytes("inter", "B", bytes.Clone(boldFile))
	return &Document{pdf: pdf}
}

// Page begins a page; what is drawn from now on is on it.
func (d *Document) Page() { d.pdf.AddPage() }

// WritePDF ends the document and writes it.
func (d *Document) WritePDF(w io.Writer) error { return d.pdf.Output(w) }

// Draw fills and strokes a path.
func (d *Document) Draw(path Path, look Look) {
	how := ""
	if look.Fill != nil {
		d.pdf.SetFillColor(rgb(look.Fill))
		how = "F"
	}
	if look.Stroke != nil && look.Width > 0 {
		d.pdf.SetDrawColor(rgb(look.Stroke))
		d.pdf.SetLineWidth(look.Width)
		d.pdf.SetLineJoinStyle("round")
		var dash []float64
		if look.Dash > 0 {
			dash = []float64{look.Dash}
		}
		d.pdf.SetDashPattern(dash, 0)
		how += "D"
	}
	if how == "" || len(path.steps) == 0 {
		return
	}
	for _, s := range path.steps {
		switch s.kind {
		case moveTo:
			d.pdf.MoveTo(s.to.X, s.to.Y)
		case lineTo:
			d.pdf.LineTo(s.to.X, s.to.Y)
		case curveTo:
			d.pdf.CurveBezierCubicTo(s.c1.X, s.c1.Y, s.c2.X, s.c2.Y, s.to.X, s.to.Y)
		case closed:
			d.pdf.ClosePath()
		}
	}
	d.pdf.DrawPath(how)
}

func rgb(c color.Color) (r, g, b int) {
	red, green, blue, _ := c.RGBA()
	return int(red >> 8), int(green >> 8), int(blue >> 8)
}

// Text writes a line of text.
func (d *Document) Text(at Point, text string, f Face) {
	text = f.Clean(text)
	if text == "" {
		return
	}
	style := ""
	if f.Bold {
		style = "B"
	}
	d.pdf.SetFont("inter", style, f.Size)
	d.pdf.SetTextColor(rgb(f.Color))
	d.pdf.Text(at.X, at.Y, text)
}

// Image shows an image.
func (d *Document) Image(b Box, i image.Image) {
	var as bytes.Buffer
	if err := png.Encode(&as, i); err != nil {
		d.pdf.SetError(fmt.Errorf("show an image: %w", err))
		return
	}
	d.images++
	name := fmt.Sprintf("image %d", d.images)
	o := fpdf.ImageOptions{ImageType: "png"}
	d.pdf.RegisterImageOptionsReader(name, o, &as)
	d.pdf.ImageOptions(name, b.X, b.Y, b.W, b.H, false, o, 0, "")
}

// Clip draws inside of a box only.
func (d *Document) Clip(b Box, do func()) {
	d.pdf.ClipRect(b.X, b.Y, b.W, b.H, false)
	do()
	d.pdf.ClipEnd()
}
