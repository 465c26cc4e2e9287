package tickets

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// Undelivered applies the consequences of a notice that was refused for good. A
// copy of the card in a chat that takes no messages is dropped, others are
// called at once instead of a person who cannot be reached, and words that did
// not arrive are reported.
func (c *Case) Undelivered(ctx context.Context, n desk.Notice, r Rejection) error {
	gone, had := r.Gone, len(c.Ticket.Copies)
	if gone {
		c.Ticket.Copies = slices.DeleteFunc(c.Ticket.Copies, func(o desk.Copy) bool { return o.At.Root() == n.To.Root() })
	}
	if err := c.unheard(ctx, n, r); err != nil {
		return err
	}
	if gone && !n.Firing.IsZero() && n.Kind == (notice.WorkCard{}).Kind() { // the call under that card is refused as well
		return nil
	}
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	if !n.Firing.IsZero() {
		return c.record(ctx, s.Refused(n.Firing, gone))
	}
	if f, err := notice.Decode(n.Kind, n.Facts); err == nil {
		if p, ok := f.(notice.Ping); ok && p.Why == desk.ReasonByHand && p.Line > 1 && c.Ticket.State.Open() {
			_, err := c.callFrom(ctx, p.Line-1, p.Caller, p.Text)
			return err
		}
	}
	if team := c.desk.Team(c.project, 1); team != nil && n.Slot == notice.CardSlot(team.Channel) && (!gone || len(c.Ticket.Copies) < had) {
		return c.callInstead(ctx, 1)
	}
	return nil
}

// callInstead calls somebody about a ticket that cannot be seen in a line's channel:
// its people in private, or else whom the next step calls.
func (c *Case) callInstead(ctx context.Context, line int) error {
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	calls, err := c.met(ctx, s.Lost(line))
	if err != nil {
		return err
	}
	if len(calls) == 0 {
		return c.record(ctx, s.Unseen())
	}
	why := desk.ReasonNew
	if c.Ticket.State != desk.New {
		why = desk.ReasonAssigned
	}
	for _, to := range calls {
		to.Line = 0 // the ticket has not moved to another line
		c.call(calling{Call: to, reason: why})
	}
	c.apply(effects{event: history.Escalated{Calls: called(calls)}, inside: true})
	return nil
}

// unheard tells the threads, and the author of the words, that a customer
// cannot read them. For a chat that takes no messages this is told once, until
// it takes some again. A refresh of a living message is not reported.
func (c *Case) unheard(ctx context.Context, n desk.Notice, r Rejection) error {
	f, err := notice.Decode(n.Kind, n.Facts)
	if err != nil {
		return nil //nolint:nilerr // from a newer program: there are no words for it, and the ladder continues
	}
	b := behind{tx: c.tx, n: n, now: c.now}
	switch f := f.(type) {
	case notice.SilenceAlert:
		c.silenced(f, r.Why)
		return nil
	case notice.DeskSaid:
		if !r.Cancelled && !f.From.IsZero() {
			err = b.missed(ctx, f, r.Cause)
		}
	case notice.Remove:
		if f.Utterance != 0 {
			err = b.takenBack(ctx, f, r.Cause)
		}
		c.notices = append(c.notices, b.notices...)
		return err
	}
	c.notices = append(c.notices, b.notices...)
	if err != nil || r.Cancelled || n.Class == desk.ClassRefresh || n.To.Root() != c.Ticket.Place.Root() {
		return err
	}
	if r.Gone {
		if told, err := c.toldUnreachable(ctx, n.To.Root()); told || err != nil {
			return err
		}
	}
	c.apply(effects{
		event:    history.Unreachable{Who: c.desk.Actor(c.Ticket.Requester), Cause: r.Cause, Chat: n.To.Root()},
		announce: true, inside: true,
	})
	return nil
}

// toldUnreachable reports whether the threads have been told that a chat takes
// no messages, after the last message that reached it.
func (c *Case) toldUnreachable(ctx context.Context, chat desk.Address) (bool, error) {
	entries, err := c.tx.Timeline(ctx, c.Ticket.ID)
	if err != nil {
		return false, err
	}
	var told time.Time
	for _, e := range entries {
		if u, ok := e.Event.(history.Unreachable); ok && (u.Chat == chat || u.Chat.IsZero()) {
			told = e.At
		}
	}
	if told.IsZero() {
		return false, nil
	}
	heard, err := c.tx.LastHeard(ctx, c.Ticket.ID, chat)
	return !heard.After(told), err
}
