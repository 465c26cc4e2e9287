// Package monitoring makes tickets of what monitoring systems report.
//
// The same alert is the same ticket: it is known by its source and fingerprint
// in its project. An alert that begins opens an incident; while it lasts
// nothing more happens; that it is over, or back, is said in the ticket's
// thread. A person resolves the ticket, because a problem that monitoring does
// not see any more is not always solved.
package monitoring

import (
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// lately is how far back the changes of an alert are counted: one that comes
// and goes more often is flapping.
const lately = 30 * time.Minute

// A Taker takes alerts in.
type Taker struct {
	Tickets *tickets.Service
	Clock   desk.Clock
	Lister  Lister  // nil: no monitoring system is asked
	Checker Checker // nil: no address is checked
}

// Take takes in alerts of a project, each in a transaction of its own, and
// returns after the last has been committed. An error may be temporary: then
// all of them can be sent again, because the same alert is the same ticket.
// desk.ErrNotFound: there is no such project.
func (t *Taker) Take(ctx context.Context, project string, alerts []desk.Alert) error {
	if t.Tickets.Current().Projects[project] == nil {
		return desk.ErrNotFound
	}
	var errs []error
	for _, a := range alerts {
		errs = append(errs, t.inOne(ctx, project, a, (*intake).take))
	}
	return errors.Join(errs...)
}

// inOne does something with one alert in a transaction of its own.
func (t *Taker) inOne(ctx context.Context, project string, a desk.Alert, do func(*intake, context.Context) error) error {
	var changes tickets.Changes
	err := t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		d := t.Tickets.Current()
		p := d.Projects[project]
		if p == nil { // it was removed meanwhile
			return desk.ErrNotFound
		}
		in := intake{tx: tx, desk: d, project: p, alert: a, now: t.Clock.Now(), asked: t.asks(p, a.Source)}
		err := do(&in, ctx)
		changes = in.changes
		return err
	})
	if err == nil {
		t.Tickets.Committed(ctx, changes)
	}
	return err
}

// An intake is one alert in one transaction.
type intake struct {
	tx      *storage.Tx
	desk    *desk.Desk
	project *desk.Project
	alert   desk.Alert
	now     time.Time
	asked   bool // its system is asked whether the alert fires

	row     storage.AlertRow
	changes tickets.Changes
}

func (in *intake) take(ctx context.Context) (err error) {
	if in.row, err = in.tx.LockAlert(ctx, in.project.Code, in.alert, in.now); err != nil {
		return err
	}
	if in.row.Firing == !in.alert.Over {
		return nil // it lasts, or was over already
	}
	in.row.Firing = !in.alert.Over
	in.row.Changed = slices.DeleteFunc(in.row.Changed, func(at time.Time) bool { return in.now.Sub(at) > lately })
	if in.alert.Over {
		err = in.over(ctx)
	} else {
		in.row.Changed = append(in.row.Changed, in.now)
		err = in.begins(ctx)
	}
	if err != nil {
		return err
	}
	if len(in.row.Changed) >= history.Flapping || !in.row.CalmAt.IsZero() {
		in.row.CalmAt = in.now.Add(lately)
	}
	in.tx.SaveAlert(in.project.Code, in.alert, in.row)
	return in.wakeFor(ctx)
}

// begins holds the alert during maintenance, and otherwise reports it.
func (in *intake) begins(ctx context.Context) error {
	until, err := in.maintenance(ctx)
	if err != nil {
		return err
	}
	if until.IsZero() {
		return in.fires(ctx)
	}
	in.row.Held = &storage.HeldAlert{Alert: in.alert, Since: in.now}
	return in.wake(ctx, until)
}

// maintenance returns until when the project is under maintenance; zero: it is
// not.
func (in *intake) maintenance(ctx context.Context) (time.Time, error) {
	arranged, err := in.tx.Maintenances(ctx, in.project.Code, in.now)
	return desk.MaintenanceUntil(slices.Concat(in.project.Alerts.Maintenance, arranged), in.now), err
}

// fires continues the alert's ticket, or opens one.
func (in *intake) fires(ctx context.Context) error {
	c, err := in.ticket(ctx)
	if errors.Is(err, desk.ErrNotFound) || err == nil && !c.AwaitsAlert(in.now) {
		return in.open(ctx)
	}
	if err != nil {
		return err
	}
	times := len(in.row.Changed)
	flaps := times >= history.Flapping || !in.row.CalmAt.IsZero()
	tell := !flaps || times >= 2*in.row.Told // of a flapping alert the thread is told less and less often
	if tell {
		in.row.Told = times
	}
	by := in.desk.Actor(c.Ticket.Requester)
	if err := c.AlertFires(ctx, by, times, tell); err != nil {
		return err
	}
	in.held(c, by)
	c.SilenceAlert(in.stored())
	return in.save(ctx, c)
}

