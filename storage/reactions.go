package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const selectReactions = `
select person, platform, chat, emoji, at from reactions where utterance = $1 order by at, person, emoji`

// Reactions returns the emojis on some words, the earliest first.
func (tx *Tx) Reactions(ctx context.Context, utterance int64) ([]desk.Reaction, error) {
	scan := func(row pgx.CollectableRow) (r desk.Reaction, err error) {
		err = row.Scan(&r.By, &r.In.Platform, &r.In.Chat, &r.Emoji, &r.At)
		return r, err
	}
	return pgtx.Rows(ctx, tx.t, "read reactions", scan, selectReactions, utterance)
}

const (
	insertReaction = `
insert into reactions (utterance, person, platform, chat, emoji, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`

	deleteReaction = `
delete from reactions where utterance = $1 and person = $2 and platform = $3 and chat = $4 and emoji = $5`
)

// SetReaction stores an emoji on some words, or deletes it.
func (tx *Tx) SetReaction(_ context.Context, utterance int64, r desk.Reaction, off bool) error {
	if off {
		tx.t.Later("delete a reaction", deleteReaction, utterance, r.By, r.In.Platform, r.In.Chat, r.Emoji)
		return nil
	}
	tx.t.Later("store a reaction", insertReaction, utterance, r.By, r.In.Platform, r.In.Chat, r.Emoji, pgtx.At(r.At))
	return nil
}
