package tickets

import (
	"context"
	"errors"
	"strings"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
	"vakhta/notice"
)

// Edit changes words wherever they were delivered; their files stay. Internal
// words stay internal, whatever the new text begins with.
func (c *Case) Edit(ctx context.Context, by desk.Actor, u desk.Utterance, text string) error {
	was := u.Text
	var secrets []mask.Secret
	if u.Text, secrets = hide(c.project, text); u.Text == was && len(secrets) == 0 {
		return nil
	}
	if err := errors.Join(c.tx.SaveUtterance(ctx, &u), c.keepApart(ctx, &u, secrets)); err != nil {
		return err
	}
	f := effects{by: by, event: history.Reworded{Utterance: u.ID}}
	switch {
	case u.Internal:
	case u.FromDesk && u.Source.Root() == c.Ticket.Place.Root(): // the requester reads it where it was written
		f.tell = []telling{relayed(notice.NoteSaid{Author: u.Author, Text: u.Text, Files: u.Files, ToCustomer: true}, u.ID)}
	case u.FromDesk:
		c.tellColleagues(u, u.Source.Address, false)
		f.tell = []telling{c.toRequesters(requesters, notice.DeskSaid{Author: u.Author, Text: text, Files: u.Files, Edited: true}, u.ID)}
	default:
		c.reword(was, u.Text)
		if !u.Source.SameMessage(c.Ticket.Origin) || c.Ticket.State != desk.New { // who works on it has read the card
			f.tell = []telling{relayed(notice.CustomerSaid{Author: u.Author, Text: u.Text, Files: u.Files, Edited: true}, u.ID)}
		}
	}
	c.apply(f)
	return nil
}

// reword changes the part of the request that its requester changed: its first
// words, or those added later. Without a text it is removed, unless nothing else
// is left.
func (c *Case) reword(was, text string) {
	lines := "\n" + c.Ticket.Text + "\n"
	if at := strings.Index(lines, "\n"+was+"\n"); was != "" && at >= 0 {
		changed := c.Ticket.Text[:at] + text + c.Ticket.Text[at+len(was):]
		if text == "" {
			changed = strings.Trim(strings.Replace(lines, "\n"+was+"\n", "\n", 1), "\n")
		}
		if changed == "" {
			return
		}
		c.Ticket.Text = ofRequest.Cut(changed)
		if c.Ticket.Several() { // they are spans of what it said before
			c.Ticket.Parts = nil
		}
	}
}
