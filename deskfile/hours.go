package deskfile

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// hours are 24x7, or the windows of each day that has any.
type hours struct {
	always bool
	week   map[time.Weekday][]desk.Window
}

const around = "24x7"

// A week is written by days (mon), lists (sat,sun) and ranges (mon-fri) of
// them.
var (
	dayNames = keys.Naming{
		Pattern: regexp.MustCompile(`^` + oneDay + `(-` + oneDay + `)?(, ?` + oneDay + `(-` + oneDay + `)?)*$`),
		Fix:     "write mon, mon-fri or sat,sun",
	}
	windowPattern = regexp.MustCompile(`^([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})$`)

	windowKind = keys.Word(keys.Pattern(windowPattern.String()), parseWindow).Says("`09:00-13:00`")
	weekKind   = keys.Then(keys.Dictionary("day", dayNames, keys.OneOrMore(windowKind)), buildWeek).Says("hours under their days")
	hoursKind  = keys.Either(keys.Word(keys.Schema{"const": around}, parseAround).Says("`24x7`"), weekKind)
)

const oneDay = `(mon|tue|wed|thu|fri|sat|sun)`

func parseAround(s string) (hours, error) {
	if s != around {
		return hours{}, keys.Wrong(fmt.Sprintf("unknown hours %q", s), "write 24x7, or the hours of the week, like {mon-fri: 09:00-18:00}")
	}
	return hours{always: true}, nil
}

// buildWeek distributes what was written over the days.
func buildWeek(r *keys.Reader, written at[dict[[]at[desk.Window]]]) hours {
	h := hours{week: map[time.Weekday][]desk.Window{}}
	told := map[time.Weekday]keys.Pos{}
	empty := len(written.V) > 0
	for _, e := range written.V {
		windows := inOrder(r, e.V)
		empty = empty && len(e.V) == 0
		for _, day := range daysOf(e.Key) {
			if first, twice := told[day]; twice {
				r.Mistake(e.KeyPos, fmt.Sprintf("%s has its hours on %s already", day, first), "name each day once, with all its hours")
				continue
			}
			told[day] = e.KeyPos
			if len(windows) > 0 {
				h.week[day] = windows
			}
		}
	}
	if empty {
		r.Mistake(written.Pos, "no day has any hours", "write the hours of the week, like {mon-fri: 09:00-18:00}")
	}
	return h
}

// inOrder sorts a day's hours and reports overlaps.
func inOrder(r *keys.Reader, written []at[desk.Window]) []desk.Window {
	written = slices.DeleteFunc(slices.Clone(written), func(w at[desk.Window]) bool { return !w.OK })
	slices.SortStableFunc(written, func(a, b at[desk.Window]) int { return cmp.Compare(a.V.From, b.V.From) })
	for i, w := range written {
		if i > 0 && w.V.From < written[i-1].V.To {
			r.Mistake(w.Pos, fmt.Sprintf("%s overlaps %s", clock(w.V), clock(written[i-1].V)), "write hours that follow each other")
		}
	}
	return keys.Values(written)
}

func clock(w desk.Window) string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", w.From/60, w.From%60, w.To/60, w.To%60)
}

func parseWindow(s string) (desk.Window, error) {
	const dayEnd = 24 * 60
	m := windowPattern.FindStringSubmatch(s)
	if m == nil {
		return desk.Window{}, keys.Wrong(fmt.Sprintf("%q is not a valid time range", s), "write it like 09:00-18:00")
	}
	w := desk.Window{From: minute(m[1], m[2]), To: minute(m[3], m[4])}
	untilMidnight := clock(desk.Window{From: w.From, To: dayEnd})
	switch {
	case w.From > dayEnd || w.To > dayEnd:
		return w, keys.Wrong(fmt.Sprintf("%q has an invalid time of day", s), "write times from 00:00 to 24:00")
	case w.From == w.To:
		return w, keys.Wrong(fmt.Sprintf("%q is an empty time range", s), "write an end after the beginning, or leave the day out")
	case w.To == 0:
		return w, keys.Wrong(fmt.Sprintf("%q ends before it begins", s), "write "+untilMidnight)
	case w.From > w.To:
		return w, keys.Wrong(fmt.Sprintf("%q ends before it begins", s), fmt.Sprintf(
			"write an end after the beginning; hours over midnight are %s, and %s on the next day", untilMidnight, clock(desk.Window{To: w.To})))
	default:
		return w, nil
	}
}

// minute counts from midnight. Both arguments have at most two digits; a time
// that no clock shows is after the end of every day.
func minute(hours, minutes string) int {
	h, errH := strconv.Atoi(hours)
	m, errM := strconv.Atoi(minutes)
	if errH != nil || errM != nil || m > 59 {
		h = 100
	}
	return h*60 + m
}

// daysOf returns the days that a key such as "mon-wed,fri" means. A range may
// cross the end of the week. An invalid key has been reported already and means
// no day.
func daysOf(key string) []time.Weekday {
	if !dayNames.Pattern.MatchString(key) {
		return nil
	}
	names := []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	var days []time.Weekday
	for part := range strings.SplitSeq(key, ",") {
		first, last, isRange := strings.Cut(strings.TrimSpace(part), "-")
		day := slices.Index(names, first)
		days = append(days, time.Weekday(day))
		for isRange && names[day] != last {
			day = (day + 1) % len(names)
			days = append(days, time.Weekday(day))
		}
	}
	return days
}
