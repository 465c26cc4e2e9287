package tickets_test

import (
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
)

func TestAnEditedContractIsAppliedToOpenTicketsAtTheStart(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	taken := do(t, w, w.Open(), "take")
	paused := do(t, w, w.Open(), "wait for the customer")
	w.Pass(minutes(5))
	longer := testdesk.On(t, w.Database(), w.Now(), "P1: {reaction: 15m, resolution: 4h", "P1: {reaction: 60m, resolution: 6h")
	if err := longer.Tickets.Realign(t.Context()); err != nil {
		t.Fatal(err)
	}
	k = longer.Ticket(k.Key)
	if a := longer.Armed(k)[desk.ClockReaction]; after(k, k.ReactionDue) != "1h0m0s" || after(k, k.ResolutionDue) != "6h0m0s" || after(k, a.Due) != "30m0s" {
		t.Errorf("due %s and %s, the first step %s after the opening; want 1h, 6h and 30m", after(k, k.ReactionDue), after(k, k.ResolutionDue), after(k, a.Due))
	}
	if got := longer.Ticket(taken.Key); after(got, got.ReactionDue) != "15m0s" || after(got, got.ResolutionDue) != "6h0m0s" {
		t.Errorf("of the taken one due %s and %s, want what was met, and 6h", after(got, got.ReactionDue), after(got, got.ResolutionDue))
	}
	if got := longer.Ticket(paused.Key); got.Revision != paused.Revision {
		t.Error("one whose clock stands was written")
	}
	was := longer.Ticket(k.Key).Revision
	if err := longer.Tickets.Realign(t.Context()); err != nil || longer.Ticket(k.Key).Revision != was {
		t.Errorf("counted once more it is written once more (%v)", err)
	}
}

func TestAShorterContractCannotMakeGoodWhatWasMissed(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Pass(minutes(20))
	longer := testdesk.On(t, w.Database(), w.Now(), "P1: {reaction: 15m", "P1: {reaction: 60m")
	if err := longer.Tickets.Realign(t.Context()); err != nil {
		t.Fatal(err)
	}
	if j := longer.Ticket(k.Key).Judge(desk.ClockReaction, longer.Now()); j.Outcome != desk.Broken || j.Late != minutes(5) {
		t.Errorf("under the longer contract it is %+v, want late by 5m", j)
	}
}

func TestATicketKeepsTheVersionItWasOpenedUnder(t *testing.T) {
	t.Parallel()
	version := []string{"    wait: {nudge: 1d", "    versions: [{valid_from: 2026-11-17, targets: {P1: {reaction: 5m, resolution: 1h}, P2: {reaction: 1h}, P3: {reaction: 1h}, P4: {reaction: 1h}}}]\n    wait: {nudge: 1d"}
	w := testdesk.New(t, version...)
	before := w.Open() // on Monday noon
	w.Pass(12*time.Hour - time.Second)
	last := w.Open()
	w.Pass(time.Second)
	first := w.Open()
	for k, want := range map[*desk.Ticket]string{before: "15m0s", last: "15m0s", first: "5m0s"} {
		if got := after(k, k.ReactionDue); got != want {
			t.Errorf("opened %s, due after %s, want %s", k.OpenedAt, got, want)
		}
	}
	last = do(t, w, last, "set P4", "set P1")
	if got := after(last, last.ResolutionDue); got != "4h0m0s" {
		t.Errorf("a ticket of the day before is due after %s once it is touched, want 4h", got)
	}
	if a := w.Armed(first)[desk.ClockReaction]; after(first, a.Due) != "2m30s" {
		t.Errorf("the new version's first step is %s after the opening, want 2m30s", after(first, a.Due))
	}
}
