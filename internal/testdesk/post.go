package testdesk

import (
	"context"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/notice"
	"vakhta/reports"
	"vakhta/storage"
	"vakhta/tickets"
)

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
