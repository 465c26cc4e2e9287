package testdesk

import (
	"context"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/reports"
	"vakhta/storage"
	"vakhta/tickets"
)

// Actor returns a person of desk.yaml as an actor.
func (w *World) Actor(handle string) desk.Actor {
	w.t.Helper()
	return w.Desk.Actor(w.Person(handle))
}

// Person returns a person of desk.yaml whom the desk has met.
func (w *World) Person(handle string) (p desk.Person) {
	w.t.Helper()
	m := w.Desk.People[handle]
	if m == nil {
		w.t.Fatalf("desk.yaml knows no %s", handle)
	}
	w.Update(func(ctx context.Context, tx *storage.Tx) (err error) {
		p, err = tx.PersonOf(ctx, desk.Person{Handle: handle, Name: m.Name, Account: m.Accounts[0]}, w.now)
		return err
	})
	return p
}

// Open makes maria open a ticket of ROM in private, an incident of priority P1
// unless change says otherwise.
func (w *World) Open(change ...func(*tickets.Opening)) *desk.Ticket {
	w.t.Helper()
	maria := w.Person("maria")
	o := tickets.Opening{
		Project: w.Desk.Projects["ROM"], Requester: maria, Text: "Касса не пробивает чеки",
		Place: maria.Account.Private(), Origin: w.Message(maria.Account.Private()), At: w.now,
		Type: desk.Incident, Priority: desk.P1, Sureness: 0.9, TypeBy: desk.ByGuess,
	}
	for _, c := range change {
		c(&o)
	}
	var k *desk.Ticket
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		c, err := tickets.Open(ctx, tx, w.Desk, o, w.now)
		if err != nil {
			return err
		}
		k = c.Ticket
		_, err = c.Save(ctx)
		return err
	})
	return k
}

// Try runs an act on a ticket and saves it, or returns why it failed.
func (w *World) Try(key desk.Key, act func(ctx context.Context, c *tickets.Case) error) (ch tickets.Changes, err error) {
	ctx := context.Background()
	err = w.Store.Update(ctx, func(tx *storage.Tx) error {
		c, err := tickets.Lock(ctx, tx, w.Desk, key, w.now)
		if err != nil {
			return err
		}
		if err := act(ctx, c); err != nil {
			return err
		}
		ch, err = c.Save(ctx)
		return err
	})
	return ch, err
}

// Do runs an act that must succeed, and returns the ticket after it.
func (w *World) Do(key desk.Key, act func(ctx context.Context, c *tickets.Case) error) *desk.Ticket {
	w.t.Helper()
	if _, err := w.Try(key, act); err != nil {
		w.t.Fatalf("at %s: %v", w.now.Format("15:04:05"), err)
	}
	return w.Ticket(key)
}

// Ticket returns a ticket as stored.
func (w *World) Ticket(key desk.Key) *desk.Ticket {
	w.t.Helper()
	return Read(w, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) { return tx.TicketByKey(ctx, key) })
}

// Timeline returns what happened to a ticket.
func (w *World) Timeline(k *desk.Ticket) []history.Entry {
	w.t.Helper()
	return Read(w, func(ctx context.Context, tx *storage.Tx) ([]history.Entry, error) { return tx.Timeline(ctx, k.ID) })
}

// Locked returns a ticket with its clocks, as an act gets it.
func (w *World) Locked(k *desk.Ticket) (l storage.Locked) {
	w.t.Helper()
	w.Update(func(ctx context.Context, tx *storage.Tx) (err error) {
		l, err = tx.LockKey(ctx, k.Key)
		return err
	})
	return l
}

// Armed returns the alarms of a ticket, by clock.
func (w *World) Armed(k *desk.Ticket) map[desk.ClockName]desk.Alarm {
	w.t.Helper()
	armed := map[desk.ClockName]desk.Alarm{}
	for _, a := range w.Locked(k).Armed {
		armed[a.Clock] = a
	}
	return armed
}

// Forget disarms all alarms of a ticket, so that the next property check is not
// disturbed.
func (w *World) Forget(k *desk.Ticket) {
	w.t.Helper()
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		for _, clock := range desk.TicketClocks() {
			if err := tx.Disarm(ctx, desk.OfTicket(k.ID), clock.Name); err != nil {
				return err
			}
		}
		return nil
	})
}

// Read calls fn in a transaction that must succeed and returns its result.
func Read[T any](w *World, fn func(ctx context.Context, tx *storage.Tx) (T, error)) (got T) {
	w.t.Helper()
	w.Update(func(ctx context.Context, tx *storage.Tx) (err error) {
		got, err = fn(ctx, tx)
		return err
	})
	return got
}

// A Letter is a notice that was sent, with its content.
type Letter struct {
	desk.Notice
	Facts   notice.Facts
	View    cards.View      // the input of its drawing
	Card    desk.Card       // empty for notices without a card
	Message desk.MessageRef // the posted message; zero: none
}

// Post sends everything that may leave the outbox now, in order, and settles it
// as sent, or as refused if Refuses says so. A notice with a slot becomes the
// message in that slot.
func (w *World) Post() (letters []Letter) {
	w.t.Helper()
	for {
		urgent, rest := w.claim(true), w.claim(false)
		if len(urgent)+len(rest) == 0 {
			return letters
		}
		letters = append(append(letters, w.deliver(urgent)...), w.deliver(rest)...)
	}
}

