package tickets

import (
	"context"
	"errors"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/mask"
	"vakhta/notice"
	"vakhta/storage"
)

// Words are a message about a ticket.
type Words struct {
	Text    string
	Files   []desk.File
	Source  desk.MessageRef // zero if they came from a form
	Place   desk.Address    // where they were written
	Idle    bool            // small talk, which does not end a wait
	Album   string          // joins messages that were sent as one
	Answers int64           // the words that they reply to; 0: none
	Waits   bool            // for the rest of the album, which may mark it as a note
	At      time.Time       // when they were written; zero: now
}

// CustomerSays adds the requester's words to the ticket and relays them to its
// threads. They end a wait for the customer.
func (c *Case) CustomerSays(ctx context.Context, by desk.Actor, w Words) (utterance int64, err error) {
	if u, joined, err := c.joins(ctx, w, desk.Utterance{}); joined || err != nil {
		if err == nil {
			c.customerAdds(u)
		}
		return u.ID, err
	}
	u, err := c.keep(ctx, desk.Utterance{Author: by.Name, Text: w.Text, Files: w.Files, Source: w.Source, At: w.At, Album: w.Album, Answers: w.Answers})
	if err != nil {
		return 0, err
	}
	if c.Ticket.State == desk.WaitingCustomer && !w.Idle && (c.Ticket.Awaits() == nil || c.Ticket.Question != "") {
		if err := c.Ticket.Resume(c.now); err != nil {
			return 0, err
		}
		c.apply(effects{by: by, moved: true, event: history.Resumed{}})
	}
	if !w.Idle {
		c.asks(u.At)
	}
	said := relayed(notice.CustomerSaid{Author: by.Name, Text: u.Text, Files: w.Files}, u.ID)
	if said.at, err = c.paced(ctx, u.At); err != nil {
		return 0, err
	}
	later := !said.at.IsZero() // they have been notified enough
	if !later && w.Album != "" {
		said.at = c.now.Add(together)
	}
	for _, place := range c.Ticket.Copies {
		if c.linked(place) {
			if err := c.tx.BorrowSlot(ctx, c.Ticket.ID, c.Ticket.Lead, notice.CardSlot(place.At)); err != nil {
				return 0, err
			}
		}
	}
	c.apply(effects{
		by: by, news: escalation.News{Heard: true}, event: history.Wrote{Utterance: u.ID}, unseen: true, tell: []telling{said},
	})
	if later {
		return u.ID, nil
	}
	return u.ID, c.heard(ctx, by, u)
}

// mostWords is how many messages of a ticket's requester are relayed to the
// threads at once in a minute.
const mostWords = 30

// paced returns when to relay words of the requester. The zero time means at
// once. If there were too many in the last minute, it is so much later that no
// more than mostWords a minute leave, and the requester is told when this
// begins.
func (c *Case) paced(ctx context.Context, at time.Time) (time.Time, error) {
	n, err := c.tx.CountSaid(ctx, c.Ticket.ID, at.Add(-time.Minute))
	if err != nil || n <= mostWords {
		return time.Time{}, err
	}
	if n == mostWords+1 {
		c.tell(answer(requester, notice.Text(notice.SaidALot)))
	}
	return c.now.Add(time.Duration(n-mostWords) * time.Minute / mostWords), nil
}

// ofRequest limits the text of the request: the ticket is written whole at each
// change, and classified again as it grows. Longer words are kept as messages
// only.
var ofRequest = desk.Length{Max: 16 << 10, Unit: desk.Bytes}

// Grow adds words to the request itself, because what the requester writes
// right after it belongs on the card. It reports whether there was room.
func (c *Case) Grow(text string) bool {
	grown := ofRequest.Cut(c.Ticket.Text + "\n" + c.masked(text))
	if grown == c.Ticket.Text {
		return false
	}
	c.Ticket.Text = grown
	c.apply(effects{rewords: true})
	return true
}

// DeskSays relays an engineer's words to the requester, and to the requesters
// of tickets merged into this one. Answering a ticket without an assignee takes
// it.
func (c *Case) DeskSays(ctx context.Context, by desk.Actor, w Words) (utterance int64, err error) {
	if c.Ticket.State.Ended() {
		return 0, &desk.MoveError{Move: desk.MoveResume, State: c.Ticket.State}
	}
	if err := c.someoneReads(ctx); err != nil {
		return 0, err
	}
	if u, joined, err := c.joins(ctx, w, desk.Utterance{FromDesk: true}); joined || err != nil {
		if err == nil {
			err = c.deskAdds(ctx, w, u)
		}
		return u.ID, err
	}
	u, err := c.answered(ctx, by, w)
	if err != nil {
		return 0, err
	}
	c.sends(w, u)
	c.tellColleagues(u, w.Place, false)
	return u.ID, nil
}

// tellColleagues shows an engineer's words to the customer in the lines'
// threads other than the one where they were written.
func (c *Case) tellColleagues(u desk.Utterance, said desk.Address, undone bool) {
	for _, place := range c.Ticket.Copies {
		if place.For == "" && place.At.Root() != said.Root() {
			c.tellThread(place, relayed(notice.NoteSaid{Author: u.Author, Text: u.Text, Files: u.Files, ToCustomer: true, Undone: undone}, u.ID))
		}
	}
}

