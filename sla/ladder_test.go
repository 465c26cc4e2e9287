package sla_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/sla"
)

// noon is when the clocks of these tests begin.
var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

func always() *desk.Calendar { return &desk.Calendar{Always: true} }

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func fixed(n int) desk.After { return desk.After{Fixed: desk.Span{Time: minutes(n)}} }

// firings returns a ladder as "minutes from noon: step.repetition".
func firings(ladder []sla.Scheduled) (all [][3]int) {
	for _, p := range ladder {
		all = append(all, [3]int{int(p.At.Sub(noon) / time.Minute), p.Step, p.Rep})
	}
	return all
}

func TestALadderIsClimbedByTimeAndNotByTheOrderItIsWrittenIn(t *testing.T) {
	t.Parallel()
	steps := []desk.Step{
		{After: desk.After{Share: 50}, Repeat: desk.Span{Time: minutes(10)}, Times: 3},
		{After: fixed(5)},
		{After: desk.After{Share: 100}},
		{After: desk.After{Share: 150}},
		{After: fixed(30)},
	}
	ladder := sla.Ladder(desk.ClockReaction, steps, sla.Countdown{Calendar: always(), From: noon, Target: minutes(60)})
	want := [][3]int{{5, 1, 0}, {30, 0, 0}, {30, 4, 0}, {40, 0, 1}, {50, 0, 2}, {60, 2, 0}, {90, 3, 0}}
	if diff := cmp.Diff(want, firings(ladder)); diff != "" {
		t.Errorf("minute, step, repetition (-want +got):\n%s", diff)
	}
}

func TestAShareOfNothingPromisedIsLeftOut(t *testing.T) {
	t.Parallel()
	steps := []desk.Step{{After: desk.After{Share: 50}}, {After: fixed(5)}}
	ladder := sla.Ladder(desk.ClockReaction, steps, sla.Countdown{Calendar: always(), From: noon})
	if diff := cmp.Diff([][3]int{{5, 1, 0}}, firings(ladder)); diff != "" {
		t.Errorf("minute, step, repetition (-want +got):\n%s", diff)
	}
}

func TestALadderIsLaidAlongTheCalendar(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Moscow")
	steps := []desk.Step{{After: desk.After{Share: 50}, Repeat: desk.Span{Days: 1}, Times: 2}, {After: desk.After{Fixed: desk.Span{Days: 1}}}}
	clock := sla.Countdown{Calendar: office(z), From: at(t, z, "2026-03-06 17:00"), Target: 4 * time.Hour}
	var got []string
	for _, p := range sla.Ladder(desk.ClockReaction, steps, clock) {
		got = append(got, p.At.In(z).Format("Mon 15:04"))
	}
	if diff := cmp.Diff([]string{"Mon 10:00", "Mon 17:00", "Tue 10:00"}, got); diff != "" {
		t.Errorf("firings (-want +got):\n%s", diff)
	}
}

func TestEachFiringTellsItsAudience(t *testing.T) {
	t.Parallel()
	steps := []desk.Step{{After: fixed(5), Notify: []desk.Audience{desk.Line2, "anna"}, Times: 2}}
	for _, p := range sla.Ladder(desk.ClockReaction, steps, sla.Countdown{Calendar: always(), From: noon}) {
		if diff := cmp.Diff(steps[0].Notify, p.Notify); diff != "" || p.Clock != desk.ClockReaction {
			t.Errorf("firing %+v tells (-want +got):\n%s", p.Firing, diff)
		}
	}
}

func TestTheNextFiringIsTheEarliestThatDidNotHappen(t *testing.T) {
	t.Parallel()
	steps := []desk.Step{{After: fixed(10)}, {After: fixed(5)}}
	ladder := sla.Ladder(desk.ClockReaction, steps, sla.Countdown{Calendar: always(), From: noon})
	var fired []desk.Firing
	for _, want := range []int{1, 0} {
		p, ok := sla.Next(ladder, fired)
		if !ok || p.Step != want {
			t.Fatalf("after %v comes step %d, %v; want step %d", fired, p.Step, ok, want)
		}
		fired = append(fired, p.Firing)
	}
	if p, ok := sla.Next(ladder, fired); ok {
		t.Errorf("after the last firing comes %+v, want nothing", p)
	}
}

func TestEveryStepIsOnALadderAsOftenAsItRepeats(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var steps []desk.Step
		count := 0
		for range rapid.IntRange(0, 6).Draw(t, "steps") {
			s := desk.Step{
				After:  desk.After{Share: rapid.IntRange(0, 300).Draw(t, "share")},
				Repeat: desk.Span{Time: minutes(rapid.IntRange(0, 90).Draw(t, "repeat"))},
				Times:  rapid.IntRange(1, 5).Draw(t, "times"),
			}
			steps, count = append(steps, s), count+s.Times
		}
		target := minutes(rapid.IntRange(1, 10_000).Draw(t, "target"))
		ladder := sla.Ladder(desk.ClockReaction, steps, sla.Countdown{Calendar: calendars(t), From: moments(t, "from"), Target: target})
		seen := map[desk.Firing]bool{}
		for i, p := range ladder {
			if i > 0 && p.At.Before(ladder[i-1].At) {
				t.Fatalf("firing %+v at %s comes after %s", p.Firing, p.At, ladder[i-1].At)
			}
			seen[p.Firing] = true
		}
		if len(ladder) != count || len(seen) != count {
			t.Fatalf("%d firings, %d of them different, want %d", len(ladder), len(seen), count)
		}
	})
}
