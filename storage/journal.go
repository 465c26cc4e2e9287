package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage/pgtx"
)

// A JournalRow is an entry of a project's history that is of no ticket.
type JournalRow struct {
	Project string
	At      time.Time
	By      desk.Actor // zero: the operator, at the command line
	Source  string     // the message or event by which it was done; "": a command of the program
	Event   history.ProjectActivity
}

const insertJournal = `
insert into timeline (project, at, kind, person, handle, actor, detail, note, source)
select project, at, kind, person, handle, actor, detail, '', nullif(source, '')
from unnest($1::text[], $2::timestamptz[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::jsonb[], $8::text[]) with ordinality
    as line(project, at, kind, person, handle, actor, detail, source, nth)
order by nth`

// Record adds entries to the histories of projects, in this order.
func (tx *Tx) Record(rows ...JournalRow) {
	if len(rows) == 0 {
		return
	}
	kinds, details := make([]history.ActivityKind, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		kind, detail := history.Encode(r.Event)
		kinds[i], details[i] = kind, string(detail)
	}
	tx.t.Later("record "+string(kinds[0]), insertJournal,
		pgtx.Column(rows, func(r JournalRow) string { return r.Project }),
		pgtx.Column(rows, func(r JournalRow) pgtx.Timestamp { return pgtx.At(r.At) }),
		kinds,
		pgtx.Column(rows, func(r JournalRow) desk.PersonID { return r.By.Person }),
		pgtx.Column(rows, func(r JournalRow) string { return r.By.Handle }),
		pgtx.Column(rows, func(r JournalRow) string { return r.By.Name }),
		details,
		pgtx.Column(rows, func(r JournalRow) string { return r.Source }))
}

const selectJournal = `
select ` + entryColumns + ` from timeline e left join tickets t on t.id = e.ticket where e.project = $1 order by e.id`

// Journal returns the entries of a project's history that are of no ticket, in
// their order.
func (tx *Tx) Journal(ctx context.Context, project string) ([]EntryRow, error) {
	return pgtx.Rows(ctx, tx.t, "read the journal of "+project, scanEntryRow, selectJournal, project)
}

const selectProjectsOf = `
select project from tickets where requester = $1 union select project from members where person = $1
union select t.project from timeline e join tickets t on t.id = e.ticket where e.person = $1
union select project from timeline where person = $1 and project is not null
order by 1`

// ProjectsOf returns the codes of the projects in whose tickets or membership a
// person stands.
func (tx *Tx) ProjectsOf(ctx context.Context, who desk.PersonID) ([]string, error) {
	return pgtx.Rows(ctx, tx.t, "read whose person it is", pgx.RowTo[string], selectProjectsOf, who)
}
