package tickets

import (
	"context"
	"errors"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
	"vakhta/notice"
)

// Ask asks the requester a question, in the requester's chat.
func (c *Case) Ask(f notice.Facts) { c.tell(answer(requester, f)) }

// AskAt asks a person a question at a place.
func (c *Case) AskAt(at desk.Address, who desk.PersonID, f notice.Facts) {
	c.add(desk.Notice{To: at, Class: desk.ClassAnswer, Person: who}, f)
}

// AskWords asks a person for words at a place until a time, with two messages:
// one that opens their reply field if the messenger can, and a living one.
func (c *Case) AskWords(at desk.Address, who desk.Person, q notice.AskText, until time.Time) {
	question := desk.Notice{To: at, Class: desk.ClassAnswer, Person: who.ID, Slot: notice.AskSlot(who.Account, at.Chat)}
	waits := question
	waits.Slot = notice.AwaitSlot(who.Account, at.Chat)
	c.add(question, q)
	c.add(waits, notice.Awaiting{Act: q.Act, Until: until, Keeps: q.Text != ""})
	question.Planned, waits.Planned, waits.Class = until, until, desk.ClassRefresh
	c.add(question, notice.Remove{})
	c.add(waits, notice.Awaiting{Act: q.Act, Until: until, Over: true})
}

// ReceiptMenu unfolds choices under the requester's receipt.
func (c *Case) ReceiptMenu(ctx context.Context, menu notice.Menu) error {
	r, err := c.receipt(ctx)
	r.Menu = menu
	c.tell(living(requester, notice.SlotRequest, r))
	return err
}

// receipt returns the facts that the receipt began with: its questions stay
// until the ticket answers them.
func (c *Case) receipt(ctx context.Context) (notice.RequestCard, error) {
	if c.Ticket.State != desk.New {
		return notice.RequestCard{}, nil
	}
	raw, err := c.tx.FirstFacts(ctx, c.Ticket.ID, notice.SlotRequest)
	if errors.Is(err, desk.ErrNotFound) {
		return notice.RequestCard{}, nil
	}
	if err != nil {
		return notice.RequestCard{}, err
	}
	f, err := notice.Decode(notice.RequestCard{}.Kind(), raw)
	r, _ := f.(notice.RequestCard)
	r.Menu = notice.MenuNone
	return r, err
}

// DeskSaidThere stores an engineer's words that the requester has read in the
// shop's own chat.
func (c *Case) DeskSaidThere(ctx context.Context, by desk.Actor, w Words) error {
	u, err := c.answered(ctx, by, w)
	if err != nil {
		return err
	}
	c.tell(relayed(notice.NoteSaid{Author: by.Name, Text: u.Text, Files: w.Files, ToCustomer: true}, u.ID))
	return nil
}

// SplitOff removes words from the ticket that are a request of their own.
func (c *Case) SplitOff(ctx context.Context, by desk.Actor, u desk.Utterance) error {
	if _, err := c.tx.CancelWords(ctx, u.ID); err != nil {
		return err
	}
	c.reword(u.Text, "")
	c.apply(effects{by: by, event: history.Split{Utterance: u.ID, Text: u.Text}, announce: true})
	return nil
}

// Attach moves the message that opened this ticket to the one it belongs to,
// and ends this ticket; only its own threads are told.
func (c *Case) Attach(ctx context.Context, by desk.Actor, to *Case) error {
	if c.Ticket.ID == to.Ticket.ID || !to.Ticket.State.Open() {
		return &desk.MoveError{Move: desk.MoveCancel, State: to.Ticket.State}
	}
	if err := c.Ticket.Cancel(c.now); err != nil {
		return err
	}
	c.Ticket.MergedInto = to.Ticket.Key
	c.apply(effects{by: by, moved: true, event: history.Merged{Into: to.Ticket.Key}, announce: true})
	said, err := c.tx.Utterances(ctx, c.Ticket.ID)
	if err != nil {
		return err
	}
	secrets, err := c.tx.Secrets(ctx, c.Ticket.ID)
	if err != nil {
		return err
	}
	w := Words{Text: mask.Restore(c.Ticket.Text, secrets), Source: c.Ticket.Origin, Place: c.Ticket.Place, At: c.Ticket.OpenedAt}
	for _, u := range said {
		if !u.FromDesk {
			w.Files = append(w.Files, u.Files...)
		}
	}
	_, err = to.CustomerSays(ctx, by, w)
	return err
}
