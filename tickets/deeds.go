package tickets

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// Take gives the ticket to the engineer who pressed first.
func (c *Case) Take(by Actor) error {
	if err := c.Ticket.Take(by.Handle, c.now); err != nil {
		return err
	}
	c.taken(by.Handle, desk.EntryAcked, by.Person.Name, "")
	return nil
}

// Assign gives the ticket to another engineer, who is told.
func (c *Case) Assign(ctx context.Context, by Actor, to string) error {
	if err := c.Ticket.Assign(to, c.now); err != nil {
		return err
	}
	c.taken(to, desk.EntryAssigned, by.Person.Name, c.NameOf(to))
	if to != by.Handle {
		return c.callPerson(ctx, to, call{why: desk.ReasonAssigned, by: by.Person.Name})
	}
	return nil
}

// taken is what follows when somebody has the ticket: the reaction counts, the
// threads hear it, and the requester hears who and how fast, the first time.
func (c *Case) taken(who string, kind desk.EntryKind, by, note string) {
	first := c.Ticket.AckedAt.Equal(c.now)
	c.react(desk.ByAck)
	c.touched = true
	c.happened(kind, by, note)
	if first {
		took := c.Ticket.AckedAt.Sub(c.Ticket.OpenedAt)
		met := c.Ticket.ReactionDue.IsZero() || !c.Ticket.AckedAt.After(c.Ticket.ReactionDue)
		c.tellRequesters(notice.Taken{Name: c.NameOf(who), In: took, Met: met}, "", desk.ClassAnswer)
	}
}

// Wait rests the work on the customer or a vendor; words, if any, go to the
// customer.
func (c *Case) Wait(by Actor, on desk.State, text string) error {
	if err := c.Ticket.Wait(on, by.Handle, c.now); err != nil {
		return err
	}
	c.react(desk.ByAck)
	c.moved(desk.EntryWaiting, by.Person.Name, string(on))
	c.tellRequesters(notice.StateChanged{Entry: desk.EntryWaiting, By: by.Person.Name, Note: text}, "", desk.ClassAnswer)
	return nil
}

// Resume goes on with a ticket that waited.
func (c *Case) Resume(by Actor) error {
	if err := c.Ticket.Resume(c.now); err != nil {
		return err
	}
	c.moved(desk.EntryResumed, by.Person.Name, "")
	return nil
}

// Resolve answers the request and asks whether it helped.
func (c *Case) Resolve(by Actor, text string) error {
	if err := c.Ticket.Resolve(by.Handle, text, c.now); err != nil {
		return err
	}
	c.react(desk.ByAck)
	c.moved(desk.EntryResolved, by.Person.Name, text)
	c.tellRequesters(notice.AskHelped{By: by.Person.Name, Text: text}, notice.SlotResolved, desk.ClassAnswer)
	return nil
}

// Reopen takes a resolution back. The resolution clock goes on or starts anew,
// as the contract says.
func (c *Case) Reopen(ctx context.Context, by Actor, why string) error {
	if err := c.Ticket.Reopen(c.now); err != nil {
		return err
	}
	if c.contract.OnReopen == desk.ReopenRestart {
		c.Ticket.ResolutionFrom = c.now
		c.anew = append(c.anew, desk.ClockResolution)
	}
	c.moved(desk.EntryReopened, by.Person.Name, why)
	c.tellRequesters(notice.AskHelped{}, notice.SlotResolved, desk.ClassRefresh)
	c.tellRequesters(notice.StateChanged{Entry: desk.EntryReopened, By: by.Person.Name}, "", desk.ClassAnswer)
	if a := c.Ticket.Assignee; a != "" && a != by.Handle {
		return c.callPerson(ctx, a, call{why: desk.ReasonAssigned, by: by.Person.Name})
	}
	return nil
}

