package sla_test

import (
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

func hours(n int) desk.Span { return desk.Span{Time: time.Duration(n) * time.Hour} }

// shop returns a desk with an office calendar and one around the clock, and a
// contract under the first.
func shop(t testing.TB) (*desk.Desk, *desk.Contract) {
	t.Helper()
	d := &desk.Desk{Calendars: map[string]*desk.Calendar{"office": office(zone(t, "Europe/Moscow")), "always": always()}}
	return d, &desk.Contract{
		Calendar: "office",
		Targets: map[desk.Priority]desk.Target{
			desk.P1: {Reaction: hours(1), Resolution: hours(4), Calendar: "always"},
			desk.P2: {Reaction: hours(2), Resolution: desk.Span{Days: 1}},
		},
		Types: map[desk.RequestType]desk.Target{desk.ChangeRequest: {Reaction: desk.Span{Days: 2}}},
	}
}

func TestATypeWithTargetsOfItsOwnHasThemForEveryPriority(t *testing.T) {
	t.Parallel()
	_, c := shop(t)
	for _, p := range desk.Priorities() {
		if got := sla.TargetOf(c, desk.ChangeRequest, p); got != c.Types[desk.ChangeRequest] {
			t.Errorf("P%d promises %+v for a change, want the type's own", p, got)
		}
	}
	if got := sla.TargetOf(c, desk.Incident, desk.P2); got != c.Targets[desk.P2] {
		t.Errorf("an incident is promised %+v, want what its priority is", got)
	}
}

func TestATargetsOwnCalendarStandsBeforeTheContracts(t *testing.T) {
	t.Parallel()
	d, c := shop(t)
	friday := at(t, zone(t, "Europe/Moscow"), "2026-03-06 17:30")
	for p, want := range map[desk.Priority]string{desk.P1: "Fri 18:30", desk.P2: "Mon 10:30"} {
		k := &desk.Ticket{Type: desk.Incident, Priority: p, ReactionFrom: friday}
		if got := sla.Reaction(d, c, k).Due().In(friday.Location()).Format("Mon 15:04"); got != want {
			t.Errorf("the reaction to a P%d is due %s, want %s", p, got, want)
		}
	}
}

func TestWhatWasNotPromisedIsNeverDue(t *testing.T) {
	t.Parallel()
	d, c := shop(t)
	k := &desk.Ticket{Type: desk.ChangeRequest, Priority: desk.P1, ResolutionFrom: noon}
	if got := sla.Resolution(d, c, k, noon).Due(); !got.IsZero() {
		t.Errorf("due %s, want never", got)
	}
}

func TestAtTheDeadlineIsMet(t *testing.T) {
	t.Parallel()
	due := sla.Countdown{Calendar: always(), From: noon, Target: time.Hour}.Due()
	if atLast := noon.Add(time.Hour); atLast.After(due) {
		t.Errorf("a reaction at %s is late for %s", atLast, due)
	}
	if late := noon.Add(time.Hour + 1); !late.After(due) {
		t.Errorf("a reaction a nanosecond later is on time for %s", due)
	}
}

func TestPausesPutTheResolutionOff(t *testing.T) {
	t.Parallel()
	d, c := shop(t)
	z := zone(t, "Europe/Moscow")
	pause := func(from, to string) desk.Pause {
		p := desk.Pause{From: at(t, z, from)}
		if to != "" {
			p.To = at(t, z, to)
		}
		return p
	}
	now := at(t, z, "2026-03-03 11:00")
	for _, k := range []struct {
		story  string
		pauses []desk.Pause
		want   string
	}{
		{"none", nil, "Tue 10:00"},
		{"two hours of work", []desk.Pause{pause("2026-03-02 11:00", "2026-03-02 13:00")}, "Tue 12:00"},
		{"a night", []desk.Pause{pause("2026-03-02 18:00", "2026-03-03 09:00")}, "Tue 10:00"},
		{"two of them", []desk.Pause{pause("2026-03-02 11:00", "2026-03-02 12:00"), pause("2026-03-02 17:00", "2026-03-03 10:00")}, "Tue 13:00"},
		{"one that still lasts", []desk.Pause{pause("2026-03-03 09:30", "")}, "Tue 11:30"},
		{"one that began before the count", []desk.Pause{pause("2026-03-02 09:00", "2026-03-02 11:00")}, "Tue 11:00"},
		{"one that was over before the count", []desk.Pause{pause("2026-03-02 09:00", "2026-03-02 09:30")}, "Tue 10:00"},
	} {
		ticket := &desk.Ticket{Type: desk.Incident, Priority: desk.P2, ResolutionFrom: at(t, z, "2026-03-02 10:00"), Pauses: k.pauses}
		if got := sla.Resolution(d, c, ticket, now).Due().In(z).Format("Mon 15:04"); got != k.want {
			t.Errorf("paused for %s: due %s, want %s", k.story, got, k.want)
		}
	}
}
