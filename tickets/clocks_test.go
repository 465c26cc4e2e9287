package tickets_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/tickets"
)

// restart is a contract whose targets start again after a change and after a reopening.
var restart = []string{"on_change: recompute", "on_change: restart", "on_reopen: resume", "on_reopen: restart"}

// after returns the time from a ticket's opening to a moment, or "never" for the zero moment.
func after(k *desk.Ticket, m time.Time) string {
	if m.IsZero() {
		return "never"
	}
	return m.Sub(k.OpenedAt).String()
}

// noonOf returns the noon of the next Monday in a world.
func noonOf(w *testdesk.World) time.Time {
	noon := testdesk.Noon
	for noon.Before(w.Now()) {
		noon = noon.AddDate(0, 0, 7)
	}
	return noon
}

func TestWhenATicketIsDue(t *testing.T) {
	t.Parallel()
	worlds := map[string]*testdesk.World{}
	type step struct {
		wait time.Duration
		acts []string
	}
	for _, c := range []struct {
		story                string
		contract             []string
		steps                []step
		reaction, resolution string
	}{
		{"by its priority", nil, nil, "15m0s", "4h0m0s"},
		{"by a lower one from the opening on, on its own calendar", nil, []step{{minutes(5), []string{"set P4"}}}, "24h0m0s", "never"},
		{"and by a higher one again", nil, []step{{minutes(5), []string{"set P4"}}, {minutes(5), []string{"set P1"}}}, "15m0s", "4h0m0s"},
		{"by its type, where that has targets of its own", nil, []step{{minutes(5), []string{"call it a change"}}}, "24h0m0s", "never"},
		{"by the change of priority, where the contract restarts", restart, []step{{minutes(5), []string{"set P4", "set P1"}}}, "20m0s", "4h5m0s"},
		{"unchanged by a priority that it has", restart, []step{{minutes(5), []string{"set P1"}}}, "15m0s", "4h0m0s"},
		{"unchanged in its reaction, once that has happened", nil, []step{{minutes(5), []string{"take", "set P4"}}}, "15m0s", "never"},
		{"unchanged in its reaction even where the contract restarts", restart, []step{{minutes(5), []string{"take", "set P4", "set P1"}}}, "15m0s", "4h5m0s"},
		{"later by a wait for the customer", nil, []step{{minutes(10), []string{"wait for the customer"}}, {minutes(30), []string{"resume"}}}, "15m0s", "4h30m0s"},
		{"later by each of them", nil, []step{
			{minutes(10), []string{"wait for the customer"}}, {minutes(30), []string{"resume"}},
			{minutes(10), []string{"wait for the customer"}}, {minutes(20), []string{"say"}},
		}, "15m0s", "4h50m0s"},
		{"by a pause as if it ended now, while it lasts", nil, []step{{minutes(10), []string{"wait for the customer"}}, {minutes(30), []string{"note"}}}, "15m0s", "4h30m0s"},
		{"unchanged by a wait that the contract does not name", nil, []step{{minutes(10), []string{"wait for a vendor"}}, {minutes(30), []string{"resume"}}}, "15m0s", "4h0m0s"},
		{"later from one wait to the other, when both count", []string{"pause_on: [waiting_customer]", "pause_on: [waiting_customer, waiting_vendor]"}, []step{
			{minutes(10), []string{"wait for the customer"}}, {minutes(30), []string{"wait for a vendor"}}, {minutes(30), []string{"resume"}},
		}, "15m0s", "5h0m0s"},
		{"on from where it was resolved, when it is reopened", nil, []step{{minutes(60), []string{"resolve"}}, {24 * time.Hour, []string{"reopen"}}}, "15m0s", "28h0m0s"},
		{"from the beginning at the reopening, where the contract restarts", restart, []step{{minutes(60), []string{"resolve"}}, {24 * time.Hour, []string{"reopen"}}}, "15m0s", "29h0m0s"},
		{"as it was, once it is resolved, whatever it is called then", nil, []step{{minutes(60), []string{"resolve", "set P4", "call it a change"}}}, "15m0s", "4h0m0s"},
		{"as it was even where the contract restarts", restart, []step{{minutes(60), []string{"resolve"}}, {minutes(60), []string{"set P4"}}}, "15m0s", "4h0m0s"},
		{"as it was, once it is cancelled", restart, []step{{minutes(60), []string{"cancel"}}, {minutes(60), []string{"set P4"}}}, "15m0s", "4h0m0s"},
	} {
		w := worlds[strings.Join(c.contract, "")]
		if w == nil {
			w = testdesk.New(t, c.contract...)
			worlds[strings.Join(c.contract, "")] = w
		}
		w.Pass(noonOf(w).Sub(w.Now())) // while the office is open, one day before it opens again
		k := w.Open()
		for _, s := range c.steps {
			w.Pass(s.wait)
			k = do(t, w, k, s.acts...)
		}
		w.Forget(k)
		if got := after(k, k.ReactionDue); got != c.reaction {
			t.Errorf("%s: the reaction is due after %s, want %s", c.story, got, c.reaction)
		}
		if got := after(k, k.ResolutionDue); got != c.resolution {
			t.Errorf("%s: the resolution is due after %s, want %s", c.story, got, c.resolution)
		}
	}
}

