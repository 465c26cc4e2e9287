package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// An OpenFact is what is counted of a ticket that is open now. A deadline is zero
// if there is none, or if it was met.
type OpenFact struct {
	Key                        desk.Key
	Priority                   desk.Priority
	State                      desk.State
	Assignee                   desk.EngineerID
	OpenedAt                   time.Time
	Acked                      bool
	ReactionDue, ResolutionDue time.Time
	// What is overdue is missed and was not met since, as in reports.
	ReactionOverdue, ResolutionOverdue bool
	Paused                             bool // the resolution clock stands
}

const selectOpenFacts = `
with known as (
    select *, $2::timestamptz as at from outcomes where project = any($1) and until is null and not merged and ` + openState + `
)` + standing + `
select project, number, priority, state, assignee, opened_at, acked_at is not null,
    case when reacted_at is null and reaction_mended is null then coalesce(reaction_broken, reaction_due) end,
    case when resolution_mended is null then coalesce(resolution_broken, resolution_due) end,
    reaction_overdue, resolution_overdue, paused_from is not null
from standing order by opened_at, project, number`

// OpenFacts returns the open tickets of projects as they are at a time, now or soon,
// the oldest first, without words.
func (tx *Tx) OpenFacts(ctx context.Context, projects []string, at time.Time) ([]OpenFact, error) {
	scan := func(row pgx.CollectableRow) (f OpenFact, err error) {
		err = row.Scan(&f.Key.Project, &f.Key.Number, &f.Priority, &f.State, &f.Assignee, pgtx.Timestamp{T: &f.OpenedAt}, &f.Acked,
			pgtx.Timestamp{T: &f.ReactionDue}, pgtx.Timestamp{T: &f.ResolutionDue}, &f.ReactionOverdue, &f.ResolutionOverdue, &f.Paused)
		return f, err
	}
	return pgtx.Rows(ctx, tx.t, "read what is open", scan, selectOpenFacts, projects, pgtx.At(at))
}
