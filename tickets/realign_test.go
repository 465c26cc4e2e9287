package tickets_test

import (
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/storage"
	"vakhta/tickets"
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
	if got := longer.Ticket(paused.Key); got.Drawn != paused.Drawn {
		t.Error("one whose clock stands was drawn again")
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

func TestATicketKeepsItsContractUntilTheChangedOneIsApplied(t *testing.T) {
	t.Parallel()
	keep := []string{"    calendar: always\n    targets:", "    calendar: always\n    on_contract_change: keep\n    targets:"}
	w := testdesk.New(t, keep...)
	store(t, w)
	k := w.Open()
	w.Pass(minutes(1))
	changed := testdesk.On(t, w.Database(), w.Now(), append(keep, "P1: {reaction: 15m, resolution: 4h", "P1: {reaction: 10m, resolution: 3h")...)
	store(t, changed)
	if err := changed.Tickets.Realign(t.Context()); err != nil {
		t.Fatal(err)
	}
	k = changed.Ticket(k.Key)
	if a := changed.Armed(k)[desk.ClockReaction]; after(k, k.ReactionDue) != "15m0s" || after(k, a.Due) != "7m30s" {
		t.Errorf("it is due after %s, with the first step after %s; want 15m and 7m30s as before", after(k, k.ReactionDue), after(k, a.Due))
	}
	if later := changed.Open(); after(later, later.ReactionDue) != "10m0s" || later.Contract == k.Contract {
		t.Errorf("one opened later is due after %s under %.8s, want 10m under the changed contract", after(later, later.ReactionDue), later.Contract)
	}
	k = do(t, changed, k, "set P4", "set P1")
	if after(k, k.ResolutionDue) != "4h0m0s" {
		t.Errorf("after its priority was touched it is due after %s, want 4h", after(k, k.ResolutionDue))
	}
	apply := func(write bool) tickets.Alignment {
		t.Helper()
		var a tickets.Alignment
		err := changed.Store.Update(t.Context(), func(tx *storage.Tx) (err error) {
			a, _, err = tickets.ApplyContract(t.Context(), tx, changed.Tickets.Current(), k.Key.Project, tickets.Applying{Now: changed.Now(), Write: write})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	if a := apply(false); a.Kept != 1 || len(a.Moved) != 1 || after(k, changed.Ticket(k.Key).ReactionDue) != "15m0s" {
		t.Errorf("to look at what would move found %d kept, %d moved, and must not write", a.Kept, len(a.Moved))
	}
	apply(true)
	k = changed.Ticket(k.Key)
	if a := changed.Armed(k)[desk.ClockReaction]; after(k, k.ReactionDue) != "10m0s" || after(k, k.ResolutionDue) != "3h0m0s" || after(k, a.Due) != "5m0s" {
		t.Errorf("once applied it is due after %s and %s, first step after %s; want 10m, 3h, 5m", after(k, k.ReactionDue), after(k, k.ResolutionDue), after(k, a.Due))
	}
	if a := apply(true); a.Kept != 0 {
		t.Errorf("applied again it finds %d", a.Kept)
	}
}

// store stores what the contracts of a desk promise, as a start of the bot does.
func store(t *testing.T, w *testdesk.World) {
	t.Helper()
	err := w.Store.Update(t.Context(), func(tx *storage.Tx) error { return tx.KeepTerms(w.Tickets.Written(), w.Now()) })
	if err == nil {
		err = w.Tickets.Reload(t.Context())
		w.Desk = w.Tickets.Current()
	}
	if err != nil {
		t.Fatal(err)
	}
}
