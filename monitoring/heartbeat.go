package monitoring

import (
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/locales"
	"vakhta/storage"
)

// heartbeat is the source of alerts about heartbeats that have not come.
const heartbeat = "heartbeat"

// Beat takes a heartbeat. desk.ErrNotFound: the project has none of that name.
func (t *Taker) Beat(ctx context.Context, project, name string) error {
	p := t.Tickets.Current().Projects[project]
	if p == nil || p.Alerts.Heartbeats[name] == 0 {
		return desk.ErrNotFound
	}
	now := t.Clock.Now()
	err := t.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		tx.Beat(project, name, now)
		return nil
	})
	if err != nil {
		return err
	}
	if err := t.Take(ctx, project, []desk.Alert{t.missing(p, name, time.Time{}, true)}); err != nil {
		return err
	}
	return t.arm(ctx, p, now)
}

// beats returns when each heartbeat of a project came last. One that is new is
// waited for from now on.
func beats(ctx context.Context, tx *storage.Tx, p *desk.Project, now time.Time) (map[string]time.Time, error) {
	if len(p.Alerts.Heartbeats) == 0 {
		return map[string]time.Time{}, nil
	}
	names := slices.Sorted(maps.Keys(p.Alerts.Heartbeats))
	seen, err := tx.Heartbeats(ctx, p.Code, names, now)
	maps.DeleteFunc(seen, func(name string, _ time.Time) bool { return !slices.Contains(names, name) })
	return seen, err
}

// silent returns an alert for each heartbeat that has not come in time.
func (t *Taker) silent(ctx context.Context, p *desk.Project, now time.Time) (all []desk.Alert, err error) {
	var seen map[string]time.Time
	err = t.Tickets.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		seen, err = beats(ctx, tx, p, now)
		return err
	})
	for _, name := range slices.Sorted(maps.Keys(seen)) {
		if now.Sub(seen[name]) >= p.Alerts.Heartbeats[name] {
			all = append(all, t.missing(p, name, seen[name], false))
		}
	}
	return all, err
}

// missing is the alert that a heartbeat has not come, in the desk's language.
func (t *Taker) missing(p *desk.Project, name string, last time.Time, over bool) desk.Alert {
	d := t.Tickets.Current()
	voice := locales.New(d.Locale, d.ZoneOfProject(p))
	a := desk.Alert{Source: heartbeat, System: "Heartbeat", Fingerprint: name, Over: over, Severity: "error", Title: voice.Say("maintenance.heartbeat", "Name", name)}
	if !over {
		a.Text = voice.Say("maintenance.heartbeat_text", "At", voice.WhenIn(last, t.Clock.Now()), "Every", voice.Duration(p.Alerts.Heartbeats[name]))
	}
	return a
}
