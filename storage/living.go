package storage

import (
	"context"
	"fmt"

	"vakhta/desk"
)

// Living is how much of the desk is alive, for its metrics.
type Living struct {
	Armed int
	Open  map[desk.State]int
}

const selectLiving = `
select '', count(*) from alarms
union all
select state, count(*) from tickets where state in ('new', 'in_progress', 'waiting_customer', 'waiting_vendor') group by state`

// Living counts open tickets by state, and the alarms that are armed.
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
