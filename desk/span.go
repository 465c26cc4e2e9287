package desk

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Span is a length of time as people write it in a contract. Days are kept
// apart from hours because a calendar says how long a day is.
type Span struct {
	Weeks int
	Days  int
	Time  time.Duration // the hours, minutes and seconds
}

// IsZero reports whether s is zero, which means that there is no target.
func (s Span) IsZero() bool { return s == Span{} }

// HasDays reports whether s contains days or weeks.
func (s Span) HasDays() bool { return s.Weeks != 0 || s.Days != 0 }

// Clock returns s on the wall clock, where a day is 24 hours and a week seven
// days.
func (s Span) Clock() time.Duration {
	return time.Duration(s.Weeks*7+s.Days)*24*time.Hour + s.Time
}

// String writes s as ParseSpan reads it, largest unit first.
func (s Span) String() string {
	var b strings.Builder
	put := func(n int64, unit string) {
		if n != 0 {
			b.WriteString(strconv.FormatInt(n, 10) + unit)
		}
	}
	put(int64(s.Weeks), "w")
	put(int64(s.Days), "d")
	put(int64(s.Time/time.Hour), "h")
	put(int64(s.Time%time.Hour/time.Minute), "m")
	put(int64(s.Time%time.Minute/time.Second), "s")
	if b.Len() == 0 {
		return "0s"
	}
	return b.String()
}

// MaxSpan is the longest time that ParseSpan reads, on the wall clock. A longer
// one is taken for a slip.
const MaxSpan = 10 * 365 * 24 * time.Hour

// ParseSpan reads 90s, 15m, 4h, 3d, 1w and sums such as 1h30m. It refuses zero
// and anything longer than MaxSpan.
func ParseSpan(text string) (Span, error) {
	units := map[byte]time.Duration{
		'w': 7 * 24 * time.Hour, 'd': 24 * time.Hour, 'h': time.Hour, 'm': time.Minute, 's': time.Second,
	}
	var s Span
	rest := text
	for rest != "" {
		end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if end <= 0 {
			return Span{}, spanError(text)
		}
		n, err := strconv.Atoi(rest[:end])
		unit := units[rest[end]]
		if err != nil || unit == 0 {
			return Span{}, spanError(text)
		}
		if n > int(MaxSpan/unit) {
			return Span{}, ErrSpanTooLong
		}
		switch rest[end] {
		case 'w':
			s.Weeks += n
		case 'd':
			s.Days += n
		default:
			s.Time += time.Duration(n) * unit
		}
		if s.Clock() > MaxSpan {
			return Span{}, ErrSpanTooLong
		}
		rest = rest[end+1:]
	}
	if s.IsZero() {
		return Span{}, spanError(text)
	}
	return s, nil
}

// ErrSpanTooLong means that a duration is longer than MaxSpan.
var ErrSpanTooLong = errors.New("duration: longer than ten years")

func spanError(text string) error {
	return fmt.Errorf("duration %q: want a number and a unit, like 90s, 15m, 4h, 3d, 1w or 1h30m", text)
}
