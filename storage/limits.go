package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/storage/pgtx"
)

// An AlertWindow counts the alerts that a source sends within a while.
type AlertWindow struct {
	Source   string
	System   string // the name of what sends
	From     time.Time
	Reported int  // of them, those that have opened or joined a ticket
	Held     int  // and those that wait because there are too many
	Told     bool // the channel knows that alerts of this source are held
}

const (
	lockWindow = `
insert into alert_limits (project, source, system, from_at) values ($1, $2, $3, $4)
on conflict (project, source) do update set system = excluded.system
returning source, system, from_at, reported, held, told`

	saveWindow = `update alert_limits set from_at = $3, reported = $4, held = $5, told = $6 where project = $1 and source = $2`

	selectWindows = `select source, system, from_at, reported, held, told from alert_limits where project = $1 order by source`

	limitedLeft = `select count(*) from alerts where project = $1 and source = $2 and firing and ` + isLimited
)

// isLimited selects alerts that are held because their source sends too many.
const isLimited = `coalesce((held->>'Limited')::boolean, false)`

func scanWindow(row pgx.CollectableRow) (w AlertWindow, err error) {
	err = row.Scan(&w.Source, &w.System, pgtx.Timestamp{T: &w.From}, &w.Reported, &w.Held, &w.Told)
	return w, err
}

// LockAlertWindow returns the window of a source, one that begins now if it had
// none, and makes others that ask for it wait until the transaction ends.
func (tx *Tx) LockAlertWindow(ctx context.Context, project, source, system string, now time.Time) (AlertWindow, error) {
	return pgtx.One(ctx, tx.t, "lock the window of alerts of "+project, scanWindow, lockWindow, project, source, system, pgtx.At(now))
}

// SaveAlertWindow stores the window of a source.
func (tx *Tx) SaveAlertWindow(project string, w AlertWindow) {
	tx.t.Later("save the window of alerts of "+project, saveWindow, project, w.Source, pgtx.At(w.From), w.Reported, w.Held, w.Told)
}

// AlertWindows returns the windows of a project's sources.
func (tx *Tx) AlertWindows(ctx context.Context, project string) ([]AlertWindow, error) {
	return pgtx.Rows(ctx, tx.t, "read the windows of alerts of "+project, scanWindow, selectWindows, project)
}

// LimitedAlerts counts the alerts of a source that are held because there are too
// many, and that still fire.
func (tx *Tx) LimitedAlerts(ctx context.Context, project, source string) (int, error) {
	return pgtx.One(ctx, tx.t, "count limited alerts", pgx.RowTo[int], limitedLeft, project, source)
}
