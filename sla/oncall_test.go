package sla_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/sla"
)

// rota returns a schedule of one rotation, which starts at a wall-clock time.
func rota(t testing.TB, z *time.Location, start string, every desk.Span, order ...string) *desk.Schedule {
	t.Helper()
	r := desk.Rotation{Start: at(t, time.UTC, start), Zone: z, Every: every}
	for _, who := range order {
		r.Order = append(r.Order, desk.RotationMember{Who: who})
	}
	return &desk.Schedule{Rotations: []desk.Rotation{r}}
}

func weekly() desk.Span { return desk.Span{Weeks: 1} }

func daily() desk.Span { return desk.Span{Days: 1} }

func TestDutyIsTakenInTurns(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/London")
	s := rota(t, z, "2026-03-16 09:00", weekly(), "anna", "boris", "vera")
	for _, c := range []struct{ story, now, who string }{
		{"the first begins with the rotation", "2026-03-16 09:00", "anna"},
		{"and is on duty to the last minute", "2026-03-23 08:59", "anna"},
		{"the second follows at the same hour", "2026-03-23 09:00", "boris"},
		{"the hour stays when summer time begins", "2026-03-30 08:59", "boris"},
		{"so the third does not wait until ten", "2026-03-30 09:00", "vera"},
		{"and then it is the first one's turn again", "2026-04-06 09:00", "anna"},
		{"half a year later too", "2026-10-26 09:00", "vera"},
	} {
		if who, ok := sla.OnDuty(s, at(t, z, c.now)); !ok || who != c.who {
			t.Errorf("%s: at %s %q is on duty, %v; want %s", c.story, c.now, who, ok, c.who)
		}
	}
}

func TestNobodyIsOnDutyWithoutATurn(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/London")
	still := rota(t, z, "2026-03-16 09:00", desk.Span{}, "anna")
	for story, c := range map[string]struct {
		schedule *desk.Schedule
		now      string
	}{
		"no schedule":      {nil, "2026-03-20 09:00"},
		"no rotation":      {&desk.Schedule{}, "2026-03-20 09:00"},
		"before its start": {rota(t, z, "2026-03-16 09:00", weekly(), "anna"), "2026-03-16 08:59"},
		"nobody in it":     {rota(t, z, "2026-03-16 09:00", weekly()), "2026-03-20 09:00"},
		"turns of no time": {still, "2026-03-20 09:00"},
	} {
		if who, ok := sla.OnDuty(c.schedule, at(t, z, c.now)); ok {
			t.Errorf("%s: %q is on duty", story, who)
		}
		if s := sla.ShiftAt(c.schedule, at(t, z, c.now)); s.Who != "" {
			t.Errorf("%s: the shift is %+v", story, s)
		}
	}
}

func TestShiftsKeepTheirHoursOverSummerTime(t *testing.T) {
	t.Parallel()
	z := zone(t, "America/New_York")
	s := rota(t, z, "2026-03-01 08:00", hours(12), "day", "night")
	for now, want := range map[string]string{
		"2026-03-08 07:59": "night", "2026-03-08 08:00": "day", "2026-03-08 20:00": "night",
		"2026-11-01 07:59": "night", "2026-11-01 08:00": "day",
	} {
		if who, _ := sla.OnDuty(s, at(t, z, now)); who != want {
			t.Errorf("at %s the %s shift is on duty, want the %s", now, who, want)
		}
	}
}

// A start that the clocks skip must not move all later turns.
func TestAStartInASkippedHourKeepsItsHourOnOtherDays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, start, eve, morning string }{
		{"Europe/Berlin", "2026-03-29 02:30", "2026-04-05 02:29", "2026-04-05 02:30"},
		{"America/New_York", "2026-03-08 02:30", "2026-04-05 02:29", "2026-04-05 02:30"},
		{"America/Santiago", "2026-09-06 00:30", "2026-09-20 00:29", "2026-09-20 00:30"},
	} {
		z := zone(t, c.zone)
		s := rota(t, z, c.start, daily(), "anna", "boris")
		before, _ := sla.OnDuty(s, at(t, z, c.eve))
		after, _ := sla.OnDuty(s, at(t, z, c.morning))
		if before == after || before == "" || after == "" {
			t.Errorf("%s: %s is on duty at %s and %s at %s; want a handover", c.zone, before, c.eve, after, c.morning)
		}
	}
}

