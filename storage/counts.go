package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A CountQuery is a part of a month of one project. It is counted by the facts as
// they were at the month's end, or as they are now.
type CountQuery struct {
	Project string
	Month   desk.Date   // its first day
	Period  desk.Period // within the month
	At      time.Time   // the month's end, or now: open targets are judged as of then
}

func (q CountQuery) args() []any {
	return []any{q.Project, day(q.Month), pgtx.At(q.Period.From), pgtx.At(q.Period.To), pgtx.At(q.At)}
}

// A Count has what can be added up over months: counts, and each time that passed.
type Count struct {
	desk.Figures
	Reactions   []int64 // nanoseconds of the contract's time, in no order
	Resolutions []int64
	Backlog     desk.OpenFigures
	Lines       [desk.Lines]desk.LineFigures
}

// A GroupCount is the count of one type and priority.
type GroupCount struct {
	Type     desk.RequestType
	Priority desk.Priority
	Count
}

// A PersonCount is the count of the tickets that one engineer has, or had at the
// end.
type PersonCount struct {
	Engineer desk.EngineerID
	Count
}

// A BreachRow is a target that was not met, without words.
type BreachRow struct {
	Ticket   desk.TicketID
	Number   int
	Type     desk.RequestType
	Priority desk.Priority
	Target   desk.ClockName
	Due      time.Time
	Late     time.Duration
	Still    bool // it has still not happened
	Acked    bool // somebody took it before the deadline
	Reopened bool
	Line     int // which held it longest; 0: none did
	Assignee desk.EngineerID
}

// openState is the condition of the index on facts of open tickets.
const openState = `state in ('new', 'in_progress', 'waiting_customer', 'waiting_vendor')`

// facts are those of the tickets that matter to a month: those that changed in it,
// and those that were open all the while. It takes the first two arguments of a
// CountQuery.
const facts = `
with facts as (
    select * from outcomes where project = $1 and month = $2
    union all
    select * from outcomes where project = $1 and month < $2 and (until is null or until > $2) and ` + openState + `
)`

// standing says how the targets of tickets stand at a time. It is the one rule for
// reports and for what is open now. It takes known, facts with that time as at.
//
// What was recorded as missed stays so; otherwise a target is judged at that time.
// While the clock is stopped, a resolution is as late as it was when it stopped. A
// target of an open ticket is overdue if it is late and was not met since.
const standing = `, lasts as (
    select *, ` + openState + ` as open,
        coalesce(reaction_mended, reacted_at, ended_at, at) as reaction_until,
        coalesce(resolution_mended, resolved_at, case when resolution_missed is null then paused_from end, ended_at, at) as resolution_until
    from known
), late as (
    select *, coalesce(reaction_missed is not null or reaction_until > reaction_due, false) as reaction_late,
        coalesce(resolution_missed is not null or resolution_until > resolution_due, false) as resolution_late
    from lasts
), standing as (
    select *, open and reaction_late and reacted_at is null and reaction_mended is null as reaction_overdue,
        open and resolution_late and resolution_mended is null as resolution_overdue
    from late
)`

// judged are the facts with what was decided within the period. It takes the
// arguments of a CountQuery.
//
// A target is decided when it was met, or else at its deadline, or when that was
// set if it was over already. It is judged as of the month's end or now. Of a merged
// ticket only its targets count.
const judged = facts + `, known as (select *, $5::timestamptz as at from facts)` + standing + `, decided as (
    select *, not merged and opened_at >= $3 and opened_at < $4 as opened, reacted_at >= $3 and reacted_at < $4 as reacted,
        resolved_at >= $3 and resolved_at < $4 as resolved, not merged and rated_at >= $3 and rated_at < $4 and rating > 0 as rated,
        coalesce(reaction_missed, case when reaction_until > reaction_due then greatest(reaction_due, reaction_set)
            when reaction_due is not null then reacted_at end) as reaction_at,
        coalesce(resolution_missed, case when resolution_until > resolution_due then greatest(resolution_due, resolution_set)
            when resolution_due is not null then resolved_at end) as resolution_at
    from standing
), judged as materialized (
    select *, coalesce(reaction_at >= $3 and reaction_at < $4, false) as reaction, coalesce(resolution_at >= $3 and resolution_at < $4, false) as resolution
    from decided
)`

