package reports_test

import (
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/reports"
)

func TestWhatAnotherContractWouldHaveMeant(t *testing.T) {
	t.Parallel()
	is := testdesk.Example(t)
	other := testdesk.Example(t, "P1: {reaction: 15m, resolution: 4h", "P1: {reaction: 5m, resolution: 1h")
	at := func(minutes int) time.Time { return testdesk.Noon.Add(time.Duration(minutes) * time.Minute) }
	one := func(n, acked, resolved int, pauses ...desk.Pause) *desk.Ticket {
		return &desk.Ticket{
			Key: desk.Key{Project: "ROM", Number: n}, State: desk.Resolved, Type: desk.Incident, Priority: desk.P1, OpenedAt: at(0),
			AckedAt: at(acked), ReactedAt: at(acked), ResolvedAt: at(resolved), Pauses: pauses,
		}
	}
	got := reports.WhatIf(is, other, []*desk.Ticket{
		one(1, 3, 50), one(2, 10, 90), one(3, 20, 300), one(4, 4, 90, desk.Pause{From: at(30), To: at(70)}),
		{Key: desk.Key{Project: "GONE", Number: 1}, OpenedAt: at(0)},
	}, at(600))
	if got.Tickets != 4 || got.Targets[0] != (reports.Compared{Promised: 4, Met: 3, WouldBePromised: 4, WouldBeMet: 2}) ||
		got.Targets[1] != (reports.Compared{Promised: 4, Met: 3, WouldBePromised: 4, WouldBeMet: 2}) {
		t.Errorf("of %d tickets: %+v", got.Tickets, got.Targets)
	}
	if len(got.Changed) != 2 || got.Changed[0].Key.Number != 2 || got.Changed[1].Will.Outcome != desk.Broken {
		t.Errorf("changed is %+v", got.Changed)
	}
	if got.Calls[desk.Line2] != 1 { // of the second ticket at 4 minutes, of the fourth at its acknowledgement not
		t.Errorf("the second line is called %d times more, want 1", got.Calls[desk.Line2])
	}
}

func TestManyTicketsAreComparedInSeconds(t *testing.T) {
	t.Parallel()
	is := testdesk.Example(t)
	other := testdesk.Example(t, "P3: {reaction: 2h", "P3: {reaction: 1h")
	var all []*desk.Ticket
	for i := range 20_000 {
		opened := testdesk.Noon.Add(-time.Duration(i) * 25 * time.Second)
		all = append(all, &desk.Ticket{
			Key: desk.Key{Project: "ROM", Number: i}, State: desk.Resolved, Type: desk.Incident, Priority: desk.P3, OpenedAt: opened,
			AckedAt: opened.Add(time.Hour), ReactedAt: opened.Add(time.Hour), ResolvedAt: opened.Add(30 * time.Hour),
		})
	}
	begun := time.Now()
	got := reports.WhatIf(is, other, all, testdesk.Noon.AddDate(0, 0, 7))
	if took := time.Since(begun); got.Tickets != len(all) || took > 10*time.Second {
		t.Errorf("%d tickets are compared in %s", got.Tickets, took)
	}
}
