package desk_test

import (
	"testing"
	"time"

	"vakhta/desk"
)

func TestWorkIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		spent time.Duration
		rest  string
	}{
		"1h30m":                {90 * time.Minute, ""},
		"1h\nкасса":            {time.Hour, "касса"},
		"1h 30m касса":         {90 * time.Minute, "касса"},
		"90m касса 2":          {90 * time.Minute, "касса 2"},
		"1.5h":                 {90 * time.Minute, ""},
		"1,5ч настройка":       {90 * time.Minute, "настройка"},
		"1ч 30 мин":            {90 * time.Minute, ""},
		"1ч 30мин.":            {90 * time.Minute, ""},
		"0:45 звонок":          {45 * time.Minute, "звонок"},
		"-30m ошибся":          {-30 * time.Minute, "ошибся"},
		"−1ч":                  {-time.Hour, ""},
		"30 minutes of a call": {30 * time.Minute, "of a call"}, "1h 2 кассы": {time.Hour, "2 кассы"},
		"2h\t": {2 * time.Hour, ""},
	} {
		spent, rest, ok := desk.ParseWork(text)
		if !ok || spent != want.spent || rest != want.rest {
			t.Errorf("%q is read as %v and %q (%t), want %v and %q", text, spent, rest, ok, want.spent, want.rest)
		}
	}
	for _, text := range []string{"", "касса", "0m", "25h", "5", "h", "1:75", "-", "1d", "m", "+1h", "NaNh", "1e9h"} {
		if spent, _, ok := desk.ParseWork(text); ok {
			t.Errorf("%q is read as %v", text, spent)
		}
	}
}

func TestMoneyIsExact(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"3500": "3500.00", "3500.5": "3500.50", "0.05": "0.05", "0": "0.00"} {
		m, ok := desk.ParseMoney(text, "RUB")
		if got := m.Amount("RUB"); !ok || got != want {
			t.Errorf("%s is %s (%t), want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"3500.505", "", ".5", "5.", "-1", "1e3", "99999999999999"} {
		if m, ok := desk.ParseMoney(text, "RUB"); ok {
			t.Errorf("%q is read as %d", text, m)
		}
	}
	if m, ok := desk.ParseMoney("12.345", "KWD"); !ok || m.Amount("KWD") != "12.345" {
		t.Errorf("dinars are %s (%t)", m.Amount("KWD"), ok)
	}
	if m, ok := desk.ParseMoney("500", "JPY"); !ok || m.Amount("JPY") != "500" {
		t.Errorf("yen are %s (%t)", m.Amount("JPY"), ok)
	}
	for _, c := range []struct {
		rate  desk.Money
		spent time.Duration
		want  desk.Money
	}{
		{350000, 90 * time.Minute, 525000},
		{100, 20 * time.Minute, 33},
		{100, 40 * time.Minute, 67},
		{1, 30 * time.Minute, 1},
		{1, -30 * time.Minute, -1},
		{999_999_999_99, 24 * time.Hour, 23_999_999_999_76},
	} {
		if got := c.rate.Of(c.spent); got != c.want {
			t.Errorf("%v at %d costs %d, want %d", c.spent, c.rate, got, c.want)
		}
	}
	if got := desk.Money(-5).Amount("RUB"); got != "-0.05" {
		t.Errorf("minus five kopecks are %s", got)
	}
}