// Close ends a resolved ticket and asks for a rating; with no actor, time did it.
func (c *Case) Close(by Actor) error {
	if err := c.Ticket.Close(c.now); err != nil {
		return err
	}
	c.moved(desk.EntryClosed, by.Person.Name, "")
	c.tellRequesters(notice.AskHelped{}, notice.SlotResolved, desk.ClassRefresh)
	c.tellRequester(notice.AskRating{ByTime: by.Person.ID == 0}, notice.SlotRating, desk.ClassAnswer)
	return nil
}

// Cancel ends a ticket that asks for nothing any more.
func (c *Case) Cancel(by Actor, why string) error {
	if err := c.Ticket.Cancel(c.now); err != nil {
		return err
	}
	c.moved(desk.EntryCancelled, by.Person.Name, why)
	if by.Person.ID != c.Ticket.Requester.ID {
		c.tellRequester(notice.StateChanged{Entry: desk.EntryCancelled, By: by.Person.Name, Note: why}, "", desk.ClassAnswer)
	}
	return nil
}

// moved is what follows every change of state.
func (c *Case) moved(kind desk.EntryKind, by, note string) {
	c.touched = true
	c.pauseByState()
	c.happened(kind, by, note)
}

// Rate keeps the requester's verdict; the last one counts.
func (c *Case) Rate(by Actor, stars int) error {
	if c.Ticket.State != desk.Closed && c.Ticket.State != desk.Resolved {
		return &desk.MoveError{Move: desk.MoveClose, State: c.Ticket.State}
	}
	c.Ticket.Rating = stars
	c.happened(desk.EntryRated, by.Person.Name, string(rune('0'+stars)))
	c.tellRequester(notice.AskRating{}, notice.SlotRating, desk.ClassAnswer)
	return nil
}

// SetType corrects the request type; the clocks follow, and the classifier
// learns from it.
func (c *Case) SetType(ctx context.Context, by Actor, t desk.RequestType) error {
	src := desk.ByEngineer
	if by.Person.ID == c.Ticket.Requester.ID {
		src = desk.ByRequester
	}
	old := c.Ticket.Type
	c.Ticket.Type, c.Ticket.TypeBy, c.Ticket.Sureness = t, src, 1
	if old != t {
		c.restart()
	}
	c.touched = src == desk.ByEngineer
	c.happened(desk.EntryType, by.Person.Name, string(t))
	return c.tx.Correct(ctx, desk.Correction{
		Project: c.project.Code, Text: c.Ticket.Text, Type: t, By: src, At: c.now,
	})
}

// SetPriority changes the priority; the clocks follow.
func (c *Case) SetPriority(by Actor, p desk.Priority) {
	if c.Ticket.Priority != p {
		c.Ticket.Priority = p
		c.restart()
	}
	c.touched = by.Handle != ""
	c.happened(desk.EntryPriority, by.Person.Name, p.String())
}

// Merge ends the ticket in favour of into: its requester hears the answers of
// that one from now on.
func (c *Case) Merge(by Actor, into *Case) error {
	if c.Ticket.ID == into.Ticket.ID || !into.Ticket.State.Open() {
		return &desk.MoveError{Move: desk.MoveCancel, State: into.Ticket.State}
	}
	if err := c.Ticket.Cancel(c.now); err != nil {
		return err
	}
	c.Ticket.MergedInto = into.Ticket.Key
	c.moved(desk.EntryMerged, by.Person.Name, into.Ticket.Key.String())
	c.tellRequester(notice.StateChanged{Entry: desk.EntryMerged, By: by.Person.Name, Note: into.Ticket.Key.String()}, "", desk.ClassAnswer)
	into.happened(desk.EntryMerged, by.Person.Name, c.Ticket.Key.String())
	return nil
}

// release hands a ticket that nobody works on back to its line, whose ladder
// begins anew.
func (c *Case) release() error {
	had := c.Ticket.Assignee
	if err := c.Ticket.Release(c.now); err != nil {
		return err
	}
	c.Ticket.LadderFrom = c.now
	c.anew = append(c.anew, desk.ClockReaction)
	c.moved(desk.EntryReleased, c.NameOf(had), "")
	return nil
}

// undoFor is how long words to the customer can be taken back.
const undoFor = 10 * time.Second
