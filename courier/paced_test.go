package courier_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	simslack "vakhta/sim/slack"
	"vakhta/storage"
)

// A rush is half a minute of an ordinary day in Slack: 60 tickets in 20 channels are taken, each in three changes, 30
// new ones come, and each second somebody is called in a channel whose cards are edited.
type rush struct {
	*office
	channels []desk.Address
	tickets  []*desk.Ticket
	called   map[string]time.Time
}

func (r *rush) open(n int) {
	r.t.Helper()
	var cards []desk.Notice
	r.update(func(ctx context.Context, tx *storage.Tx) error {
		from := desk.Account{Platform: desk.Telegram, ID: "7001"}
		who, err := tx.PersonOf(ctx, desk.Person{Name: "Мария", Account: from}, time.Now())
		if err != nil {
			return err
		}
		for range n {
			at := desk.Copy{At: r.channels[len(r.tickets)%len(r.channels)]}
			k := &desk.Ticket{
				Key: desk.Key{Project: "ROM"}, State: desk.New, Type: desk.Incident, Priority: desk.P2, Text: "Касса не пробивает чеки", Requester: who,
				Place: maria, Origin: desk.MessageRef{Address: maria, Message: fmt.Sprint(1000 + len(r.tickets))}, Line: 1, OpenedAt: time.Now(), Copies: []desk.Copy{at},
			}
			if err := tx.OpenTicket(ctx, k); err != nil {
				return err
			}
			r.tickets = append(r.tickets, k)
			cards = append(cards, r.card(k, desk.ClassEscalation))
		}
		return nil
	})
	r.queues(cards...)
}

func (r *rush) card(k *desk.Ticket, class desk.Class) desk.Notice {
	at := k.Copies[0].At
	return desk.Notice{
		Key: fmt.Sprintf("%s/card/r%d", k.Key, k.Revision), Ticket: k.ID, To: at, Slot: notice.CardSlot(at), Class: class,
		Kind: notice.WorkCard{}.Kind(), Facts: notice.Encode(notice.WorkCard{}),
	}
}

// changes has a ticket taken, then its priority changed, and so on: each time its card shows something else.
func (r *rush) changes(k *desk.Ticket, nth int) {
	r.t.Helper()
	k.State, k.Priority, k.Revision = desk.InProgress, []desk.Priority{desk.P1, desk.P3, desk.P4}[nth], k.Revision+1
	k.Assignee = desk.EngineerID("boris")
	r.update(func(ctx context.Context, tx *storage.Tx) error { return tx.SaveTickets(ctx, k) })
	r.queues(r.card(k, desk.ClassRefresh))
}

func (r *rush) calls(nth int) {
	r.t.Helper()
	key := fmt.Sprintf("call_%d", nth)
	r.called[key] = time.Now()
	r.queues(note(key, r.channels[nth%len(r.channels)], class(desk.ClassEscalation)))
}

func TestEditsKeepWithinTheWorkspacesBudgetAndHoldUpNoCall(t *testing.T) {
	const late = 100 * time.Millisecond // what the courier may add to the messenger's own time
	inOffice(t, func(o *office) {
		r := &rush{office: o, called: map[string]time.Time{}}
		for i := range 20 {
			at := desk.Address{Platform: desk.Slack, Chat: fmt.Sprintf("C0SHOP%d", i)}
			o.Slack.Channel(at.Chat, fmt.Sprintf("shop-%d", i), "U0ANNA")
			r.channels = append(r.channels, at)
		}
		o.works()
		r.open(60)
		o.passes(time.Minute)
		o.Slack.LimitRates(true)
		begins := time.Now()
		for half := range 60 {
			for nth := range 3 {
				r.changes(r.tickets[half], nth)
				o.passes(50 * time.Millisecond)
			}
			if half%2 == 0 {
				r.open(1)
				r.calls(half / 2)
			}
			o.passes(350 * time.Millisecond)
		}
		o.passes(2 * time.Minute)

		edits := slices.DeleteFunc(o.Slack.CallsOf("chat.update"), func(c simslack.Call) bool { return c.At.Before(begins) })
		refused := slices.DeleteFunc(slices.Clone(edits), func(c simslack.Call) bool { return c.Err != "ratelimited" })
		var worst time.Duration
		for _, c := range o.Slack.CallsOf("chat.postMessage") {
			if _, after, ok := strings.Cut(c.Args["text"], "‹"); ok && c.Err == "" {
				key, _, _ := strings.Cut(after, "›")
				worst = max(worst, c.At.Sub(r.called[key]))
				delete(r.called, key)
			}
		}
		t.Logf("%d edits, %d of them refused; the latest call %v late", len(edits), len(refused), worst)
		if len(refused) > 5 || len(edits) > 130 {
			t.Errorf("%d of %d edits were refused, want at most 5 of 130", len(refused), len(edits))
		}
		if worst > late || len(r.called) > 0 {
			t.Errorf("a call was %v late, want %v at most; not made: %v", worst, late, r.called)
		}
		for _, k := range r.tickets[:60] {
			shown := slices.DeleteFunc(o.shown(k.Copies[0].At), func(text string) bool {
				return !strings.Contains(text, k.Key.String()+" ") || !strings.Contains(text, "P4")
			})
			if len(shown) != 1 {
				t.Errorf("%d cards show %s as it is in the end, want one", len(shown), k.Key)
			}
		}
	})
}
