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

// living is the condition of a notice that is still to be sent, written so that
// no index on living notices is used. If the notice's id or ticket is known,
// such an index is slow: until the table's statistics include a burst, the
// planner takes the index for nearly empty, and walks the whole backlog for
// each notice.
const living = `state || '' = 'living'`

// ofTicket is the condition of the notices about a ticket. It repeats the
// condition of the index on tickets: statements are planned without their
// arguments (see generic), so the server cannot know that $1 is above 0.
const ofTicket = `ticket = $1 and ticket > 0`

// ofWords is the same for the notices that carry the words $1.
const ofWords = `ticket = (select ticket from utterances where id = $1) and ticket > 0 and utterance = $1`

// insertNotices adds notices whose keys were not used before. A notice with a
// slot replaces those that wait for the same slot and that no courier has: it
// takes the place of the first of them, with the more urgent of both classes,
// and the others are deleted. A notice that is planned for later replaces only
// others that are, so that a card is seen before it is removed. One that was
// tried keeps its id, time and delay: it may have been posted already, and is
// looked up by them. No two of the given notices may be for one slot of a
// ticket, because they do not see each other.
//
// $1 is now, $2 when the notice may leave; then follow the columns in order.
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
insert into notices (` + eachNoticeColumn("NAME") + `, queued_at, not_before, project, turn)
select ` + eachNoticeColumn("NAME") + `, $1, due, project, ` + itsTurn + `
from (
    select g.*, (platform || ':' || chat) collate "C" as lane,
        coalesce((select t.project from tickets t where t.id = g.ticket), '') as project
    from given g where g.nth not in (select nth from replaced)) added
order by nth
on conflict (key) do nothing`

// itsTurn is the turn of an added notice in its lane. The projects that share a
// lane take turns, so that the backlog of one delays another's by one notice
// and not by all of it: the turn is the one that the lane is at, or the next
// after the project's own last. Within a project the turns keep the order of
// the notices.
const itsTurn = `
    greatest(0,
        (select n.turn from notices n
         where n.lane = added.lane and n.class = added.class and n.state = 'living'
         order by n.lane, n.class, n.turn limit 1),
        (select n.turn + 1 from notices n
         where n.lane = added.lane and n.class = added.class and n.project = added.project and n.state = 'living'
         order by n.lane desc, n.class desc, n.project desc, n.turn desc limit 1))
    + row_number() over (partition by lane, class, project order by nth) - 1`

// replaceNotice gives a notice n the content of g. Both are for the same slot,
// ticket and chat.
func replaceNotice() string {
	return strings.NewReplacer(
		"class = g.class", "class = least(n.class, g.class)",
		"planned = g.planned", "planned = case when tries > 0 then n.planned else g.planned end",
	).Replace(eachNoticeColumn("NAME = g.NAME"))
}

// Enqueue queues notices to leave after this transaction has committed: at
// once, or when they are planned for. A notice whose key was used before is
// left out.
func (tx *Tx) Enqueue(_ context.Context, now time.Time, notices ...desk.Notice) error {
	for len(notices) > 0 {
		n := apart(notices)
		tx.enqueue(now, notices[:n])
		notices = notices[n:]
	}
	return nil
}

// apart returns how many notices, from the first on, are for different slots.
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

// One statement cancels what waits and what a courier has, so that nothing can
// move from the one to the other unseen. What no courier had is deleted, and
// its key may be used again. What may have been posted is kept, so that it can
// be found and deleted.
const (
	cancelLadder = `
update notices set state = 'hushed', settled_at = leased_until
where ` + ofTicket + ` and clock = any($2) and ` + living
	dropCancelled = `
delete from notices
where ` + ofTicket + ` and clock = any($2) and state = 'hushed' and leased_until is null and not unsure`

	cancelWords = `
update notices set state = 'hushed', settled_at = leased_until
where ` + ofWords + ` and ` + living
	dropWords = `
delete from notices
where ` + ofWords + ` and state = 'hushed' and leased_until is null and not unsure`
)

// CancelLadder cancels the queued notices of the ladders of these clocks, and
// returns how many there were. Those that a courier has are marked; it checks
// this before it sends.
func (tx *Tx) CancelLadder(ctx context.Context, t desk.TicketID, clocks ...desk.ClockName) (int, error) {
	n, err := tx.t.Exec(ctx, "cancel a ladder's notices", cancelLadder, t, clocks)
	tx.t.Later("drop cancelled notices", dropCancelled, t, clocks)
	return n, err
}

// CancelWords cancels the queued copies of some words.
func (tx *Tx) CancelWords(ctx context.Context, utterance int64) (int, error) {
	n, err := tx.t.Exec(ctx, "cancel words", cancelWords, utterance)
	tx.t.Later("drop cancelled words", dropWords, utterance)
	return n, err
}

const selectFirstFacts = `
select facts from notices where ` + ofTicket + ` and slot = $2 and state in ('living', 'sent') order by id limit 1`

// FirstFacts returns the facts that a slot of a ticket was first filled with.
func (tx *Tx) FirstFacts(ctx context.Context, t desk.TicketID, slot string) (json.RawMessage, error) {
	return pgtx.One(ctx, tx.t, "read the first of "+slot, pgx.RowTo[json.RawMessage], selectFirstFacts, t, slot)
}

const selectStanding = `select id from notices where id = any($1) and ` + living

// StandingAhead reads which notices are still to be sent, along with the next
// statement that waits for its result. They may have been cancelled since they
// were claimed.
func (tx *Tx) StandingAhead(ids []int64, into *[]int64) {
	pgtx.Ahead(tx.t, "look at notices", into, pgx.RowTo[int64], selectStanding, ids)
}

// A SentReceipt is the outcome of a notice that was sent.
type SentReceipt struct {
	desk.Receipt
	Key    string
	Kind   desk.NoticeKind
	To     desk.Address
	Firing desk.Firing
}

const selectReceipts = `
select id, planned, settled_at, platform, chat, thread, sent_thread, sent_message, key, kind, clock, step, rep
from notices where ` + ofTicket + ` and state = 'sent' order by settled_at, id`

// ReceiptsOf returns the receipts of a ticket in the order in which the notices
// were sent.
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
