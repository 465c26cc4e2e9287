package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const (
	firstWordsDue = `
select t.id from tickets t where t.project = $1 and ` + stillOpen + ` and (t.alert->>'due')::timestamptz <= $2 order by t.id`

	firstWordNext = `select min((t.alert->>'due')::timestamptz) from tickets t where t.project = $1 and ` + stillOpen
)

// FirstWordsDue returns the open tickets of a project whose shop is to be told about
// them by now.
func (tx *Tx) FirstWordsDue(ctx context.Context, project string, now time.Time) ([]desk.TicketID, error) {
	return pgtx.Rows(ctx, tx.t, "read of which alerts "+project+" is told", pgx.RowTo[desk.TicketID], firstWordsDue, project, pgtx.At(now))
}

// FirstWordNext returns when the shop is to be told about a ticket next; zero: of
// none.
func (tx *Tx) FirstWordNext(ctx context.Context, project string) (time.Time, error) {
	return pgtx.One(ctx, tx.t, "read when "+project+" is told about an alert", scanTime, firstWordNext, project)
}
