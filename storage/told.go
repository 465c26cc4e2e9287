package storage

import (
	"context"
	"time"

	"vakhta/storage/pgtx"
)

const upsertTold = `
insert into told (subject, about, at) values ($1, $2, $3)
on conflict (subject, about) do update set at = excluded.at where told.at <= $4`

// TellOnce reports whether a subject (an account or a chat) may be told about
// something, and records that it is told: at most once in every.
func (tx *Tx) TellOnce(ctx context.Context, subject, about string, every time.Duration, now time.Time) (bool, error) {
	n, err := tx.t.Exec(ctx, "note what is told", upsertTold, subject, about, pgtx.At(now), pgtx.At(now.Add(-every)))
	return n > 0, err
}
