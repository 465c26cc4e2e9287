package notices

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// Lanes hand out what waits in the outbox. It is safe for many goroutines.
type Lanes struct{ pool *pgxpool.Pool }

// Of are the lanes of a database.
func Of(pool *pgxpool.Pool) Lanes { return Lanes{pool} }

// Escalations are claimed apart from everything below them, each by couriers of
// its own: whoever is woken does not wait for a thousand cards to be redrawn.
//
// In every statement $1 is now. A notice that is for later stands in nobody's
// way; one that is tried again does.

// take leases what free found, until $2; $3 is how many that may be.
const take = `
update notices n set leased_until = $2, tries = tries + 1 from free where n.id = free.id
returning n.id, key, ticket, platform, chat, thread, in_thread, slot, class, kind, facts, utterance, person,
    clock, step, rep, planned, tries`

// Escalations go in the order in which they came. There are few at any time and
// each has its lane almost to itself, so the oldest are walked until there are
// enough that are first in their lanes.
const (
	firstOfUrgent = `(
        select u.id from notices u
        where u.lane = n.lane and u.state = 'living' and u.class = 0 and u.id < n.id and (u.not_before <= $1 or u.tries > 0)
        limit 1) is null`

	claimUrgent = `
with free as materialized (
    select n.id from notices n
    where n.state = 'living' and n.class = 0 and n.not_before <= $1 and coalesce(n.leased_until, $1) <= $1 and ` + firstOfUrgent + `
    order by n.id limit $3
    for update skip locked)` + take

	nextUrgentDue = `
select min(case when n.not_before > $1 and n.tries = 0 then n.not_before else greatest(n.not_before, n.leased_until) end)
from notices n where n.state = 'living' and n.class = 0 and ` + firstOfUrgent
)

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

const (
	// claimRest leases the heads of lanes that may go, taking them one by one in
	// their order until there are enough. The conditions are repeated on the row
	// itself, for it may have changed hands since the walk saw it.
	claimRest = heads + `,
free as (
    select standing.id from (
        select id from heads
        where not_before <= $1 and coalesce(leased_until, $1) <= $1 and ` + noUrgent + `
        order by class, id) head,
    lateral (
        select n.id from notices n
        where n.id = head.id and n.` + living + ` and n.not_before <= $1 and coalesce(n.leased_until, $1) <= $1
        for update skip locked) standing
    limit $3)` + take

	// nextRestDue is when the first lane's head is free, or when the first notice
	// that is for later comes up.
	nextRestDue = heads + `
select least(
    (select min(greatest(not_before, leased_until)) from heads where ` + noUrgent + `),
    (select min(n.not_before) from notices n where n.state = 'living' and n.class > 0 and n.not_before > $1))`
)

// ClaimOpts say what a courier is ready to send.
type ClaimOpts struct {
	Urgent bool // the escalations; or else all the rest
	Now    time.Time
	Lease  time.Duration // how long the notices are nobody else's
	Limit  int
}

// Claim hands out the first notice of each lane, the most urgent first, under a
// lease. A lane is a destination chat: nothing else of it is handed out until
// its first notice is settled or the lease is over, unless it is more urgent.
func (l Lanes) Claim(ctx context.Context, o ClaimOpts) ([]desk.Notice, error) {
	sql := claimRest
	if o.Urgent {
		sql = claimUrgent
	}
	rows, _ := l.pool.Query(ctx, sql, pgtx.At(o.Now), pgtx.At(o.Now.Add(o.Lease)), o.Limit)
	notices, err := pgx.CollectRows(rows, scanNotice)
	if err != nil {
		return nil, fmt.Errorf("claim notices: %w", err)
	}
	slices.SortFunc(notices, func(a, b desk.Notice) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.ID, b.ID))
	})
	return notices, nil
}

