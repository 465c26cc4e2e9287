package monitoring

import (
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

const (
	// lookEvery is how often a monitoring system is asked which alerts fire.
	lookEvery = time.Minute
	// missedFor is how long an alert has to be missed there to be over. A system
	// that has just been restarted lists nothing for a moment.
	missedFor = 2 * time.Minute
)

// A Lister asks monitoring systems which alerts fire. Some do not say that an
// alert is over while it is silenced.
type Lister interface {
	// Lists reports whether a source's system can be asked.
	Lists(source string) bool
	// Firing returns the fingerprints of the alerts that fire at the system with
	// a URL, silenced or not.
	Firing(ctx context.Context, project, source, url string) ([]string, error)
}

// asks reports whether the system of a source is asked which alerts fire.
func (t *Taker) asks(p *desk.Project, source string) bool {
	return t.Lister != nil && p.Alerts.Silence[source] != "" && t.Lister.Lists(source)
}

// Fire acts on the alarm of a project. It asks the project's monitoring systems
// which of the alerts known here fire, reports those that maintenance has held
// or that are calm again, and of heartbeats that have not come, and checks addresses. The network
// comes first; what has changed is stored afterwards, and an alert that is over
// is taken in as if its system had said so.
func (t *Taker) Fire(ctx context.Context, now time.Time, due desk.Alarm) error {
	p := t.Tickets.Current().Projects[due.Name()]
	if p == nil {
		return t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error { return tx.Disarm(ctx, due.Subject, "") })
	}
	var found []desk.Alert
	for source := range p.Alerts.Silence {
		if !t.asks(p, source) {
			continue
		}
		gone, err := t.look(ctx, p, source, now)
		if err != nil {
			return err
		}
		found = append(found, gone...)
	}
	silent, err := t.silent(ctx, p, now)
	if err != nil {
		return err
	}
	probed, err := t.probe(ctx, p, now)
	if err != nil {
		return err
	}
	if err := t.Take(ctx, p.Code, slices.Concat(found, silent, probed)); err != nil {
		return err
	}
	if err := t.tellWaiting(ctx, p, now); err != nil {
		return err
	}
	if err := t.tellShop(ctx, p, now); err != nil {
		return err
	}
	return t.arm(ctx, p, now)
}

// Start sets the alarms of all projects, for what desk.yaml says now.
func (t *Taker) Start(ctx context.Context, now time.Time) error {
	for _, p := range t.Tickets.Current().Projects {
		if err := t.arm(ctx, p, now); err != nil {
			return err
		}
	}
	return nil
}

// look asks one system and returns the alerts that are over. A system that does
// not answer is asked again.
func (t *Taker) look(ctx context.Context, p *desk.Project, source string, now time.Time) (over []desk.Alert, err error) {
	var known []storage.FiringAlert
	err = t.Tickets.Store.View(ctx, func(tx *storage.Tx) (err error) {
		known, err = tx.FiringAlerts(ctx, p.Code, source)
		return err
	})
	if err != nil || len(known) == 0 {
		return nil, err
	}
	firing, err := t.Lister.Firing(ctx, p.Code, source, p.Alerts.Silence[source])
	if err != nil {
		t.Tickets.Log.Warn("a monitoring system does not say which alerts fire", "project", p.Code, "source", source, "error", err)
		return nil, nil
	}
	var missed []string
	for _, a := range known {
		switch {
		case slices.Contains(firing, a.Fingerprint):
		case a.Missed.Unix() > 0 && now.Sub(a.Missed) >= missedFor:
			over = append(over, desk.Alert{Source: source, Fingerprint: a.Fingerprint, Over: true})
		default:
			missed = append(missed, a.Fingerprint)
		}
	}
	err = t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		tx.MissAlerts(p.Code, source, missed, now)
		return nil
	})
	return over, err
}

