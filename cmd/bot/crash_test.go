package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/history"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
	"vakhta/storage"
)

// The crash table: whichever part dies, is emptied or goes away, no message is
// lost and no step of a ladder is doubled.

const paymentsDown = "Не проходит оплата картой, покупатели не могут оформить заказ"

// afternoon returns the moment when the tests begin: a Tuesday, when Boris is
// on duty.
func afternoon(t testing.TB) time.Time {
	return time.Date(2026, 11, 24, 14, 0, 0, 0, moscow(t))
}

// try plays one step of a script and reports a failure without ending the test.
func (w *world) try(step string) {
	w.t.Helper()
	if err := w.play(step); err != nil {
		w.t.Errorf("%s: %v", step, err)
	}
}

// climbs returns how late each call of a ticket's ladder left, by its receipt's key.
func (w *world) climbs(key desk.Key) map[string]time.Duration {
	w.t.Helper()
	late := map[string]time.Duration{}
	err := w.app.Services.Store.View(context.Background(), func(tx *storage.Tx) error {
		ticket, err := tx.TicketByKey(context.Background(), key)
		if err != nil {
			return err
		}
		receipts, err := tx.ReceiptsOf(context.Background(), ticket.ID)
		for _, r := range receipts {
			if r.Kind == "ping" {
				late[strings.TrimPrefix(r.Key, key.String()+"/reaction/")] = r.Sent.Sub(r.Planned).Truncate(time.Second)
			}
		}
		return err
	})
	if err != nil {
		w.t.Error(err)
	}
	return late
}

// wantFullLadder compares a P1 ticket that nobody took for 20 minutes with its
// contract: every step happened once, none later than slack.
func (w *world) wantFullLadder(slack time.Duration) {
	w.t.Helper()
	got := w.climbs(desk.Key{Project: "ROM", Number: 1})
	for _, step := range []string{
		"step1/on_call/slack", "step1/on_call/boris/slack", "step2/line_2/slack",
		"step3/line_3/noc/telegram", "step3/managers/olga/telegram", "step4/line_3/noc/telegram",
	} {
		late, ok := got[step]
		if !ok {
			w.t.Errorf("step %s was not sent; sent were %v", step, got)
		}
		if late > slack {
			w.t.Errorf("step %s left %v late, want at most %v", step, late, slack)
		}
		delete(got, step)
	}
	if len(got) > 0 {
		w.t.Errorf("sent beside the ladder: %v", got)
	}
}

// count returns how many messages of a chat contain some words.
func (w *world) count(place, words string) int {
	w.t.Helper()
	at, err := w.spot(place)
	if err != nil {
		w.t.Error(err)
	}
	n := 0
	for _, m := range w.messages(at) {
		if strings.Contains(m.text, words) {
			n++
		}
	}
	return n
}

func TestAnUpdateDeliveredAgainAfterTheCommitIsOneTicket(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.telegram.RepeatUpdates(3)
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("the desk stops")
		w.try("the desk starts")
		w.try("wait 5s")
		if n := w.count("#first-line", "ROM-1 · Ромашка — не взята"); n != 1 {
			t.Errorf("first-line shows %d cards, want 1", n)
		}
		w.try(`#first-line hides "ROM-2"`)
	})
}

func TestADeskKilledBeforeItsAlarmsWereSetClimbsOnTimeWhenItIsBack(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.app.Tickets.Alarms = nil // killed after the commit, before the alarm is set
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("the desk stops")
		w.try("at 14:05:00")
		w.try("the desk starts")
		w.try("at 14:20:00")
		w.wantFullLadder(time.Second)
	})
}

func TestADeskThatWasDownWhenAStepWasDueClimbsItAtOnceWhenItIsBack(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("the desk stops")
		w.try("at 14:13:00")
		w.try("the desk starts")
		w.try("wait 5s")
		w.try(`#shop-dev shows "ROM-1 · Ромашка — не взята"`)
		w.try("at 14:20:00")
		w.wantFullLadder(6 * time.Minute)
	})
}

func TestAnEmptiedRedisLosesNoStep(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("at 14:06:00")
		w.emptyRedis()
		w.try("at 14:20:00")
		w.wantFullLadder(time.Minute)
	})
}

// emptyRedis removes every alarm, as a flush does.
func (w *world) emptyRedis() {
	w.t.Helper()
	ctx := context.Background()
	for {
		rang, err := w.app.Services.Alarms.Ring(ctx, time.Now().AddDate(1, 0, 0), time.Hour, 1000)
		if err != nil {
			w.t.Error(err)
			return
		}
		if len(rang) == 0 {
			return
		}
		if err := w.app.Services.Alarms.Done(ctx, rang...); err != nil {
			w.t.Error(err)
		}
	}
}

func TestEscalationWorksWithRedisAway(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.try("the desk stops")
		alive := w.backing
		w.backing.redis = "redis://127.0.0.1:1" // nobody listens there
		w.try("the desk starts")
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("at 14:20:00")
		w.wantFullLadder(5 * time.Second)
		w.try("the desk stops")
		w.pass(5 * time.Second) // the driver's dialling ends
		w.backing.redis, w.backing.prefix = alive.redis, alive.prefix
		w.try("the desk starts")
	})
}

