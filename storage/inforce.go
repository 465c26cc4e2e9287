package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/storage/pgtx"
)

// A DeskText is a desk.yaml that all replicas work by.
type DeskText struct {
	Digest string // hex of its SHA-256
	YAML   []byte
	Maps   string // the digest of the tech maps that it names; "": it names none
	Since  time.Time
}

const (
	lockDeskText   = `select pg_advisory_xact_lock(hashtext('vakhta/desk_in_force'))`
	selectDeskText = `select digest, yaml, maps, since from desk_in_force`
	selectInForce  = `select digest || maps from desk_in_force`
	upsertDeskText = `
insert into desk_in_force (digest, yaml, maps, since) values ($1, $2, $3, $4)
on conflict (one) do update set digest = excluded.digest, yaml = excluded.yaml, maps = excluded.maps, since = excluded.since`
)

// LockDeskText makes other transactions that would replace the desk.yaml in force
// wait for the end of this one.
func (tx *Tx) LockDeskText() { tx.t.Later("lock the desk in force", lockDeskText) }

// DeskText returns the desk.yaml in force; desk.ErrNotFound: none was stored yet.
func (tx *Tx) DeskText(ctx context.Context) (DeskText, error) {
	return pgtx.One(ctx, tx.t, "read the desk in force", func(row pgx.CollectableRow) (d DeskText, err error) {
		err = row.Scan(&d.Digest, &d.YAML, &d.Maps, pgtx.Timestamp{T: &d.Since})
		return d, err
	}, selectDeskText)
}

// DeskDigest returns the digests of the desk.yaml in force and of its tech maps, one
// after the other; desk.ErrNotFound as above.
func (tx *Tx) DeskDigest(ctx context.Context) (string, error) {
	return pgtx.One(ctx, tx.t, "read which desk is in force", pgx.RowTo[string], selectInForce)
}

// SetDeskText replaces the desk.yaml in force.
func (tx *Tx) SetDeskText(d DeskText) {
	tx.t.Later("set the desk in force", upsertDeskText, d.Digest, string(d.YAML), d.Maps, pgtx.At(d.Since))
}
