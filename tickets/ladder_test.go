package tickets_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// climbed returns what the ladders of a ticket did, each step as "when after the opening: what, step/repetition, whom".
func climbed(w *testdesk.World, k *desk.Ticket) (steps []string) {
	say := func(e history.Entry, what string) {
		steps = append(steps, fmt.Sprintf("%s: %s %s", e.At.Sub(k.OpenedAt), e.Event.Kind(), what))
	}
	for _, e := range w.Timeline(k) {
		switch event := e.Event.(type) {
		case history.Escalated:
			say(e, fmt.Sprintf("%d/%d %s", event.Step, event.Rep, whom(event.Calls)))
		case history.Warned:
			say(e, fmt.Sprintf("%d/%d %s", event.Step, event.Rep, whom(event.Calls)))
		case history.Skipped:
			say(e, fmt.Sprintf("%d %s %s", event.Step, event.Audience, event.Cause))
		case history.InVain:
			say(e, whom(event.Calls))
		case history.Reminded, history.Released, history.Closed:
			say(e, "")
		default: // no clock caused it
		}
	}
	return steps
}

// whom returns audiences, and which of their people were called.
func whom(calls []history.Called) string {
	var all []string
	for _, c := range calls {
		one := string(c.Audience)
		if c.Handle != "" {
			one += "/" + c.Handle
		}
		all = append(all, one)
	}
	return strings.Join(all, ", ")
}

func wantSteps(t testing.TB, w *testdesk.World, k *desk.Ticket, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, climbed(w, k)); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
}

func TestATicketThatNobodyTakesClimbsTheWholeLadder(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Pass(99 * time.Minute)
	wantSteps(t, w, k,
		"7m30s: escalated 1/1 on_call/anna, on_call",
		"12m0s: escalated 2/1 line_2",
		"15m0s: escalated 3/1 line_3/noc, managers/olga",
		"18m0s: escalated 4/1 line_3/noc",
		"28m0s: escalated 4/2 line_3/noc",
		"38m0s: escalated 4/3 line_3/noc",
		"48m0s: escalated 4/4 line_3/noc",
		"58m0s: escalated 4/5 line_3/noc",
		"1h8m0s: escalated 4/6 line_3/noc",
		"1h38m0s: in_vain managers/olga, anna/anna",
	)
}

func TestTheThirdLineIsAskedOneAfterAnotherAndThenAll(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "line_3: [noc]", "line_3: [noc, vera]")
	k := w.Open()
	w.Pass(minutes(50))
	wantSteps(t, w, k,
		"7m30s: escalated 1/1 on_call/anna, on_call",
		"12m0s: escalated 2/1 line_2",
		"15m0s: escalated 3/1 line_3/noc, managers/olga",
		"18m0s: escalated 4/1 line_3/vera",
		"28m0s: escalated 4/2 line_3/noc, line_3/vera",
		"38m0s: escalated 4/3 line_3/noc, line_3/vera",
		"48m0s: escalated 4/4 line_3/noc, line_3/vera",
	)
}

func TestADaysLadderOnTheOfficesCalendar(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Pass(5 * time.Hour) // 17:00, an hour before the office closes
	k := w.Open(func(o *tickets.Opening) { o.Priority = desk.P3 })
	w.Pass(19 * time.Hour)
	wantSteps(t, w, k,
		"1h0m0s: escalated 1/1 on_call/anna, on_call",
		"16h36m0s: escalated 2/1 line_2",
		"17h0m0s: escalated 3/1 line_3/noc, managers/olga",
		"17h24m0s: escalated 4/1 line_3/noc",
		"17h34m0s: escalated 4/2 line_3/noc",
		"17h44m0s: escalated 4/3 line_3/noc",
		"17h54m0s: escalated 4/4 line_3/noc",
		"18h4m0s: escalated 4/5 line_3/noc",
		"18h14m0s: escalated 4/6 line_3/noc",
		"18h44m0s: in_vain managers/olga, anna/anna",
	)
}

