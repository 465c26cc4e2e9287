package storage

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// Solved tickets are compared by the request's longest stems, because long
// words are the rare ones, and one is similar if it has two of them: those that
// share one word may be half of all tickets. Of very many only the latest are
// compared.
const selectSolved = `
with stems as (
    select s from unnest(tsvector_to_array(to_tsvector('pg_catalog.russian', left($2, 4000)))) s
    where length(s) > 2 and s !~ '[\\'']' and s !~ '^[0-9]'
    order by length(s) desc, s limit 8),
pairs as (
    select string_agg('''' || a.s || ''' & ''' || b.s || '''', ' | ') as any_two from stems a join stems b on a.s < b.s),
asked as (
    select ('''project:' || $1 || '''')::tsquery && coalesce(any_two, (select '''' || s || '''' from stems))::tsquery as q from pairs),
found as materialized (
    select id, body from tickets
    where solved_words(project, body) @@ (select q from asked)
        and state in ('resolved', 'closed') and resolution <> '' and emptied_at is null and id <> $3),
latest as (select id, body from found order by id desc limit 200)
select id from latest
order by ts_rank(solved_words($1, body), (select q from asked)) desc, id desc limit $4`

// Similar returns solved tickets of a ticket's project whose requests are like
// its own, the most similar first, with the words of their resolution.
func (tx *Tx) Similar(ctx context.Context, t *desk.Ticket, most int) ([]*desk.Ticket, error) {
	ids, err := pgtx.Rows(ctx, tx.t, "find similar tickets", pgx.RowTo[desk.TicketID], selectSolved, t.Key.Project, t.Text, t.ID, most)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := tx.tickets(ctx, "read similar tickets", `where t.id = any($1)`, ids)
	slices.SortFunc(found, func(a, b *desk.Ticket) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return found, err
}
