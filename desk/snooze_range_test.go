package desk_test

import (
	"testing"
	"time"

	"vakhta/desk"
)

func TestARangeIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.November, 24, 14, 5, 0, 0, time.UTC) // a Tuesday
	for text, want := range map[string]string{
		"sat..sun":                         "2026-11-28 00:00 – 2026-11-30 00:00 ",
		"сб..вс first-line":                "2026-11-28 00:00 – 2026-11-30 00:00 first-line",
		"fri..mon":                         "2026-11-27 00:00 – 2026-12-01 00:00 ",
		"tue..tue":                         "2026-11-24 00:00 – 2026-11-25 00:00 ",
		"5.12 10:00..7.12 10:00 on a trip": "2026-12-05 10:00 – 2026-12-07 10:00 on a trip",
		"2026-12-20..2027-01-10":           "2026-12-20 00:00 – 2027-01-11 00:00 ",
		"20.12..10.1":                      "2026-12-20 00:00 – 2027-01-11 00:00 ",
		"18:00..22:00":                     "2026-11-24 18:00 – 2026-11-24 22:00 ",
		"22:00..06:00":                     "2026-11-24 22:00 – 2026-11-25 06:00 ",
		"tomorrow 12:00..tomorrow 13:00":   "2026-11-25 12:00 – 2026-11-25 13:00 ",
		"завтра..пт":                       "2026-11-25 00:00 – 2026-11-28 00:00 ",
		"now..2h":                          "2026-11-24 14:05 – 2026-11-24 16:05 ",
		"sat 10:00 .. 1d":                  "2026-11-28 10:00 – 2026-11-29 10:00 ",
	} {
		from, until, rest, ok := desk.ParseRange(text, now)
		const layout = "2006-01-02 15:04"
		if got := from.Format(layout) + " – " + until.Format(layout) + " " + rest; !ok || got != want {
			t.Errorf("%q is read as %q, %v; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "sat", "..", "sat..", "..sun", "nobody..sun", "sat..nobody", "7.12..5.12", "2026-12-07..2026-12-05", "sat words..sun"} {
		if from, until, _, ok := desk.ParseRange(text, now); ok {
			t.Errorf("%q is read as %s to %s", text, from, until)
		}
	}
}

func TestAMomentMayBeAWeekday(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.November, 24, 14, 5, 0, 0, time.UTC) // a Tuesday
	for text, want := range map[string]string{
		"sat 03:10": "2026-11-28 03:10", "вт 15:00": "2026-11-24 15:00", "tue 14:00": "2026-12-01 14:00", "fri": "2026-11-27 09:00", "1.12 08:30": "2026-12-01 08:30",
	} {
		if at, rest, ok := desk.ParseWhen(text, now); !ok || rest != "" || at.Format("2006-01-02 15:04") != want {
			t.Errorf("%q is read as %s, %q, %v; want %s", text, at, rest, ok, want)
		}
	}
}
