package storage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// If a notice becomes several messages, its pages, each is stored as soon as it
// is posted: a retry continues after it, and an edit or a removal finds it. A
// notice without a slot gets one of its own.

// NoticeSlot returns the slot of the pages of a notice without a slot.
func NoticeSlot(notice int64) string { return fmt.Sprintf("notice/%d", notice) }

const (
	// pageSlot is the slot of page $2, from 0, of the notice.
	pageSlot = `case when slot <> '' then slot else 'notice/' || id end || case when $2 > 0 then '#' || ($2 + 1) else '' end`

	insertPage = `
with page as (
    select ticket, utterance, state, ` + pageSlot + ` as slot from notices where id = $1),
linked as (
    insert into links (platform, chat, thread, message, ticket, utterance, slot, from_customer)
    select $3, $4, $5, $6, ticket, utterance, slot, false from page where ticket > 0
    on conflict do nothing),
filled as (
    insert into slots (ticket, slot, platform, chat, thread, message)
    select ticket, slot, $3, $4, $5, $6 from page where ticket > 0
    on conflict (ticket, slot) do update
    set platform = excluded.platform, chat = excluded.chat, thread = excluded.thread, message = excluded.message)
select state = 'living' from page`

	deletePage = `
delete from slots where (ticket, slot) = (select ticket, ` + pageSlot + ` from notices where id = $1)`
)

// Posted stores a posted page of a notice, counted from 0, and reports whether
// the notice is still to be sent.
func (db *DB) Posted(ctx context.Context, notice int64, page int, at desk.MessageRef) (living bool, err error) {
	err = pgtx.Run(ctx, db.pool, pgtx.ReadCommitted, func(tx *pgtx.Transaction) (err error) {
		living, err = pgtx.One(ctx, tx, fmt.Sprintf("remember page %d of notice %d", page+1, notice), pgx.RowTo[bool], insertPage,
			notice, page, at.Platform, at.Chat, at.Thread, at.Message)
		return err
	})
	return living, err
}

// Unposted deletes a page of a notice, counted from 0, whose message is gone.
func (db *DB) Unposted(ctx context.Context, notice int64, page int) error {
	return pgtx.Run(ctx, db.pool, pgtx.ReadCommitted, func(tx *pgtx.Transaction) error {
		tx.Later(fmt.Sprintf("forget page %d of notice %d", page+1, notice), deletePage, notice, page)
		return nil
	})
}
