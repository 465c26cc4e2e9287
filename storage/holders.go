package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/storage/pgtx"
)

// A living courier has a lead in its own name, under which it claims notices.
// The server releases the lead when the process ends, because its connection
// ends with it. A holder of notices without the lead is dead, or has lost its
// connection for a moment.

// holder is the lead of the courier that holds n, and hasLead whether it is
// held. A lead is an advisory lock, whose 64 bits pg_locks shows in two halves.
const (
	holder  = `split_part(substr(n.claim, 2), '/', 1)`
	hasLead = `exists (
        select from pg_locks l
        where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
            and l.database = (select oid from pg_database where datname = current_database())
            and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('lead:' || ` + holder + `, 0))`
)

// The leased notices of the escalations, and of the other classes: the heads of
// lanes, those that were cancelled while a courier had them, and a few behind a
// more urgent one, which come to the front once it is free.
const (
	leasedUrgent = `
with leased as (select id from notices where state in ('living', 'hushed') and class = 0 and leased_until > $1)`
	leasedRest = heads + `,
leased as (
    select id from heads
    union all select id from notices where state = 'hushed' and class > 0 and leased_until > $1)`

	selectHolders = `
select distinct ` + holder + `, ` + hasLead + ` from leased join notices n using (id)
where n.leased_until > $1 and n.claim like '@%' and ` + holder + ` <> $2`

	// What they were sending may have been posted.
	freeHolders = `
update notices n set leased_until = null, unsure = true from leased
where n.id = leased.id and n.state in ('living', 'hushed') and n.leased_until > $1 and n.claim like '@%'
    and ` + holder + ` = any($2) and not ` + hasLead
)

func leasedOf(urgent bool) string {
	if urgent {
		return leasedUrgent
	}
	return leasedRest
}

// A Holder has notices under a lease.
type Holder struct {
	Name string // of its lead
	Live bool   // it has the lead
}

// Holders returns the couriers other than self that hold notices of a rank at
// now. Couriers that claimed without a lead are left out.
func (db *DB) Holders(ctx context.Context, now time.Time, urgent bool, self string) ([]Holder, error) {
	rows, _ := db.pool.Query(ctx, leasedOf(urgent)+selectHolders, pgtx.At(now), self)
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Holder])
	if err != nil {
		return nil, fmt.Errorf("read who holds notices: %w", err)
	}
	return all, nil
}

// FreeOf ends the leases of those holders of a rank that still lack their leads
// at now.
func (db *DB) FreeOf(ctx context.Context, now time.Time, urgent bool, holders ...string) error {
	if _, err := db.pool.Exec(ctx, leasedOf(urgent)+freeHolders, pgtx.At(now), holders); err != nil {
		return fmt.Errorf("free what dead couriers hold: %w", err)
	}
	return nil
}
