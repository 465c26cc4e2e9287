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

// Escalations are claimed separately from all other classes, so that a call
// does not wait for a thousand cards to be redrawn.
//
// In every statement $1 is now. A notice that is planned for later does not
// block its lane; one that is tried again does. So does one that was cancelled
// while a courier had it, until it is settled or its lease ends.

// take leases what free found to the claim named $3, until $2; $4 is the limit.
// If another's lease ended on a notice, it is unknown whether that was posted.
var take = `
update notices n set leased_until = $2, claim = $3, tries = tries + 1, unsure = unsure or leased_until is not null
from free where n.id = free.id
returning n.id, ` + eachNoticeColumn("NAME") + `, tries`

// Escalations go in turns (see itsTurn), and within a turn in the order in which
// they were queued. There are few at any time, mostly one in a lane, so they are
// walked from the first turn until enough of them are first in their lanes.
const (
	firstOfUrgent = `(
        select u.id from notices u
        where u.lane = n.lane and u.state = 'living' and u.class = n.class and (u.turn, u.id) < (n.turn, n.id) and (u.not_before <= $1 or u.tries > 0)
        order by u.lane, u.class, u.turn, u.id limit 1) is null
    and (
        select h.id from notices h
        where h.lane = n.lane and h.state = 'hushed' and h.leased_until > $1 and h.class = 0
        limit 1) is null`

	nextUrgentDue = `
select least(
    (select min(case when n.not_before > $1 and n.tries = 0 then n.not_before else greatest(n.not_before, n.leased_until) end)
    from notices n where n.state = 'living' and n.class = 0 and ` + firstOfUrgent + `),
    (select min(h.leased_until) from notices h where h.state = 'hushed' and h.leased_until > $1 and h.class = 0))`
)

var claimUrgent = `
with free as materialized (
    select n.id from notices n
    where n.state = 'living' and n.class = 0 and n.not_before <= $1 and coalesce(n.leased_until, $1) <= $1 and ` + firstOfUrgent + `
    order by n.turn, n.id limit $4
    for update skip locked)` + take

// Of the other classes a thousand may wait in one lane, because a chat takes
// one message a second. heads goes from lane to lane by the index, and takes
// the first notice of each: of the most urgent class the one whose turn it is.
// The cost depends on the number of lanes, not on their length.
const heads = `
with recursive heads as (
    (select n.lane, n.class, n.id, n.not_before, n.leased_until from notices n
     where n.state = 'living' and n.class > 0 and (n.not_before <= $1 or n.tries > 0)
     order by n.lane, n.class, n.turn, n.id limit 1)
    union all
    select next.* from heads, lateral (
        select n.lane, n.class, n.id, n.not_before, n.leased_until from notices n
        where n.state = 'living' and n.class > 0 and (n.not_before <= $1 or n.tries > 0) and n.lane > heads.lane
        order by n.lane, n.class, n.turn, n.id limit 1) next
)`

// A lane's other notices wait for its escalations.
const noUrgent = `(
    select u.id from notices u
    where u.lane = heads.lane and u.state = 'living' and u.class = 0 and (u.not_before <= $1 or u.tries > 0)
    limit 1) is null`

// held is a notice of a lane that was cancelled and is not settled.
const held = `(
    select h.id from notices h
    where h.lane = heads.lane and h.state = 'hushed' and h.leased_until > $1
    limit 1)`

// claimRest leases the heads of free lanes, one by one in order, until there
// are enough. The conditions are repeated on the row itself, because it may
// have been claimed since the walk saw it.
var claimRest = heads + `,
free as (
    select standing.id from (
        select id from heads
        where not_before <= $1 and coalesce(leased_until, $1) <= $1 and ` + noUrgent + ` and ` + held + ` is null
        order by class, id) head,
    lateral (
        select n.id from notices n
        where n.id = head.id and n.` + living + ` and n.not_before <= $1 and coalesce(n.leased_until, $1) <= $1
        for update skip locked) standing
    limit $4)` + take

// nextRestDue is when the first lane's head is free, or the first notice that
// is planned for later is due.
const nextRestDue = heads + `
select least(
    (select min(greatest(not_before, leased_until)) from heads where ` + noUrgent + ` and ` + held + ` is null),
    (select min(h.leased_until) from notices h where h.state = 'hushed' and h.leased_until > $1),
    (select min(n.not_before) from notices n where n.state = 'living' and n.class > 0 and n.not_before > $1))`

// ClaimOpts say what a courier can send.
type ClaimOpts struct {
	Name string // unique among all claims of all couriers
	// Holder is the lead that the courier has while it is alive, so that others
	// see when it dies; "" if it has none, so that its leases have to end.
	Holder string
	Urgent bool // escalations; otherwise all other classes
	Now    time.Time
	Lease  time.Duration // how long the notices belong to this claim
	Limit  int
}

// claim returns the name under which notices are claimed, which begins with its
// holder.
func (o ClaimOpts) claim() string {
	if o.Holder == "" {
		return o.Name
	}
	return "@" + o.Holder + "/" + o.Name
}

// Claim returns the first notice of each lane, most urgent first, under a
// lease. A lane is a destination chat. Until its first notice is settled or the
// lease ends, only more urgent notices of the lane are claimed.
func (db *DB) Claim(ctx context.Context, o ClaimOpts) ([]desk.Notice, error) {
	sql := claimRest
	if o.Urgent {
		sql = claimUrgent
	}
	rows, _ := db.pool.Query(ctx, sql, pgtx.At(o.Now), pgtx.At(o.Now.Add(o.Lease)), o.claim(), o.Limit)
	notices, err := pgx.CollectRows(rows, scanNotice)
	if err != nil {
		return nil, fmt.Errorf("claim notices: %w", err)
	}
	slices.SortFunc(notices, func(a, b desk.Notice) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.ID, b.ID))
	})
	return notices, nil
}

const freeAll = `
update notices set leased_until = null, unsure = true
where (state = 'living' or state = 'hushed') and leased_until is not null`

// Free ends every lease. A courier that starts alone calls it: the process that
// held them was killed, and its notices must not wait for the leases to end.
func (db *DB) Free(ctx context.Context) error {
	if _, err := db.pool.Exec(ctx, freeAll); err != nil {
		return fmt.Errorf("free what was claimed: %w", err)
	}
	return nil
}

// giveBack compares the end of the lease too: a notice keeps the name of the
// claim that took it last, and old replicas, whose claims had no names, do not
// change it.
const giveBack = `
update notices set leased_until = null
where (state = 'living' or state = 'hushed' and leased_until is not null) and claim = $1 and leased_until = $2`

// GiveBack ends the leases of a claim whose answer was lost, so that it is
// unknown what it took.
func (db *DB) GiveBack(ctx context.Context, o ClaimOpts) error {
	if _, err := db.pool.Exec(ctx, giveBack, o.claim(), pgtx.At(o.Now.Add(o.Lease))); err != nil {
		return fmt.Errorf("give back what %s claimed: %w", o.Name, err)
	}
	return nil
}

// NextDue returns when there will be something to claim, which may be now, and
// false if nothing waits.
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
