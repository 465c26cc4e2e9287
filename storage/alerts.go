package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// An AlertRow is what the store knows of an alert.
type AlertRow struct {
	Ticket  desk.TicketID // 0: none
	Firing  bool
	Changed []time.Time // when it began or ended lately, earliest first
	Told    int         // how many of its firings the thread had been told
}

const (
	lockAlert = `
insert into alerts (project, source, fingerprint, seen_at) values ($1, $2, $3, $4)
on conflict (project, source, fingerprint) do update set seen_at = greatest(alerts.seen_at, excluded.seen_at)
returning coalesce(ticket, 0), firing, changed, told`

	saveAlert = `
update alerts set ticket = nullif($4::bigint, 0), firing = $5, changed = $6::timestamptz[], told = $7
where project = $1 and source = $2 and fingerprint = $3`
)

// LockAlert returns what is known of an alert, and makes others that ask for it
// wait until the transaction ends.
func (tx *Tx) LockAlert(ctx context.Context, project string, a desk.Alert, now time.Time) (AlertRow, error) {
	scan := func(row pgx.CollectableRow) (r AlertRow, err error) {
		err = row.Scan(&r.Ticket, &r.Firing, &r.Changed, &r.Told)
		for i, at := range r.Changed {
			r.Changed[i] = at.UTC()
		}
		return r, err
	}
	return pgtx.One(ctx, tx.t, "lock an alert of "+project, scan, lockAlert, project, a.Source, a.Fingerprint, pgtx.At(now))
}

// SaveAlert stores what is known of an alert now.
func (tx *Tx) SaveAlert(project string, a desk.Alert, r AlertRow) {
	changed := pgtx.Column(r.Changed, pgtx.At)
	tx.t.Later("save an alert of "+project, saveAlert, project, a.Source, a.Fingerprint, r.Ticket, r.Firing, changed, r.Told)
}
