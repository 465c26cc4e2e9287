package testdesk

import (
	"context"

	"vakhta/desk"
	"vakhta/history"
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