const selectCounts = judged + `
select grouping(assignee) = 0, coalesce(type, ''), coalesce(priority, 0), coalesce(assignee, ''),
    count(*) filter (where opened), count(*) filter (where resolved),
    count(*) filter (where reaction), count(*) filter (where reaction and not reaction_late),
    count(*) filter (where open and reaction_due is not null and reacted_at is null and not reaction_late),
    array_agg(reaction_took) filter (where reacted),
    count(*) filter (where resolution), count(*) filter (where resolution and not resolution_late),
    count(*) filter (where open and resolution_due is not null and not resolution_late),
    array_agg(resolution_took) filter (where resolved),
    coalesce(sum(waited_customer) filter (where resolved), 0)::bigint, coalesce(sum(waited_vendor) filter (where resolved), 0)::bigint,
    count(*) filter (where resolved and reopened > 0), count(*) filter (where opened and retyped),
    array[count(*) filter (where rated and rating = 1), count(*) filter (where rated and rating = 2), count(*) filter (where rated and rating = 3),
        count(*) filter (where rated and rating = 4), count(*) filter (where rated and rating = 5)],
    count(*) filter (where open), count(*) filter (where open and acked_at is null), count(*) filter (where open and state like 'waiting%'),
    count(*) filter (where reaction_overdue or resolution_overdue), min(opened_at) filter (where open),
    array[count(*) filter (where open and opened_at > $5 - interval '24 hours'),
        count(*) filter (where open and opened_at <= $5 - interval '24 hours' and opened_at > $5 - interval '72 hours'),
        count(*) filter (where open and opened_at <= $5 - interval '72 hours' and opened_at > $5 - interval '168 hours'),
        count(*) filter (where open and opened_at <= $5 - interval '168 hours' and opened_at > $5 - interval '720 hours'),
        count(*) filter (where open and opened_at <= $5 - interval '720 hours')],
    array[count(*) filter (where resolved and held[1] > 0), count(*) filter (where resolved and held[2] > 0), count(*) filter (where resolved and held[3] > 0)],
    array[coalesce(sum(held[1]) filter (where resolved), 0), coalesce(sum(held[2]) filter (where resolved), 0),
        coalesce(sum(held[3]) filter (where resolved), 0)]::bigint[],
    array[count(*) filter (where resolved and line = 1), count(*) filter (where resolved and line = 2), count(*) filter (where resolved and line = 3)]
from judged group by grouping sets ((type, priority), (assignee))`

const selectBreaches = judged + `
select ticket, number, type, priority, target, due, (extract(epoch from late_until - due - waited) * 1000000000)::bigint, still,
    coalesce(acked_at <= due, false), reopened > 0,
    case when greatest(held[1], held[2], held[3]) = 0 then 0 when held[3] >= greatest(held[1], held[2]) then 3 when held[2] >= held[1] then 2 else 1 end,
    assignee
from (
    select *, 'reaction' as target, coalesce(reaction_broken, reaction_due) as due, reaction_until as late_until, interval '0' as waited,
        open and reacted_at is null and reaction_mended is null as still
    from judged where reaction and reaction_late
    union all
    select *, 'resolution', coalesce(resolution_broken, resolution_due), resolution_until,
        resolution_waited / 1000 * interval '1 microsecond' + case when resolution_mended is null and resolution_missed is not null and resolution_until > paused_from
            then resolution_until - greatest(paused_from, resolution_broken) else interval '0' end,
        open and resolved_at is null and resolution_mended is null
    from judged where resolution and resolution_late
) missed
order by due, number, target`

const selectOldest = facts + `
select number from facts where ` + openState + ` order by opened_at, number limit 1`

const selectBrief = judged + `
select count(*) filter (where opened), count(*) filter (where resolved),
    count(*) filter (where reaction), count(*) filter (where reaction and not reaction_late),
    count(*) filter (where resolution), count(*) filter (where resolution and not resolution_late)
from judged`

type countRow struct {
	person   bool
	typ      desk.RequestType
	priority desk.Priority
	engineer desk.EngineerID
	Count
}

