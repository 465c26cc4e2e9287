package monitoring

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// full reports whether no more alerts of a source are reported now.
func full(p *desk.Project, all []storage.AlertWindow, source string, now time.Time) bool {
	return slices.ContainsFunc(all, func(w storage.AlertWindow) bool {
		return w.Source == source && !ended(w, now) && w.Reported >= p.Alerts.Limit
	})
}

func ended(w storage.AlertWindow, now time.Time) bool { return now.Sub(w.From) >= desk.AlertWindow }

// limited holds the alert if its source has sent too many, and otherwise counts
// it. Engineers could not read so many, and their channel would show nothing else.
func (in *intake) limited(ctx context.Context) (held bool, err error) {
	w, err := in.tx.LockAlertWindow(ctx, in.project.Code, in.alert.Source, in.alert.System, in.now)
	if err != nil {
		return false, err
	}
	if ended(w, in.now) {
		if w, err = nextWindow(ctx, in.tx, in.desk, in.project, w, in.now); err != nil {
			return false, err
		}
	}
	if w.Reported < in.project.Alerts.Limit {
		w.Reported++
		in.tx.SaveAlertWindow(in.project.Code, w)
		return false, nil
	}
	if w.Held++; !w.Told {
		w.Told = true
		if err := tellLimit(ctx, in.tx, in.desk, limitOf(in.project, w), in.now); err != nil {
			return false, err
		}
	}
	in.tx.SaveAlertWindow(in.project.Code, w)
	if in.row.Held == nil {
		in.row.Held = &storage.HeldAlert{Alert: in.alert, Since: in.now}
	}
	in.row.Held.Limited = true
	return true, in.wake(ctx, w.From.Add(desk.AlertWindow))
}

// limitOf is what the channel is told about a window.
func limitOf(p *desk.Project, w storage.AlertWindow) notice.AlertsLimited {
	return notice.AlertsLimited{Project: p.Code, Source: w.Source, System: w.System, From: w.From, Until: w.From.Add(desk.AlertWindow), Limit: p.Alerts.Limit}
}

// endWindows begins the next window of each source whose window is over and has
// held alerts.
func (t *Taker) endWindows(ctx context.Context, p *desk.Project, now time.Time) error {
	return t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		all, err := tx.AlertWindows(ctx, p.Code)
		if err != nil {
			return err
		}
		for _, w := range all {
			if w.Held == 0 || !ended(w, now) {
				continue
			}
			if w, err = tx.LockAlertWindow(ctx, p.Code, w.Source, w.System, now); err != nil {
				return err
			}
			if w.Held == 0 || !ended(w, now) {
				continue
			}
			if w, err = nextWindow(ctx, tx, t.Tickets.Current(), p, w, now); err != nil {
				return err
			}
			tx.SaveAlertWindow(p.Code, w)
		}
		return nil
	})
}

// nextWindow returns the window that begins now. How many alerts the last one
// held is said once. The channel knows then that more may be held.
func nextWindow(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project, w storage.AlertWindow, now time.Time) (storage.AlertWindow, error) {
	next := storage.AlertWindow{Source: w.Source, System: w.System, From: now, Told: w.Held > 0}
	if w.Held == 0 {
		return next, nil
	}
	left, err := tx.LimitedAlerts(ctx, p.Code, w.Source)
	if err != nil {
		return next, err
	}
	f := limitOf(p, w)
	f.Held, f.Left = w.Held, min(left, w.Held)
	return next, tellLimit(ctx, tx, d, f, now)
}

// tellLimit tells the channel of the first line; the desk's admins, if that is on
// no messenger that works.
func tellLimit(ctx context.Context, tx *storage.Tx, d *desk.Desk, f notice.AlertsLimited, now time.Time) error {
	var to []desk.Address
	if team := d.Team(d.Projects[f.Project], 1); team != nil && d.On(team.Channel.Platform) {
		to = append(to, team.Channel)
	} else {
		for _, m := range d.Admins() {
			if private, ok := d.PrivateOf(m.Handle); ok {
				to = append(to, private)
			}
		}
	}
	var all []desk.Notice
	for _, at := range to {
		all = append(all, desk.Notice{
			Key: fmt.Sprintf("alerts/%s/%s/%d/%d/%s", f.Project, f.Source, f.From.UnixMilli(), f.Held, at),
			To:  at, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
		})
	}
	return tx.Enqueue(ctx, now, all...)
}