func TestAMemberWhoComesOrGoesMovesNobodysPlace(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	s := rota(t, z, "2026-11-02 10:00", weekly(), "anna", "boris", "vera")
	s.Rotations[0].Order[1].Until = at(t, z, "2026-11-25 00:00") // boris leaves
	s.Rotations[0].Order = append(s.Rotations[0].Order, desk.RotationMember{Who: "gleb", From: at(t, z, "2026-12-10 00:00")})
	var got []string
	for week := range 10 {
		who, _ := sla.OnDuty(s, at(t, z, "2026-11-02 10:00").AddDate(0, 0, 7*week))
		got = append(got, who)
	}
	want := []string{"anna", "boris", "vera", "anna", "vera", "anna", "vera", "gleb", "anna", "vera"}
	if !slices.Equal(got, want) {
		t.Errorf("the turns are %v, want %v", got, want)
	}
	s.Rotations[0].Order[0].Until = at(t, z, "2026-11-04 00:00") // in the middle of her turn
	if who, _ := sla.OnDuty(s, at(t, z, "2026-11-08 10:00")); who != "anna" {
		t.Errorf("%s is on duty; want anna, who finishes her turn", who)
	}
}

// This is the sentence about precedence in docs/on-call.md, word by word.
func TestPrecedenceIsAsTheDocsSay(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	s := rota(t, z, "2026-11-02 10:00", weekly(), "anna")
	office := rota(t, z, "2026-11-02 10:00", weekly(), "boris").Rotations[0]
	office.Calendar = &desk.Calendar{TimeZone: z, Hours: map[time.Weekday][]desk.Window{time.Monday: {{From: 10 * 60, To: 19 * 60}}}}
	s.Rotations = append(s.Rotations, office)
	during := func(who, from, until string) desk.Override {
		return desk.Override{Who: who, From: at(t, z, from), Until: at(t, z, until)}
	}
	s.Overrides = []desk.Override{during("vera", "2026-11-16 12:00", "2026-11-16 18:00"), during("gleb", "2026-11-16 14:00", "2026-11-16 15:00")}
	s.Away = []desk.Override{during("boris", "2026-11-23 00:00", "2026-11-24 00:00"), during("anna", "2026-11-23 12:00", "2026-11-23 13:00")}
	s.Shifts = []desk.Override{
		during("dina", "2026-11-16 16:00", "2026-11-16 19:00"), during("egor", "2026-11-16 18:30", "2026-11-16 18:45"), during("boris", "2026-11-23 14:00", "2026-11-23 15:00"),
	}
	for now, want := range map[string]string{
		"2026-11-16 09:00": "anna",  // outside the hours of the last rotation the one before decides
		"2026-11-16 11:00": "boris", // the rotation that is written last comes first
		"2026-11-16 12:00": "vera",  // an override before all rotations
		"2026-11-16 14:30": "gleb",  // of several the one made last
		"2026-11-16 17:00": "vera",  // an override before the team's calendar
		"2026-11-16 18:00": "dina",  // the calendar before all rotations
		"2026-11-16 18:40": "egor",  // of several of its events the one that began last
		"2026-11-16 18:50": "dina",
		"2026-11-16 19:30": "anna",
		"2026-11-23 14:30": "anna", // the calendar names nobody who is away
		"2026-11-23 11:00": "anna", // who is away is named by no rotation
		"2026-11-23 12:30": "",     // and nobody else instead
	} {
		if who, _ := sla.OnDuty(s, at(t, z, now)); who != want {
			t.Errorf("at %s %q is on duty, want %q", now, who, want)
		}
	}
}

func TestAGapIsAShiftOfNobody(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	s := rota(t, z, "2026-11-02 10:00", weekly(), "anna", "boris")
	s.Away = []desk.Override{{Who: "boris", From: at(t, z, "2026-11-12 00:00"), Until: at(t, z, "2026-11-13 00:00")}}
	got := sla.Shifts(s, at(t, z, "2026-11-01 10:00"), at(t, z, "2026-11-17 10:00"))
	type line struct{ who, until string }
	var all []line
	for _, shift := range got {
		all = append(all, line{shift.Who, shift.Until.Format("02 15:04")})
	}
	want := []line{{"", "02 10:00"}, {"anna", "09 10:00"}, {"boris", "12 00:00"}, {"", "13 00:00"}, {"boris", "16 10:00"}, {"anna", "17 10:00"}}
	if !slices.Equal(all, want) {
		t.Errorf("the shifts are %v, want %v", all, want)
	}
}

