package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A Settlement is the outcome of a claimed notice: it is tried again at Retry,
// or it is Dead, or it is done and became the message Sent, if any.
type Settlement struct {
	ID int64
	// Tries is the notice's number of tries when it was claimed. If somebody
	// has claimed it since, Retry and Dead are ignored; 0 skips this check.
	Tries  int
	Sent   *desk.MessageRef
	Shown  string       // a hash of what the message shows; "" if it is not known
	Gone   bool         // the message in its slot was deleted
	Thread desk.Address // the thread that was opened for the ticket, if any
	// Unsure says that the attempt may have left a message that is not stored.
	// Certain says that no attempt has.
	Unsure, Certain bool
	Retry           time.Time
	Dead            bool
	Why             string // reason of a retry or a death, for the operator
	// At is when it happened; zero: now.
	At time.Time
}

const (
	// settleDone writes receipts; the message is empty if there is none. The
	// message is linked to the ticket, unless the desk knows it already, and
	// stands in the notice's slot from now on. A slot that begins with board/
	// belongs to no ticket; its message has one page.
	settleDone = `
with given as (
    select * from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[], $9::text[])
    with ordinality as g(id, at, platform, chat, thread, message, unsure, certain, shown, nth)),
done as (
    update notices n set state = case when n.state = 'hushed' and g.message = '' then 'hushed' else 'sent' end,
        settled_at = g.at, leased_until = null, sent_thread = g.thread, sent_message = g.message,
        unsure = (n.unsure or g.unsure) and not g.certain
    from given g where n.id = g.id and n.state <> 'sent'
    returning n.id, n.ticket, n.utterance, n.slot, g.platform, g.chat, g.thread, g.message, g.shown, g.nth),
linked as (
    insert into links (platform, chat, thread, message, ticket, utterance, slot, from_customer)
    select platform, chat, thread, message, ticket, utterance, slot, false from done where ticket > 0 and message <> ''
    on conflict do nothing),
boarded as (
    insert into boards (slot, platform, chat, thread, message)
    select distinct on (slot) slot, platform, chat, thread, message
    from done where ticket = 0 and starts_with(slot, 'board/') and message <> '' order by slot, nth desc
    on conflict (slot) do update
    set platform = excluded.platform, chat = excluded.chat, thread = excluded.thread, message = excluded.message)
insert into slots (ticket, slot, platform, chat, thread, message, shown)
select distinct on (ticket, slot) ticket, slot, platform, chat, thread, message, case when shown <> '' then id || ':' || shown else '' end
from done where ticket > 0 and slot <> '' and message <> ''
order by ticket, slot, nth desc
on conflict (ticket, slot) do update
set platform = excluded.platform, chat = excluded.chat, thread = excluded.thread, message = excluded.message, shown = excluded.shown`

	settleThread = `
insert into threads (platform, chat, thread, ticket)
select $2::text, $3::text, $4::text, ticket from notices where id = $1 and ticket > 0
on conflict (platform, chat, thread) do update set ticket = excluded.ticket`

	settleGone = `
delete from slots s using notices asked where asked.id = $1 and asked.slot <> '' and s.ticket = asked.ticket and ` + ofSlot

	// What was cancelled meanwhile stays cancelled, and its lane continues.
	settleRetry = `
update notices set leased_until = null, not_before = $2, why = $3, unsure = unsure or $5
where id = $1 and state in ('living', 'hushed') and $4 in (0, tries)`

	settleDead = `
update notices set state = case state when 'living' then 'dead' else state end,
    settled_at = $2, leased_until = null, why = $3, unsure = unsure or $5
where id = $1 and state in ('living', 'hushed') and $4 in (0, tries)`
)

// Settle writes the outcomes of claimed notices. What was sent counts as sent
// even if it was cancelled or claimed again meanwhile.
func (db *DB) Settle(ctx context.Context, now time.Time, outcomes ...Settlement) error {
	return pgtx.Run(ctx, db.pool, pgtx.ReadCommitted, func(tx *pgtx.Transaction) error {
		settle(tx, now, outcomes)
		return nil
	})
}

const selectState = `select state from notices where id = $1 for update`

// Settle writes the outcome of a claimed notice along with what follows from
// it, and returns its state before that.
func (tx *Tx) Settle(ctx context.Context, o Settlement) (was NoticeState, err error) {
	was, err = pgtx.One(ctx, tx.t, fmt.Sprintf("settle notice %d", o.ID), pgx.RowTo[NoticeState], selectState, o.ID)
	settle(tx.t, o.At, []Settlement{o})
	return was, err
}

func settle(tx *pgtx.Transaction, now time.Time, outcomes []Settlement) {
	var done []Settlement
	for _, o := range outcomes {
		if o.At.IsZero() {
			o.At = now
		}
		what := fmt.Sprintf("settle notice %d", o.ID)
		switch {
		case o.Dead:
			tx.Later(what, settleDead, o.ID, pgtx.At(o.At), o.Why, o.Tries, o.Unsure)
		case !o.Retry.IsZero():
			tx.Later(what, settleRetry, o.ID, pgtx.At(o.Retry), o.Why, o.Tries, o.Unsure)
		default:
			done = append(done, o)
		}
		if o.Gone {
			tx.Later(what, settleGone, o.ID)
		}
		if !o.Thread.IsZero() {
			tx.Later(what, settleThread, o.ID, o.Thread.Platform, o.Thread.Chat, o.Thread.Thread)
		}
	}
	settleAll(tx, done)
}

func settleAll(tx *pgtx.Transaction, done []Settlement) {
	if len(done) == 0 {
		return
	}
	sent := func(o Settlement) desk.MessageRef {
		if o.Sent == nil {
			return desk.MessageRef{}
		}
		return *o.Sent
	}
	tx.Later(fmt.Sprintf("settle notice %d", done[0].ID), settleDone,
		pgtx.Column(done, func(o Settlement) int64 { return o.ID }),
		pgtx.Column(done, func(o Settlement) pgtx.Timestamp { return pgtx.At(o.At) }),
		pgtx.Column(done, func(o Settlement) desk.Platform { return sent(o).Platform }),
		pgtx.Column(done, func(o Settlement) string { return sent(o).Chat }),
		pgtx.Column(done, func(o Settlement) string { return sent(o).Thread }),
		pgtx.Column(done, func(o Settlement) string { return sent(o).Message }),
		pgtx.Column(done, func(o Settlement) bool { return o.Unsure }),
		pgtx.Column(done, func(o Settlement) bool { return o.Certain }),
		pgtx.Column(done, func(o Settlement) string { return o.Shown }))
}