func scanNotice(row pgx.CollectableRow) (desk.Notice, error) {
	var n desk.Notice
	err := row.Scan(&n.ID, &n.Key, &n.Ticket, &n.To.Platform, &n.To.Chat, &n.To.Thread, &n.InThread, &n.Slot, &n.Class,
		&n.Kind, &n.Facts, &n.Utterance, &n.Person, &n.Rung.Clock, &n.Rung.Step, &n.Rung.Rep,
		pgtx.Moment{T: &n.Planned}, &n.Tries)
	return n, err
}

const freeAll = `update notices set leased_until = null where state = 'living' and leased_until is not null`

// Free ends every lease. It is for whoever begins alone: who held them was
// killed, and what they held must not wait until the leases are over.
func (l Lanes) Free(ctx context.Context) error {
	if _, err := l.pool.Exec(ctx, freeAll); err != nil {
		return fmt.Errorf("free what was claimed: %w", err)
	}
	return nil
}

const giveBack = `update notices set leased_until = null where state = 'living' and leased_until = $1`

// GiveBack ends the leases of a claim whose answer was lost: nobody knows what it
// took, if anything. A claim is known by the very moment at which its lease ends,
// which its couriers choose so that no other's does.
func (l Lanes) GiveBack(ctx context.Context, until time.Time) error {
	if _, err := l.pool.Exec(ctx, giveBack, pgtx.At(until)); err != nil {
		return fmt.Errorf("give back what was claimed until %s: %w", until, err)
	}
	return nil
}

// An Outcome says what became of a claimed notice: it is to be tried again at
// Retry, or is Dead, or else is done, having become the message Sent if any.
type Outcome struct {
	ID int64
	// Tries is the notice's as it was claimed. When somebody has claimed it since,
	// neither Retry nor Dead counts; 0 does not ask.
	Tries  int
	Sent   *desk.MessageRef
	Thread desk.Address // the thread that was opened for the ticket, if one was
	Retry  time.Time
	Dead   bool
	Why    string // of a retry or a death, for the operator
	// At is when it was so; zero: when it is settled.
	At time.Time
}

const (
	// settleDone writes receipts; the message is empty where there is none. It is
	// linked to the ticket unless the desk knows it already, and stands in the
	// notice's slot from now on.
	settleDone = `
with given as (
    select * from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality
    as g(id, at, platform, chat, thread, message, nth)),
done as (
    update notices n set state = 'sent', settled_at = g.at, leased_until = null, sent_thread = g.thread, sent_message = g.message
    from given g where n.id = g.id and n.state <> 'sent' and (n.state <> 'hushed' or g.message <> '')
    returning n.ticket, n.utterance, n.slot, g.platform, g.chat, g.thread, g.message, g.nth),
linked as (
    insert into links (platform, chat, thread, message, ticket, utterance, slot, from_customer)
    select platform, chat, thread, message, ticket, utterance, slot, false from done where ticket > 0 and message <> ''
    on conflict do nothing)
insert into slots (ticket, slot, platform, chat, thread, message)
select distinct on (ticket, slot) ticket, slot, platform, chat, thread, message
from done where ticket > 0 and slot <> '' and message <> ''
order by ticket, slot, nth desc
on conflict (ticket, slot) do update
set platform = excluded.platform, chat = excluded.chat, thread = excluded.thread, message = excluded.message`

	settleThread = `
insert into threads (platform, chat, thread, ticket)
select $2::text, $3::text, $4::text, ticket from notices where id = $1 and ticket > 0
on conflict (platform, chat, thread) do update set ticket = excluded.ticket`

	settleRetry = `
update notices set leased_until = null, not_before = $2, why = $3
where id = $1 and ` + living + ` and $4 in (0, tries)`

	settleDead = `
update notices set state = 'dead', settled_at = $2, leased_until = null, why = $3
where id = $1 and ` + living + ` and $4 in (0, tries)`
)

