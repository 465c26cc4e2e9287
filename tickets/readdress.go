package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
	"vakhta/notice"
)

// Readdress sends words to the customer that were stored as internal, or makes those internal that were for the
// customer, because the message they are a part of turned out to be addressed otherwise.
func (c *Case) Readdress(ctx context.Context, by desk.Actor, u desk.Utterance) error {
	u.Internal = !u.Internal
	if err := c.tx.SaveUtterance(ctx, &u); err != nil {
		return err
	}
	if u.Internal {
		return c.keepInside(ctx, by, u)
	}
	secrets, err := c.tx.Secrets(ctx, c.Ticket.ID)
	if err != nil {
		return err
	}
	if err := c.replied(by, u); err != nil {
		return err
	}
	c.sends(Words{Text: mask.Restore(u.Text, secrets), Files: u.Files, Source: u.Source, Place: u.Source.Address, Waits: u.Album != ""}, u)
	c.tellColleagues(u, u.Source.Address, false)
	return nil
}

// keepInside takes back words that turned out to be a note. Most have not been sent yet; the others are reported.
func (c *Case) keepInside(ctx context.Context, by desk.Actor, u desk.Utterance) error {
	if _, err := c.tx.CancelWords(ctx, u.ID); err != nil {
		return err
	}
	if err := c.unsay(ctx, by, u); err != nil {
		return err
	}
	place := u.Source.Address
	c.apply(effects{
		by: by, event: history.Retracted{Utterance: u.ID},
		tell: []telling{living(requesters, notice.WordsSlot(u.ID, c.Ticket.Place), notice.Remove{Utterance: u.ID, Tell: place, Quiet: true})},
	})
	c.tellColleagues(u, place, true)
	c.add(deliveredAt(c.Ticket.ID, u.ID, place), notice.Remove{}) // the message that they are on their way
	return nil
}
