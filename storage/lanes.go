package storage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// Escalations are claimed apart from everything below them: a call to a person
// does not wait for a thousand cards to be redrawn.
//
// In every statement $1 is now. A notice that is for later does not block its
// lane; one that is tried again does.

// take leases what free found to the claim named $3, until $2; $4 is how many
// that may be.
var take = `
update notices n set leased_until = $2, claim = $3, tries = tries + 1 from free where n.id = free.id
returning n.id, ` + eachNoticeColumn("NAME") + `, tries`

// Escalations go in the order in which they came. There are few at any time and
// each has its lane almost to itself, so the oldest are walked until there are
// enough that are first in their lanes.
const (
	firstOfUrgent = `(
        select u.id from notices u
        where u.lane = n.lane and u.state = 'living' and u.class = 0 and u.id < n.id and (u.not_before <= $1 or u.tries > 0)
        limit 1) is null`

	nextUrgentDue = `
select min(case when n.not_before > $1 and n.tries = 0 then n.not_before else greatest(n.not_before, n.leased_until) end)
from notices n where n.state = 'living' and n.class = 0 and ` + firstOfUrgent
)

var claimUrgent = `
with free as materialized (
    select n.id from notices n
    where n.state = 'living' and n.class = 0 and n.not_before <= $1 and coalesce(n.leased_until, $1) <= $1 and ` + firstOfUrgent + `
    order by n.id limit $4
    for update skip locked)` + take

// Of the rest a thousand may wait in one lane, for a chat takes one message a
// second. heads walks the lanes with something to send, from one to the next by
// the index, and takes the first notice of each: the most urgent class, the
// oldest of it. That costs one look a lane however long the lanes are.
const heads = `
with recursive heads as (
    (select n.lane, n.class, n.id, n.not_before, n.leased_until from notices n
     where n.state = 'living' and n.class > 0 and (n.not_before <= $1 or n.tries > 0)
     order by n.lane, n.class, n.id limit 1)
    union all
    select next.* from heads, lateral (
        select n.lane, n.class, n.id, n.not_before, n.leased_until from notices n
        where n.state = 'living' and n.class > 0 and (n.not_before <= $1 or n.tries > 0) and n.lane > heads.lane
        order by n.lane, n.class, n.id limit 1) next
)`

// A lane's other notices wait for its escalations.
const noUrgent = `(
    select u.id from notices u
    where u.lane = heads.lane and u.state = 'living' and u.class = 0 and (u.not_before <= $1 or u.tries > 0)
    limit 1) is null`

// claimRest leases the heads of lanes that may go, taking them one by one in
// their order until there are enough. The conditions are repeated on the row
// itself, for it may have changed hands since the walk saw it.
var claimRest = heads + `,
free as (
    select standing.id from (
        select id from heads
        where not_before <= $1 and coalesce(leased_until, $1) <= $1 and ` + noUrgent + `
        order by class, id) head,
    lateral (
        select n.id from notices n
        where n.id = head.id and n.` + living + ` and n.not_before <= $1 and coalesce(n.leased_until, $1) <= $1
        for update skip locked) standing
    limit $4)` + take

// nextRestDue is when the first lane's head is free, or when the first notice
// that is for later comes up.
const nextRestDue = heads + `
select least(
    (select min(greatest(not_before, leased_until)) from heads where ` + noUrgent + `),
    (select min(n.not_before) from notices n where n.state = 'living' and n.class > 0 and n.not_before > $1))`

// ClaimOpts say what a courier is ready to send.
type ClaimOpts struct {
	Name   string // the claim's own: no other claim of any courier has it
	Urgent bool   // the escalations; or else all the rest
	Now    time.Time
	Lease  time.Duration // how long the notices are nobody else's
	Limit  int
}

// Claim hands out the first notice of each lane, the most urgent first, under a
// lease. A lane is a destination chat: nothing else of it is handed out until
// its first notice is settled or the lease is over, unless it is more urgent.
func (db *DB) Claim(ctx context.Context, o ClaimOpts) ([]desk.Notice, error) {
	sql := claimRest
	if o.Urgent {
		sql = claimUrgent
	}
	rows, _ := db.pool.Query(ctx, sql, pgtx.At(o.Now), pgtx.At(o.Now.Add(o.Lease)), o.Name, o.Limit)
	notices, err := pgx.CollectRows(rows, scanNotice)
	if err != nil {
		return nil, fmt.Errorf("claim notices: %w", err)
	}
	slices.SortFunc(notices, func(a, b desk.Notice) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.ID, b.ID))
	})
	return notices, nil
}

const freeAll = `update notices set leased_until = null where state = 'living' and leased_until is not null`

// Free ends every lease. It is for whoever begins alone: who held them was
// killed, and what they held must not wait until the leases are over.
func (db *DB) Free(ctx context.Context) error {
	if _, err := db.pool.Exec(ctx, freeAll); err != nil {
		return fmt.Errorf("free what was claimed: %w", err)
	}
	return nil
}

// giveBack asks for the end of the lease too: a notice keeps the name of the
// claim that took it last, and replicas from before claims had names set none.
const giveBack = `update notices set leased_until = null where state = 'living' and claim = $1 and leased_until = $2`

// GiveBack ends the leases of a claim whose answer was lost: nobody knows what it
// took, if anything.
func (db *DB) GiveBack(ctx context.Context, o ClaimOpts) error {
	if _, err := db.pool.Exec(ctx, giveBack, o.Name, pgtx.At(o.Now.Add(o.Lease))); err != nil {
		return fmt.Errorf("give back what %s claimed: %w", o.Name, err)
	}
	return nil
}

// NextDue is when there will be something to claim, which may be now: false
// when nothing waits.
func (db *DB) NextDue(ctx context.Context, now time.Time, urgent bool) (time.Time, bool, error) {
	sql := nextRestDue
	if urgent {
		sql = nextUrgentDue
	}
	var due time.Time
	if err := db.pool.QueryRow(ctx, sql, pgtx.At(now)).Scan(pgtx.Timestamp{T: &due}); err != nil {
		return time.Time{}, false, fmt.Errorf("read when the next notice is due: %w", err)
	}
	return due, !due.IsZero(), nil
}
