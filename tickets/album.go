package tickets

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/mask"
	"vakhta/notice"
	"vakhta/storage"
)

// together is how long the first item of a customer's album waits for the others,
// which messengers send one by one. Later ones join it in the same way, in
// messages of their own.
const together = time.Second

// joins adds another item of an album to the words that the album began with, and
// reports whether there were such words on the same side. An album is one message
// with parts.
func (c *Case) joins(ctx context.Context, w Words, as desk.Utterance) (u desk.Utterance, joined bool, err error) {
	if w.Album == "" || w.Source.IsZero() {
		return u, false, nil
	}
	before, err := c.tx.Album(ctx, c.Ticket.ID, w.Album)
	if err != nil {
		return u, false, err
	}
	for _, u := range before {
		if u.FromDesk != as.FromDesk || u.Internal != as.Internal || u.Source.Root() != w.Source.Root() || u.Source.SameMessage(w.Source) {
			continue
		}
		caption, secrets := hide(c.project, w.Text)
		had := len(u.Files)
		u.Add(w.Source.Message, caption, w.Files)
		c.tx.AddFiles(&u, had)
		if err := c.tx.SaveUtterance(ctx, &u); err != nil {
			return u, true, err
		}
		hidden, err := c.tx.SecretsOf(ctx, u.ID)
		if err != nil {
			return u, true, err
		}
		if err := c.keepApart(ctx, &u, append(hidden, secrets...)); err != nil {
			return u, true, err
		}
		return u, true, c.tx.Link(ctx, w.Source, storage.Link{Ticket: u.Ticket, Utterance: u.ID, FromCustomer: !u.FromDesk})
	}
	return u, false, nil
}

// customerAdds shows another item of the requester's album where the album is
// shown. The request's own words stand on the card.
func (c *Case) customerAdds(u desk.Utterance) {
	f := notice.CustomerSaid{Author: u.Author, Text: u.Text, Files: u.Files}
	if u.Source.SameMessage(c.Ticket.Origin) && c.Ticket.State == desk.New {
		f.Text = ""
	}
	said := relayed(f, u.ID)
	said.at = c.now.Add(together)
	c.apply(effects{unseen: true, tell: []telling{said}})
}

// deskAdds brings another item of an engineer's album to the customer. Secrets in its
// captions are stored nowhere but in the notices that bring them.
func (c *Case) deskAdds(ctx context.Context, w Words, u desk.Utterance) error {
	told, err := c.tx.ToldOf(ctx, c.Ticket)
	if err != nil {
		return err
	}
	var secrets []mask.Secret
	for _, n := range slices.Backward(told) {
		f, err := notice.Decode(n.Kind, n.Facts)
		if said, ok := f.(notice.DeskSaid); ok && err == nil && n.Utterance == u.ID {
			_, secrets = hide(c.project, said.Text)
			break
		}
	}
	_, own := hide(c.project, w.Text)
	w.Text, w.Files, w.Source = mask.Restore(u.Text, append(secrets, own...)), u.Files, u.Source
	c.sends(w, u)
	c.tellColleagues(u, w.Place, false)
	return nil
}

// Recaption changes words in which the caption of one item of an album has
// changed. The item is given by its message; lines is how many its caption has.
func (c *Case) Recaption(ctx context.Context, by desk.Actor, u desk.Utterance, item Recaptioned) error {
	if !u.Source.SameMessage(item.At) {
		c.tx.Recaption(ctx, u.ID, item.At.Message, item.Lines)
	}
	return c.Edit(ctx, by, u, item.Text)
}

// Recaptioned is an item of an album whose caption has changed.
type Recaptioned struct {
	At    desk.MessageRef
	Lines int    // of the caption
	Text  string // of the whole album
}
