package desk_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"vakhta/desk"
)

func moscow(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestAPeriodIsReadFromMidnightToMidnight(t *testing.T) {
	t.Parallel()
	zone := moscow(t)
	now := time.Date(2026, time.November, 29, 23, 59, 59, 999, zone) // a Sunday, the last moment of its week
	for _, c := range []struct{ text, from, to string }{
		{"today", "2026-11-29", "2026-11-30"},
		{"week", "2026-11-23", "2026-11-30"},
		{"month", "2026-11-01", "2026-12-01"},
		{"2026-10", "2026-10-01", "2026-11-01"},
		{"2026-12", "2026-12-01", "2027-01-01"},
		{"2026-Q1", "2026-01-01", "2026-04-01"},
		{"2026-Q4", "2026-10-01", "2027-01-01"},
		{"2026", "2026-01-01", "2027-01-01"},
		{"2026-10-01..2026-10-15", "2026-10-01", "2026-10-16"},
		{"2026-10-15..2026-10-15", "2026-10-15", "2026-10-16"},
		{"2028-02-29..2028-02-29", "2028-02-29", "2028-03-01"},
	} {
		p, err := desk.ParsePeriod(c.text, now)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		midnight := func(s string) time.Time {
			m, err := time.ParseInLocation(time.DateOnly, s, zone)
			if err != nil {
				t.Fatal(err)
			}
			return m
		}
		if p.Name != c.text || !p.From.Equal(midnight(c.from)) || !p.To.Equal(midnight(c.to)) {
			t.Errorf("%s is %q from %s to %s, want from %s to %s", c.text, p.Name, p.From, p.To, c.from, c.to)
		}
	}
}

func TestWhatIsNoPeriodIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "yesterday", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "26-Q1", "2026-10-16..2026-10-15", "2026-02-30..2026-03-01",
		"9999-12", "9999", "9999-Q4", "9999-12-31..9999-12-31", "0001-01-01..9999-12-31", "2001-01-01..2026-01-01", "1999",
		"2026-10-01..", "..2026-10-01", "20266", "октябрь",
	} {
		if p, err := desk.ParsePeriod(text, noon); err == nil {
			t.Errorf("%q is read as %s to %s, want it refused", text, p.From, p.To)
		}
	}
}

func TestThePeriodsSoFarHoldNowAndFollowEachOther(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom([]string{"UTC", "Europe/Moscow", "America/Havana", "Europe/London"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		now := time.Unix(rapid.Int64Range(1_750_000_000, 1_950_000_000).Draw(t, "now"), 0).In(zone)
		for _, text := range []string{"today", "week", "month"} {
			p, err := desk.ParsePeriod(text, now)
			if err != nil || now.Before(p.From) || !now.Before(p.To) {
				t.Fatalf("%s at %s is from %s to %s, %v", text, now, p.From, p.To, err)
			}
			next, err := desk.ParsePeriod(text, p.To)
			if err != nil || !next.From.Equal(p.To) {
				t.Fatalf("the %s after %s begins at %s, %v; want where this one ends, %s", text, now, next.From, err, p.To)
			}
		}
	})
}
