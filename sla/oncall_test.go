package sla_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/sla"
)

func TestDutyIsTakenInTurns(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/London")
	weekly := &desk.Rotation{Start: at(t, z, "2026-03-16 09:00"), Every: desk.Span{Weeks: 1}, Order: []string{"anna", "boris", "vera"}}
	for _, c := range []struct{ story, now, who string }{
		{"the first begins with the rotation", "2026-03-16 09:00", "anna"},
		{"and is on duty to the last minute", "2026-03-23 08:59", "anna"},
		{"the second follows at the same hour", "2026-03-23 09:00", "boris"},
		{"the hour stays when summer time begins", "2026-03-30 08:59", "boris"},
		{"so the third does not wait until ten", "2026-03-30 09:00", "vera"},
		{"and then it is the first one's turn again", "2026-04-06 09:00", "anna"},
		{"half a year later too", "2026-10-26 09:00", "vera"},
	} {
		if who, ok := sla.OnDuty(weekly, at(t, z, c.now)); !ok || who != c.who {
			t.Errorf("%s: at %s %q is on duty, %v; want %s", c.story, c.now, who, ok, c.who)
		}
	}
}

func TestNobodyIsOnDutyWithoutATurn(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/London")
	r := desk.Rotation{Start: at(t, z, "2026-03-16 09:00"), Every: desk.Span{Weeks: 1}, Order: []string{"anna"}}
	empty, still := r, r
	empty.Order, still.Every = nil, desk.Span{}
	for story, c := range map[string]struct {
		rotation *desk.Rotation
		now      string
	}{
		"no rotation":      {nil, "2026-03-20 09:00"},
		"before its start": {&r, "2026-03-16 08:59"},
		"nobody in it":     {&empty, "2026-03-20 09:00"},
		"turns of no time": {&still, "2026-03-20 09:00"},
	} {
		if who, ok := sla.OnDuty(c.rotation, at(t, z, c.now)); ok {
			t.Errorf("%s: %q is on duty", story, who)
		}
		if end, ok := sla.Handover(c.rotation, at(t, z, c.now)); ok {
			t.Errorf("%s: the turn ends at %s", story, end)
		}
	}
}

func TestShiftsKeepTheirHoursOverSummerTime(t *testing.T) {
	t.Parallel()
	z := zone(t, "America/New_York")
	shifts := &desk.Rotation{Start: at(t, z, "2026-03-01 08:00"), Every: hours(12), Order: []string{"day", "night"}}
	for now, want := range map[string]string{
		"2026-03-08 07:59": "night", "2026-03-08 08:00": "day", "2026-03-08 20:00": "night",
		"2026-11-01 07:59": "night", "2026-11-01 08:00": "day",
	} {
		if who, _ := sla.OnDuty(shifts, at(t, z, now)); who != want {
			t.Errorf("at %s the %s shift is on duty, want the %s", now, who, want)
		}
	}
}

func TestTheHandoverIsTheFirstMomentOfTheNextTurn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		z, err := time.LoadLocation(rapid.SampledFrom([]string{"Europe/London", "America/New_York", "UTC"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		r := &desk.Rotation{
			Start: time.Date(2026, time.February, 2, rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0, 0, z),
			Every: desk.Span{Days: rapid.IntRange(0, 9).Draw(t, "days"), Time: time.Duration(rapid.IntRange(2, 30).Draw(t, "hours")) * time.Hour},
			Order: []string{"anna", "boris", "vera"},
		}
		now := moments(t, "now")
		who, _ := sla.OnDuty(r, now)
		end, ok := sla.Handover(r, now)
		if !ok || !end.After(now) {
			t.Fatalf("at %s the turn ends at %s, %v", now, end, ok)
		}
		if last, _ := sla.OnDuty(r, end.Add(-1)); last != who {
			t.Fatalf("%s is on duty at %s and %s just before the handover at %s", who, now, last, end)
		}
		if next, _ := sla.OnDuty(r, end); next == who {
			t.Fatalf("%s is still on duty at the handover at %s", who, end)
		}
	})
}
