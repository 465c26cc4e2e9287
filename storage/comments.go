package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// selectComments names the kinds as the index timeline_comments does. A ticket that was
// merged into another has its comments, too: they are what people said.
const selectComments = `
select t.project, t.number, t.rating, case when e.kind = 'rating_explained' then '' else e.actor end,
    coalesce(e.detail ->> 'text', ''), coalesce((e.detail ->> 'stars')::int, 0)
from timeline e join tickets t on t.id = e.ticket
where e.kind in ('rating_explained', 'feedback')
    and e.at >= $2 and e.at < $3 and t.project = $1
order by e.at, e.id`

// Comments returns what customers wrote with their ratings within a period, and what
// engineers and managers did about how tickets went, earliest first.
func (tx *Tx) Comments(ctx context.Context, project string, p desk.Period) ([]desk.RatingComment, error) {
	scan := func(row pgx.CollectableRow) (c desk.RatingComment, err error) {
		var stars desk.Stars
		err = row.Scan(&c.Key.Project, &c.Key.Number, &c.Stars, &c.By, &c.Text, &stars)
		if c.By == "" { // the rating as it was then
			c.Stars = stars
		}
		if c.Text == desk.Erased {
			c.Text = ""
		}
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read comments of "+project, scan, selectComments, project, pgtx.At(p.From), pgtx.At(p.To))
}

// selectMajors reads the last post-mortem of each.
const selectMajors = `
select distinct on (t.id) t.project, t.number, t.major, coalesce(m.detail ->> 'text', ''), coalesce(m.detail ->> 'resolution', ''), coalesce(m.detail ->> 'note', '')
from timeline e join tickets t on t.id = e.ticket
left join timeline m on m.ticket = t.id and m.kind = 'post_mortem'
where e.kind = 'major' and e.at >= $2 and e.at < $3 and t.project = $1 and t.major ? 'since'
order by t.id, m.id desc nulls last`

// Majors returns the major incidents that were declared within a period.
func (tx *Tx) Majors(ctx context.Context, project string, p desk.Period) ([]desk.MajorReport, error) {
	scan := func(row pgx.CollectableRow) (r desk.MajorReport, err error) {
		var m desk.Major
		err = row.Scan(&r.Key.Project, &r.Key.Number, &m, &r.Cause, &r.Done, &r.Prevents)
		r.Since, r.Over = m.Since, m.Over
		return r, err
	}
	return pgtx.Rows(ctx, tx.t, "read major incidents of "+project, scan, selectMajors, project, pgtx.At(p.From), pgtx.At(p.To))
}
