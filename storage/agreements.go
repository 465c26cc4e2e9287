package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// An AgreementText is a version of an agreement, in both languages.
type AgreementText struct {
	Project, Version string
	Russian, English string
}

const (
	insertAgreement  = `insert into agreements (project, version, ru, en, at) values ($1, $2, $3, $4, $5) on conflict do nothing`
	insertAcceptance = `insert into acceptances (project, version, side, person, at) values ($1, $2, $3, $4, $5) on conflict do nothing`
)

// Accept stores that somebody accepted an agreement for a side, with its text, and
// reports whether nobody had for that side.
func (tx *Tx) Accept(ctx context.Context, a AgreementText, side desk.Side, who desk.PersonID, now time.Time) (first bool, err error) {
	tx.t.Later("keep the agreement of "+a.Project, insertAgreement, a.Project, a.Version, a.Russian, a.English, pgtx.At(now))
	n, err := tx.t.Exec(ctx, "accept the agreement of "+a.Project, insertAcceptance, a.Project, a.Version, side, who, pgtx.At(now))
	return n > 0, err
}

const selectAcceptances = `
select a.side, a.version, p.name, a.at from acceptances a join people p on p.id = a.person where a.project = $1 order by a.at, a.side`

// Acceptances returns who has accepted agreements of a project, of all versions, the
// earliest first.
func (tx *Tx) Acceptances(ctx context.Context, project string) ([]desk.Acceptance, error) {
	return pgtx.Rows(ctx, tx.t, "read the acceptances of "+project, func(row pgx.CollectableRow) (a desk.Acceptance, err error) {
		err = row.Scan(&a.Side, &a.Version, &a.Who, pgtx.Timestamp{T: &a.At})
		return a, err
	}, selectAcceptances, project)
}
