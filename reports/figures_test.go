package reports_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/reports"
)

// The tickets of these tests are opened at noon and judged at four in the afternoon.
var noon, four = testdesk.Noon, testdesk.Noon.Add(4 * time.Hour)

func in(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }

// opened returns a P1 incident of ROM opened at noon. Its targets are a reaction within 15 minutes and a resolution
// within two hours.
func opened(number int, change ...func(*desk.Ticket)) *desk.Ticket {
	k := &desk.Ticket{
		Key: desk.Key{Project: "ROM", Number: number}, State: desk.New, Type: desk.Incident, Priority: desk.P1,
		OpenedAt: noon, ReactionFrom: noon, ResolutionFrom: noon, ReactionDue: in(15), ResolutionDue: in(120),
	}
	for _, c := range change {
		c(k)
	}
	return k
}

func reacted(minutes int) func(*desk.Ticket) {
	return func(k *desk.Ticket) { k.State, k.AckedAt, k.ReactedAt = desk.InProgress, in(minutes), in(minutes) }
}

func resolved(minutes int) func(*desk.Ticket) {
	return func(k *desk.Ticket) { k.State, k.ResolvedAt = desk.Resolved, in(minutes) }
}

func cancelled(minutes int) func(*desk.Ticket) {
	return func(k *desk.Ticket) { k.State, k.EndedAt = desk.Cancelled, in(minutes) }
}

func waits(from int) func(*desk.Ticket) {
	return func(k *desk.Ticket) {
		k.State, k.Pauses = desk.WaitingCustomer, append(k.Pauses, desk.Pause{From: in(from)})
	}
}

func waited(from, to int) func(*desk.Ticket) {
	return func(k *desk.Ticket) { k.Pauses = append(k.Pauses, desk.Pause{From: in(from), To: in(to)}) }
}

func figures(t testing.TB, now time.Time, tickets ...*desk.Ticket) desk.Report {
	t.Helper()
	d := testdesk.Example(t)
	return reports.Figures(d, d.Projects["ROM"], desk.Period{Name: "today"}, tickets, now)
}

func TestWhatBecameOfATarget(t *testing.T) {
	t.Parallel()
	const met, missed, pending, nothing = "met", "missed", "pending", "nothing"
	for _, c := range []struct {
		story                string
		ticket               *desk.Ticket
		at                   int // minutes after noon
		reaction, resolution string
	}{
		{"still within both", opened(1), 10, pending, pending},
		{"at the deadline is still within it", opened(1), 15, pending, pending},
		{"a moment later it is not", opened(1), 16, missed, pending},
		{"a reaction at the deadline is met", opened(1, reacted(15)), 60, met, pending},
		{"one a minute later is not", opened(1, reacted(16)), 60, missed, pending},
		{"a resolution at the deadline is met", opened(1, reacted(1), resolved(120)), 240, met, met},
		{"one a minute later is not", opened(1, reacted(1), resolved(121)), 240, met, missed},
		{"cancelled in time, nothing is owed", opened(1, cancelled(10)), 240, nothing, nothing},
		{"cancelled after the reaction's deadline, that was missed", opened(1, cancelled(20)), 240, missed, nothing},
		{"what was not promised is neither kept nor broken", opened(1, func(k *desk.Ticket) { k.ResolutionDue = time.Time{} }), 240, missed, nothing},
		{"while it waits, as late as when the wait began", opened(1, reacted(1), waits(60)), 240, met, pending},
		{"late before the wait is late", opened(1, reacted(1), waits(121)), 240, met, missed},
	} {
		r := figures(t, in(c.at), c.ticket)
		for _, is := range []struct {
			target, want string
			got          desk.TargetFigures
		}{{"reaction", c.reaction, r.Reaction}, {"resolution", c.resolution, r.Resolution}} {
			want := map[string]desk.TargetFigures{met: {Promised: 1, Met: 1}, missed: {Promised: 1}, pending: {Pending: 1}, nothing: {}}[is.want]
			if is.got.Promised != want.Promised || is.got.Met != want.Met || is.got.Pending != want.Pending {
				t.Errorf("%s: the %s is %+v, want %s", c.story, is.target, is.got, is.want)
			}
		}
	}
}

