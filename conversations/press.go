package conversations

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// pressed does what a button says, as far as whoever pressed it may.
func (t *turn) pressed(ctx context.Context, b desk.Pressed) error {
	if t.who.person.ID == 0 {
		return errAnonymous
	}
	if a := actNamed(b.Action); a != nil && a.Button {
		return t.perform(ctx, wish{act: a, way: byPress, key: b.Key, words: b.Arg, rev: b.Rev})
	}
	if b.Action == desk.ActNew {
		return t.pressedNew(ctx, b)
	}
	if b.Action == desk.ActReport {
		project, period, _ := strings.Cut(b.Arg, ":")
		return t.report(ctx, project, period)
	}
	return t.with(ctx, b.Key, func(c *tickets.Case) error {
		if stale(b.Press, c.Ticket) {
			return t.redraw(ctx, c)
		}
		if done, err := t.pressedByRequester(ctx, c, b); done || err != nil {
			return err
		}
		return t.pressedByEngineer(ctx, c, b)
	})
}

// redraw refuses a press that came too late and draws the card anew: it may look
// just as before, when somebody has only opened a menu of another copy, and then
// the next press has to count.
func (t *turn) redraw(ctx context.Context, c *tickets.Case) error {
	err := t.choose(ctx, c, t.who.asks(c.Ticket), notice.MenuNone)
	if err == nil {
		err = t.save(ctx, c)
	}
	if err != nil && !errors.Is(err, desk.ErrForbidden) { // no card stands here
		return err
	}
	return errStale
}

// stale reports whether a button was drawn for a state that the ticket has left
// since, where pressing it now would do something nobody asked for: a second
// person's escalation, say.
func stale(p desk.Press, t *desk.Ticket) bool {
	if p.Rev == 0 || p.Rev >= t.Revision {
		return false
	}
	switch p.Action {
	case desk.ActEscalate, desk.ActReopen, desk.ActCancel:
		return true
	default:
		return false
	}
}

// pressedByRequester does the deeds of a ticket's own side; done says that the
// press was one of them.
func (t *turn) pressedByRequester(ctx context.Context, c *tickets.Case, b desk.Pressed) (done bool, err error) {
	own := t.who.asks(c.Ticket)
	if !own && !t.who.works(c.Ticket) {
		return true, desk.ErrForbidden
	}
	switch b.Action {
	case desk.ActClose:
		return true, t.did(c.Close(t.actor()), notice.DoneClosed)
	case desk.ActReopen:
		return true, t.did(c.Reopen(ctx, t.actor(), ""), notice.DoneReopened)
	case desk.ActCancel:
		if b.Arg == "" && !t.traits().Confirms { // the button could not ask by itself
			return true, t.choose(ctx, c, own, notice.MenuCancel)
		}
		return true, t.did(c.Cancel(t.actor(), ""), notice.DoneCancelled)
	case desk.ActRate:
		stars, err := strconv.Atoi(b.Arg)
		if err != nil || stars < 1 || stars > 5 || !own {
			return true, desk.ErrForbidden
		}
		return true, t.did(c.Rate(t.actor(), stars), notice.DoneRated)
	case desk.ActSplit:
		return true, t.split(ctx, c, b.Arg)
	case desk.ActAttach:
		return true, t.attach(ctx, c, b.Arg)
	case desk.ActType:
		if b.Arg != "" {
			return true, t.setType(ctx, c, b.Arg)
		}
		return true, t.choose(ctx, c, own, notice.MenuType)
	case desk.ActMore:
		if b.Arg != "back" {
			return false, nil
		}
		return true, t.choose(ctx, c, own, notice.MenuNone)
	case desk.ActPriority:
		if b.Arg != "" {
			return true, t.setPriority(c, b.Arg)
		}
		return true, t.choose(ctx, c, own, notice.MenuPriority)
	default:
		return false, nil
	}
}

// choose unfolds choices, or folds them, where the button was pressed: under the
// engineers' card, or under the requester's receipt.
func (t *turn) choose(ctx context.Context, c *tickets.Case, own bool, menu notice.Menu) error {
	switch {
	case t.who.works(c.Ticket) && c.ShowMenu(t.place(), menu):
		return nil
	case own:
		return c.ReceiptMenu(ctx, menu)
	default:
		return desk.ErrForbidden
	}
}

