package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// within reads entries of the timeline; what is asked for comes before it. It names the
// kinds of the index timeline_reported.
const within = `
from timeline e join tickets t on t.id = e.ticket
where e.kind in ('approval_given', 'approval_declined', 'update_missed', 'skipped', 'linked') and e.at >= $2 and e.at < $3 and t.project = $1 `

// selectAgreements reads what was asked from the last question with the same print.
const selectAgreements = `
select e.number, e.at, e.kind = 'approval_declined', coalesce((e.detail ->> 'done')::boolean, false), coalesce(e.detail ->> 'of', ''),
    coalesce(e.detail -> 'for' ->> 'name', ''), coalesce((a.detail ->> 'effort')::bigint, 0), coalesce(a.detail ->> 'price', ''), coalesce(a.detail ->> 'text', '')
from (select t.number, e.*` + within + `and e.kind in ('approval_given', 'approval_declined')) e
left join lateral (
    select detail from timeline asked
    where asked.ticket = e.ticket and asked.kind = 'approval_asked' and asked.detail ->> 'print' = e.detail ->> 'print'
    order by asked.id desc limit 1) a on true
order by e.at, e.id`

// Agreements returns what a project's approvers said within a period, earliest
// first.
func (tx *Tx) Agreements(ctx context.Context, project string, p desk.Period) ([]desk.Agreement, error) {
	scan := func(row pgx.CollectableRow) (a desk.Agreement, err error) {
		a.Key.Project = project
		err = row.Scan(&a.Key.Number, pgtx.Timestamp{T: &a.At}, &a.No, &a.Done, &a.Of, &a.Who, &a.Effort, &a.Price, &a.Text)
		if a.Text == desk.Erased {
			a.Text = ""
		}
		return a, err
	}
	return pgtx.Rows(ctx, tx.t, "read approvals of "+project, scan, selectAgreements, project, pgtx.At(p.From), pgtx.At(p.To))
}

const selectMisses = `
select t.number, min((e.detail ->> 'due')::timestamptz), count(*)` + within + `and e.kind = 'update_missed' group by t.id order by 2, t.id`

// UpdateMisses returns the tickets of a project whose customers had no word in time,
// of the words that were missed within a period, by the first of them.
func (tx *Tx) UpdateMisses(ctx context.Context, project string, p desk.Period) ([]desk.UpdateMiss, error) {
	scan := func(row pgx.CollectableRow) (m desk.UpdateMiss, err error) {
		m.Key.Project = project
		err = row.Scan(&m.Key.Number, pgtx.Timestamp{T: &m.Due}, &m.Times)
		return m, err
	}
	return pgtx.Rows(ctx, tx.t, "read missed updates of "+project, scan, selectMisses, project, pgtx.At(p.From), pgtx.At(p.To))
}

const selectInVain = `
select t.number, min(e.at), coalesce(e.detail ->> 'audience', ''), count(*)` + within + `and e.kind = 'skipped' group by t.id, 3 order by 2, t.id, 3`

// CalledInVain returns the tickets of a project of which nobody was reached within
// a period, by whom their ladders wanted to call, the earliest first.
func (tx *Tx) CalledInVain(ctx context.Context, project string, p desk.Period) ([]desk.CalledInVain, error) {
	scan := func(row pgx.CollectableRow) (c desk.CalledInVain, err error) {
		c.Key.Project = project
		err = row.Scan(&c.Key.Number, pgtx.Timestamp{T: &c.At}, &c.Audience, &c.Times)
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read calls in vain of "+project, scan, selectInVain, project, pgtx.At(p.From), pgtx.At(p.To))
}

// selectOLA reads each target of a hand-over once, however often its holder was told.
const selectOLA = `
select t.number, min(e.at), coalesce(nullif(e.detail -> 'who' ->> 'handle', ''), 'line_' || (e.detail ->> 'line')), coalesce((e.detail ->> 'solve')::boolean, false)
from timeline e join tickets t on t.id = e.ticket
where e.kind = 'ola' and (e.detail ->> 'late')::boolean and e.at >= $2 and e.at < $3 and t.project = $1
group by t.id, 3, 4 order by 2, t.id, 4`

// OLAMisses returns what the lines and suppliers of a project missed within a period,
// the earliest first.
func (tx *Tx) OLAMisses(ctx context.Context, project string, p desk.Period) ([]desk.OLAMiss, error) {
	scan := func(row pgx.CollectableRow) (m desk.OLAMiss, err error) {
		m.Key.Project = project
		err = row.Scan(&m.Key.Number, pgtx.Timestamp{T: &m.At}, &m.Holder, &m.Solve)
		return m, err
	}
	return pgtx.Rows(ctx, tx.t, "read what lines missed of "+project, scan, selectOLA, project, pgtx.At(p.From), pgtx.At(p.To))
}

// selectCauses counts a ticket where it was linked last within the period. What
// everybody else is linked to counts as well.
const selectCauses = `
select lead.number, lead.body, count(*) + 1
from (select distinct on (e.ticket) e.ticket, e.detail ->> 'to' as lead` + within + `and e.kind = 'linked' order by e.ticket, e.id desc) one
join tickets lead on lead.project = $1 and lead.project || '-' || lead.number = one.lead
group by lead.id order by 3 desc, 1 limit $4`

// mostCauses is how many causes a report lists.
const mostCauses = 20

// Causes returns what several incidents of a project were linked to within a
// period, the most frequent first. Their subjects are whole texts.
func (tx *Tx) Causes(ctx context.Context, project string, p desk.Period) ([]desk.RecurringCause, error) {
	scan := func(row pgx.CollectableRow) (c desk.RecurringCause, err error) {
		c.Key.Project = project
		err = row.Scan(&c.Key.Number, &c.Subject, &c.Tickets)
		if c.Subject == desk.Erased {
			c.Subject = ""
		}
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read causes of "+project, scan, selectCauses, project, pgtx.At(p.From), pgtx.At(p.To), mostCauses)
}

// selectDrills counts those who were called, not how often. A channel counts for
// itself.
const selectDrills = `
select d.priority, d.began_at, count(*), count(c.answered),
    coalesce(array_agg(c.name order by c.name) filter (where c.answered is null and c.name <> ''), '{}')
from drills d join (
    select drill, max(name) as name, max(answered_at) as answered from drill_calls group by drill, coalesce(nullif(handle, ''), platform || ':' || chat)) c on c.drill = d.id
where d.project = $1 and d.began_at >= $2 and d.began_at < $3
group by d.id order by d.began_at, d.id`

// DrillResults returns what became of a project's drills that began within a
// period, earliest first.
func (tx *Tx) DrillResults(ctx context.Context, project string, p desk.Period) ([]desk.DrillResult, error) {
	scan := func(row pgx.CollectableRow) (r desk.DrillResult, err error) {
		err = row.Scan(&r.Priority, pgtx.Timestamp{T: &r.Began}, &r.Called, &r.Answered, &r.Silent)
		return r, err
	}
	return pgtx.Rows(ctx, tx.t, "read drills of "+project, scan, selectDrills, project, pgtx.At(p.From), pgtx.At(p.To))
}