// claim claims what may leave the outbox first: one notice of each chat.
func (w *World) claim(urgent bool) []desk.Notice {
	w.t.Helper()
	claimed, err := w.Store.Claim(context.Background(), storage.ClaimOpts{Urgent: urgent, Now: w.now, Lease: time.Minute, Limit: 100})
	if err != nil {
		w.t.Fatal(err)
	}
	return claimed
}

// deliver sends what was claimed. Like the courier it reads and settles all of it at once, which takes a test most of
// its time otherwise.
func (w *World) deliver(claimed []desk.Notice) (letters []Letter) {
	w.t.Helper()
	if len(claimed) == 0 {
		return nil
	}
	ctx := context.Background()
	around := w.around(claimed)
	var done []storage.Settlement
	for _, n := range claimed {
		o := storage.Settlement{ID: n.ID, Tries: n.Tries, At: w.now}
		if why := w.Refuses[n.To.Root()]; why != nil {
			o.Dead = true
			if err := w.Tickets.Undelivered(ctx, n, why, o); err != nil {
				w.t.Fatal(err)
			}
			continue
		}
		l := w.write(n, around)
		if !l.Message.IsZero() {
			o.Sent, o.Unsure = &l.Message, w.Loses
		}
		if _, gone := l.Facts.(notice.Remove); gone { // its slot may hold more messages than are stored
			o.Gone, o.Unsure = true, len(around.Doubts[own(n)]) > 0
		}
		if silence, is := l.Facts.(notice.SilenceAlert); is {
			o.Gone = silence.Off
		}
		if !tickets.Follows(l.Facts) {
			done = append(done, o)
		} else if err := w.Tickets.Settle(ctx, n, l.Facts, o); err != nil {
			w.t.Fatal(err)
		}
		letters = append(letters, l)
		if w.Sent != nil {
			w.Sent(l)
		}
	}
	if err := w.Store.Settle(ctx, w.now, done...); err != nil {
		w.t.Fatal(err)
	}
	return letters
}

// own returns the slot of a notice; without a name: it has none.
func own(n desk.Notice) storage.Slot { return storage.Slot{Ticket: n.Ticket, Name: n.Slot} }

// card returns the slot of the card that stands where a notice goes.
func card(n desk.Notice) storage.Slot {
	return storage.Slot{Ticket: n.Ticket, Name: notice.CardSlot(n.To)}
}

// around reads what notices are put into words with.
func (w *World) around(all []desk.Notice) storage.Surroundings {
	w.t.Helper()
	var needs storage.Needs
	for _, n := range all {
		needs.Tickets, needs.Storms = append(needs.Tickets, n.Ticket), append(needs.Storms, n.Ticket)
		needs.Slots = append(needs.Slots, own(n), card(n))
		if n.Slot != "" {
			needs.Doubts = append(needs.Doubts, own(n))
		}
	}
	around, err := w.Store.Around(context.Background(), needs)
	if err != nil {
		w.t.Fatal(err)
	}
	return around
}

// write puts a notice into words.
func (w *World) write(n desk.Notice, around storage.Surroundings) Letter {
	w.t.Helper()
	l := Letter{Notice: n}
	var err error
	if l.Facts, err = notice.Decode(n.Kind, n.Facts); err != nil {
		w.t.Fatal(err)
	}
	v := cards.View{Desk: w.Desk, Now: w.now, Traits: w.Desk.Platforms[n.To.Platform], To: n.To}
	v.Ticket = around.Tickets[n.Ticket]
	if m, leads := around.Storms[n.Ticket]; leads {
		v.Incident = &m
	}
	if next, armed := around.Reaction[n.Ticket]; armed {
		v.NextAt, v.NextNotify = escalation.Situation{Desk: w.Desk, Ticket: v.Ticket}.NextCall(next)
	}
	switch f := l.Facts.(type) {
	case notice.React, notice.Remove, notice.Rename:
		return l
	case notice.SilenceAlert:
		if !f.Off {
			l.Message = w.Message(n.To)
		}
		return l
	}
	if f, later := l.Facts.(notice.ReportText); later {
		made, err := reports.Maker{Store: w.Store}.Text(context.Background(), w.Desk, f)
		if err != nil {
			w.t.Fatal(err)
		}
		l.Kind = made.Kind()
		if l.Facts, err = notice.Decode(l.Kind, notice.Encode(made)); err != nil { // as the courier stores it
			w.t.Fatal(err)
		}
	}
	l.View = v
	if l.Card, err = cards.Card(v, l.Facts); err != nil {
		w.t.Fatal(err)
	}
	if broken := l.broken(); broken != "" {
		w.t.Fatalf("%s: %s", n.Key, broken)
	}
	stands := around.Slots[own(n)]
	switch {
	case len(stands) > 0:
		l.Message = stands[0]
	case n.Slot != "" && n.Class == desk.ClassRefresh: // there is nothing to refresh
	default:
		to := n.To
		if card := around.Slots[card(n)]; len(card) > 0 && n.InThread && v.Traits.Threads == desk.ReplyThreads {
			to.Thread = card[0].Message
		}
		l.Message = w.Message(to)
	}
	return l
}
