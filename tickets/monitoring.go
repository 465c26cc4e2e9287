package tickets

import (
	"context"
	"errors"
	"time"

	"vakhta/desk"
	"vakhta/history"
)

// ErrNoCustomer means that words to the customer would reach nobody, because
// monitoring opened the ticket.
var ErrNoCustomer = errors.New("monitoring opened the ticket")

// unasked reports whether nobody asked for the ticket: monitoring opened it.
// Nothing is said to its requester, who is a program.
func (c *Case) unasked() bool { return c.Ticket.Place.IsZero() }

// AlertFires says that the ticket's alert began again, times in all lately. If
// the ticket is resolved it is reopened. The threads are told if tell.
func (c *Case) AlertFires(ctx context.Context, by desk.Actor, times int, tell bool) error {
	c.apply(effects{by: by, event: history.AlertFired{Times: times}, announce: tell, inside: true})
	if c.Ticket.State == desk.Resolved {
		return c.Reopen(ctx, by, "")
	}
	return nil
}

// AlertIsOver says that the ticket's alert is over. The threads are told if
// tell. A ticket that nobody has taken is cancelled if the project wants that:
// nobody was needed.
func (c *Case) AlertIsOver(by desk.Actor, tell bool) error {
	c.apply(effects{by: by, event: history.AlertOver{}, announce: tell, inside: true})
	if c.project.Alerts.Cancel && c.Ticket.State == desk.New {
		return c.Cancel(by, "")
	}
	return nil
}

// AwaitsAlert reports whether the ticket's alert, firing now, is about this
// ticket and not a new one.
func (c *Case) AwaitsAlert(now time.Time) bool {
	return c.Ticket.State.Open() || c.Ticket.State == desk.Resolved && now.Sub(c.Ticket.ResolvedAt) < c.project.Alerts.Reopen
}