// random draws a schedule with layers, members who come and go, overrides and
// absences.
func random(t *rapid.T, z *time.Location) *desk.Schedule {
	people := []string{"anna", "boris", "vera"}
	day := time.Date(2026, time.March, 1, 0, 0, 0, 0, z)
	some := func(name string) time.Time {
		return day.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, name)) * time.Minute)
	}
	s := &desk.Schedule{}
	for range rapid.IntRange(1, 3).Draw(t, "rotations") {
		r := desk.Rotation{
			Start: time.Date(2026, time.February, 25, rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0, 0, time.UTC), Zone: z,
			Every: desk.Span{Days: rapid.IntRange(0, 9).Draw(t, "days"), Time: time.Duration(rapid.IntRange(2, 30).Draw(t, "hours")) * time.Hour},
		}
		for _, who := range people {
			m := desk.RotationMember{Who: who}
			if rapid.Bool().Draw(t, "comes") {
				m.From = some("from")
			}
			if rapid.Bool().Draw(t, "goes") {
				m.Until = some("until")
			}
			r.Order = append(r.Order, m)
		}
		s.Rotations = append(s.Rotations, r)
	}
	during := func() []desk.Override {
		var all []desk.Override
		for range rapid.IntRange(0, 3).Draw(t, "overrides") {
			from := some("begins")
			all = append(all, desk.Override{ID: int64(len(all)), Who: rapid.SampledFrom(people).Draw(t, "who"), From: from, Until: from.Add(time.Duration(rapid.IntRange(1, 99).Draw(t, "for")) * time.Hour)})
		}
		return all
	}
	s.Overrides, s.Away = during(), during()
	return s
}

// byHand decides as one would with a calendar on the wall: turn after turn.
func byHand(s *desk.Schedule, now time.Time) string {
	for _, o := range slices.Backward(s.Overrides) {
		if !now.Before(o.From) && now.Before(o.Until) {
			return o.Who
		}
	}
	isAway := func(who string) bool {
		return slices.ContainsFunc(s.Away, func(o desk.Override) bool { return o.Who == who && o.Covers(now) })
	}
	for _, r := range slices.Backward(s.Rotations) {
		if who := turnByTurn(r, now); who != "" && !isAway(who) {
			return who
		}
	}
	return ""
}

func turnByTurn(r desk.Rotation, now time.Time) (who string) {
	last := len(r.Order) - 1
	for reading := r.Start; ; reading = reading.Add(r.Every.Clock()) {
		begins := time.Date(reading.Year(), reading.Month(), reading.Day(), reading.Hour(), reading.Minute(), 0, 0, r.Zone)
		if begins.After(now) {
			return who
		}
		who = ""
		for i := 1; i <= len(r.Order); i++ {
			m := r.Order[(last+i)%len(r.Order)]
			if !begins.Before(m.From) && (m.Until.IsZero() || begins.Before(m.Until)) {
				who, last = m.Who, (last+i)%len(r.Order)
				break
			}
		}
	}
}

// The zones change their clocks at hours that no turn of random begins in, so
// that byHand needs no rule for them.
func TestASchedulesShiftsAreThoseCountedByHand(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		z, err := time.LoadLocation(rapid.SampledFrom([]string{"Asia/Tokyo", "Europe/Moscow", "UTC"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		s := random(t, z)
		from := time.Date(2026, time.March, 1, 0, 0, 0, 0, z).Add(time.Duration(rapid.IntRange(0, 40*24*60).Draw(t, "now")) * time.Minute)
		until := from.Add(10 * 24 * time.Hour)
		next := from
		for _, shift := range sla.Shifts(s, from, until) {
			if !shift.From.Equal(next) || !shift.Until.After(shift.From) {
				t.Fatalf("after %s comes the shift %+v", next, shift)
			}
			for _, now := range []time.Time{shift.From, shift.From.Add(shift.Until.Sub(shift.From) / 2), shift.Until.Add(-1)} {
				if who, _ := sla.OnDuty(s, now); who != shift.Who || who != byHand(s, now) {
					t.Fatalf("at %s %q is on duty, %q by hand, in a shift of %q", now, who, byHand(s, now), shift.Who)
				}
			}
			next = shift.Until
		}
		if !next.Equal(until) {
			t.Fatalf("the shifts end at %s, want %s", next, until)
		}
	})
}

// Where clocks change, a handover is the first moment of the next turn.
func TestTheHandoverIsTheFirstMomentOfTheNextTurn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		z, err := time.LoadLocation(rapid.SampledFrom([]string{"Europe/London", "America/New_York", "America/Santiago"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		s := random(t, z)
		now := moments(t, "now")
		shift := sla.ShiftAt(s, now)
		if shift.Until.IsZero() {
			return
		}
		if !shift.Until.After(now) {
			t.Fatalf("at %s the shift ends at %s", now, shift.Until)
		}
		if last, _ := sla.OnDuty(s, shift.Until.Add(-1)); last != shift.Who {
			t.Fatalf("%s is on duty at %s and %s just before the handover at %s", shift.Who, now, last, shift.Until)
		}
		if next := sla.ShiftAt(s, shift.Until); next.Who == shift.Who && next.Override == shift.Override {
			t.Fatalf("%s is still on duty at the handover at %s", shift.Who, shift.Until)
		}
	})
}
