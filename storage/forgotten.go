package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// selectForgotten looks at open tickets alone. A linked ticket is worked on with its lead,
// and what is snoozed was not forgotten.
const selectForgotten = `
select t.number, t.priority, t.assignee, t.line, last.at
from tickets t, lateral (
    select max(at) as at from timeline e
    where e.ticket = t.id and (e.person <> 0 or e.handle <> '' or e.kind in ('opened', 'nudged'))) last
where t.project = $1 and ` + stillOpen + ` and t.lead = 0 and t.merged_number = 0
    and (t.snoozed_until is null or t.snoozed_until <= $3) and last.at <= $2
order by last.at, t.id limit $4`

// Forgotten returns the open tickets of a project about which nobody has done or said
// anything since, the longest silent first. A reminder to the customer counts as a word.
func (tx *Tx) Forgotten(ctx context.Context, project string, since, now time.Time, limit int) ([]desk.SilentTicket, error) {
	scan := func(row pgx.CollectableRow) (f desk.SilentTicket, err error) {
		f.Key.Project = project
		err = row.Scan(&f.Key.Number, &f.Priority, &f.Assignee, &f.Line, pgtx.Timestamp{T: &f.Since})
		return f, err
	}
	return pgtx.Rows(ctx, tx.t, "read forgotten tickets of "+project, scan, selectForgotten, project, pgtx.At(since), pgtx.At(now), limit)
}