func TestALostAnswerOfSlackPostsTheCardOnce(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.slack.FailNext("chat.postMessage", simslack.Fault{LoseAnswer: true})
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("wait 30s")
		if n := w.count("#first-line", "ROM-1 · Ромашка — не взята"); n != 1 {
			t.Errorf("first-line shows %d cards, want 1", n)
		}
		w.try(`boris presses "👀 Взять" under "ROM-1 · Ромашка — не взята" in #first-line`)
		w.try(`#first-line shows "ROM-1 · Ромашка — Boris Lee"`)
	})
}

func TestALostAnswerOfTelegramSaysTheTicketsNumberAgain(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.telegram.FailNext("sendMessage", faults.DropAfter())
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("wait 30s")
		if n := w.count("maria's chat", "Заявка ROM-1"); n < 1 || n > 2 {
			t.Errorf("maria sees %d receipts, want one, or two after a lost answer", n)
		}
		w.try(`#first-line hides "ROM-2"`)
	})
}

func TestAMessengerThatIsAwayLosesNothing(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.slack.Outage(true)
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try(`maria's chat shows "Заявка ROM-1 принята"`)
		w.try("at 14:16:00")
		w.try(`noc's chat shows "ROM-1"`) // the ladder continues where it can
		w.slack.Outage(false)
		w.try("at 14:19:00")
		if n := w.count("#first-line", "ROM-1 · Ромашка — реакция просрочена"); n != 1 {
			t.Errorf("first-line shows %d cards once Slack is back, want 1", n)
		}
		w.try(`vera's chat shows "ROM-1 · Ромашка — реакция просрочена"`) // the second line's channel was away, so its people got the card
	})
}

func TestTwoReplicasDoEverythingOnce(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		first, halt := w.app, w.halt
		w.start()
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("at 14:20:00")
		w.wantFullLadder(2 * time.Second)
		if n := w.count("maria's chat", "Заявка ROM-1"); n != 1 {
			t.Errorf("maria sees %d receipts, want 1", n)
		}
		halt()
		w.try("maria writes in maria's chat: И ещё: в отчёте за октябрь не сходятся суммы") // the other one takes over
		w.try("wait 30s")
		w.try(`#first-line shows "за октябрь не сходятся"`)
		_ = first
	})
}

func TestAnAcknowledgementStopsWhatLiesInTheOutbox(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("at 14:11:50")
		w.slack.FailNext("chat.postMessage", simslack.Fault{RateLimited: 30 * time.Second, Times: 1}) // holds the second line's card back
		w.try("at 14:12:05")
		w.try(`boris presses "👀 Взять" under "ROM-1 · Ромашка — не взята" in #first-line`)
		w.try("at 14:30:00")
		w.try(`#shop-dev hides "ROM-1"`)
		w.try(`noc's chat hides "ROM-1"`)
	})
}

func TestABlockedContactIsReplacedAtOnceAndTheAdminHears(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.try("noc blocks the bot")
		w.try(`anna's chat shows "FastHost NOC"`)
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try("at 14:15:10")
		w.try(`noc's Slack chat shows "ROM-1"`)
	})
}

// statesOf returns what a timeline says happened, in order.
func (w *world) statesOf(key desk.Key) []history.ActivityKind {
	w.t.Helper()
	var kinds []history.ActivityKind
	err := w.app.Services.Store.View(context.Background(), func(tx *storage.Tx) error {
		ticket, err := tx.TicketByKey(context.Background(), key)
		if err != nil {
			return err
		}
		entries, err := tx.Timeline(context.Background(), ticket.ID)
		for _, e := range entries {
			kinds = append(kinds, e.Event.Kind())
		}
		return err
	})
	if err != nil {
		w.t.Error(err)
	}
	return kinds
}

func TestTwoEngineersWhoPressAtOnceAreToldApart(t *testing.T) {
	t.Parallel()
	inFakeTime(t, afternoon(t), func(w *world) {
		w.try("maria writes in maria's chat: " + paymentsDown)
		w.try(`boris presses "👀 Взять" under "ROM-1 · Ромашка — не взята" in #first-line`)
		if err := w.people["anna"].slack.PressesLate(w.card(t), "ack", ""); err != nil {
			t.Logf("a late press: %v", err)
		}
		w.try("anna runs /ack ROM-1 in #first-line")
		w.try(`anna is told "Boris Lee"`)
		want := []history.ActivityKind{history.Opened{}.Kind(), history.Acknowledged{}.Kind()}
		if diff := cmp.Diff(want, w.statesOf(desk.Key{Project: "ROM", Number: 1})); diff != "" {
			t.Errorf("timeline (-want +got):\n%s", diff)
		}
	})
}

func (w *world) card(t testing.TB) simslack.Message {
	m, err := w.find("#first-line", "ROM-1")
	if err != nil {
		t.Error(err)
	}
	return m.slack
}