// Settle writes down what became of claimed notices. What was sent counts as
// sent even if it was hushed or claimed by another meanwhile.
func (l Lanes) Settle(ctx context.Context, now time.Time, outcomes ...Outcome) error {
	return pgtx.Run(ctx, l.pool, pgtx.ReadCommitted, func(tx *pgtx.Tx) error {
		var done []Outcome
		for _, o := range outcomes {
			if o.At.IsZero() {
				o.At = now
			}
			what := fmt.Sprintf("settle notice %d", o.ID)
			switch {
			case o.Dead:
				tx.Later(what, settleDead, o.ID, pgtx.At(o.At), o.Why, o.Tries)
			case !o.Retry.IsZero():
				tx.Later(what, settleRetry, o.ID, pgtx.At(o.Retry), o.Why, o.Tries)
			default:
				done = append(done, o)
			}
			if !o.Thread.IsZero() {
				tx.Later(what, settleThread, o.ID, o.Thread.Platform, o.Thread.Chat, o.Thread.Thread)
			}
		}
		settleAll(tx, done)
		return nil
	})
}

func settleAll(tx *pgtx.Tx, done []Outcome) {
	if len(done) == 0 {
		return
	}
	sent := func(o Outcome) desk.MessageRef {
		if o.Sent == nil {
			return desk.MessageRef{}
		}
		return *o.Sent
	}
	tx.Later(fmt.Sprintf("settle notice %d", done[0].ID), settleDone,
		pgtx.Column(done, func(o Outcome) int64 { return o.ID }),
		pgtx.Column(done, func(o Outcome) pgtx.Moment { return pgtx.At(o.At) }),
		pgtx.Column(done, func(o Outcome) desk.Platform { return sent(o).Platform }),
		pgtx.Column(done, func(o Outcome) string { return sent(o).Chat }),
		pgtx.Column(done, func(o Outcome) string { return sent(o).Thread }),
		pgtx.Column(done, func(o Outcome) string { return sent(o).Message }))
}

// NextDue is when there will be something to claim, which may be now: false
// when nothing waits.
func (l Lanes) NextDue(ctx context.Context, now time.Time, urgent bool) (time.Time, bool, error) {
	sql := nextRestDue
	if urgent {
		sql = nextUrgentDue
	}
	var due time.Time
	if err := l.pool.QueryRow(ctx, sql, pgtx.At(now)).Scan(pgtx.Moment{T: &due}); err != nil {
		return time.Time{}, false, fmt.Errorf("read when the next notice is due: %w", err)
	}
	return due, !due.IsZero(), nil
}

// A Depth says how much of a class waits in the outbox.
type Depth struct {
	Class  desk.Class
	Queued int
	Oldest time.Duration // how long the oldest could have gone already
}

const selectDepths = `
select class, count(*), min(not_before) from notices where state = 'living' and not_before <= $1
group by class order by class`

// Depths are the classes that have something waiting, the most urgent first.
func (l Lanes) Depths(ctx context.Context, now time.Time) ([]Depth, error) {
	rows, _ := l.pool.Query(ctx, selectDepths, pgtx.At(now))
	depths, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Depth, error) {
		var d Depth
		var since time.Time
		err := row.Scan(&d.Class, &d.Queued, pgtx.Moment{T: &since})
		d.Oldest = now.Sub(since)
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read the outbox's depths: %w", err)
	}
	return depths, nil
}

const countDead = `select count(*) from notices where state = 'dead'`

// DeadLetters is how many notices were given up.
func (l Lanes) DeadLetters(ctx context.Context) (int, error) {
	var n int
	if err := l.pool.QueryRow(ctx, countDead).Scan(&n); err != nil {
		return 0, fmt.Errorf("count dead letters: %w", err)
	}
	return n, nil
}

// Rehearsal are the statements that an alarm and the call that follows wait for.
func Rehearsal() []string {
	return []string{insertNotices, claimUrgent, nextUrgentDue, selectStanding, settleDone, claimRest, nextRestDue}
}
