package canvas

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // for ReadImage
	_ "image/png"  // for ReadImage
	"io"
	"os"
)

// The limits of an image that ReadImage reads.
const (
	maxImageBytes = 2 << 20
	maxImageSide  = 4000 // pixels
)

// ErrNoImage means that a file is not a PNG or JPEG within the limits: 2 MB, and 4000
// pixels a side.
var ErrNoImage = errors.New("it is no PNG or JPEG of at most 2 MB and 4000 pixels a side")

// ReadImage reads an image from a file. Its size is checked before it is decoded,
// because a small file may hold a huge picture.
func ReadImage(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	file, err := io.ReadAll(io.LimitReader(f, maxImageBytes+1))
	if err != nil {
		return nil, err
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || len(file) > maxImageBytes || c.Width > maxImageSide || c.Height > maxImageSide || c.Width < 1 || c.Height < 1 {
		return nil, ErrNoImage
	}
	i, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoImage, err)
	}
	return i, nil
}
