package monitoring

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// tellShop tells the shop of tickets whose time has come.
func (t *Taker) tellShop(ctx context.Context, p *desk.Project, now time.Time) error {
	var due []desk.TicketID
	err := t.Tickets.Store.View(ctx, func(tx *storage.Tx) (err error) {
		due, err = tx.FirstWordsDue(ctx, p.Code, now)
		return err
	})
	for _, id := range due {
		var changes tickets.Changes
		err = errors.Join(err, t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
			c, err := tickets.LockID(ctx, tx, t.Tickets.Current(), id, now)
			if err != nil {
				return err
			}
			changes, err = c.Save(ctx)
			return err
		}))
		t.Tickets.Committed(ctx, changes)
	}
	return err
}

// tellWaiting reports alerts that were held or have flapped.
func (t *Taker) tellWaiting(ctx context.Context, p *desk.Project, now time.Time) error {
	if err := t.endWindows(ctx, p, now); err != nil {
		return err
	}
	var waiting []storage.HeldAlert
	var windows []storage.AlertWindow
	err := t.Tickets.Store.View(ctx, func(tx *storage.Tx) (err error) {
		if windows, err = tx.AlertWindows(ctx, p.Code); err == nil {
			waiting, err = tx.AlertsToTell(ctx, p.Code, now)
		}
		return err
	})
	waiting = slices.DeleteFunc(waiting, func(h storage.HeldAlert) bool { return h.Limited && full(p, windows, h.Alert.Source, now) })
	slices.SortStableFunc(waiting, func(a, b storage.HeldAlert) int {
		return cmp.Or(cmp.Compare(p.Alerts.Priority(a.Alert), p.Alerts.Priority(b.Alert)), a.Since.Compare(b.Since))
	})
	for _, h := range waiting {
		err = errors.Join(err, t.inOne(ctx, p.Code, h.Alert, (*intake).waited))
	}
	return err
}

// waited reports an alert that was held, if maintenance is over, or that is
// calm.
func (in *intake) waited(ctx context.Context) (err error) {
	if in.row, err = in.tx.LockAlert(ctx, in.project.Code, in.alert, in.now); err != nil {
		return err
	}
	calm := !in.row.CalmAt.IsZero() && !in.row.CalmAt.After(in.now)
	if calm {
		in.row.CalmAt, in.row.Told = time.Time{}, 0
	}
	until, err := in.maintenance(ctx)
	if err != nil {
		return err
	}
	switch {
	case in.row.Held != nil && in.row.Firing && until.IsZero():
		err = in.fires(ctx)
	case in.row.Held != nil && in.row.Firing:
		in.row.Held.Limited = false // now it waits for maintenance to end
	case calm && in.row.Held == nil:
		err = in.calmed(ctx)
	}
	if err != nil {
		return err
	}
	in.tx.SaveAlert(in.project.Code, in.alert, in.row)
	return nil
}

// calmed says in the alert's ticket, if it is open, that it does not flap any
// more.
func (in *intake) calmed(ctx context.Context) error {
	c, err := in.ticket(ctx)
	if errors.Is(err, desk.ErrNotFound) || err == nil && !c.Ticket.State.Open() {
		return nil
	}
	if err != nil {
		return err
	}
	c.AlertIsCalm(in.desk.Actor(c.Ticket.Requester), in.row.Firing)
	return in.save(ctx, c)
}
