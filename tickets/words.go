package tickets

import (
	"context"
	"errors"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/mask"
	"vakhta/notice"
	"vakhta/storage"
)

// Words are something that was said about a ticket.
type Words struct {
	Text   string
	Files  []desk.File
	Source desk.MessageRef // zero when they came from a form
	Place  desk.Address    // where they were said
	Idle   bool            // small talk, which ends no wait
	At     time.Time       // when they were said; zero: now
}

// CustomerSays adds the requester's words to the ticket and carries them into
// its threads. Words end a wait for the customer.
func (c *Case) CustomerSays(ctx context.Context, by desk.Actor, w Words) (utterance int64, err error) {
	u, err := c.keep(ctx, desk.Utterance{Author: by.Name, Text: w.Text, Files: w.Files, Source: w.Source, At: w.At})
	if err != nil {
		return 0, err
	}
	if c.Ticket.State == desk.WaitingCustomer && !w.Idle {
		if err := c.Ticket.Resume(c.now); err != nil {
			return 0, err
		}
		c.apply(effects{by: by, moved: true, event: history.Resumed{}})
	}
	c.apply(effects{
		by: by, news: escalation.News{Heard: true}, event: history.Wrote{Utterance: u.ID},
		tell: []telling{relayed(notice.CustomerSaid{Author: by.Name, Text: u.Text, Files: w.Files}, u.ID)},
	})
	return u.ID, nil
}

// ofRequest is how much the request itself may be: the ticket is written whole at
// each change, and read by the classifier at each word. What is longer stays with
// the words as they were said.
var ofRequest = desk.Length{Max: 16 << 10, Unit: desk.Bytes}

// Grow adds words to the request itself: what the requester wrote right after
// it belongs on the card, too. It reports whether there was room for any.
func (c *Case) Grow(text string) bool {
	grown := ofRequest.Cut(c.Ticket.Text + "\n" + c.masked(text))
	if grown == c.Ticket.Text {
		return false
	}
	c.Ticket.Text = grown
	c.apply(effects{rewords: true})
	return true
}

// DeskSays carries an engineer's words to the requester, and to those whose
// tickets were merged into this one. Who answers a ticket that nobody has takes it.
func (c *Case) DeskSays(ctx context.Context, by desk.Actor, w Words) (utterance int64, err error) {
	if c.Ticket.State.Ended() {
		return 0, &desk.MoveError{Move: desk.MoveResume, State: c.Ticket.State}
	}
	u, err := c.answered(ctx, by, w)
	if err != nil {
		return 0, err
	}
	c.tell(c.toRequesters(notice.DeskSaid{Author: by.Name, Text: w.Text, Files: w.Files}, u.ID))
	c.confirm(w, u.ID)
	for _, place := range c.Ticket.Copies {
		if place.For == "" && place.At.Root() != w.Place.Root() {
			c.tellThread(place, notice.NoteSaid{Author: by.Name, Text: u.Text, Files: w.Files}, u.ID)
		}
	}
	return u.ID, nil
}

// answered is what follows from an engineer's words that the requester reads:
// the reaction may count, and a ticket nobody has is theirs.
func (c *Case) answered(ctx context.Context, by desk.Actor, w Words) (desk.Utterance, error) {
	u, err := c.keep(ctx, desk.Utterance{Author: by.Name, FromDesk: true, Text: w.Text, Files: w.Files, Source: w.Source})
	if err != nil {
		return u, err
	}
	if c.Ticket.RepliedAt.IsZero() {
		c.Ticket.RepliedAt = c.now
	}
	if c.Ticket.State.Open() && c.Ticket.Assignee == "" {
		if err := c.Take(by); err != nil {
			return u, err
		}
	}
	c.apply(effects{
		by: by, counts: desk.ByReply, news: escalation.News{Worked: true}, event: history.Replied{Utterance: u.ID},
	})
	return u, nil
}

// undoFor is how long words to the customer can be taken back.
const undoFor = 10 * time.Second

// confirm marks what was delivered with an emoji, and offers undo for a while
// in a message that goes away by itself.
func (c *Case) confirm(w Words, utterance int64) {
	if !w.Source.IsZero() {
		c.add(desk.Notice{To: w.Place, Class: desk.ClassRelay, Slot: "", Key: c.key("mark", w.Source.Message)},
			notice.React{At: w.Source, Emoji: "👍"})
	}
	if w.Place.IsZero() {
		return
	}
	slot := notice.DeliveredSlot(utterance, w.Place)
	n := desk.Notice{To: w.Place, InThread: true, Slot: slot, Class: desk.ClassRelay}
	c.add(n, notice.Delivered{Utterance: utterance, Until: c.now.Add(undoFor)})
	n.Planned = c.now.Add(undoFor)
	c.add(n, notice.Remove{})
}