// arm sets when the alarm of a project rings next. If it waits for nothing it
// does not, until an alert sets it. That is decided under the alarm's lock, so
// that no alert which came meanwhile is overlooked.
func (t *Taker) arm(ctx context.Context, p *desk.Project, now time.Time) error {
	s := desk.Of(desk.AlertsKind, p.Code)
	var set []desk.Alarm
	err := t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		set = nil
		if _, err := tx.LockAlarm(ctx, s, ""); err != nil && !errors.Is(err, desk.ErrNotFound) {
			return err
		}
		next, err := t.next(ctx, tx, p, now)
		if err != nil || next.IsZero() {
			return errors.Join(err, tx.Disarm(ctx, s, ""))
		}
		set = []desk.Alarm{{Subject: s, Due: next}}
		return tx.Arm(ctx, set...)
	})
	if err == nil {
		t.Tickets.Committed(ctx, tickets.Changes{Set: set})
	}
	return err
}

// next returns when a project's alarm has something to do; zero: never.
func (t *Taker) next(ctx context.Context, tx *storage.Tx, p *desk.Project, now time.Time) (next time.Time, err error) {
	earlier := func(at time.Time) {
		if !at.IsZero() && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	for source := range p.Alerts.Silence {
		if !t.asks(p, source) {
			continue
		}
		known, err := tx.FiringAlerts(ctx, p.Code, source)
		if err != nil {
			return next, err
		}
		if len(known) > 0 {
			earlier(now.Add(lookEvery))
		}
	}
	calm, err := tx.CalmNext(ctx, p.Code)
	if err != nil {
		return next, err
	}
	earlier(calm)
	word, err := tx.FirstWordNext(ctx, p.Code)
	if err != nil {
		return next, err
	}
	earlier(word)
	held, err := heldUntil(ctx, tx, p, now)
	if err != nil {
		return next, err
	}
	earlier(held)
	beats, err := beats(ctx, tx, p, now)
	for name, at := range beats {
		at = at.Add(p.Alerts.Heartbeats[name])
		if !at.After(now) { // it has been reported; it counts again when it comes
			continue
		}
		earlier(at)
	}
	if err != nil || t.Checker == nil {
		return next, err
	}
	rows, err := probings(ctx, tx, p, now)
	for _, r := range rows {
		earlier(r.Next)
	}
	return next, err
}

// heldUntil returns when alerts that are held may be reported; zero: none is held.
func heldUntil(ctx context.Context, tx *storage.Tx, p *desk.Project, now time.Time) (until time.Time, err error) {
	windows, err := tx.AlertWindows(ctx, p.Code)
	if err != nil {
		return until, err
	}
	for _, w := range windows {
		if end := w.From.Add(desk.AlertWindow); w.Held > 0 && (until.IsZero() || end.Before(until)) {
			until = end
		}
	}
	held, err := tx.HeldAlerts(ctx, p.Code)
	if err != nil || held == 0 {
		return until, err
	}
	arranged, err := tx.Maintenances(ctx, p.Code, now)
	end := later(desk.MaintenanceUntil(slices.Concat(p.Alerts.Maintenance, arranged), now), now)
	if until.IsZero() || end.Before(until) {
		until = end
	}
	return until, err
}

// later returns the later of two times.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// wakeFor has the alarm ring for what the alert waits for now.
func (in *intake) wakeFor(ctx context.Context) error {
	if !in.row.CalmAt.IsZero() {
		if err := in.wake(ctx, in.row.CalmAt); err != nil {
			return err
		}
	}
	if in.row.Firing && in.asked {
		return in.wake(ctx, in.now.Add(lookEvery))
	}
	return nil
}

// wake has the project's alarm ring at a time, or before.
func (in *intake) wake(ctx context.Context, at time.Time) error {
	set, err := tickets.WakeAlerts(ctx, in.tx, in.project.Code, at)
	in.changes.Set = append(in.changes.Set, set...)
	return err
}
