package tickets

import (
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
)

// SupplierSays stores words of the third line and shows them in the threads of
// the lines, where an engineer can send them on to the customer.
func (c *Case) SupplierSays(ctx context.Context, by desk.Actor, w Words) error {
	u, err := c.keep(ctx, desk.Utterance{Author: by.Name, FromDesk: true, Internal: true, Text: w.Text, Files: w.Files, Source: w.Source, Album: w.Album})
	if err != nil {
		return err
	}
	c.apply(effects{by: by, news: escalation.News{Worked: true}, event: history.Commented{Utterance: u.ID}, unseen: true})
	c.showSupplier(u, true)
	return nil
}

// showSupplier shows words of the third line in the threads, with or without the
// button that sends them on.
func (c *Case) showSupplier(u desk.Utterance, open bool) {
	said := notice.NoteSaid{Author: u.Author, Text: u.Text, Files: u.Files, Supplier: true, Utterance: u.ID, ToCustomer: !open}
	if !open || c.unasked() {
		said.Utterance = 0
	}
	for _, place := range c.Ticket.Copies {
		if place.For == "" && !c.linked(place) {
			c.tellThread(place, relayed(said, u.ID))
		}
	}
}

// SendOn sends words of the third line to the customer, in the name of the
// engineer who does it. They can be sent on once.
func (c *Case) SendOn(ctx context.Context, by desk.Actor, id int64, place desk.Address) error {
	said, err := c.tx.Utterances(ctx, c.Ticket.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(said, func(u desk.Utterance) bool { return u.ID == id && u.FromDesk && u.Internal })
	if i < 0 || slices.ContainsFunc(said[i:], func(u desk.Utterance) bool { return u.FromDesk && !u.Internal && u.Text == said[i].Text }) {
		return ErrTooLate
	}
	if _, err := c.DeskSays(ctx, by, Words{Text: said[i].Text, Files: said[i].Files, Place: place}); err != nil {
		return err
	}
	c.showSupplier(said[i], false)
	return nil
}
