package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/storage/pgtx"
)

// A MapVersion is a text that a project's tech map has had.
type MapVersion struct {
	Project string
	Version int // from 1
	Digest  string
	Text    string
	At      time.Time
}

const (
	insertMapVersion = `insert into map_versions (project, version, digest, text, at) values ($1, $2, $3, $4, $5)`
	selectLatestMaps = `select distinct on (project) project, version, digest, text, at from map_versions order by project, version desc`
	selectMapVersion = `select project, version, digest, text, at from map_versions where project = $1 and version = $2`
)

// AddMapVersion stores another text of a project's tech map. Only one transaction at a
// time does so, that with the desk's lock.
func (tx *Tx) AddMapVersion(v MapVersion) {
	tx.t.Later("keep a tech map of "+v.Project, insertMapVersion, v.Project, v.Version, v.Digest, v.Text, pgtx.At(v.At))
}

// LatestMaps returns the last version of each project's tech map.
func (tx *Tx) LatestMaps(ctx context.Context) ([]MapVersion, error) {
	return pgtx.Rows(ctx, tx.t, "read the tech maps", scanMapVersion, selectLatestMaps)
}

// MapVersion returns one version of a project's tech map, or desk.ErrNotFound.
func (tx *Tx) MapVersion(ctx context.Context, project string, version int) (MapVersion, error) {
	return pgtx.One(ctx, tx.t, "read a tech map", scanMapVersion, selectMapVersion, project, version)
}

func scanMapVersion(row pgx.CollectableRow) (v MapVersion, err error) {
	err = row.Scan(&v.Project, &v.Version, &v.Digest, &v.Text, pgtx.Timestamp{T: &v.At})
	return v, err
}
