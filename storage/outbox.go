package storage

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// living holds of a notice that is to be sent, said in a way that no index on
// living notices answers to. Where the notice's id or ticket is known, such an
// index is a trap: until the table's statistics have seen a burst the planner
// takes it for all but empty, and walks the whole of the backlog for each notice.
const living = `state || '' = 'living'`

// insertNotices adds notices whose keys were not used before. One with a slot
// takes the place of those that wait for the same slot and that no courier has:
// it stands where the first of them stood, in the more urgent of both classes,
// and the others are dropped. A notice for later replaces only such as are for
// later too, so that a card is seen before it is taken away. One that was tried
// keeps its id, its moment and its delay: it may stand in the chat already, and is
// looked for there by them. No two that are given are for one slot of a ticket:
// none of them sees the others.
//
// $1 now, $2 when it may leave, and then the columns in their order.
var insertNotices = `
with given as (
    select * from unnest($2::timestamptz[], ` + eachNoticeColumn("$N::TYPE[]") + `) with ordinality
    as g(due, ` + eachNoticeColumn("NAME") + `, nth)),
waiting as (
    select g.nth, w.id from given g, lateral (
        select id from notices
        where ticket = g.ticket and ticket > 0 and platform = g.platform and chat = g.chat and slot = g.slot
            and ` + living + ` and leased_until is null
            and (not_before > $1 or g.due <= $1)
            and not exists (select from notices where key = g.key)
        for update) w
    where g.slot <> ''),
first as (select nth, min(id) as id from waiting group by nth),
dropped as (
    delete from notices where id in (select id from waiting except select id from first)),
replaced as (
    update notices n set ` + replaceNotice() + `, queued_at = $1,
        not_before = case when tries > 0 then not_before else g.due end
    from first join given g using (nth) where n.id = first.id
    returning nth)
insert into notices (` + eachNoticeColumn("NAME") + `, queued_at, not_before)
select ` + eachNoticeColumn("NAME") + `, $1, due
from given where nth not in (select nth from replaced)
order by nth
on conflict (key) do nothing`

// replaceNotice has a notice n say what g says. Both are for one slot of one
// ticket in one chat.
func replaceNotice() string {
	return strings.NewReplacer(
		"class = g.class", "class = least(n.class, g.class)",
		"planned = g.planned", "planned = case when tries > 0 then n.planned else g.planned end",
	).Replace(eachNoticeColumn("NAME = g.NAME"))
}

// Enqueue has notices leave once this transaction is committed: at once, or
// when they are planned for if that is later. A notice whose key was used
// before is left out.
func (tx *Tx) Enqueue(_ context.Context, now time.Time, notices ...desk.Notice) error {
	for len(notices) > 0 {
		n := apart(notices)
		tx.enqueue(now, notices[:n])
		notices = notices[n:]
	}
	return nil
}

// apart is how many notices from the first on are for a slot each of its own.
func apart(notices []desk.Notice) int {
	type place struct {
		ticket desk.TicketID
		slot   string
	}
	seen := map[place]bool{}
	for i, n := range notices {
		at := place{n.Ticket, n.Slot}
		if n.Slot != "" && seen[at] {
			return i
		}
		seen[at] = true
	}
	return len(notices)
}

func (tx *Tx) enqueue(now time.Time, notices []desk.Notice) {
	due := func(n desk.Notice) pgtx.Timestamp {
		if n.Planned.After(now) {
			return pgtx.At(n.Planned)
		}
		return pgtx.At(now)
	}
	args := append([]any{pgtx.At(now), pgtx.Column(notices, due)}, noticeArgs(notices)...)
	tx.t.Later("enqueue "+notices[0].Key, insertNotices, args...)
}

// Cancelling takes hold of what waits and of what a courier has right now in one
// statement, so that nothing slips through from the one to the other. What
// nobody had is then dropped, and its key may be used again.
const (
	cancelLadder = `
update notices set state = 'hushed', settled_at = leased_until
where ticket = $1 and clock = any($2) and ` + living
	dropCancelled = `
delete from notices where ticket = $1 and clock = any($2) and state = 'hushed' and leased_until is null`

	cancelWords = `
update notices set state = 'hushed', settled_at = leased_until
where ticket = (select ticket from utterances where id = $1) and utterance = $1 and ` + living
	dropWords = `
delete from notices
where ticket = (select ticket from utterances where id = $1) and utterance = $1 and state = 'hushed' and leased_until is null`
)

// CancelLadder takes back what the ladders of these clocks have in the outbox, and
// returns how much that was. What a courier holds already is marked, and it
// looks before it sends.
func (tx *Tx) CancelLadder(ctx context.Context, t desk.TicketID, clocks ...desk.ClockName) (int, error) {
	n, err := tx.t.Exec(ctx, "cancel a ladder's notices", cancelLadder, t, clocks)
	tx.t.Later("drop cancelled notices", dropCancelled, t, clocks)
	return n, err
}

// CancelWords takes back the copies of some words that are still in the outbox.
func (tx *Tx) CancelWords(ctx context.Context, utterance int64) (int, error) {
	n, err := tx.t.Exec(ctx, "cancel words", cancelWords, utterance)
	tx.t.Later("drop cancelled words", dropWords, utterance)
	return n, err
}

const selectFirstFacts = `
select facts from notices where ticket = $1 and slot = $2 and state in ('living', 'sent') order by id limit 1`

// FirstFacts are what a slot of a ticket was first filled with.
func (tx *Tx) FirstFacts(ctx context.Context, t desk.TicketID, slot string) (json.RawMessage, error) {
	return pgtx.One(ctx, tx.t, "read the first of "+slot, pgx.RowTo[json.RawMessage], selectFirstFacts, t, slot)
}

const selectStanding = `select id from notices where id = any($1) and ` + living

// StandingAhead reads which notices are still to be sent along with the next
// statement that is waited for: a cancellation may have come since they were claimed.
func (tx *Tx) StandingAhead(ids []int64, into *[]int64) {
	pgtx.Ahead(tx.t, "look at notices", into, pgx.RowTo[int64], selectStanding, ids)
}

// A SentReceipt says what became of a notice that was sent, and which one it was.
type SentReceipt struct {
	desk.Receipt
	Key    string
	Kind   desk.NoticeKind
	To     desk.Address
	Firing desk.Firing
}

const selectReceipts = `
select id, planned, settled_at, platform, chat, thread, sent_thread, sent_message, key, kind, clock, step, rep
from notices where ticket = $1 and state = 'sent' order by settled_at, id`

// ReceiptsOf are the receipts of a ticket, in the order the notices were sent.
func (tx *Tx) ReceiptsOf(ctx context.Context, t desk.TicketID) ([]SentReceipt, error) {
	return pgtx.Rows(ctx, tx.t, "read receipts", scanReceipt, selectReceipts, t)
}

func scanReceipt(row pgx.CollectableRow) (SentReceipt, error) {
	var r SentReceipt
	var thread string
	err := row.Scan(&r.Notice, pgtx.Timestamp{T: &r.Planned}, pgtx.Timestamp{T: &r.Sent}, &r.To.Platform, &r.To.Chat, &r.To.Thread,
		&thread, &r.Message.Message, &r.Key, &r.Kind, &r.Firing.Clock, &r.Firing.Step, &r.Firing.Rep)
	r.Message.Address = desk.Address{Platform: r.To.Platform, Chat: r.To.Chat, Thread: thread}
	return r, err
}
