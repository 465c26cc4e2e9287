// Package notices is the outbox: notices that wait to leave, and the receipts of
// those that left.
//
// An [Outbox] is what a transaction puts in; it belongs to a storage.Tx. The
// [Lanes] are where couriers take from, a lane being a destination chat; they
// belong to a storage.DB. Both are tested there.
package notices

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// An Outbox is what a transaction has to send once it is committed.
type Outbox struct{ tx *pgtx.Tx }

// In is the outbox within a transaction.
func In(tx *pgtx.Tx) Outbox { return Outbox{tx} }

// living holds of a notice that is to be sent, said in a way that no index on
// living notices answers to. Where the notice's id or ticket is known, such an
// index is a trap: until the table's statistics have seen a burst the planner
// takes it for all but empty, and walks the whole of the backlog for each notice.
const living = `state || '' = 'living'`

// insertNotice adds a notice unless its key was used before. One with a slot
// takes the place of those that wait for the same slot and that no courier has:
// it stands where the first of them stood, in the more urgent of both classes,
// and the others are dropped. A notice for later replaces only such as are for
// later too, so that a card is seen before it is taken away. One that was tried
// keeps its id, its moment and its delay: it may stand in the chat already, and is
// looked for there by them.
//
// $1 key, $2 ticket, $3 platform, $4 chat, $5 thread, $6 in_thread, $7 slot,
// $8 class, $9 kind, $10 facts, $11 utterance, $12 person, $13 clock, $14 step,
// $15 rep, $16 planned, $17 now, $18 not before.
const insertNotice = `
with waiting as (
    select id from notices
    where ticket = $2 and ticket > 0 and platform = $3 and chat = $4 and slot = $7 and $7 <> ''
        and ` + living + ` and leased_until is null
        and (not_before > $17 or $18 <= $17)
        and not exists (select from notices where key = $1)
    order by id for update),
dropped as (
    delete from notices where id in (select id from waiting offset 1)),
replaced as (
    update notices set key = $1, thread = $5, in_thread = $6, class = least(class, $8), kind = $9, facts = $10,
        utterance = $11, person = $12, clock = $13, step = $14, rep = $15, queued_at = $17,
        planned = case when tries > 0 then planned else $16 end,
        not_before = case when tries > 0 then not_before else $18 end
    where id = (select id from waiting limit 1)
    returning id)
insert into notices (key, ticket, platform, chat, thread, in_thread, slot, class, kind, facts,
    utterance, person, clock, step, rep, planned, queued_at, not_before)
select $1, $2::bigint, $3::text, $4::text, $5::text, $6::boolean, $7::text, $8::smallint, $9::text, $10::json,
    $11::bigint, $12::bigint, $13::text, $14::integer, $15::integer, $16::timestamptz, $17::timestamptz, $18::timestamptz
where not exists (select from replaced)
on conflict (key) do nothing`

// Enqueue has notices leave once this transaction is committed: at once, or
// when they are planned for if that is later. A notice whose key was used
// before is left out.
func (o Outbox) Enqueue(_ context.Context, now time.Time, notices ...desk.Notice) error {
	for _, n := range notices {
		due := now
		if n.Planned.After(now) {
			due = n.Planned
		}
		o.tx.Later("enqueue "+n.Key, insertNotice, n.Key, n.Ticket, n.To.Platform, n.To.Chat, n.To.Thread,
			n.InThread, n.Slot, n.Class, n.Kind, n.Facts, n.Utterance, n.Person,
			n.Rung.Clock, n.Rung.Step, n.Rung.Rep, pgtx.At(n.Planned), pgtx.At(now), pgtx.At(due))
	}
	return nil
}

// Hushing takes hold of what waits and of what a courier has right now in one
// statement, so that nothing slips through from the one to the other. What
// nobody had is then dropped, and its key may be used again.
const (
	hushRungs = `
update notices set state = 'hushed', settled_at = leased_until
where ticket = $1 and clock = any($2) and ` + living
	dropRungs = `
delete from notices where ticket = $1 and clock = any($2) and state = 'hushed' and leased_until is null`

	hushWords = `
update notices set state = 'hushed', settled_at = leased_until
where ticket = (select ticket from utterances where id = $1) and utterance = $1 and ` + living
	dropWords = `
delete from notices
where ticket = (select ticket from utterances where id = $1) and utterance = $1 and state = 'hushed' and leased_until is null`
)

// Hush takes back what the ladders of these clocks have in the outbox, and
// returns how much that was. What a courier holds already is marked, and it
// looks before it sends.
func (o Outbox) Hush(ctx context.Context, t desk.TicketID, clocks ...desk.ClockName) (int, error) {
	n, err := o.tx.Exec(ctx, "hush a ladder", hushRungs, t, clocks)
	o.tx.Later("drop hushed rungs", dropRungs, t, clocks)
	return n, err
}

// HushUtterance takes back the copies of some words that are still in the outbox.
func (o Outbox) HushUtterance(ctx context.Context, utterance int64) (int, error) {
	n, err := o.tx.Exec(ctx, "hush words", hushWords, utterance)
	o.tx.Later("drop hushed words", dropWords, utterance)
	return n, err
}

const selectFirstFacts = `
select facts from notices where ticket = $1 and slot = $2 and state in ('living', 'sent') order by id limit 1`

// FirstFacts are what a slot of a ticket was first filled with.
func (o Outbox) FirstFacts(ctx context.Context, t desk.TicketID, slot string) (json.RawMessage, error) {
	return pgtx.One(ctx, o.tx, "read the first of "+slot, pgx.RowTo[json.RawMessage], selectFirstFacts, t, slot)
}

const selectStanding = `select id from notices where id = any($1) and ` + living

// StandingAhead reads which notices are still to be sent along with the next
// statement that is waited for: a hush may have come since they were claimed.
func (o Outbox) StandingAhead(ids []int64, into *[]int64) {
	pgtx.Ahead(o.tx, "look at notices", into, pgx.RowTo[int64], selectStanding, ids)
}

// A Receipt says what became of a notice that was sent, and which one it was.
type Receipt struct {
	desk.Receipt
	Key  string
	Kind desk.NoticeKind
	To   desk.Address
	Rung desk.Rung
}

const selectReceipts = `
select id, planned, settled_at, platform, chat, thread, sent_thread, sent_message, key, kind, clock, step, rep
from notices where ticket = $1 and state = 'sent' order by settled_at, id`

// ReceiptsOf are the receipts of a ticket, in the order the notices were sent.
func (o Outbox) ReceiptsOf(ctx context.Context, t desk.TicketID) ([]Receipt, error) {
	return pgtx.Rows(ctx, o.tx, "read receipts", scanReceipt, selectReceipts, t)
}

func scanReceipt(row pgx.CollectableRow) (Receipt, error) {
	var r Receipt
	var thread string
	err := row.Scan(&r.Notice, pgtx.Moment{T: &r.Planned}, pgtx.Moment{T: &r.Sent}, &r.To.Platform, &r.To.Chat, &r.To.Thread,
		&thread, &r.Message.Message, &r.Key, &r.Kind, &r.Rung.Clock, &r.Rung.Step, &r.Rung.Rep)
	r.Message.Address = desk.Address{Platform: r.To.Platform, Chat: r.To.Chat, Thread: thread}
	return r, err
}