// toRequesters carries words to the requester, and to those whose tickets were
// merged into this one.
func (c *Case) toRequesters(f notice.Facts, utterance int64) telling {
	return telling{
		to: requesters, facts: f, slot: notice.WordsSlot(utterance, c.Ticket.Place), class: desk.ClassRelay, utterance: utterance,
	}
}

// Note keeps internal words. They were said in one place of the desk and are
// shown in the first line's thread when that place is another.
func (c *Case) Note(ctx context.Context, by desk.Actor, w Words) error {
	u, err := c.keep(ctx, desk.Utterance{Author: by.Name, FromDesk: true, Internal: true, Text: w.Text, Files: w.Files, Source: w.Source})
	if err != nil {
		return err
	}
	c.apply(effects{by: by, news: escalation.News{Worked: true}, event: history.Commented{Utterance: u.ID}})
	if len(c.Ticket.Copies) == 0 {
		return nil
	}
	if first := c.Ticket.Copies[0]; first.At.Root() != w.Place.Root() {
		c.tellThread(first, notice.NoteSaid{Author: by.Name, Text: u.Text, Files: w.Files}, u.ID)
	}
	return nil
}

// Edit carries a change of words to wherever they were delivered; their files stay. Internal
// words stay internal, whatever they are changed to.
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
	case u.FromDesk && u.Source.Root() == c.Ticket.Place.Root(): // the requester reads it where it was said
		f.tell = []telling{relayed(notice.NoteSaid{Author: u.Author, Text: u.Text, Files: u.Files}, u.ID)}
	case u.FromDesk:
		f.tell = []telling{c.toRequesters(notice.DeskSaid{Author: u.Author, Text: text, Files: u.Files, Edited: true}, u.ID)}
	default:
		c.reword(was, u.Text)
		if !u.Source.SameMessage(c.Ticket.Origin) {
			f.tell = []telling{relayed(notice.CustomerSaid{Author: u.Author, Text: u.Text, Files: u.Files, Edited: true}, u.ID)}
		}
	}
	c.apply(f)
	return nil
}

// reword changes a part of the request that its requester changed: the words it
// began with, or those it grew by.
func (c *Case) reword(was, text string) {
	lines := "\n" + c.Ticket.Text + "\n"
	if at := strings.Index(lines, "\n"+was+"\n"); was != "" && at >= 0 {
		c.Ticket.Text = ofRequest.Cut(c.Ticket.Text[:at] + text + c.Ticket.Text[at+len(was):])
	}
}

// Undo takes words to the customer back: copies that have not left stay, and
// those that were delivered are removed.
func (c *Case) Undo(ctx context.Context, by desk.Actor, utterance int64, place desk.Address) error {
	u, err := c.tx.UtteranceByID(ctx, utterance)
	if err != nil {
		return err
	}
	if u.Ticket != c.Ticket.ID || !u.FromDesk || u.Internal {
		return desk.ErrNotFound
	}
	if c.now.After(u.At.Add(undoFor)) {
		return ErrTooLate
	}
	u.Internal = true
	if err := c.tx.SaveUtterance(ctx, &u); err != nil {
		return err
	}
	if _, err := c.tx.CancelWords(ctx, utterance); err != nil {
		return err
	}
	c.apply(effects{
		by: by, event: history.Retracted{Utterance: utterance},
		tell: []telling{living(requesters, notice.WordsSlot(utterance, c.Ticket.Place), notice.Remove{})},
	})
	c.add(desk.Notice{To: place, InThread: true, Slot: notice.DeliveredSlot(utterance, place), Class: desk.ClassAnswer},
		notice.Delivered{Utterance: utterance, Retracted: true})
	return nil
}

var (
	// ErrTooLate means that words cannot be taken back any more.
	ErrTooLate = errors.New("too late to take back")
	// ErrNotAssignee means that somebody asked for what the assignee alone may see.
	ErrNotAssignee = errors.New("not the assignee")
)

// keep stores words, and which message they came from. They return as they are
// kept: with their secrets hidden.
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
