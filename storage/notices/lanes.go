package notices

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
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
// heads walks the lanes with something to send, from one to the next by the
// index, and takes the first notice of each: the most urgent class, the oldest
// of it. That costs one look a lane however long the lanes are. A notice that
// is for later ($1 is now) stands in nobody's way; one that is tried again does.
const heads = `
with recursive heads as (
    (select n.lane, n.class, n.id, n.not_before, n.leased_until from notices n
     where n.state = 'living' and RANK and (n.not_before <= $1 or n.tries > 0)
     order by n.lane, n.class, n.id limit 1)
    union all
    select next.* from heads, lateral (
        select n.lane, n.class, n.id, n.not_before, n.leased_until from notices n
        where n.state = 'living' and RANK and (n.not_before <= $1 or n.tries > 0) and n.lane > heads.lane
        order by n.lane, n.class, n.id limit 1) next
)`

// claim leases the heads of lanes that may go, taking them one by one in their
// order until there are enough. The conditions are repeated on the row itself,
// for it may have changed hands since the walk saw it.
//
// $1 now, $2 end of the lease, $3 limit.
const claim = heads + `,
free as (
    select standing.id from (
        select id from heads
        where not_before <= $1 and coalesce(leased_until, $1) <= $1 and FIRST
        order by class, id) head,
    lateral (
        select n.id from notices n
        where n.id = head.id and n.` + living + ` and n.not_before <= $1 and coalesce(n.leased_until, $1) <= $1
        for update skip locked) standing
    limit $3)
update notices n set leased_until = $2, tries = tries + 1 from free where n.id = free.id
returning n.id, key, ticket, platform, chat, thread, in_thread, slot, class, kind, facts, utterance, person,
    clock, step, rep, planned, tries`

// nextDue is when the first lane's head is free, or when the first notice that
// is for later comes up.
const nextDue = heads + `
select least(
    (select min(greatest(not_before, leased_until)) from heads where FIRST),
    (select min(n.not_before) from notices n where n.state = 'living' and RANK and n.not_before > $1))`

// A lane's other notices wait for its escalations.
var (
	urgent = strings.NewReplacer("RANK", "n.class = 0", "FIRST", "true")
	rest   = strings.NewReplacer("RANK", "n.class > 0", "FIRST", `(
            select u.id from notices u where u.lane = heads.lane and u.state = 'living' and u.class = 0
                and (u.not_before <= $1 or u.tries > 0) limit 1) is null`)

	claimUrgent, claimRest     = urgent.Replace(claim), rest.Replace(claim)
	nextUrgentDue, nextRestDue = urgent.Replace(nextDue), rest.Replace(nextDue)
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
	// settleDone writes the receipt: $3 to $6 are the message, empty for none.
	// A message is linked to the ticket unless the desk knows it already; it
	// stands in the notice's slot from now on.
	settleDone = `
with done as (
    update notices set state = 'sent', settled_at = $2, leased_until = null, sent_thread = $5, sent_message = $6
    where id = $1 and state <> 'sent' and (state <> 'hushed' or $6 <> '')
    returning ticket, utterance, slot),
linked as (
    insert into links (platform, chat, thread, message, ticket, utterance, slot, from_customer)
    select $3::text, $4::text, $5, $6, ticket, utterance, slot, false from done where ticket > 0 and $6 <> ''
    on conflict do nothing)
insert into slots (ticket, slot, platform, chat, thread, message)
select ticket, slot, $3, $4, $5, $6 from done where ticket > 0 and slot <> '' and $6 <> ''
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
		for _, o := range outcomes {
			settle(tx, now, o)
		}
		return nil
	})
}

func settle(tx *pgtx.Tx, now time.Time, o Outcome) {
	what := fmt.Sprintf("settle notice %d", o.ID)
	if !o.At.IsZero() {
		now = o.At
	}
	switch {
	case o.Dead:
		tx.Later(what, settleDead, o.ID, pgtx.At(now), o.Why, o.Tries)
	case !o.Retry.IsZero():
		tx.Later(what, settleRetry, o.ID, pgtx.At(o.Retry), o.Why, o.Tries)
	default:
		var sent desk.MessageRef
		if o.Sent != nil {
			sent = *o.Sent
		}
		tx.Later(what, settleDone, o.ID, pgtx.At(now), sent.Platform, sent.Chat, sent.Thread, sent.Message)
	}
	if !o.Thread.IsZero() {
		tx.Later(what, settleThread, o.ID, o.Thread.Platform, o.Thread.Chat, o.Thread.Thread)
	}
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