func TestBreachesTellHowLateAndComeByTheirDeadline(t *testing.T) {
	t.Parallel()
	r := figures(t, four,
		opened(3, reacted(1), resolved(130)),
		opened(2, reacted(45)),
		opened(1),
		opened(4, reacted(1), waits(150)),
		opened(5, cancelled(25)),
	)
	rom := func(n int) desk.Key { return desk.Key{Project: "ROM", Number: n} }
	minutes := func(n int) time.Duration { return time.Duration(n) * time.Minute }
	want := []desk.Breach{
		{Type: desk.Incident, Priority: desk.P1, Key: rom(1), Target: desk.ClockReaction, Due: in(15), Late: minutes(225), Still: true},
		{Type: desk.Incident, Priority: desk.P1, Key: rom(2), Target: desk.ClockReaction, Due: in(15), Late: minutes(30)},
		{Type: desk.Incident, Priority: desk.P1, Key: rom(5), Target: desk.ClockReaction, Due: in(15), Late: minutes(10)},
		{Type: desk.Incident, Priority: desk.P1, Key: rom(1), Target: desk.ClockResolution, Due: in(120), Late: minutes(120), Still: true},
		{Type: desk.Incident, Priority: desk.P1, Key: rom(2), Target: desk.ClockResolution, Due: in(120), Late: minutes(120), Still: true},
		{Type: desk.Incident, Priority: desk.P1, Key: rom(3), Target: desk.ClockResolution, Due: in(120), Late: minutes(10)},
		{Type: desk.Incident, Priority: desk.P1, Key: rom(4), Target: desk.ClockResolution, Due: in(120), Late: minutes(30), Still: true},
	}
	if diff := cmp.Diff(want, r.Breaches); diff != "" {
		t.Errorf("breaches (-want +got):\n%s", diff)
	}
}

func TestAMergedTicketIsCountedInTheOneItBecameAPartOf(t *testing.T) {
	t.Parallel()
	r := figures(t, four, opened(1), opened(2, cancelled(5), func(k *desk.Ticket) { k.MergedInto = desk.Key{Project: "ROM", Number: 1} }))
	if r.Tickets != 1 || r.ByType()[desk.Incident] != 1 || r.ByPriority()[desk.P1] != 1 {
		t.Errorf("%d tickets, %v, %v; want the one", r.Tickets, r.ByType(), r.ByPriority())
	}
}

func TestMedianAndNinetyFifthPercentile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		took        []int // minutes to the reaction
		median, p95 int
	}{
		{[]int{7}, 7, 7},
		{[]int{9, 1}, 1, 9},
		{[]int{3, 1, 2}, 2, 3},
		{[]int{4, 1, 3, 2}, 2, 4},
		{[]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, 10, 19},
		{[]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21}, 11, 20},
	} {
		var all []*desk.Ticket
		for i, m := range c.took {
			all = append(all, opened(i+1, reacted(m)))
		}
		got := figures(t, four, append(all, opened(99))...).Reaction // a reaction that has not happened is not measured
		if got.Measured != len(c.took) || got.Median != in(c.median).Sub(noon) || got.P95 != in(c.p95).Sub(noon) {
			t.Errorf("of %v minutes the median is %s and the 95th percentile %s, of %d; want %d and %d minutes", c.took, got.Median, got.P95, got.Measured, c.median, c.p95)
		}
	}
}

func TestAResolutionTakesAsLongAsItsClockRan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		story  string
		ticket *desk.Ticket
		want   int
	}{
		{"all of it", opened(1, resolved(50)), 50},
		{"but the waits", opened(1, waited(10, 20), waited(25, 30), resolved(50)), 35},
		{"and the pause that the resolution begins", opened(1, resolved(50), func(k *desk.Ticket) { k.Pauses = []desk.Pause{{From: in(50)}} }), 50},
		{"and what it lay resolved before it was reopened", opened(1, waited(20, 90), resolved(100)), 30},
		{"from where the contract began to count anew", opened(1, waited(5, 25), func(k *desk.Ticket) { k.ResolutionFrom = in(20) }, resolved(50)), 25},
	} {
		if got := figures(t, four, c.ticket).Resolution.Median; got != in(c.want).Sub(noon) {
			t.Errorf("%s: it took %s, want %d minutes", c.story, got, c.want)
		}
	}
}

func TestTheCalendarOfTheTargetMeasuresIt(t *testing.T) {
	t.Parallel()
	k := opened(1, func(k *desk.Ticket) { k.Priority, k.ReactionDue = desk.P3, in(24*60) }, reacted(24*60)) // noon to noon, on the office's calendar
	if got := figures(t, in(48*60), k).Reaction.Median; got != 8*time.Hour {
		t.Errorf("the reaction took %s, want the office's 8 hours", got)
	}
}
