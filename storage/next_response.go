package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A NextResponse is what became of an answer that was promised.
type NextResponse struct {
	Ticket   desk.TicketID
	Project  string
	Asked    time.Time
	Due      time.Time
	Answered time.Time     // zero: not by the deadline
	Took     time.Duration // in the time of the target's calendar
}

const (
	// insertResponse keeps the deadline that was missed first.
	insertResponse = `
insert into next_responses (ticket, project, asked_at, due_at, answered_at, took, decided_at)
values ($1, $2, $3, $4, $5::timestamptz, $6, least($4::timestamptz, $5::timestamptz))
on conflict (ticket, asked_at) do update set answered_at = excluded.answered_at, took = excluded.took`
	unanswer = `
with gone as (
    delete from next_responses where ticket = $1 and answered_at = $2 and due_at >= $3 returning asked_at, due_at),
late as (
    update next_responses set answered_at = null, took = 0, decided_at = due_at
    where ticket = $1 and answered_at = $2 and due_at < $3 returning asked_at, due_at)
select asked_at, due_at from gone union all select asked_at, due_at from late`
	selectResponses = `
select count(*), count(*) filter (where answered_at <= due_at), count(answered_at),
    coalesce(percentile_disc(0.5) within group (order by took) filter (where answered_at is not null), 0),
    coalesce(percentile_disc(0.95) within group (order by took) filter (where answered_at is not null), 0)
from next_responses where project = any($1) and decided_at >= $2 and decided_at < $3`
)

// SaveNextResponses records what became of promised answers.
func (tx *Tx) SaveNextResponses(all ...NextResponse) error {
	for _, r := range all {
		tx.t.Later("record an answer", insertResponse, r.Ticket, r.Project, pgtx.At(r.Asked), pgtx.At(r.Due), pgtx.At(r.Answered), int64(r.Took))
	}
	return nil
}

// Unanswer takes back that a ticket's customer was answered at a time, and returns when
// they had asked and until when the answer was promised; zero times: they had not.
func (tx *Tx) Unanswer(ctx context.Context, t desk.TicketID, at, now time.Time) (asked, due time.Time, err error) {
	type promise struct{ asked, due time.Time }
	p, err := pgtx.One(ctx, tx.t, "take an answer back", func(row pgx.CollectableRow) (p promise, err error) {
		err = row.Scan(pgtx.Timestamp{T: &p.asked}, pgtx.Timestamp{T: &p.due})
		return p, err
	}, unanswer, t, pgtx.At(at), pgtx.At(now))
	if errors.Is(err, desk.ErrNotFound) {
		err = nil
	}
	return p.asked, p.due, err
}

// NextResponses returns how well the next responses of projects were met that were
// decided within a period: when the answer came, or else at the deadline.
func (tx *Tx) NextResponses(ctx context.Context, projects []string, within desk.Period) (desk.TargetFigures, error) {
	return pgtx.One(ctx, tx.t, "count next responses", func(row pgx.CollectableRow) (f desk.TargetFigures, err error) {
		var median, p95 int64
		err = row.Scan(&f.Promised, &f.Met, &f.Measured, &median, &p95)
		f.Median, f.P95 = time.Duration(median), time.Duration(p95)
		return f, err
	}, selectResponses, projects, pgtx.At(within.From), pgtx.At(within.To))
}
