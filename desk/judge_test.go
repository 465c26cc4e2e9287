package desk_test

import (
	"testing"
	"time"

	"vakhta/desk"
)

// The first deadline that passed counts, also if another one was set since.
func TestAMissedDeadlineIsMetAfterAllOnce(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	after := func(hours int) time.Time { return noon.Add(time.Duration(hours) * time.Hour) }
	k := &desk.Ticket{State: desk.InProgress, OpenedAt: noon, ResolutionDue: after(4)}
	k.Lapse(after(5))
	k.ResolutionDue = after(8)
	k.Decide(desk.ClockResolution, after(6), 6*time.Hour)
	k.Undecide(desk.ClockResolution) // it was reopened
	j := k.Judge(desk.ClockResolution, after(100))
	if j.Outcome != desk.Broken || j.Still || j.Late != 2*time.Hour || !j.Due.Equal(after(4)) {
		t.Errorf("missed at %s, resolved at %s and reopened: %+v; want two hours late", after(4), after(6), j)
	}
}