func TestAStepThatReachesNobodyIsSkippedAtOnceAndTheNextIsClimbed(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	unreachable(w, "slack:C0L2", "telegram:5003", "slack:U0VERA", "telegram:6001")
	k := w.Open()
	w.Pass(minutes(14))
	wantSteps(t, w, k,
		"7m30s: escalated 1/1 on_call/anna, on_call",
		"12m0s: skipped 2 line_2 unreachable",
		"12m0s: escalated 3/1 line_3/noc",
		"12m0s: skipped 3 managers unreachable",
	)
	if got := of[notice.NobodyCalled](w.Post()); len(got) != 2 || got[0].Step != 2 || got[0].Cause != desk.SkipUnreachable || !got[0].Next {
		t.Errorf("the thread hears %+v, want that the second step reached nobody and the next one follows", got)
	}
}

func TestAStepThatReachesSomebodyIsNotSaidToBePassed(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	unreachable(w, "telegram:5009", "slack:U0NOC") // the third line; the step calls the managers as well
	w.Open()
	w.Pass(minutes(16))
	got := of[notice.NobodyCalled](w.Post()) // in the threads of both lines
	if len(got) == 0 {
		t.Error("the threads hear nothing of the third line")
	}
	for _, f := range got {
		if f.Step != 3 || f.Next {
			t.Errorf("a thread hears %+v, want that the third step reached a part of those it names", f)
		}
	}
}

func unreachable(w *testdesk.World, chats ...string) {
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		for _, chat := range chats {
			at, err := desk.ParseAddress(chat)
			if err != nil {
				return err
			}
			if _, err := tx.MarkReach(ctx, at, false, "blocked", w.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestWithNobodyOnDutyTheSecondLineIsCalledInsteadOfSilence(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "start: 2026-11-02T10:00", "start: 2027-11-02T10:00")
	k := w.Open()
	w.Pass(minutes(13))
	wantSteps(t, w, k,
		"7m30s: skipped 1 on_call nobody_on_duty",
		"7m30s: escalated 2/1 line_2",
	)
}

func TestWhenNobodyAtAllCanBeReachedTheLadderStillEnds(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	unreachable(w, "slack:C0L1", "slack:C0L2", "telegram:5001", "slack:U0ANNA", "telegram:5003", "slack:U0VERA", "telegram:5009", "slack:U0NOC", "telegram:6001")
	k := w.Open()
	w.Pass(minutes(90))
	wantSteps(t, w, k,
		"7m30s: skipped 1 on_call unreachable",
		"7m30s: skipped 2 line_2 unreachable",
		"7m30s: skipped 3 line_3 unreachable",
		"7m30s: skipped 3 managers unreachable",
		"7m30s: skipped 4 line_3 unreachable",
		"28m0s: skipped 4 line_3 unreachable",
		"38m0s: skipped 4 line_3 unreachable",
		"48m0s: skipped 4 line_3 unreachable",
		"58m0s: skipped 4 line_3 unreachable",
		"1h8m0s: skipped 4 line_3 unreachable",
	)
	if a, ok := w.Armed(k)[desk.ClockReaction]; ok {
		t.Errorf("%+v is still armed", a)
	}
}

func TestAPersonIsCalledWhereTheyPreferOrElseWhereTheyCanBeReached(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		story string
		gone  []string
		want  string
	}{
		{"where they prefer", nil, "telegram:5009"},
		{"the other, when that one blocked the bot", []string{"telegram:5009"}, "slack:U0NOC"},
	} {
		t.Run(c.story, func(t *testing.T) {
			t.Parallel()
			w := testdesk.New(t)
			unreachable(w, c.gone...)
			w.Open()
			w.Pass(minutes(15))
			for _, l := range w.Post() {
				if p, ok := l.Facts.(notice.Ping); ok && p.Line == 3 && l.To.String() != c.want {
					t.Errorf("the third line is called at %s, want %s", l.To, c.want)
				}
			}
		})
	}
}

func TestAnAcknowledgementStopsTheLadderAndWhatOfItHasNotLeft(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Post()
	w.Pass(minutes(13)) // two steps wait in the outbox
	k = do(t, w, k, "take")
	for _, l := range w.Post() {
		if l.Firing.Clock == desk.ClockReaction {
			t.Errorf("%s leaves after the ticket was taken", l.Key)
		}
	}
	w.Pass(time.Hour)
	wantSteps(t, w, k,
		"7m30s: escalated 1/1 on_call/anna, on_call",
		"12m0s: escalated 2/1 line_2",
	)
	if len(k.Copies) != 1 {
		t.Errorf("cards stand at %v, want the first line's alone: the second's never left", k.Copies)
	}
}

func TestAResolutionTargetWarnsAndStandsStillWhileTheTicketWaits(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := do(t, w, w.Open(), "take")
	w.Pass(2 * time.Hour)
	k = do(t, w, k, "wait for the customer")
	if a, ok := w.Armed(k)[desk.ClockResolution]; ok {
		t.Errorf("%+v is armed while the clock stands still", a)
	}
	w.Pass(5 * time.Hour)
	do(t, w, k, "say")
	w.Pass(3 * time.Hour)
	wantSteps(t, w, k,
		"8h0m0s: warned 1/1 assignee/vera",
		"9h0m0s: warned 2/1 line_2, managers/olga",
	)
}

func TestATakenTicketThatLiesStillIsRemindedOfAndThenHandedBack(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "resolution: 4h, updates: 30m", "updates: 30m")
	k := do(t, w, w.Open(), "take")
	w.Pass(8*time.Hour + minutes(13))
	wantSteps(t, w, k,
		"4h0m0s: reminded ",
		"8h0m0s: released ",
		"8h7m30s: escalated 1/1 on_call/anna, on_call",
		"8h12m0s: escalated 2/1 line_2",
	)
	if k = w.Ticket(k.Key); k.State != desk.New || k.Assignee != "" {
		t.Errorf("the ticket is %s and %q has it, want it handed back", k.State, k.Assignee)
	}
}

