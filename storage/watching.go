package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const (
	lockGroup = `select pg_advisory_xact_lock(hashtext('vakhta/alerts/' || $1 || '/' || $2 || '/' || $3))`

	ticketOfGroup = `
select t.id from alerts a join tickets t on t.id = a.ticket
where a.project = $1 and a.source = $2 and a.grp = $3 and t.opened_at > $4 and ` + stillOpen + `
order by t.id desc limit 1`

	alertsToTell = `
select source, fingerprint, held from alerts
where project = $1 and (calm_at <= $2 or held is not null and firing) order by source, fingerprint`

	nextOfAlerts = `select min(calm_at) from alerts where project = $1 and calm_at is not null`
	anyHeld      = `select count(*) from alerts where project = $1 and held is not null and firing and not ` + isLimited

	insertMaintenance  = `insert into maintenances (project, from_at, until_at) values ($1, $2, $3)`
	selectMaintenances = `select from_at, until_at from maintenances where project = $1 and until_at > $2 order by from_at, id`
	endMaintenances    = `delete from maintenances where project = $1 and until_at > $2`

	beat             = `insert into heartbeats (project, name, seen_at) values ($1, $2, $3) on conflict (project, name) do update set seen_at = excluded.seen_at`
	expectBeat       = `insert into heartbeats (project, name, seen_at) values ($1, $2, $3) on conflict (project, name) do nothing`
	selectHeartbeats = `select name, seen_at from heartbeats where project = $1`
)

// GroupTicket returns the open ticket that alerts of a group have opened since a
// time, 0: none; others that ask for it wait until the transaction ends.
func (tx *Tx) GroupTicket(ctx context.Context, project string, a desk.Alert, since time.Time) (desk.TicketID, error) {
	if _, err := tx.t.Exec(ctx, "lock a group of alerts", lockGroup, project, a.Source, a.Group); err != nil {
		return 0, err
	}
	found, err := pgtx.Rows(ctx, tx.t, "find the ticket of a group of alerts", pgx.RowTo[desk.TicketID], ticketOfGroup, project, a.Source, a.Group, pgtx.At(since))
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return found[0], nil
}

// AlertsToTell returns the alerts of a project that have become calm by now, or
// are held. Of those that are not held only source and fingerprint are known.
func (tx *Tx) AlertsToTell(ctx context.Context, project string, now time.Time) ([]HeldAlert, error) {
	return pgtx.Rows(ctx, tx.t, "read the waiting alerts of "+project, func(row pgx.CollectableRow) (h HeldAlert, err error) {
		var held *HeldAlert
		var source, fingerprint string
		err = row.Scan(&source, &fingerprint, &held)
		if held != nil {
			h = *held
		}
		h.Alert.Source, h.Alert.Fingerprint = source, fingerprint
		return h, err
	}, alertsToTell, project, pgtx.At(now))
}

// CalmNext returns when the next flapping alert of a project may be calm; zero:
// none flaps.
func (tx *Tx) CalmNext(ctx context.Context, project string) (time.Time, error) {
	return pgtx.One(ctx, tx.t, "read when an alert is calm", scanTime, nextOfAlerts, project)
}

// HeldAlerts returns how many alerts of a project are held for maintenance and fire.
func (tx *Tx) HeldAlerts(ctx context.Context, project string) (int, error) {
	return pgtx.One(ctx, tx.t, "count held alerts", pgx.RowTo[int], anyHeld, project)
}

func scanTime(row pgx.CollectableRow) (at time.Time, err error) {
	err = row.Scan(pgtx.Timestamp{T: &at})
	return at, err
}

// AddMaintenance stores when the alerts of a project are held.
func (tx *Tx) AddMaintenance(project string, m desk.Maintenance) {
	tx.t.Later("plan maintenance", insertMaintenance, project, pgtx.At(m.From), pgtx.At(m.Until))
}

// Maintenances returns the maintenance of a project that is planned or under
// way, the earliest first.
func (tx *Tx) Maintenances(ctx context.Context, project string, now time.Time) ([]desk.Maintenance, error) {
	return pgtx.Rows(ctx, tx.t, "read the maintenance of "+project, func(row pgx.CollectableRow) (m desk.Maintenance, err error) {
		err = row.Scan(pgtx.Timestamp{T: &m.From}, pgtx.Timestamp{T: &m.Until})
		return m, err
	}, selectMaintenances, project, pgtx.At(now))
}

// EndMaintenances ends the maintenance of a project, and what is planned of it.
func (tx *Tx) EndMaintenances(ctx context.Context, project string, now time.Time) (int, error) {
	return tx.t.Exec(ctx, "end maintenance", endMaintenances, project, pgtx.At(now))
}

// Beat stores that a heartbeat has come.
func (tx *Tx) Beat(project, name string, now time.Time) {
	tx.t.Later("store a heartbeat", beat, project, name, pgtx.At(now))
}

// Heartbeats returns when the heartbeats of a project have come last. The names
// given are expected from now on.
func (tx *Tx) Heartbeats(ctx context.Context, project string, names []string, now time.Time) (map[string]time.Time, error) {
	for _, name := range names {
		tx.t.Later("expect a heartbeat", expectBeat, project, name, pgtx.At(now))
	}
	seen := map[string]time.Time{}
	_, err := pgtx.Rows(ctx, tx.t, "read the heartbeats of "+project, func(row pgx.CollectableRow) (none struct{}, err error) {
		var name string
		var at time.Time
		err = row.Scan(&name, pgtx.Timestamp{T: &at})
		seen[name] = at
		return none, err
	}, selectHeartbeats, project)
	return seen, err
}