// held says that the alert was held, if it was.
func (in *intake) held(c *tickets.Case, by desk.Actor) {
	if in.row.Held != nil {
		c.AlertWasHeld(by, in.row.Held.Since, in.row.Held.Limited)
		in.row.Held = nil
	}
}

// over says in the alert's ticket that it is over. Of one that was held nobody
// has been told.
func (in *intake) over(ctx context.Context) error {
	if in.row.Held != nil {
		in.row.Held = nil
		return nil
	}
	c, err := in.ticket(ctx)
	if errors.Is(err, desk.ErrNotFound) || err == nil && !c.Ticket.State.Open() {
		return nil
	}
	if err != nil {
		return err
	}
	left, err := in.left(ctx, c)
	if err != nil {
		return err
	}
	if err := c.AlertIsOver(in.desk.Actor(c.Ticket.Requester), left, in.row.CalmAt.IsZero() && len(in.row.Changed) < history.Flapping); err != nil {
		return err
	}
	c.SilenceAlert(in.stored())
	return in.save(ctx, c)
}

// left counts the other alerts of the ticket that fire.
func (in *intake) left(ctx context.Context, c *tickets.Case) (n int, err error) {
	all, err := in.tx.AlertsOf(ctx, c.Ticket.ID)
	for _, a := range all {
		if a.Firing && (a.Source != in.alert.Source || a.Fingerprint != in.alert.Fingerprint) {
			n++
		}
	}
	return n, err
}

// ticket locks the alert's ticket. desk.ErrNotFound: it has none.
func (in *intake) ticket(ctx context.Context) (*tickets.Case, error) {
	if in.row.Ticket == 0 {
		return nil, desk.ErrNotFound
	}
	c, err := tickets.LockID(ctx, in.tx, in.desk, in.row.Ticket, in.now)
	if err != nil {
		return nil, err
	}
	c.Source = in.source()
	return c, nil
}

// stored returns the alert as the store has it after this.
func (in *intake) stored() storage.TicketAlert {
	return storage.TicketAlert{Source: in.alert.Source, Fingerprint: in.alert.Fingerprint, Labels: in.alert.Labels, Firing: !in.alert.Over}
}

// source names the alert as the timeline keeps it.
func (in *intake) source() string { return in.alert.Source + " " + in.alert.Fingerprint }

// open opens an incident. It has no place where its requester is answered.
func (in *intake) open(ctx context.Context) error {
	if held, err := in.limited(ctx); held || err != nil {
		return err
	}
	if joined, err := in.join(ctx); joined || err != nil {
		return err
	}
	by, err := in.reporter(ctx)
	if err != nil {
		return err
	}
	c, err := tickets.Open(ctx, in.tx, in.desk, tickets.Opening{
		Project: in.project, Requester: by, Text: in.alert.Words(), At: in.now, Source: in.source(),
		Type: desk.Incident, Priority: in.project.Alerts.Priority(in.alert), Sureness: 1, TypeBy: desk.ByOverride,
		Receipt: notice.RequestCard{}, Labels: in.alert.Labels,
	}, in.now)
	if err != nil {
		return err
	}
	in.row.Ticket, in.row.Told = c.Ticket.ID, 1
	in.held(c, in.desk.Actor(by))
	return in.save(ctx, c)
}

// join gives the alert the ticket of its group, if there is one that was opened
// lately enough.
func (in *intake) join(ctx context.Context) (bool, error) {
	if in.project.Alerts.Group == 0 || in.alert.Group == "" {
		return false, nil
	}
	id, err := in.tx.GroupTicket(ctx, in.project.Code, in.alert, in.now.Add(-in.project.Alerts.Group))
	if err != nil || id == 0 {
		return false, err
	}
	in.row.Ticket, in.row.Told = id, 1
	c, err := in.ticket(ctx)
	if err != nil {
		return false, err
	}
	by := in.desk.Actor(c.Ticket.Requester)
	c.AlertJoins(by, in.alert.Title, in.alert.Labels)
	in.held(c, by)
	c.SilenceAlert(in.stored())
	return true, in.save(ctx, c)
}

func (in *intake) save(ctx context.Context, c *tickets.Case) error {
	ch, err := c.Save(ctx)
	in.changes.Add(ch)
	return err
}

// reporter returns the monitoring system as the person who asks for the ticket.
func (in *intake) reporter(ctx context.Context) (desk.Person, error) {
	return in.tx.PersonOf(ctx, desk.Person{
		Name: in.alert.System, Account: desk.Account{Platform: desk.Monitoring, ID: in.project.Code + "/" + in.alert.Source}, Locale: in.desk.Locale,
	}, in.now)
}
