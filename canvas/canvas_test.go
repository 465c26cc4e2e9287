package canvas_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"

	"vakhta/canvas"
	"vakhta/canvas/chart"
)

var black = canvas.Face{Size: 10, Color: canvas.Gray(0)}

// decoded returns the pixels of a picture.
func decoded(t *testing.T, p *canvas.Picture) image.Image {
	t.Helper()
	var file bytes.Buffer
	if err := p.WritePNG(&file); err != nil {
		t.Fatal(err)
	}
	pixels, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	return pixels
}

func at(i image.Image, x, y int) color.RGBA {
	return color.RGBAModel.Convert(i.At(x, y)).(color.RGBA)
}

func TestAPathCoversWhatItSurrounds(t *testing.T) {
	t.Parallel()
	p := canvas.NewPicture(100, 100, 2)
	red := canvas.Hex(0xFF0000)
	p.Draw(canvas.Rect(canvas.Box{X: 10, Y: 10, W: 30, H: 30}), canvas.Look{Fill: red})
	p.Draw(canvas.Lines(canvas.Point{X: 60, Y: 20}, canvas.Point{X: 90, Y: 20}), canvas.Look{Stroke: canvas.Gray(0), Width: 4})
	p.Clip(canvas.Box{X: 60, Y: 60, W: 10, H: 10}, func() {
		p.Draw(canvas.Dot(canvas.Point{X: 70, Y: 70}, 20), canvas.Look{Fill: red})
	})
	got := decoded(t, p)
	white := color.RGBA{255, 255, 255, 255}
	for _, c := range []struct {
		x, y int
		want color.RGBA
	}{
		{50, 50, color.RGBA{255, 0, 0, 255}}, {10, 10, white}, {85, 50, white},
		{150, 40, color.RGBA{0, 0, 0, 255}}, {150, 50, white},
		{135, 135, color.RGBA{255, 0, 0, 255}}, {150, 150, white},
	} {
		if at(got, c.x, c.y) != c.want {
			t.Errorf("pixel %d,%d is %v, want %v", c.x, c.y, at(got, c.x, c.y), c.want)
		}
	}
}

func TestADashedLineHasGaps(t *testing.T) {
	t.Parallel()
	p := canvas.NewPicture(100, 10, 1)
	p.Draw(canvas.Lines(canvas.Point{X: 0, Y: 5}, canvas.Point{X: 100, Y: 5}), canvas.Look{Stroke: canvas.Gray(0), Width: 2, Dash: 10})
	got := decoded(t, p)
	for x, dark := range map[int]bool{5: true, 15: false, 25: true, 35: false, 95: false} {
		if is := at(got, x, 5).R < 100; is != dark {
			t.Errorf("at %d the line is dark: %v, want %v", x, is, dark)
		}
	}
}

func TestTextOfBothLanguagesHasGlyphs(t *testing.T) {
	t.Parallel()
	text := "Отчёт «Ромашка»: Їжак, ўсё — 3 500 ₽ ✓ ● ▲ → № “quoted” € §"
	if got := black.Clean(text); got != text {
		t.Errorf("cleaned: %q", got)
	}
	if got := black.Clean("🔴 Не работает\tоплата\n💳"); got != "Не работает оплата" {
		t.Errorf("with emoji: %q", got)
	}
}

func TestTextIsAsWideAsItIsMeasured(t *testing.T) {
	t.Parallel()
	face := canvas.Face{Size: 20, Bold: true, Color: canvas.Gray(0)}
	p := canvas.NewPicture(400, 40, 1)
	p.Text(canvas.Point{X: 0, Y: 30}, "Нарушения сроков", face)
	got, right := decoded(t, p), 0
	for x := range 400 {
		for y := range 40 {
			if at(got, x, y).R < 128 {
				right = x
			}
		}
	}
	if w := canvas.Width("Нарушения сроков", face); math.Abs(float64(right)-w) > 3 {
		t.Errorf("drawn up to %d, measured %.1f", right, w)
	}
}

func TestLongTextIsShortenedOrWrapped(t *testing.T) {
	t.Parallel()
	text := "Не проходит оплата картой на последнем шаге, у всех покупателей"
	if got := canvas.Fit(text, 100, black); !strings.HasSuffix(got, "…") || canvas.Width(got, black) > 100 {
		t.Errorf("fitted: %q, %.1f wide", got, canvas.Width(got, black))
	}
	lines := canvas.Wrap(text, 120, 10, black)
	if strings.Join(lines, " ") != text {
		t.Errorf("wrapped: %q", lines)
	}
	for _, l := range append(lines, canvas.Wrap("https://shop.example/"+strings.Repeat("a", 200)+" текст", 120, 3, black)...) {
		if canvas.Width(l, black) > 120 {
			t.Errorf("%q is %.1f wide", l, canvas.Width(l, black))
		}
	}
	if got := canvas.Wrap(text, 120, 2, black); len(got) != 2 || !strings.HasSuffix(got[1], "…") {
		t.Errorf("two lines: %q", got)
	}
}

func TestTheSameDrawingGivesTheSameDocument(t *testing.T) {
	t.Parallel()
	draw := func() []byte {
		d := canvas.NewDocument(canvas.About{Title: "Отчёт", Author: "Vakhta", Language: "ru", At: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)})
		d.Page()
		sample(d)
		d.Image(canvas.Box{X: 10, Y: 10, W: 20, H: 20}, image.NewGray(image.Rect(0, 0, 4, 4)))
		var file bytes.Buffer
		if err := d.WritePDF(&file); err != nil {
			t.Fatal(err)
		}
		return file.Bytes()
	}
	a, b := draw(), draw()
	if !bytes.Equal(a, b) {
		t.Error("two documents of the same drawing differ")
	}
	if !bytes.HasPrefix(a, []byte("%PDF-")) || len(a) > 100_000 {
		t.Errorf("%d bytes, beginning with %.8q", len(a), a)
	}
}

// sample draws one of each chart.
func sample(c canvas.Canvas) {
	bars := chart.Bars{Title: "Вовремя, по приоритетам", Full: 100, Rows: []chart.Bar{
		{Label: "P1 — критический", Value: 90, Text: "90 % (9 из 10)"}, {Label: "P2 — высокий", Value: 33, Text: "33 % (1 из 3)", Color: chart.Orange},
	}}
	bars.Draw(c, canvas.Box{X: 20, Y: 20, W: 400, H: 200})
	columns := chart.Columns{Title: "Шесть месяцев", Groups: []string{"май", "июнь", "июль"}, Series: []chart.Series{
		{Name: "открыто", Values: []float64{3, 7, math.NaN()}, Color: chart.Blue}, {Name: "решено", Values: []float64{2, 7, 1}, Color: chart.Orange},
	}}
	columns.Draw(c, canvas.Box{X: 20, Y: 120, W: 400, H: 180})
}

func TestAChartIsReadWithoutSeeingIt(t *testing.T) {
	t.Parallel()
	columns := chart.Columns{Title: "Заявки", Groups: []string{"май", "июнь"}, Series: []chart.Series{
		{Name: "открыто", Values: []float64{3, math.NaN()}}, {Name: "решено", Values: []float64{2, 7}},
	}}
	if got, want := columns.Alt(), "Заявки. май: открыто 3, решено 2; июнь: решено 7."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
