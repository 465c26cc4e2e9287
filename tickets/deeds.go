package tickets

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// Take gives the ticket to the engineer who pressed first.
func (c *Case) Take(by desk.Actor) error {
	if err := c.Ticket.Take(by, c.now); err != nil {
		return err
	}
	c.taken(by, by, history.Acknowledged{})
	return nil
}

// Assign gives the ticket to another engineer, who is told.
func (c *Case) Assign(ctx context.Context, by, to desk.Actor) error {
	if err := c.Ticket.Assign(to, c.now); err != nil {
		return err
	}
	c.taken(to, by, history.Assigned{To: to})
	if to.Engineer() != by.Engineer() {
		return c.callPerson(ctx, to.Engineer(), call{why: desk.ReasonAssigned, by: by})
	}
	return nil
}

// taken is what follows when somebody has the ticket: the reaction counts, the
// threads hear it, and the requester hears who and how fast, the first time.
func (c *Case) taken(who, by desk.Actor, e history.Event) {
	first := c.Ticket.AckedAt.Equal(c.now)
	c.react(desk.ByAck)
	c.touched = true
	c.happened(by, e)
	if first {
		took := c.Ticket.AckedAt.Sub(c.Ticket.OpenedAt)
		met := c.Ticket.ReactionDue.IsZero() || !c.Ticket.AckedAt.After(c.Ticket.ReactionDue)
		c.tellRequesters(notice.Taken{Name: who.Name, In: took, Met: met}, "", desk.ClassAnswer)
	}
}

// Wait rests the work on the customer or a vendor; words, if any, go to the
// customer.
func (c *Case) Wait(by desk.Actor, on desk.State, text string) error {
	if err := c.Ticket.Wait(on, by, c.now); err != nil {
		return err
	}
	c.react(desk.ByAck)
	held := history.PutOnHold{On: on, Text: text}
	c.moved(by, held)
	c.tellRequesters(notice.StateChanged{By: by, Event: held}, "", desk.ClassAnswer)
	return nil
}

// Resume goes on with a ticket that waited.
func (c *Case) Resume(by desk.Actor) error {
	if err := c.Ticket.Resume(c.now); err != nil {
		return err
	}
	c.moved(by, history.Resumed{})
	return nil
}

// Resolve answers the request and asks whether it helped.
func (c *Case) Resolve(by desk.Actor, text string) error {
	if err := c.Ticket.Resolve(by, text, c.now); err != nil {
		return err
	}
	c.react(desk.ByAck)
	c.moved(by, history.Resolved{Text: text})
	c.tellRequesters(notice.AskHelped{By: by.Name, Text: text}, notice.SlotResolved, desk.ClassAnswer)
	return nil
}

// Reopen takes a resolution back. The resolution clock goes on or starts anew,
// as the contract says.
func (c *Case) Reopen(ctx context.Context, by desk.Actor, why string) error {
	if err := c.Ticket.Reopen(c.now); err != nil {
		return err
	}
	if c.contract.OnReopen == desk.ReopenRestart {
		c.Ticket.ResolutionFrom = c.now
		c.anew = append(c.anew, desk.ClockResolution)
	}
	c.moved(by, history.Reopened{Text: why})
	c.tellRequesters(notice.AskHelped{}, notice.SlotResolved, desk.ClassRefresh)
	c.tellRequesters(notice.StateChanged{By: by, Event: history.Reopened{}}, "", desk.ClassAnswer)
	if a := c.Ticket.Assignee; a != "" && a != by.Engineer() {
		return c.callPerson(ctx, a, call{why: desk.ReasonAssigned, by: by})
	}
	return nil
}

// Close ends a resolved ticket and asks for a rating; with no actor, time did it.
func (c *Case) Close(by desk.Actor) error {
	if err := c.Ticket.Close(c.now); err != nil {
		return err
	}
	c.moved(by, history.Closed{})
	c.tellRequesters(notice.AskHelped{}, notice.SlotResolved, desk.ClassRefresh)
	c.tellRequester(notice.AskRating{ByTime: by.Person == 0}, notice.SlotRating, desk.ClassAnswer)
	return nil
}

// Cancel ends a ticket that asks for nothing any more.
func (c *Case) Cancel(by desk.Actor, why string) error {
	if err := c.Ticket.Cancel(c.now); err != nil {
		return err
	}
	ended := history.Cancelled{Text: why}
	c.moved(by, ended)
	if by.Person != c.Ticket.Requester.ID {
		c.tellRequester(notice.StateChanged{By: by, Event: ended}, "", desk.ClassAnswer)
	}
	return nil
}

// moved is what follows every change of state.
func (c *Case) moved(by desk.Actor, e history.Event) {
	c.touched = true
	c.pauseByState()
	c.happened(by, e)
}

// Rate keeps the requester's verdict; the last one counts.
func (c *Case) Rate(by desk.Actor, stars desk.Stars) error {
	if c.Ticket.State != desk.Closed && c.Ticket.State != desk.Resolved {
		return &desk.MoveError{Move: desk.MoveClose, State: c.Ticket.State}
	}
	c.Ticket.Rating = stars
	c.happened(by, history.Rated{Stars: stars})
	c.tellRequester(notice.AskRating{}, notice.SlotRating, desk.ClassAnswer)
	return nil
}

// SetType corrects the request type; the clocks follow, and the classifier
// learns from it.
func (c *Case) SetType(ctx context.Context, by desk.Actor, t desk.RequestType) error {
	src := desk.ByEngineer
	if by.Person == c.Ticket.Requester.ID {
		src = desk.ByRequester
	}
	old := c.Ticket.Type
	c.Ticket.Type, c.Ticket.TypeBy, c.Ticket.Sureness = t, src, 1
	if old != t {
		c.restart()
	}
	c.touched = src == desk.ByEngineer
	c.happened(by, history.Retyped{From: old, To: t})
	return c.tx.Correct(ctx, desk.Correction{
		Project: c.project.Code, Text: c.Ticket.Text, Type: t, By: src, At: c.now,
	})
}

// SetPriority changes the priority; the clocks follow.
func (c *Case) SetPriority(by desk.Actor, p desk.Priority) {
	old := c.Ticket.Priority
	if c.Ticket.Priority = p; old != p {
		c.restart()
	}
	c.touched = by.Person != c.Ticket.Requester.ID
	c.happened(by, history.Prioritized{From: old, To: p})
}

// Merge ends the ticket in favour of into: its requester hears the answers of
// that one from now on.
func (c *Case) Merge(by desk.Actor, into *Case) error {
	if c.Ticket.ID == into.Ticket.ID || !into.Ticket.State.Open() {
		return &desk.MoveError{Move: desk.MoveCancel, State: into.Ticket.State}
	}
	if err := c.Ticket.Cancel(c.now); err != nil {
		return err
	}
	c.Ticket.MergedInto = into.Ticket.Key
	ended := history.Merged{Into: into.Ticket.Key}
	c.moved(by, ended)
	c.tellRequester(notice.StateChanged{By: by, Event: ended}, "", desk.ClassAnswer)
	into.happened(by, history.Merged{From: c.Ticket.Key})
	return nil
}

// release hands a ticket that nobody works on back to its line, whose ladder
// begins anew.
func (c *Case) release() error {
	had := c.actor(c.Ticket.Assignee)
	if err := c.Ticket.Release(c.now); err != nil {
		return err
	}
	c.Ticket.LadderFrom = c.now
	c.anew = append(c.anew, desk.ClockReaction)
	c.moved(desk.Actor{}, history.Released{From: had})
	return nil
}

// undoFor is how long words to the customer can be taken back.
const undoFor = 10 * time.Second
