package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A FrozenMonth is what was counted of a project's month after its end.
type FrozenMonth struct {
	Project string
	Month   desk.Date       // its first day
	Period  desk.Period     // by the contract's zone of then
	counts  json.RawMessage // nil: it was read for a trend only
	brief   json.RawMessage // nil: frozen by version 0.2 or before
}

// Of reports whether the month is the whole of a period.
func (f FrozenMonth) Of(p desk.Period) bool {
	return f.Period.From.Equal(p.From) && f.Period.To.Equal(p.To)
}

// Counts returns what was counted.
func (f FrozenMonth) Counts() (m MonthCount, err error) {
	return m, f.read(f.counts, &m)
}

// Brief returns what a trend shows of the month.
func (f FrozenMonth) Brief() (figures desk.Figures, err error) {
	if f.brief != nil {
		return figures, f.read(f.brief, &figures)
	}
	m, err := f.Counts()
	return m.Brief(), err
}

func (f FrozenMonth) read(raw json.RawMessage, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read the frozen figures of %s: %w", f.Project, err)
	}
	return nil
}

const (
	selectFrozen = `
select month, from_at, to_at, case when month >= $3 or brief is null then counts end, brief from frozen_months where project = $1 and month >= $2`
	insertFrozen = `
insert into frozen_months (project, month, from_at, to_at, counts, brief, frozen_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`
	selectMelted = `
select exists (select from tickets where project = $1 and recount)`
)

// FrozenMonths returns a project's frozen months from one on, with all their
// counts from another on: the earlier ones are for a trend.
func (tx *Tx) FrozenMonths(ctx context.Context, project string, from, counts desk.Date) (map[desk.Date]FrozenMonth, error) {
	scan := func(row pgx.CollectableRow) (FrozenMonth, error) {
		f := FrozenMonth{Project: project}
		var month time.Time
		err := row.Scan(&month, pgtx.Timestamp{T: &f.Period.From}, pgtx.Timestamp{T: &f.Period.To}, &f.counts, &f.brief)
		f.Month = desk.DateOf(month)
		return f, err
	}
	all, err := pgtx.Rows(ctx, tx.t, "read frozen months of "+project, scan, selectFrozen, project, day(from), day(counts))
	frozen := map[desk.Date]FrozenMonth{}
	for _, f := range all {
		frozen[f.Month] = f
	}
	return frozen, err
}

// Freeze stores what was counted of a month that is over. A month that is frozen
// stays as it is.
func (tx *Tx) Freeze(q CountQuery, m MonthCount, now time.Time) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("freeze a month of %s: %w", q.Project, err)
	}
	brief, err := json.Marshal(m.Brief())
	if err != nil {
		return fmt.Errorf("freeze a month of %s: %w", q.Project, err)
	}
	tx.t.Later("freeze a month of "+q.Project, insertFrozen, q.Project, day(q.Month), pgtx.At(q.Period.From), pgtx.At(q.Period.To), raw, brief, pgtx.At(now))
	return nil
}

const selectFirstUnfrozen = `
select coalesce((select max(month) + interval '1 month' from frozen_months where project = $1), (select min(month) from outcomes where project = $1))::date`

// FirstUnfrozen returns the month after a project's last frozen one, or else the
// first in which anything happened; the zero date if nothing did.
func (tx *Tx) FirstUnfrozen(ctx context.Context, project string) (desk.Date, error) {
	first, err := pgtx.One(ctx, tx.t, "find the month to freeze", pgx.RowTo[*time.Time], selectFirstUnfrozen, project)
	if err != nil || first == nil {
		return desk.Date{}, err
	}
	return desk.DateOf(*first), nil
}

// Counted reports whether all tickets of a project are counted.
func (tx *Tx) Counted(ctx context.Context, project string) (bool, error) {
	melted, err := pgtx.One(ctx, tx.t, "look for uncounted tickets", pgx.RowTo[bool], selectMelted, project)
	return !melted, err
}

// TicketWords are the first words of a ticket's request and resolution.
type TicketWords struct{ Request, Resolution string }

// subjectRunes is how much of a ticket's words a report shows.
const subjectRunes = 120

const selectFirstWords = `select id, left(body, $2), left(resolution, $2) from tickets where id = any($1)`

// FirstWords returns the first words of tickets; those that are not kept are empty.
func (tx *Tx) FirstWords(ctx context.Context, ids []desk.TicketID) (map[desk.TicketID]TicketWords, error) {
	words := map[desk.TicketID]TicketWords{}
	if len(ids) == 0 {
		return words, nil
	}
	type row struct {
		ID                  desk.TicketID
		Request, Resolution string
	}
	all, err := pgtx.Rows(ctx, tx.t, "read subjects", pgx.RowToStructByPos[row], selectFirstWords, ids, subjectRunes)
	for _, r := range all {
		words[r.ID] = TicketWords{r.Request, r.Resolution}
	}
	return words, err
}
