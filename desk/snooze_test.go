package desk_test

import (
	"testing"
	"time"

	"vakhta/desk"
)

func TestAMomentIsReadFromTheBeginningOfAText(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 15, 30, 0, 0, time.FixedZone("MSK", 3*60*60))
	for text, want := range map[string]struct{ at, rest string }{
		"2h спросить хостинг":    {"2026-11-24 17:30", "спросить хостинг"},
		"1d":                     {"2026-11-25 15:30", ""},
		"18:00 ask":              {"2026-11-24 18:00", "ask"},
		"tomorrow":               {"2026-11-25 09:00", ""},
		"Завтра 10:15 позвонить": {"2026-11-25 10:15", "позвонить"},
		"2026-12-01 call them":   {"2026-12-01 09:00", "call them"},
		"2026-12-01 14:00":       {"2026-12-01 14:00", ""},
		"09:00":                  {},
		"2026-11-20":             {},
		"someday":                {},
		"":                       {},
	} {
		at, rest, ok := desk.ParseWhen(text, now)
		if ok != (want.at != "") {
			t.Errorf("%q is a moment: %t", text, ok)
		} else if ok && (at.Format("2006-01-02 15:04") != want.at || rest != want.rest) {
			t.Errorf("%q is %s and %q, want %s and %q", text, at.Format("2006-01-02 15:04"), rest, want.at, want.rest)
		}
	}
}
