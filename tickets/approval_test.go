package tickets_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/tickets"
)

func estimate(w *testdesk.World, k *desk.Ticket, a desk.Approval) error {
	_, err := w.Try(k.Key, func(ctx context.Context, c *tickets.Case) error { return c.AskApproval(ctx, w.Actor("anna"), a) })
	return err
}

func TestAnEstimateByTheHourHasItsPriceFromTheContract(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "plan: hybrid ", "plan: time_and_materials ", "hours: 40 ", "#hours: 40 ", "price: 120000 ", "#price: 120000 ", "carry_over:", "#carry_over:", "overage:", "#overage:",
		"    wait: {nudge: 1d", "    versions: [{valid_from: 2026-11-01, reaction_by: reply}]\n    wait: {nudge: 1d") // which has no billing of its own
	k := w.Open()
	for _, c := range []struct{ given, want string }{{"", "7000.00 RUB"}, {"100 EUR", "100 EUR"}} {
		if err := estimate(w, k, desk.Approval{Of: desk.OfEstimate, Effort: 2 * time.Hour, Price: c.given}); err != nil {
			t.Fatal(err)
		}
		if got := w.Ticket(k.Key).Approval(desk.OfEstimate).Price; got != c.want {
			t.Errorf("the price is %q, want %q", got, c.want)
		}
	}
}

func TestWhatWasReadBeforeAChangeCountsForNothing(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	first := desk.Approval{Of: desk.OfEstimate, Effort: time.Hour}
	if err := errors.Join(estimate(w, k, first), estimate(w, k, desk.Approval{Of: desk.OfEstimate, Effort: 2 * time.Hour})); err != nil {
		t.Fatal(err)
	}
	if err := estimate(w, k, desk.Approval{Of: desk.OfEstimate, Effort: 2 * time.Hour}); !errors.Is(err, tickets.ErrAskedAlready) {
		t.Errorf("the same again: %v", err)
	}
	for name, c := range map[string]struct {
		who    string
		ballot tickets.Ballot
		want   error
	}{
		"an old card":       {"olga", tickets.Ballot{Print: first.Fingerprint(k.Key)}, tickets.ErrOtherApproval},
		"no approver":       {"maria", tickets.Ballot{}, tickets.ErrNotApprover},
		"an engineer":       {"anna", tickets.Ballot{}, tickets.ErrNotApprover},
		"what stands there": {"olga", tickets.Ballot{}, nil},
	} {
		_, err := w.Try(k.Key, func(ctx context.Context, tc *tickets.Case) error { return tc.Vote(ctx, w.Actor(c.who), c.ballot) })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if got := w.Ticket(k.Key); got.State != desk.InProgress || got.Approval(desk.OfEstimate).Standing() != desk.Approved {
		t.Errorf("it is %s and %q", got.State, got.Approval(desk.OfEstimate).Standing())
	}
	_, err := w.Try(k.Key, func(ctx context.Context, c *tickets.Case) error {
		return c.Vote(ctx, w.Actor("john"), tickets.Ballot{})
	})
	if !errors.Is(err, tickets.ErrVotedAlready) {
		t.Errorf("the delegate agrees after the approver: %v", err)
	}
}
