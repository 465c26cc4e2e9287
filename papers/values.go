package papers

import (
	"math"
	"strconv"
	"time"

	"vakhta/desk"
)

// A text in both languages. The headings of columns and rows are such texts and not
// messages of the bot, so that a new one is a single entry in a single file.
type text struct{ ru, en string }

func (t text) in(l desk.Locale) string {
	if l == desk.English {
		return t.en
	}
	return t.ru
}

// Values of cells are nil, string, int, time.Time, time.Duration, and these.
type (
	// share is a part of a whole, from 0 to 1.
	share float64
	// mean is a number with one decimal place.
	mean float64
)

// shareOf returns a part of a whole, rounded down to a tenth of a percent, so that
// 100 % means all; nil if there is no whole.
func shareOf(part, whole int) any {
	if whole == 0 {
		return nil
	}
	return share(math.Floor(float64(part)*1000/float64(whole)) / 1000)
}

// count returns a number, or nil for zero: a table of zeros hides what is not.
func count(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// moment returns a time, or nil if it has not happened.
func moment(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

// length returns a duration, or nil for none.
func length(d time.Duration) any {
	if d == 0 {
		return nil
	}
	return d
}

// inWords returns a cell's value as people read it.
func (p *paper) inWords(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return p.number(v)
	case time.Time:
		return p.wall(v, "02.01.2006 15:04", "2006-01-02 15:04")
	case time.Duration:
		return p.voice.Duration(v)
	case share:
		return p.percent(v)
	case mean:
		return p.voice.Decimal(float64(v))
	case worked:
		return p.voice.Hours(time.Duration(v))
	case sum:
		return p.voice.Money(v.amount, v.currency)
	default:
		return ""
	}
}

func (p *paper) percent(s share) string {
	number := p.voice.Decimal(math.Floor(float64(s)*1000+1e-6) / 10)
	if p.voice.Locale == desk.English {
		return number + "%"
	}
	return number + "\u00a0%"
}

// number returns a number with its thousands apart.
func (p *paper) number(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "\u00a0" + digits[at:]
	}
	return digits
}

// wall returns a moment by the report's zone, in a layout for each language.
func (p *paper) wall(t time.Time, russian, english string) string {
	layout := russian
	if p.voice.Locale == desk.English {
		layout = english
	}
	return t.In(p.voice.Zone).Format(layout)
}
