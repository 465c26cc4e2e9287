package tickets

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
)

// Snooze has the ticket's assignee reminded at a time, and not before. Who
// snoozes a ticket without an assignee takes it. The targets run on.
func (c *Case) Snooze(by desk.Actor, until time.Time, why string) error {
	if !c.Ticket.State.Open() {
		return &desk.MoveError{Move: desk.MoveAssign, State: c.Ticket.State}
	}
	if c.Ticket.Assignee == "" {
		if err := c.Take(by); err != nil {
			return err
		}
	}
	c.Ticket.SnoozedUntil, c.Ticket.SnoozedFor = until, c.masked(why)
	c.apply(effects{
		by: by, news: escalation.News{Worked: true}, inside: true, announce: true,
		event: history.Snoozed{Until: until, Text: c.Ticket.SnoozedFor},
	})
	return nil
}

// wake reminds the assignee of a snoozed ticket.
func (c *Case) wake(ctx context.Context, a desk.Alarm) error {
	why := c.Ticket.SnoozedFor
	c.Ticket.SnoozedUntil, c.Ticket.SnoozedFor = time.Time{}, ""
	c.apply(effects{news: escalation.News{Worked: true}, event: history.Woken{}, inside: true, announce: true})
	if c.Ticket.Assignee == "" { // it went back to its line, which has just been told
		return nil
	}
	return c.callPerson(ctx, c.Ticket.Assignee, calling{reason: desk.ReasonSnoozed, planned: a.Due, text: why})
}
