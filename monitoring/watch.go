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

// Kind is the kind of the subjects whose alarms ring for a project's alerts: the
// name is the project's code.
const Kind = "alerts"

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

// Fire acts on the alarm of a project: it asks its monitoring systems which of
// the alerts known here fire. The network comes first; what has changed is
// stored afterwards, and an alert that is over is taken in as if its system had
// said so.
func (t *Taker) Fire(ctx context.Context, now time.Time, due desk.Alarm) error {
	p := t.Tickets.Current().Projects[due.Name()]
	if p == nil {
		return t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error { return tx.Disarm(ctx, due.Subject, "") })
	}
	var over []desk.Alert
	for source := range p.Alerts.Silence {
		if !t.asks(p, source) {
			continue
		}
		gone, err := t.look(ctx, p, source, now)
		if err != nil {
			return err
		}
		over = append(over, gone...)
	}
	if err := t.Take(ctx, p.Code, over); err != nil {
		return err
	}
	return t.arm(ctx, p, now)
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

// arm sets when the alarm of a project rings next. If nothing is to be asked it
// does not, until an alert sets it. That is decided under the alarm's lock, so
// that no alert which came meanwhile is overlooked.
func (t *Taker) arm(ctx context.Context, p *desk.Project, now time.Time) error {
	s := desk.Of(Kind, p.Code)
	var set []desk.Alarm
	err := t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		set = nil
		if _, err := tx.LockAlarm(ctx, s, ""); err != nil && !errors.Is(err, desk.ErrNotFound) {
			return err
		}
		for source := range p.Alerts.Silence {
			if !t.asks(p, source) {
				continue
			}
			known, err := tx.FiringAlerts(ctx, p.Code, source)
			if err != nil {
				return err
			}
			if len(known) > 0 {
				set = []desk.Alarm{{Subject: s, Due: now.Add(lookEvery)}}
				return tx.Arm(ctx, set...)
			}
		}
		return tx.Disarm(ctx, s, "")
	})
	if err == nil {
		t.Tickets.Committed(ctx, tickets.Changes{Set: set})
	}
	return err
}

// wake has the project's alarm ring at a time, or before.
func (in *intake) wake(ctx context.Context, at time.Time) error {
	s := desk.Of(Kind, in.project.Code)
	armed, err := in.tx.LockAlarm(ctx, s, "")
	if err == nil && !armed.Due.After(at) {
		return nil
	}
	if err != nil && !errors.Is(err, desk.ErrNotFound) {
		return err
	}
	alarm := desk.Alarm{Subject: s, Due: at}
	in.changes.Set = append(in.changes.Set, alarm)
	return in.tx.Arm(ctx, alarm)
}
