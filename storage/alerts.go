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
	CalmAt  time.Time   // it flaps until then; zero: it does not
	Held    *HeldAlert  // it began and is not reported yet; nil: it was
}

// A HeldAlert is an alert that is reported later: it began during maintenance, or
// while its source sent too many.
type HeldAlert struct {
	Alert   desk.Alert
	Since   time.Time
	Limited bool `json:",omitempty"` // its source sends too many
}

const (
	lockAlert = `
insert into alerts (project, source, fingerprint, seen_at) values ($1, $2, $3, $4)
on conflict (project, source, fingerprint) do update set seen_at = greatest(alerts.seen_at, excluded.seen_at)
returning coalesce(ticket, 0), firing, changed, told, calm_at, held`

	saveAlert = `
update alerts set ticket = nullif($4::bigint, 0), firing = $5, changed = $6::timestamptz[], told = $7, labels = coalesce($8, labels), missed_at = null,
    calm_at = $9, held = $10, grp = case when $11 = '' then grp else $11 end
where project = $1 and source = $2 and fingerprint = $3`

	alertsOfTicket = `
select source, fingerprint, labels, firing from alerts where ticket = $1 order by source, fingerprint`

	firingAlerts = `
select fingerprint, coalesce(missed_at, 'epoch') from alerts
where project = $1 and source = $2 and firing order by fingerprint`

	missAlerts = `
update alerts set missed_at = case when fingerprint = any($3) then coalesce(missed_at, $4) end
where project = $1 and source = $2 and firing and (missed_at is not null or fingerprint = any($3))`
)

// A TicketAlert is one of the alerts that a ticket is about.
type TicketAlert struct {
	Source, Fingerprint string
	Labels              map[string]string
	Firing              bool
}

// AlertsOf returns the alerts of a ticket.
func (tx *Tx) AlertsOf(ctx context.Context, t desk.TicketID) ([]TicketAlert, error) {
	return pgtx.Rows(ctx, tx.t, "read the alerts of a ticket", pgx.RowToStructByPos[TicketAlert], alertsOfTicket, t)
}

// A FiringAlert is an alert that has not been said to be over.
type FiringAlert struct {
	Fingerprint string
	Missed      time.Time // since when its sender does not list it; the epoch: it does
}

// FiringAlerts returns the alerts of a source that were not said to be over.
func (tx *Tx) FiringAlerts(ctx context.Context, project, source string) ([]FiringAlert, error) {
	return pgtx.Rows(ctx, tx.t, "read the firing alerts of "+project, pgx.RowToStructByPos[FiringAlert], firingAlerts, project, source)
}

// MissAlerts stores since when alerts of a source are not listed by it. All
// others of the source are.
func (tx *Tx) MissAlerts(project, source string, missed []string, now time.Time) {
	tx.t.Later("store which alerts of "+project+" are missed", missAlerts, project, source, missed, pgtx.At(now))
}

// LockAlert returns what is known of an alert, and makes others that ask for it
// wait until the transaction ends.
func (tx *Tx) LockAlert(ctx context.Context, project string, a desk.Alert, now time.Time) (AlertRow, error) {
	scan := func(row pgx.CollectableRow) (r AlertRow, err error) {
		err = row.Scan(&r.Ticket, &r.Firing, &r.Changed, &r.Told, pgtx.Timestamp{T: &r.CalmAt}, &r.Held)
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
	tx.t.Later("save an alert of "+project, saveAlert, project, a.Source, a.Fingerprint, r.Ticket, r.Firing, changed, r.Told, a.Labels, pgtx.At(r.CalmAt), r.Held, a.Group)
}
