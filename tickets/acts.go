package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// Take gives the ticket to the engineer who pressed first.
func (c *Case) Take(by desk.Actor) error {
	if err := c.Ticket.Take(by, c.now); err != nil {
		return err
	}
	c.apply(c.taken(by, by, history.Acknowledged{}))
	return nil
}

// Assign gives the ticket to another engineer, who is told, with words if there
// are any.
func (c *Case) Assign(ctx context.Context, by, to desk.Actor, text string) error {
	if err := c.AssignAlong(by, to); err != nil {
		return err
	}
	if to.Engineer() != by.Engineer() {
		return c.callPerson(ctx, to.Engineer(), calling{reason: desk.ReasonAssigned, by: by, text: c.masked(text)})
	}
	return nil
}

// taken applies the effects of a new assignee. The first time, the requesters
// are told who it is and how fast it was.
func (c *Case) taken(who, by desk.Actor, e history.Activity) effects {
	f := effects{by: by, counts: desk.ByAck, news: escalation.News{Worked: true}, event: e, announce: true}
	if c.Ticket.AckedAt.Equal(c.now) {
		took := c.Ticket.AckedAt.Sub(c.Ticket.OpenedAt)
		met := c.Ticket.Judge(desk.ClockReaction, c.now).Outcome != desk.Broken
		f.tell = []telling{living(requesters, notice.SlotTaken, notice.Taken{Name: who.Name, In: took, Met: met})}
	}
	return f
}

// Resume takes a ticket off hold. The requester was told that it waits, and hears
// that work continues.
func (c *Case) Resume(by desk.Actor) error {
	if err := c.Ticket.Resume(c.now); err != nil {
		return err
	}
	c.apply(effects{
		by: by, moved: true, event: history.Resumed{}, announce: true,
		tell: []telling{answer(requesters, notice.StateChanged{By: by, Event: history.Resumed{}})},
	})
	return nil
}

// Resolve answers the request and asks whether it helped.
func (c *Case) Resolve(by desk.Actor, text string) error {
	if err := c.Ticket.Resolve(by, c.masked(text), c.now); err != nil {
		return err
	}
	c.apply(effects{
		by: by, counts: c.counting(text), moved: true, event: history.Resolved{Text: c.Ticket.Resolution}, announce: true,
		tell: []telling{living(requesters, notice.SlotResolved, notice.AskHelped{By: by.Name, Text: text})},
	})
	return nil
}

// Reopen takes a resolution back, or the end of a ticket without an answer. The
// resolution clock continues or restarts, as the contract says.
func (c *Case) Reopen(ctx context.Context, by desk.Actor, why string) error {
	unanswered, question := c.Ticket.Unanswered(), c.Ticket.Question
	if err := c.Ticket.Reopen(c.now); err != nil {
		return err
	}
	c.Ticket.Undecide(desk.ClockResolution)
	c.alone = true // for this requester it is not over with the others' fault
	f := effects{
		by: by, moved: true, event: history.Reopened{Text: c.masked(why), Unanswered: unanswered}, announce: true,
		tell: []telling{
			redrawn(requesters, notice.SlotResolved, notice.AskHelped{}),
			answer(requesters, notice.StateChanged{By: by, Event: history.Reopened{Unanswered: unanswered}}),
		},
	}
	if unanswered {
		f.tell[0] = redrawn(requesters, notice.SlotUnanswered, notice.EndedUnanswered{Text: question})
	}
	if c.contract.OnReopen == desk.ReopenRestart {
		c.Ticket.ResolutionFrom = c.now
		f.restarts = []desk.ClockName{desk.ClockResolution, desk.ClockPromise}
	}
	c.apply(f)
	if a := c.Ticket.Assignee; a != "" && a != by.Engineer() {
		k := calling{reason: desk.ReasonAssigned, by: by, reopened: true}
		if unanswered {
			k.reason = desk.ReasonHeard
		}
		return c.callPerson(ctx, a, k)
	}
	return nil
}

// Close ends a resolved ticket and asks for a rating. A zero actor means that
// it closed automatically.
func (c *Case) Close(by desk.Actor) error {
	if err := c.Ticket.Close(c.now); err != nil {
		return err
	}
	c.apply(effects{
		by: by, moved: true, event: history.Closed{}, announce: true,
		tell: []telling{
			redrawn(requesters, notice.SlotResolved, notice.AskHelped{}),
			c.askRating(by.Person == 0),
		},
	})
	return nil
}

