package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/billing"
	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const (
	insertWorked = `
insert into worked (root, ticket, person, at, day, month, seconds, before, activity, free, after_hours, priority)
values (nullif($1, 0), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, nullif($12, 0)) returning id`

	// What was done is in the timeline, where it can be erased.
	selectWorked = `
select w.id, coalesce(w.root, w.id), t.project, t.number, w.person, coalesce(p.name, ''), w.at, w.day, w.month, w.seconds, w.before,
    w.activity, w.free, w.after_hours, coalesce(w.priority, t.priority), coalesce((
        select e.detail ->> 'text' from timeline e
        where e.ticket = w.ticket and e.kind = 'worked' and (e.detail ->> 'entry')::bigint = w.id), '')
from worked w join tickets t on t.id = w.ticket left join people p on p.id = w.person `
)

// scanWorked reads a row of selectWorked.
func scanWorked(row pgx.CollectableRow) (e billing.TimeEntry, err error) {
	var seconds, before int64
	var day, month time.Time
	err = row.Scan(&e.ID, &e.Root, &e.Ticket.Project, &e.Ticket.Number, &e.Person, &e.Name, pgtx.Timestamp{T: &e.At}, &day, &month,
		&seconds, &before, &e.Activity, &e.Free, &e.AfterHours, &e.Priority, &e.Text)
	e.Day, e.Month = desk.DateOf(day), desk.MonthOf(month)
	e.Spent, e.Before = time.Duration(seconds)*time.Second, time.Duration(before)*time.Second
	return e, err
}

// AddWork stores an entry of work, or a correction of one, and returns its
// number. Fractions of seconds are dropped.
func (tx *Tx) AddWork(ctx context.Context, t desk.TicketID, e billing.TimeEntry) (int64, error) {
	return pgtx.One(ctx, tx.t, "enter work", pgx.RowTo[int64], insertWorked, e.Root, t, e.Person, pgtx.At(e.At),
		e.Day.In(time.UTC), e.Month.Begin(time.UTC), int64(e.Spent/time.Second), int64(e.Before/time.Second), e.Activity, e.Free, e.AfterHours, e.Priority)
}

// WorkOn returns the work of a person on a ticket, corrections included, in the
// order in which it was entered.
func (tx *Tx) WorkOn(ctx context.Context, t desk.TicketID, who desk.PersonID) ([]billing.TimeEntry, error) {
	return pgtx.Rows(ctx, tx.t, "read work on a ticket", scanWorked, selectWorked+`where w.ticket = $1 and w.person = $2 order by w.id`, t, who)
}

// WorkOf returns the work for a project that counts in a month, in the order in
// which it was entered.
func (tx *Tx) WorkOf(ctx context.Context, project string, m desk.Month) ([]billing.TimeEntry, error) {
	return pgtx.Rows(ctx, tx.t, "read the work of a month", scanWorked, selectWorked+`where w.month = $1 and t.project = $2 order by w.id`,
		m.Begin(time.UTC), project)
}

// WorkBy returns the work that a person did on the days from one up to but not
// including another, by day.
func (tx *Tx) WorkBy(ctx context.Context, who desk.PersonID, from, to desk.Date) ([]billing.TimeEntry, error) {
	return pgtx.Rows(ctx, tx.t, "read somebody's work", scanWorked, selectWorked+`where w.person = $1 and w.day >= $2 and w.day < $3 order by w.day, w.id`,
		who, from.In(time.UTC), to.In(time.UTC))
}

const selectAgreed = `
select t.project, t.number, coalesce(t.approvals, '[]')
from tickets t where t.project = $2 and t.id in (select w.ticket from worked w where w.month = $1)`

// Agreed returns the tickets of a project on which work counts in a month. Of
// each it reads the key and the approvals.
func (tx *Tx) Agreed(ctx context.Context, project string, m desk.Month) ([]desk.Ticket, error) {
	scan := func(row pgx.CollectableRow) (t desk.Ticket, err error) {
		err = row.Scan(&t.Key.Project, &t.Key.Number, &t.Approvals)
		return t, err
	}
	return pgtx.Rows(ctx, tx.t, "read what is agreed on for "+project, scan, selectAgreed, m.Begin(time.UTC), project)
}

const selectFirstWorked = `
select w.month from worked w join tickets t on t.id = w.ticket where t.project = $1 order by w.month limit 1`

// FirstWorked returns the first month with work for a project; false: there is
// none.
func (tx *Tx) FirstWorked(ctx context.Context, project string) (desk.Month, bool, error) {
	first, err := pgtx.One(ctx, tx.t, "read the first month of "+project, pgx.RowTo[time.Time], selectFirstWorked, project)
	if errors.Is(err, desk.ErrNotFound) {
		return desk.Month{}, false, nil
	}
	return desk.MonthOf(first), err == nil, err
}

const (
	insertLocked = `
insert into locked_months (project, month, locked_at, statement) values ($1, $2, $3, $4) on conflict (project, month) do nothing`
	selectLocked = `select month, statement from locked_months where project = $1 and month <= $2 order by month desc limit $3`
)

// LockMonth stores the statement of a month, which does not change any more.
func (tx *Tx) LockMonth(_ context.Context, project string, s billing.Statement, now time.Time) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("encode the statement of %s: %w", s.Month, err)
	}
	tx.t.Later("lock a month", insertLocked, project, s.Month.Begin(time.UTC), pgtx.At(now), raw)
	return nil
}

// LockedMonths returns the last statements of locked months up to and including
// one, the latest first; at most limit.
func (tx *Tx) LockedMonths(ctx context.Context, project string, upTo desk.Month, limit int) ([]billing.Statement, error) {
	scan := func(row pgx.CollectableRow) (s billing.Statement, err error) {
		var raw json.RawMessage
		var month time.Time
		if err := row.Scan(&month, &raw); err != nil {
			return s, err
		}
		err = json.Unmarshal(raw, &s)
		return s, err
	}
	return pgtx.Rows(ctx, tx.t, "read locked months of "+project, scan, selectLocked, project, upTo.Begin(time.UTC), limit)
}

const selectWorkedTimes = `
select coalesce(nullif(p.handle, ''), w.person::text), coalesce(p.name, ''), w.activity, not w.free, count(distinct w.ticket), sum(w.seconds)
from worked w join tickets t on t.id = w.ticket left join people p on p.id = w.person
where w.day >= $2 and w.day < $3 and t.project = any($1)
group by w.person, p.handle, p.name, w.activity, w.free having sum(w.seconds) <> 0
order by 2, 1, 3, 4`

// WorkedTimes returns how long people worked for projects on the days from one
// up to but not including another, by person and activity.
func (tx *Tx) WorkedTimes(ctx context.Context, projects []string, from, to desk.Date) ([]desk.WorkedTime, error) {
	scan := func(row pgx.CollectableRow) (w desk.WorkedTime, err error) {
		var seconds int64
		err = row.Scan(&w.Engineer, &w.Name, &w.Activity, &w.Billable, &w.Tickets, &seconds)
		w.Time = time.Duration(seconds) * time.Second
		return w, err
	}
	return pgtx.Rows(ctx, tx.t, "read worked time", scan, selectWorkedTimes, projects, from.In(time.UTC), to.In(time.UTC))
}