// someoneReads returns ErrNobodyReads, or ErrNoCustomer, if words to the
// requester would reach nobody: they left, or are a program, and no other's
// ticket was merged into theirs.
func (c *Case) someoneReads(ctx context.Context) error {
	if !c.apart {
		return nil
	}
	merged, err := c.tx.MergedInto(ctx, c.Ticket.Key)
	switch {
	case err != nil || len(merged) > 0:
		return err
	case c.unasked():
		return ErrNoCustomer
	default:
		return ErrNobodyReads
	}
}

// answered stores an engineer's words to the requester, with their effects.
func (c *Case) answered(ctx context.Context, by desk.Actor, w Words) (desk.Utterance, error) {
	u, err := c.keep(ctx, desk.Utterance{
		Author: by.Name, FromDesk: true, Text: w.Text, Files: w.Files, Source: w.Source, Album: w.Album, Answers: w.Answers,
	})
	if err == nil {
		err = c.replied(by, u)
	}
	return u, err
}

// replied applies the effects of words to the customer: the reaction may count,
// and a ticket without an assignee goes to their author.
func (c *Case) replied(by desk.Actor, u desk.Utterance) error {
	if c.Ticket.RepliedAt.IsZero() {
		c.Ticket.RepliedAt = c.now
	}
	if c.Ticket.State.Open() && c.Ticket.Assignee == "" {
		if err := c.Take(by); err != nil {
			return err
		}
	}
	c.apply(effects{
		by: by, counts: desk.ByReply, news: escalation.News{Worked: true, Asked: true, Told: true}, event: history.Replied{Utterance: u.ID}, unseen: true,
	})
	return nil
}

// toRequesters relays words to requesters.
func (c *Case) toRequesters(to recipients, f notice.Facts, utterance int64) telling {
	return telling{
		to: to, facts: f, slot: notice.WordsSlot(utterance, c.Ticket.Place), class: desk.ClassRelay, utterance: utterance,
	}
}

// Note stores internal words. They are shown in the first line's thread if they
// were written elsewhere, or in a form.
func (c *Case) Note(ctx context.Context, by desk.Actor, w Words) error {
	u, joined, err := c.joins(ctx, w, desk.Utterance{FromDesk: true, Internal: true})
	if err != nil {
		return err
	}
	if joined {
		w.Files = u.Files
	} else if u, err = c.noted(ctx, by, w); err != nil {
		return err
	}
	if len(c.Ticket.Copies) == 0 {
		return nil
	}
	if first := c.Ticket.Copies[0]; w.Source.IsZero() || first.At.Root() != w.Place.Root() {
		c.tellThread(first, relayed(notice.NoteSaid{Author: by.Name, Text: u.Text, Files: w.Files}, u.ID))
	}
	return nil
}

// noted stores internal words, with their effects.
func (c *Case) noted(ctx context.Context, by desk.Actor, w Words) (desk.Utterance, error) {
	u, err := c.keep(ctx, desk.Utterance{Author: by.Name, FromDesk: true, Internal: true, Text: w.Text, Files: w.Files, Source: w.Source, Album: w.Album, Answers: w.Answers})
	if err == nil {
		c.apply(effects{by: by, news: escalation.News{Worked: true}, event: history.Commented{Utterance: u.ID}, unseen: true})
	}
	return u, err
}

var (
	// ErrTooLate means that words cannot be taken back any more.
	ErrTooLate = errors.New("too late to take back")
	// ErrIntoPrivate means that a group's ticket would be merged into a private
	// one, whose answers are not for the group.
	ErrIntoPrivate = errors.New("the answers are private")
	// ErrIntoPublic means that a private ticket would be merged into a group's,
	// without confirmation that its answers may be public.
	ErrIntoPublic = errors.New("the answers will be public")
	// ErrNobodyReads means that words to the requester would reach nobody,
	// because they do not belong to the project any more.
	ErrNobodyReads = errors.New("the requester has left")
	// ErrNotAssignee means that somebody asked for what the assignee alone may see.
	ErrNotAssignee = errors.New("not the assignee")
)

// keep stores words, and which message they came from. It returns them as
// stored, with their secrets hidden.
func (c *Case) keep(ctx context.Context, u desk.Utterance) (desk.Utterance, error) {
	u.Ticket = c.Ticket.ID
	if u.At.IsZero() {
		u.At = c.now
	}
	var secrets []mask.Secret
	u.Text, secrets = hide(c.project, u.Text)
	if err := c.tx.Say(ctx, &u); err != nil {
		return u, err
	}
	if err := c.keepApart(ctx, &u, secrets); err != nil {
		return u, err
	}
	if u.Source.IsZero() {
		return u, nil
	}
	return u, c.tx.Link(ctx, u.Source, storage.Link{Ticket: u.Ticket, Utterance: u.ID, FromCustomer: !u.FromDesk})
}
