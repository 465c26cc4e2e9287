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

// AlertIsOver says that an alert of the ticket is over, and how many others of
// it are left. The threads are told if tell. A ticket that nobody has taken is
// cancelled if the project wants that: nobody was needed.
func (c *Case) AlertIsOver(by desk.Actor, left int, tell bool) error {
	c.apply(effects{by: by, event: history.AlertOver{Left: left}, announce: tell, inside: true})
	if c.project.Alerts.Cancel && left == 0 && c.Ticket.State == desk.New {
		return c.Cancel(by, "")
	}
	return nil
}

// AlertJoins says that another alert of the same group is about the ticket, too.
func (c *Case) AlertJoins(by desk.Actor, title string, labels map[string]string) {
	c.labelled(labels)
	c.apply(effects{by: by, event: history.AlertJoined{Text: c.masked(title)}, announce: true, inside: true})
}

// AlertWasHeld says since when the alert was held: during maintenance, or because
// its source sent too many.
func (c *Case) AlertWasHeld(by desk.Actor, since time.Time, limited bool) {
	c.apply(effects{by: by, event: history.AlertHeld{Since: since, Limited: limited}, announce: true, inside: true})
}

// AlertIsCalm says that the ticket's alert does not flap any more, and whether it
// fires.
func (c *Case) AlertIsCalm(by desk.Actor, fires bool) {
	c.apply(effects{by: by, event: history.AlertCalm{Fires: fires}, announce: true, inside: true})
}

// AwaitsAlert reports whether the ticket's alert, firing now, is about this
// ticket and not a new one.
func (c *Case) AwaitsAlert(now time.Time) bool {
	return c.Ticket.State.Open() || c.Ticket.State == desk.Resolved && now.Sub(c.Ticket.ResolvedAt) < c.project.Alerts.Reopen
}
