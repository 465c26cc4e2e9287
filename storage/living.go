package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// Living has the counts of what is open or armed, for metrics.
type Living struct {
	Armed int // alarms of tickets
	Open  map[desk.State]int
}

const selectLiving = `
select '', count(*) from timers where ticket is not null
union all
select state, count(*) from tickets where state in ('new', 'in_progress', 'waiting_customer', 'waiting_vendor') group by state`

// Living counts open tickets by state, and their alarms.
func (db *DB) Living(ctx context.Context) (Living, error) {
	l := Living{Open: map[desk.State]int{}}
	rows, err := db.pool.Query(ctx, selectLiving)
	if err != nil {
		return l, fmt.Errorf("count what is alive: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var state desk.State
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return l, fmt.Errorf("count what is alive: %w", err)
		}
		if state == "" {
			l.Armed = n
		} else {
			l.Open[state] = n
		}
	}
	if err := rows.Err(); err != nil {
		return l, fmt.Errorf("count what is alive: %w", err)
	}
	return l, nil
}

// A Depth is how much of a class waits in the outbox.
type Depth struct {
	Class  desk.Class
	Queued int
	Oldest time.Duration // how long ago the oldest could have been sent
}

const selectDepths = `
select class, count(*), min(not_before) from notices where state = 'living' and not_before <= $1
group by class order by class`

// Depths returns the classes with something waiting, most urgent first.
func (db *DB) Depths(ctx context.Context, now time.Time) ([]Depth, error) {
	rows, _ := db.pool.Query(ctx, selectDepths, pgtx.At(now))
	depths, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Depth, error) {
		var d Depth
		var since time.Time
		err := row.Scan(&d.Class, &d.Queued, pgtx.Timestamp{T: &since})
		d.Oldest = now.Sub(since)
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read the outbox's depths: %w", err)
	}
	return depths, nil
}

const countDead = `select count(*) from notices where state = 'dead'`

// DeadLetters returns how many notices were given up.
func (db *DB) DeadLetters(ctx context.Context) (int, error) {
	var n int
	if err := db.pool.QueryRow(ctx, countDead).Scan(&n); err != nil {
		return 0, fmt.Errorf("count dead letters: %w", err)
	}
	return n, nil
}