// Cancel ends a ticket that needs no work any more. All requesters are told,
// except the person who did it.
func (c *Case) Cancel(by desk.Actor, why string) error {
	if err := c.Ticket.Cancel(c.now); err != nil {
		return err
	}
	to := requesters
	if by.Person == c.Ticket.Requester.ID {
		to = merged
	}
	c.apply(effects{
		by: by, moved: true, event: history.Cancelled{Text: c.masked(why)}, announce: true,
		tell: []telling{answer(to, notice.StateChanged{By: by, Event: history.Cancelled{Text: why}})},
	})
	return nil
}

// ofCorrection limits how much of a request the classifier learns from.
var ofCorrection = desk.Length{Max: 4 << 10, Unit: desk.Bytes}

// SetType corrects the request type; the clocks are recomputed, and the
// classifier learns from it.
func (c *Case) SetType(ctx context.Context, by desk.Actor, t desk.RequestType) error {
	src := desk.ByEngineer
	if by.Person == c.Ticket.Requester.ID {
		src = desk.ByRequester
	}
	old := c.Ticket.Type
	c.alone = c.alone || t != desk.Incident // whatever the fault of the others is, it is something else
	c.Ticket.Type, c.Ticket.TypeBy, c.Ticket.Sureness = t, src, 1
	f := effects{
		by: by, news: escalation.News{Worked: src == desk.ByEngineer},
		event: history.Retyped{From: old, To: t}, announce: true,
	}
	if old != t {
		f.restarts = c.restart()
	}
	c.apply(f)
	if old == t {
		return nil
	}
	return c.tx.Correct(ctx, storage.TicketCorrection{Ticket: c.Ticket.ID, Person: by.Person, Correction: desk.Correction{
		Project: c.project.Code, Text: ofCorrection.Cut(c.Ticket.Text), Type: t, By: src, At: c.now,
	}})
}

// SetPriority changes the priority; the clocks are recomputed.
func (c *Case) SetPriority(by desk.Actor, p desk.Priority) error {
	old := c.Ticket.Priority
	c.Ticket.Priority = p
	c.alone = c.alone || p < old // it is never hidden under what is less urgent
	f := effects{
		by: by, news: escalation.News{Worked: by.Person != c.Ticket.Requester.ID},
		event: history.Prioritized{From: old, To: p}, announce: true,
	}
	if old != p {
		f.restarts = c.restart()
	}
	c.apply(f)
	return c.asksNoMore(by)
}

// Guessed applies a better guess of the request's type, unless a person has
// chosen one.
func (c *Case) Guessed(t desk.RequestType, p desk.Priority, sureness float64, cue string) {
	old := c.Ticket.Type
	c.Ticket.Type, c.Ticket.Sureness, c.Ticket.Cue = t, sureness, cue
	if p.Valid() {
		c.Ticket.Priority = p
	}
	c.apply(effects{event: history.Retyped{From: old, To: t}})
}

// Merge ends the ticket in favour of into, whose answers its requester gets
// from now on. Answers of a private ticket never go to a group; merging it into
// a group's ticket, whose answers are public, has to be confirmed.
func (c *Case) Merge(by desk.Actor, into *Case, public bool) error {
	switch {
	case c.Ticket.ID == into.Ticket.ID || !into.Ticket.State.Open():
		return &desk.MoveError{Move: desk.MoveCancel, State: into.Ticket.State}
	case c.Ticket.Shared && !into.Ticket.Shared:
		return ErrIntoPrivate
	case !c.Ticket.Shared && into.Ticket.Shared && !public:
		return ErrIntoPublic
	}
	if err := c.Ticket.Cancel(c.now); err != nil {
		return err
	}
	c.Ticket.MergedInto = into.Ticket.Key
	c.tx.HandOverFollowers(c.Ticket.ID, into.Ticket.ID)
	ended := history.Merged{Into: into.Ticket.Key}
	c.apply(effects{
		by: by, moved: true, event: ended, announce: true,
		tell: []telling{answer(requester, notice.StateChanged{By: by, Event: ended})},
	})
	into.apply(effects{by: by, event: history.Merged{From: c.Ticket.Key}, announce: true})
	return nil
}

// release hands a ticket back to its line, whose ladder begins again: nobody
// works on it, or, if it is not idle, its assignee left.
func (c *Case) release(idle bool) error {
	had := c.actor(c.Ticket.Assignee)
	if err := c.Ticket.Release(c.now); err != nil {
		return err
	}
	c.Ticket.LadderFrom = c.now
	c.apply(effects{
		moved: true, restarts: []desk.ClockName{desk.ClockReaction},
		event: history.Released{From: had, Idle: idle}, announce: true,
	})
	return nil
}
