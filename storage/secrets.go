package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/mask"
	"vakhta/storage/pgtx"
)

// Secrets are replaced, because words have other ones after an edit.
const (
	deleteSecretsOf = `delete from secrets where utterance = $1`
	insertSecrets   = `
insert into secrets (ticket, utterance, kind, value)
select $1, $2, kind, value from unnest($3::text[], $4::text[]) with ordinality as s(kind, value, nth) order by nth`
)

// KeepSecrets stores what is hidden in some words, replacing what was stored
// before.
func (tx *Tx) KeepSecrets(_ context.Context, u *desk.Utterance, secrets []mask.Secret) error {
	tx.t.Later("drop secrets", deleteSecretsOf, u.ID)
	if len(secrets) > 0 {
		tx.t.Later("keep secrets", insertSecrets, u.Ticket, u.ID,
			pgtx.Column(secrets, func(s mask.Secret) mask.Kind { return s.Kind }),
			pgtx.Column(secrets, func(s mask.Secret) string { return s.Value }))
	}
	return nil
}

const (
	selectSecrets   = `select kind, value from secrets where ticket = $1 order by utterance, id`
	selectSecretsOf = `select kind, value from secrets where utterance = $1 order by id`
)

// Secrets returns what is hidden in the words of a ticket, in the order in
// which they were written.
func (tx *Tx) Secrets(ctx context.Context, t desk.TicketID) ([]mask.Secret, error) {
	return pgtx.Rows(ctx, tx.t, "read a ticket's secrets", pgx.RowToStructByPos[mask.Secret], selectSecrets, t)
}

// SecretsOf returns what is hidden in some words, in order.
func (tx *Tx) SecretsOf(ctx context.Context, utterance int64) ([]mask.Secret, error) {
	return pgtx.Rows(ctx, tx.t, "read the secrets of words", pgx.RowToStructByPos[mask.Secret], selectSecretsOf, utterance)
}

const deleteSecretsWith = `delete from secrets where ticket = $1 and strpos(value, $2) > 0`

// DropSecretsWith deletes the secrets of a ticket that contain words, and
// returns how many there were.
func (tx *Tx) DropSecretsWith(ctx context.Context, t desk.TicketID, words string) (int, error) {
	return tx.t.Exec(ctx, "drop secrets", deleteSecretsWith, t, words)
}

const deleteOldSecrets = `
delete from secrets s using tickets t where t.id = s.ticket and t.state in ('closed', 'cancelled') and t.ended_at < $1`

// DropSecrets deletes what was hidden in tickets that ended before a time.
func (tx *Tx) DropSecrets(_ context.Context, endedBefore time.Time) error {
	tx.t.Later("drop old secrets", deleteOldSecrets, pgtx.At(endedBefore))
	return nil
}
