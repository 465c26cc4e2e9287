package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/storage/pgtx"
)

// A courier has a lead in a name of its own for as long as it lives, and takes
// notices under that name. The server gives the lead up when the process ends, for
// its connection ends with it: whoever holds notices without the lead is dead, or
// has lost its connection for a moment.

// holder is the lead of whoever holds n, and hasLead whether somebody has it. A
// lead is an advisory lock, whose 64 bits pg_locks shows in two halves.
const (
	holder  = `split_part(substr(n.claim, 2), '/', 1)`
	hasLead = `exists (
        select from pg_locks l
        where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
            and l.database = (select oid from pg_database where datname = current_database())
            and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('lead:' || ` + holder + `, 0))`
)

// What is leased of the escalations, and of the rest: the heads of lanes, what was
// cancelled while a courier had it, and behind a more urgent one a few that come
// to the front once that is free.
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

// Holders are those who hold notices of a rank at now, self left out. Who took
// them without a lead is not among them.
func (db *DB) Holders(ctx context.Context, now time.Time, urgent bool, self string) ([]Holder, error) {
	rows, _ := db.pool.Query(ctx, leasedOf(urgent)+selectHolders, pgtx.At(now), self)
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Holder])
	if err != nil {
		return nil, fmt.Errorf("read who holds notices: %w", err)
	}
	return all, nil
}

// FreeOf ends the leases of a rank that holders have at now who still lack their leads.
func (db *DB) FreeOf(ctx context.Context, now time.Time, urgent bool, holders ...string) error {
	if _, err := db.pool.Exec(ctx, leasedOf(urgent)+freeHolders, pgtx.At(now), holders); err != nil {
		return fmt.Errorf("free what dead couriers hold: %w", err)
	}
	return nil
}
