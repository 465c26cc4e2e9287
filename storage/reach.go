package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// upsertReach touches a row only when it changes. A chat without a row counts
// as reachable.
const upsertReach = `
insert into reach (platform, chat, able, why, at)
select $1::text, $2::text, $3::boolean, $4::text, $5::timestamptz
where not $3 or exists (select from reach where platform = $1 and chat = $2)
on conflict (platform, chat) do update set able = excluded.able, why = excluded.why, at = excluded.at
where reach.able <> excluded.able`

// MarkReach stores whether a chat takes the bot's messages, and reports whether
// that changed.
func (tx *Tx) MarkReach(ctx context.Context, chat desk.Address, able bool, why desk.ReachCause, now time.Time) (changed bool, err error) {
	n, err := tx.t.Exec(ctx, "mark the reach of "+chat.Root().String(), upsertReach,
		chat.Platform, chat.Chat, able, why, pgtx.At(now))
	return n > 0, err
}

const selectUnreachable = `
select r.platform, r.chat from reach r
join unnest($1::text[], $2::text[]) as asked(platform, chat) using (platform, chat)
where not r.able`

// UnreachableAhead reads which of the chats do not take the bot's messages, as
// addresses without threads, along with the next statement that waits for its
// result.
func (tx *Tx) UnreachableAhead(chats []desk.Address, into *[]desk.Address) {
	platforms, ids := make([]string, len(chats)), make([]string, len(chats))
	for i, c := range chats {
		platforms[i], ids[i] = string(c.Platform), c.Chat
	}
	pgtx.Ahead(tx.t, "read what is out of reach", into, scanRoot, selectUnreachable, platforms, ids)
}

// Flush sends the queued statements and reads what was to be read ahead.
func (tx *Tx) Flush(ctx context.Context) error { return tx.t.Flush(ctx) }

func scanRoot(row pgx.CollectableRow) (desk.Address, error) {
	var a desk.Address
	err := row.Scan(&a.Platform, &a.Chat)
	return a, err
}

// What is rewritten when a chat moves: $1 is its platform, $2 the old chat id
// and $3 the new one.
const (
	movePlaces = `update tickets set place_chat = $3 where place_platform = $1 and place_chat = $2`

	moveCopies = `
update tickets set copies = (
    select jsonb_agg(case when c @> jsonb_build_object('at', jsonb_build_object('platform', $1::text, 'chat', $2::text))
        then jsonb_set(c, '{at,chat}', to_jsonb($3::text)) else c end order by n)
    from jsonb_array_elements(copies) with ordinality as e(c, n))
where copies @> jsonb_build_array(jsonb_build_object('at', jsonb_build_object('platform', $1::text, 'chat', $2::text)))`

	// A slot's name may contain its address, so it is rewritten as well.
	moveNotices = `
update notices set chat = $3, slot = replace(slot, $1 || ':' || $2, $1 || ':' || $3)
where lane = $1 || ':' || $2 and state = 'living'`

	movePrompts = `
with old as (delete from prompts where platform = $1 and chat = $2 returning *)
insert into prompts (platform, account, chat, ticket, form, facts, expires_at)
select platform, account, $3, ticket, form, facts, expires_at from old on conflict do nothing`

	moveMembers = `update members set chat = $3 where platform = $1 and chat = $2`

	moveMoves = `update moves set to_chat = $3 where platform = $1 and to_chat = $2`

	emptySlots = `delete from slots where platform = $1 and chat = $2`

	emptyBoards = `delete from boards where platform = $1 and chat = $2`

	forgetReach = `delete from reach where platform = $1 and chat = $2`

	insertMove = `
insert into moves (platform, from_chat, to_chat, at) values ($1, $2, $3, $4)
on conflict (platform, from_chat) do update set to_chat = excluded.to_chat, at = excluded.at`
)

// MoveChat redirects everything that is addressed to a chat to its new address,
// and stores the move. Messages do not move: each has another number in the new
// chat, and its old number may belong to another message there. So references
// to messages stay as they are, and slots are emptied, so that cards are posted
// again.
func (tx *Tx) MoveChat(_ context.Context, from, to desk.Address, now time.Time) error {
	for _, sql := range []string{movePlaces, moveCopies, moveNotices, movePrompts, moveMembers, moveMoves} {
		tx.t.Later("move "+from.Root().String(), sql, from.Platform, from.Chat, to.Chat)
	}
	for _, sql := range []string{emptySlots, emptyBoards, forgetReach} {
		tx.t.Later("forget "+from.Root().String(), sql, from.Platform, from.Chat)
	}
	tx.t.Later("remember a move", insertMove, from.Platform, from.Chat, to.Chat, pgtx.At(now))
	return nil
}

const selectMoves = `select platform, from_chat, to_chat from moves`

// Moves returns the chats that have a new address.
func (tx *Tx) Moves(ctx context.Context) (map[desk.Address]desk.Address, error) {
	type move struct {
		Platform desk.Platform
		From, To string
	}
	all, err := pgtx.Rows(ctx, tx.t, "read moved chats", pgx.RowToStructByPos[move], selectMoves)
	moves := make(map[desk.Address]desk.Address, len(all))
	for _, m := range all {
		moves[desk.Address{Platform: m.Platform, Chat: m.From}] = desk.Address{Platform: m.Platform, Chat: m.To}
	}
	return moves, err
}
