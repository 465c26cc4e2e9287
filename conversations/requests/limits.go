package requests

import (
	"context"
	"errors"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

const (
	// mostOfPerson is how many requests a person may open in a minute.
	mostOfPerson = 10
	// mostOfShop is how many requests a shop may open in a minute before each of its
	// people has one at most.
	mostOfShop  = 60
	limitWindow = time.Minute
)

// crowded returns the ticket to add a further request to, because its author or their shop has opened too many in the
// last minute. It returns nil if the request may be opened. at is the moment of the event; others are the author's
// open tickets in the shop, latest first.
func crowded(at time.Time, others []*desk.Ticket, ofShop int) *desk.Ticket {
	mine := 0
	for _, o := range others {
		if at.Sub(o.OpenedAt) < limitWindow {
			mine++
		}
	}
	if mine >= mostOfPerson || mine > 0 && ofShop >= mostOfShop {
		return others[0]
	}
	return nil
}

// gather adds a request to the author's last one instead of opening it, and says so once a minute. Words that were
// split off a ticket are refused instead and stay there, and so is a request for somebody else.
func gather(ctx context.Context, t *turn.Turn, r Request, last desk.Key) error {
	if r.For != nil || t.Doing.Act == desk.ActSplit || t.Doing.Act == desk.ActSeparate {
		return turn.Refuse(notice.RefusedTooMany)
	}
	if err := t.With(ctx, last, func(c *tickets.Case) error {
		_, err := c.CustomerSays(ctx, t.Actor(), r.words())
		return errors.Join(err, add(ctx, t, c, r.also))
	}); err != nil {
		return err
	}
	tell, err := t.Tx.TellOnce(ctx, t.Event.From.String(), "gathered", limitWindow, t.Now())
	if err == nil && tell {
		t.Post(r.Place, notice.Text(notice.Gathered, "Key", last.String()))
	}
	return err
}
