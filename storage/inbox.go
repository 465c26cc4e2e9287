package storage

import (
	"context"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

var _ desk.Parker = (*DB)(nil)

// lockLane lets one transaction at a time proceed in a lane.
const lockLane = `select pg_advisory_xact_lock(hashtextextended('lane:' || $1, 0))`

const insertEvent = `insert into inbox (id, at) values ($1, $2) on conflict do nothing`

// Admit records an event and reports whether it is new. Events of one lane wait
// here for each other; a repeated event waits until the first has committed or
// failed.
func (tx *Tx) Admit(ctx context.Context, id desk.EventID, lane string, now time.Time) (fresh bool, err error) {
	tx.t.Later("wait for lane "+lane, lockLane, lane)
	n, err := tx.t.Exec(ctx, "admit "+string(id), insertEvent, id, pgtx.At(now))
	return n > 0, err
}

const insertParked = `
insert into parked (id, payload, why, at) values ($1, $2, $3, $4) on conflict do nothing`

// Park stores an update that could not be understood. Parking it again is no
// error.
func (db *DB) Park(ctx context.Context, id desk.EventID, payload []byte, why string, now time.Time) error {
	if payload == nil {
		payload = []byte{}
	}
	if _, err := db.pool.Exec(ctx, insertParked, id, payload, why, pgtx.At(now)); err != nil {
		return fmt.Errorf("park %s: %w", id, err)
	}
	return nil
}

const countParked = `select count(*) from parked`

// Parked returns how many updates could not be understood.
func (db *DB) Parked(ctx context.Context) (int, error) {
	return db.count(ctx, "count parked updates", countParked)
}

func (db *DB) count(ctx context.Context, what, sql string) (int, error) {
	var n int
	if err := db.pool.QueryRow(ctx, sql).Scan(&n); err != nil {
		return 0, fmt.Errorf("%s: %w", what, err)
	}
	return n, nil
}