func TestACorrectionOfAnEndedTicketDoesNotChangeWhatItTook(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, restart...)
	k := w.Open()
	w.Pass(minutes(60))
	k = do(t, w, k, "resolve", "close")
	w.Pass(minutes(60))
	k = do(t, w, k, "set P4", "call it a change")
	if !k.ReactionFrom.Equal(k.OpenedAt) || !k.ResolutionFrom.Equal(k.OpenedAt) {
		t.Errorf("the targets are counted from %s and %s after the opening, want from the opening", after(k, k.ReactionFrom), after(k, k.ResolutionFrom))
	}
}

func TestWhatStopsTheReactionClock(t *testing.T) {
	t.Parallel()
	for by, stops := range map[string]map[string]bool{
		"ack":    {"take": true, "reply": true, "resolve": true, "wait for a vendor": true, "note": false, "say": false}, // answering takes the ticket
		"reply":  {"take": false, "reply": true, "resolve": true, "ask the customer": true, "wait for a vendor": false, "note": false, "say": false},
		"either": {"take": true, "reply": true, "resolve": true, "wait for a vendor": true, "note": false, "say": false},
	} {
		t.Run(by, func(t *testing.T) {
			t.Parallel()
			w := testdesk.New(t, "reaction_by: either", "reaction_by: "+by)
			for name, want := range stops {
				k := w.Open()
				w.Pass(minutes(2))
				k = do(t, w, k, name)
				if got := !k.ReactedAt.IsZero(); got != want {
					t.Errorf("reaction_by %s: %s stops the clock: %v, want %v", by, name, got, want)
				}
				if want && !k.ReactedAt.Equal(w.Now()) {
					t.Errorf("reaction_by %s: %s stopped the clock at %s, want when it was done", by, name, after(k, k.ReactedAt))
				}
			}
		})
	}
}

func TestTheClocksRunFromTheMessagesOwnTime(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	sent := w.Now()
	w.Pass(minutes(9)) // the platform delivered it late
	k := w.Open(func(o *tickets.Opening) { o.At = sent })
	if !k.ReactionDue.Equal(sent.Add(minutes(15))) {
		t.Errorf("the reaction is due %s after the message, want 15m", k.ReactionDue.Sub(sent))
	}
	if a := w.Armed(k)[desk.ClockReaction]; !a.Due.Equal(sent.Add(minutes(7)+30*time.Second)) || !a.Due.Before(w.Now()) {
		t.Errorf("the first step is armed for %s after the message, want 7m30s: at once", a.Due.Sub(sent))
	}
}

func TestAChangeOfPriorityRearmsTheLadderAndRepeatsNoStepOfIt(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "P3: {reaction: 2h, resolution: 3d, calendar: office}", "P3: {reaction: 1h, resolution: 3d}")
	k := w.Open(func(o *tickets.Opening) { o.Priority = desk.P3 })
	w.Pass(minutes(35)) // the first step was at 30 minutes
	k = do(t, w, k, "set P1")
	if a := w.Armed(k)[desk.ClockReaction]; a.Step != 1 || after(k, a.Due) != "12m0s" {
		t.Errorf("step %d is armed for %s, want the second of P1's, overdue as it is", a.Step+1, after(k, a.Due))
	}
	w.Pass(0)
	wantSteps(t, w, k,
		"30m0s: escalated 1/1 on_call/anna, on_call",
		"35m0s: escalated 2/1 line_2",
		"35m0s: escalated 3/1 line_3/noc, managers/olga",
		"35m0s: escalated 4/1 line_3/noc",
	)
}

func TestWhereTheContractRestartsTheLadderIsClimbedAnew(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, restart...)
	k := w.Open()
	w.Pass(minutes(13))
	do(t, w, k, "set P4", "set P1")
	w.Post()
	w.Pass(minutes(12))
	wantSteps(t, w, k,
		"7m30s: escalated 1/1 on_call/anna, on_call", "12m0s: escalated 2/1 line_2",
		"20m30s: escalated 1/1 on_call/anna, on_call", "25m0s: escalated 2/1 line_2",
	)
	calls := 0
	for _, l := range w.Post() {
		if l.Firing.Clock == desk.ClockReaction {
			calls++
		}
	}
	if calls != 3 {
		t.Errorf("%d calls leave, want three: a ladder climbed anew calls anew", calls)
	}
}

func TestAnEndedOrResolvedTicketHasOnlyItsClosingOrRatingArmed(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	for state, way := range waysTo() {
		k := do(t, w, w.Open(), way...)
		var armed []desk.ClockName
		for name := range w.Armed(k) {
			armed = append(armed, name)
		}
		switch {
		case state == desk.Resolved && (len(armed) != 1 || armed[0] != desk.ClockClose),
			state == desk.Closed && (len(armed) != 1 || armed[0] != desk.ClockSurvey),
			state == desk.Cancelled && len(armed) > 0,
			state.Open() && len(armed) == 0 && state != desk.WaitingCustomer:
			t.Errorf("a ticket that is %s has %v armed", state, armed)
		}
	}
}

func TestAnAlarmThatFiresBeforeItIsDueIsSetAgain(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	armed := w.Armed(k)[desk.ClockReaction]
	ch, err := w.Try(k.Key, func(ctx context.Context, c *tickets.Case) error {
		_, err := c.Fire(ctx, armed.Firing)
		return err
	})
	if err != nil || len(ch.Set) != 1 || ch.Set[0] != armed {
		t.Errorf("set again: %v, %v; want %v", ch.Set, err, armed)
	}
	wantSteps(t, w, k)
}