func TestWorkOnATicketPutsTheReminderOff(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "resolution: 4h, updates: 30m", "updates: 30m")
	k := do(t, w, w.Open(), "take")
	for range 3 {
		w.Pass(3 * time.Hour)
		do(t, w, k, "note")
	}
	w.Pass(3 * time.Hour)
	wantSteps(t, w, k)
	w.Pass(time.Hour)
	wantSteps(t, w, k, "13h0m0s: reminded ")
}

func TestAResolvedTicketClosesByItselfUnlessItsRequesterSpeaks(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := do(t, w, w.Open(), "resolve")
	w.Pass(2 * 24 * time.Hour)
	do(t, w, k, "say")
	w.Pass(2 * 24 * time.Hour)
	wantSteps(t, w, k)
	w.Pass(24 * time.Hour)
	wantSteps(t, w, k, "120h0m0s: closed ")
}

func TestAfterAnOutageNobodyIsCalledSixTimesAtOnce(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	fire := w.Fire
	k := w.Open()
	w.Fire = func(ctx context.Context, _ time.Time, due []desk.Alarm) error { // the keeper comes back two hours later
		return fire(ctx, k.OpenedAt.Add(2*time.Hour), due)
	}
	w.Pass(2 * time.Hour)
	wantSteps(t, w, k,
		"2h0m0s: escalated 1/1 on_call/anna, on_call",
		"2h0m0s: escalated 2/1 line_2",
		"2h0m0s: escalated 3/1 line_3/noc, managers/olga",
		"2h0m0s: escalated 4/1 line_3/noc",
	)
}

func TestARefusedCallIsFollowedByTheNextAtOnceAndOnce(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Post()
	w.Pass(minutes(12))
	letters := w.Post()
	unreachable(w, "slack:C0L2")
	for _, l := range letters { // the card and the call under it
		if l.To.String() == "slack:C0L2" {
			w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
				return c.Undelivered(ctx, l.Notice, tickets.Rejection{Gone: true})
			})
		}
	}
	w.Pass(minutes(1))
	wantSteps(t, w, k,
		"7m30s: escalated 1/1 on_call/anna, on_call",
		"12m0s: escalated 2/1 line_2",
		"12m0s: escalated 2/1 line_2/vera",
	)
}

func TestATicketThatItsFirstLineCannotSeeDoesNotWaitForThem(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	for _, l := range w.Post() {
		if l.Slot == notice.CardSlot(w.Desk.Teams["first-line"].Channel) {
			unreachable(w, "slack:C0L1")
			w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
				return c.Undelivered(ctx, l.Notice, tickets.Rejection{Gone: true})
			})
		}
	}
	wantSteps(t, w, k, "0s: escalated 0/0 line_1/anna, line_1/boris") // in private, with the card
	w.Pass(minutes(8))
	wantSteps(t, w, k, "0s: escalated 0/0 line_1/anna, line_1/boris", "7m30s: escalated 1/1 on_call/anna")
}