func scanCount(row pgx.CollectableRow) (r countRow, err error) {
	f, b := &r.Figures, &r.Backlog
	var ratings, ages, with, held, solved []int64
	err = row.Scan(&r.person, &r.typ, &r.priority, &r.engineer, &f.Tickets, &f.Resolved,
		&f.Reaction.Promised, &f.Reaction.Met, &f.Reaction.Pending, &r.Reactions,
		&f.Resolution.Promised, &f.Resolution.Met, &f.Resolution.Pending, &r.Resolutions,
		&f.Waited.Customer, &f.Waited.Vendor, &f.Reopened, &f.Retyped, &ratings,
		&b.Open, &b.Untaken, &b.Waiting, &b.Breached, pgtx.Timestamp{T: &b.Since}, &ages, &with, &held, &solved)
	f.Ratings = map[int]int{}
	for i, n := range ratings {
		if n > 0 {
			f.Ratings[i+1] = int(n)
		}
	}
	for i, n := range ages {
		b.Ages[i] = int(n)
	}
	for i := range r.Lines {
		if len(with) == desk.Lines {
			r.Lines[i] = desk.LineFigures{Line: i + 1, Tickets: int(with[i]), Held: time.Duration(held[i]), Solved: int(solved[i])}
		}
	}
	return r, err
}

func scanBreach(row pgx.CollectableRow) (b BreachRow, err error) {
	err = row.Scan(&b.Ticket, &b.Number, &b.Type, &b.Priority, &b.Target, pgtx.Timestamp{T: &b.Due}, &b.Late, &b.Still,
		&b.Acked, &b.Reopened, &b.Line, &b.Assignee)
	return b, err
}

// A MonthCount is what was counted of a part of a month.
type MonthCount struct {
	Groups   []GroupCount
	People   []PersonCount
	Breaches []BreachRow // by deadline
	Oldest   int         // the number of the oldest open ticket; 0: none
}

// CountMonth counts a part of a month. The words of no ticket are read.
func (tx *Tx) CountMonth(ctx context.Context, q CountQuery) (MonthCount, error) {
	var m MonthCount
	var counts []countRow
	var oldest []int
	pgtx.Ahead(tx.t, "count tickets", &counts, scanCount, selectCounts, q.args()...)
	pgtx.Ahead(tx.t, "find the oldest", &oldest, pgx.RowTo[int], selectOldest, q.args()[:2]...)
	var err error
	m.Breaches, err = pgtx.Rows(ctx, tx.t, "read breaches", scanBreach, selectBreaches, q.args()...)
	for _, c := range counts {
		if c.person {
			c.Reactions = nil // no report shows them by person
			m.People = append(m.People, PersonCount{c.engineer, c.Count})
		} else {
			m.Groups = append(m.Groups, GroupCount{c.typ, c.priority, c.Count})
		}
	}
	if len(oldest) > 0 {
		m.Oldest = oldest[0]
	}
	return m, err
}

// Brief returns what a trend shows of a month: how many tickets were opened and
// resolved, and how many targets were decided and met.
func (m MonthCount) Brief() (f desk.Figures) {
	for _, g := range m.Groups {
		f.Tickets += g.Tickets
		f.Resolved += g.Resolved
		f.Reaction.Promised += g.Reaction.Promised
		f.Reaction.Met += g.Reaction.Met
		f.Resolution.Promised += g.Resolution.Promised
		f.Resolution.Met += g.Resolution.Met
	}
	return f
}

// CountBrief counts what Brief returns, which is quicker than CountMonth.
func (tx *Tx) CountBrief(ctx context.Context, q CountQuery) (desk.Figures, error) {
	scan := func(row pgx.CollectableRow) (f desk.Figures, err error) {
		err = row.Scan(&f.Tickets, &f.Resolved, &f.Reaction.Promised, &f.Reaction.Met, &f.Resolution.Promised, &f.Resolution.Met)
		return f, err
	}
	return pgtx.One(ctx, tx.t, "count a part of a trend", scan, selectBrief, q.args()...)
}

const selectUncounted = `select count(*) from (select from tickets where recount and project = any($1) limit 10000) few`

// Uncounted returns how many tickets of projects are still to be counted, up to
// ten thousand.
func (tx *Tx) Uncounted(ctx context.Context, projects []string) (int, error) {
	return pgtx.One(ctx, tx.t, "find uncounted tickets", pgx.RowTo[int], selectUncounted, projects)
}
