package locales

import "math"

// Size returns a number of bytes as people say it: "340 KB", "19.9 MB". It
// is rounded up, so that what is too large does not look as if it fitted.
func (v *Voice) Size(bytes int64) string {
	const kb, mb, gb = 1 << 10, 1 << 20, 1 << 30
	up := func(unit float64) string { return v.Decimal(math.Ceil(float64(bytes)/unit*10) / 10) }
	switch {
	case bytes >= gb:
		return v.Say("size.gb", "Number", up(gb))
	case bytes >= mb:
		return v.Say("size.mb", "Number", up(mb))
	default:
		return v.Say("size.kb", "Number", (bytes+kb-1)/kb)
	}
}
