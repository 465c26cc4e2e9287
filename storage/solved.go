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

// A misspelt word shares most of its runs of three letters with the right one: a
// letter that is wrong, missing or too much changes three neighbouring runs at
// most. So a word is like another one if all of its runs but some three
// neighbours are found. A request is similar if two of its words are.
const selectMisspelt = `
with stems as (
    select s from unnest(tsvector_to_array(to_tsvector('pg_catalog.russian', left($2, 4000)))) s
    where length(s) >= 6 and s ~ '^[[:alpha:]]+$'
    order by length(s) desc, s limit 4),
likely as (
    select s, '(' || string_agg(others, ' | ') || ')' as any_of
    from stems, generate_series(1, length(s) - 4) gap,
        lateral (select string_agg('''' || substr(s, i, 3) || '''', ' & ') as others
            from generate_series(1, length(s) - 2) i where i not between gap and gap + 2) runs
    group by s),
pairs as (
    select string_agg('(' || a.any_of || ' & ' || b.any_of || ')', ' | ') as any_two from likely a join likely b on a.s < b.s),
asked as (
    select ('''project:' || $1 || '''')::tsquery && any_two::tsquery as q from pairs),
found as materialized (
    select id, body from tickets
    where solved_runs(project, body) @@ (select q from asked)
        and state in ('resolved', 'closed') and resolution <> '' and emptied_at is null and id <> $3),
latest as (select id, body from found order by id desc limit 200)
select id from latest
order by ts_rank(solved_runs($1, body), (select q from asked)) desc, id desc limit $4`

// Similar returns solved tickets of a ticket's project whose requests are like
// its own, the most similar first, with the words of their resolution. If its
// words find none, they may be misspelt, and those that are written much the
// same count.
func (tx *Tx) Similar(ctx context.Context, t *desk.Ticket, most int) ([]*desk.Ticket, error) {
	var ids []desk.TicketID
	for _, query := range []string{selectSolved, selectMisspelt} {
		var err error
		ids, err = pgtx.Rows(ctx, tx.t, "find similar tickets", pgx.RowTo[desk.TicketID], query, t.Key.Project, t.Text, t.ID, most)
		if err != nil {
			return nil, err
		}
		if len(ids) > 0 {
			break
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := tx.tickets(ctx, "read similar tickets", `where t.id = any($1)`, ids)
	slices.SortFunc(found, func(a, b *desk.Ticket) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return found, err
}
