package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const (
	insertTerms = `insert into contracts (digest, name, body, since) values ($1, $2, $3, $4) on conflict (digest) do nothing`
	selectTerms = `select digest, body, since from contracts`
)

// KeepTerms stores what the contracts of a desk promise, so that tickets can keep it.
func (tx *Tx) KeepTerms(d *desk.Desk, now time.Time) error {
	for _, c := range d.Sealed() {
		text, err := c.Encode(d.Calendars)
		if err != nil {
			return err
		}
		tx.t.Later("keep the contract "+c.Name, insertTerms, c.Digest, c.Name, string(text), pgtx.At(now))
	}
	return nil
}

// Terms returns what contracts promised that tickets may keep, by their digests.
// Terms that this program cannot read are left out.
func (tx *Tx) Terms(ctx context.Context) (map[string]desk.Terms, error) {
	all, err := pgtx.Rows(ctx, tx.t, "read contracts", func(row pgx.CollectableRow) (t desk.Terms, err error) {
		var body []byte
		if err = row.Scan(&t.Digest, &body, pgtx.Timestamp{T: &t.Since}); err != nil {
			return t, err
		}
		if read, err := desk.ReadTerms(t.Digest, body, t.Since); err == nil {
			t = read
		}
		return t, nil
	}, selectTerms)
	kept := make(map[string]desk.Terms, len(all))
	for _, t := range all {
		if t.Contract != nil {
			kept[t.Digest] = t
		}
	}
	return kept, err
}
