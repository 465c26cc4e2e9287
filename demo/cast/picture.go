package cast

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// picture returns a small drawing of a web page with a red bar across it, for
// those who have no photo at hand.
func picture() []byte {
	img := image.NewPaletted(image.Rect(0, 0, 320, 200), color.Palette{
		color.RGBA{R: 0xf4, G: 0xf6, B: 0xf8, A: 0xff}, color.RGBA{R: 0x1d, G: 0x3b, B: 0x53, A: 0xff},
		color.RGBA{R: 0xc8, G: 0x33, B: 0x2b, A: 0xff}, color.RGBA{R: 0xd5, G: 0xdb, B: 0xe1, A: 0xff},
	})
	fill := func(r image.Rectangle, c uint8) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				img.SetColorIndex(x, y, c)
			}
		}
	}
	fill(image.Rect(0, 0, 320, 28), 1)
	fill(image.Rect(20, 48, 300, 84), 2)
	for y := 104; y < 180; y += 24 {
		fill(image.Rect(20, y, 300-y/2, y+10), 3)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic("cast: a picture in memory cannot be encoded: " + err.Error())
	}
	return out.Bytes()
}
