package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/storage/pgtx"
)

// A ProbeRow is what the store knows of a check of an address.
type ProbeRow struct {
	Name     string
	Next     time.Time
	Failures int // in a row
}

const (
	expectProbe  = `insert into probes (project, name, next_at) values ($1, $2, $3) on conflict (project, name) do nothing`
	selectProbes = `select name, next_at, failures from probes where project = $1 and name = any($2) order by name`
	saveProbe    = `update probes set next_at = $3, failures = $4 where project = $1 and name = $2`
)

// Probes returns the checks of a project that have these names. New ones are due
// now.
func (tx *Tx) Probes(ctx context.Context, project string, names []string, now time.Time) ([]ProbeRow, error) {
	for _, name := range names {
		tx.t.Later("add a probe", expectProbe, project, name, pgtx.At(now))
	}
	return pgtx.Rows(ctx, tx.t, "read the probes of "+project, func(row pgx.CollectableRow) (r ProbeRow, err error) {
		err = row.Scan(&r.Name, pgtx.Timestamp{T: &r.Next}, &r.Failures)
		return r, err
	}, selectProbes, project, names)
}

// SaveProbe stores what a check has found.
func (tx *Tx) SaveProbe(project string, r ProbeRow) {
	tx.t.Later("save a probe", saveProbe, project, r.Name, pgtx.At(r.Next), r.Failures)
}