// pressedByEngineer does the deeds of the desk's side.
func (t *turn) pressedByEngineer(ctx context.Context, c *tickets.Case, b desk.Pressed) error {
	if !t.who.works(c.Ticket) {
		return desk.ErrForbidden
	}
	switch b.Action {
	case desk.ActAssign:
		if b.Arg == "" {
			return t.unfold(c, notice.MenuAssign)
		}
		return t.assign(ctx, c, b.Arg)
	case desk.ActEscalate:
		return t.did(c.Escalate(ctx, t.actor(), ""), notice.DoneEscalated, "Key", c.Ticket.Key.String())
	case desk.ActWait:
		if b.Arg == "" {
			return t.unfold(c, notice.MenuWait)
		}
		return t.wait(c, b.Arg, "")
	case desk.ActResume:
		return t.did(c.Resume(t.actor()), notice.DoneResumed)
	case desk.ActReply:
		return t.askWords(ctx, c, desk.FormReply)
	case desk.ActMore:
		return t.unfold(c, notice.MenuMore)
	case desk.ActUndo:
		id, err := strconv.ParseInt(b.Arg, 10, 64)
		if err != nil {
			return errStale
		}
		return t.did(c.Undo(ctx, t.actor(), id, t.place()), notice.DoneUndone)
	default:
		return errStale
	}
}

func (t *turn) unfold(c *tickets.Case, menu notice.Menu) error {
	if !c.ShowMenu(t.place(), menu) {
		return errStale
	}
	return nil
}

// did tells what was done, unless it was refused.
func (t *turn) did(err error, id string, pairs ...string) error {
	if err == nil {
		t.answer(notice.Sentence{ID: id, Args: args(pairs...)})
	}
	return err
}

func (t *turn) setType(ctx context.Context, c *tickets.Case, name string) error {
	typ := desk.RequestType(strings.ToLower(name))
	if !typ.Valid() {
		return say(notice.RefusedUnknownType, "Text", name)
	}
	project, text := c.Ticket.Key.Project, c.Ticket.Text
	t.after = append(t.after, func() { t.Classifier.Learn(desk.Correction{Project: project, Text: text, Type: typ}) })
	return t.did(c.SetType(ctx, t.actor(), typ), notice.DoneType, "Type", cards.TypeName(t.who.person.Locale, typ))
}

func (t *turn) setPriority(c *tickets.Case, name string) error {
	p, err := desk.ParsePriority(name)
	if err != nil {
		return say(notice.RefusedUnknownPriority, "Text", name)
	}
	c.SetPriority(t.actor(), p)
	return t.did(nil, notice.DonePriority, "Priority", p.String())
}

func (t *turn) assign(ctx context.Context, c *tickets.Case, handle string) error {
	handle = strings.ToLower(strings.TrimPrefix(handle, "@"))
	if !slices.Contains(t.desk.Engineers(c.Project()), handle) {
		return say(notice.RefusedUnknownPerson, "Who", handle)
	}
	return t.did(c.Assign(ctx, t.actor(), handle), notice.DoneAssigned, "Who", c.NameOf(handle))
}

func (t *turn) wait(c *tickets.Case, on, text string) error {
	state := desk.WaitingCustomer
	if on == "vendor" {
		state = desk.WaitingVendor
	}
	return t.did(c.Wait(t.actor(), state, text), notice.DoneWaiting)
}

// split makes a ticket of its own of words that were added to another.
func (t *turn) split(ctx context.Context, c *tickets.Case, arg string) error {
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return errStale
	}
	u, err := t.tx.UtteranceByID(ctx, id)
	if errors.Is(err, desk.ErrNotFound) || err == nil && (u.Ticket != c.Ticket.ID || u.FromDesk) {
		return errStale
	}
	if err != nil {
		return err
	}
	if link, err := t.tx.LinkOf(ctx, u.Source); err != nil || link.Utterance != u.ID {
		return orElse(err, error(errStale)) // it was split off, or attached elsewhere, before
	}
	if err := c.SplitOff(ctx, t.actor(), u); err != nil {
		return err
	}
	return t.intake(ctx, request{
		Text: u.Text, Message: u.Source, Projects: []string{c.Ticket.Key.Project},
		Shared: c.Ticket.Shared, Sure: true, At: u.At, Place: t.answerPlace(request{Shared: c.Ticket.Shared, Message: u.Source}),
	})
}

// attach moves what opened a ticket of its own into the one it belongs to.
func (t *turn) attach(ctx context.Context, c *tickets.Case, arg string) error {
	n, err := strconv.Atoi(arg)
	if err != nil {
		return errStale
	}
	from := desk.Key{Project: c.Ticket.Key.Project, Number: n}
	return t.with(ctx, from, func(moved *tickets.Case) error {
		if moved.Ticket.Requester.ID != t.who.person.ID {
			return desk.ErrForbidden
		}
		return t.did(moved.Attach(ctx, t.actor(), c), notice.DoneAttached, "Key", c.Ticket.Key.String())
	})
}

// pressedNew opens a ticket from a message that was held, or asks for words.
func (t *turn) pressedNew(ctx context.Context, b desk.Pressed) error {
	if project, held, ok := desk.ParseHeldArg(b.Arg); ok {
		return t.openHeld(ctx, held, project)
	}
	if !b.Key.IsZero() { // under a receipt: it is a new request, as it was taken
		return t.did(nil, notice.DoneOK)
	}
	return t.askNew(ctx)
}
