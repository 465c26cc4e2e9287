package desk_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vakhta/desk"
)

func TestASpanIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]desk.Span{
		"90s":    {Time: 90 * time.Second},
		"15m":    {Time: 15 * time.Minute},
		"4h":     {Time: 4 * time.Hour},
		"3d":     {Days: 3},
		"1w":     {Weeks: 1},
		"1h30m":  {Time: 90 * time.Minute},
		"1w2d3h": {Weeks: 1, Days: 2, Time: 3 * time.Hour},
		"1h1h":   {Time: 2 * time.Hour},
	} {
		got, err := desk.ParseSpan(text)
		if err != nil || got != want {
			t.Errorf("%s is read as %+v, %v; want %+v", text, got, err, want)
		}
	}
}

func TestWhatIsNoSpanIsRefused(t *testing.T) {
	for _, text := range []string{"", "0s", "h", "4", "4 h", "-4h", "4H", "1.5h", "1y", "99999999h", "четыре", "4h ", "٤h"} {
		if got, err := desk.ParseSpan(text); err == nil {
			t.Errorf("%q is read as %v, want it refused", text, got)
		}
	}
}

func TestWhatNobodyPromisesIsRefused(t *testing.T) {
	const tenYears = 3650
	for text, fine := range map[string]bool{
		"3650d": true, "3651d": false, "521w": true, "522w": false, "1000000w1000000w": false, "87600h1s": false,
		strings.Repeat("1w", tenYears): false,
	} {
		got, err := desk.ParseSpan(text)
		if fine != (err == nil) || !fine && !errors.Is(err, desk.ErrSpanTooLong) {
			t.Errorf("%.20s is read as %s, %v; want it taken: %t", text, got, err, fine)
		}
	}
}

func TestADayOnTheWallClockIs24Hours(t *testing.T) {
	if got, want := (desk.Span{Weeks: 1, Days: 1, Time: time.Minute}).Clock(), 8*24*time.Hour+time.Minute; got != want {
		t.Errorf("a week, a day and a minute are %s, want %s", got, want)
	}
}

func TestOnlyASpanOfDaysOrWeeksHasDays(t *testing.T) {
	for text, want := range map[string]bool{"1d": true, "1w": true, "1w1h": true, "48h": false, "90s": false} {
		s, err := desk.ParseSpan(text)
		if err != nil {
			t.Fatal(err)
		}
		if s.HasDays() != want {
			t.Errorf("%s has days: %v, want %v", text, s.HasDays(), want)
		}
	}
}

func TestASpanIsWrittenAsItIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := desk.Span{
			Weeks: rapid.IntRange(0, 400).Draw(t, "weeks"),
			Days:  rapid.IntRange(0, 500).Draw(t, "days"),
			Time:  time.Duration(rapid.IntRange(1, 1_000_000).Draw(t, "seconds")) * time.Second,
		}
		got, err := desk.ParseSpan(want.String())
		if err != nil || got != want {
			t.Fatalf("%s is read as %+v, %v; want %+v", want, got, err, want)
		}
	})
}

func FuzzASpanThatIsReadCanBeWritten(f *testing.F) {
	for _, text := range []string{"90s", "1h30m", "1w2d", "0d", "1000000w", "9h9"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := desk.ParseSpan(text)
		if err != nil {
			return
		}
		again, err := desk.ParseSpan(s.String())
		if err != nil || again != s {
			t.Errorf("%q is %+v, written %s and read as %+v, %v", text, s, s, again, err)
		}
	})
}
