package storage

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const (
	selectArticles = `
select a.ticket, t.project, t.number, a.locale, a.headings, a.body, p.name, coalesce(a.changed_at, a.made_at), a.withdrawn_at is not null
from articles a join tickets t on t.id = a.ticket join people p on p.id = coalesce(a.changed_by, a.made_by) `

	upsertArticle = `
insert into articles (ticket, project, locale, headings, body, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (ticket) do update set locale = excluded.locale, headings = excluded.headings, body = excluded.body,
    changed_by = excluded.made_by, changed_at = excluded.made_at, withdrawn_at = null`
)

func scanArticle(row pgx.CollectableRow) (a desk.Article, err error) {
	var headings string
	err = row.Scan(&a.Ticket, &a.Key.Project, &a.Key.Number, &a.Locale, &headings, &a.Body, &a.By, pgtx.Timestamp{T: &a.At}, &a.Withdrawn)
	a.Headings = strings.Split(headings, "\n")
	return a, err
}

// Articles returns the notes that engineers made and have not withdrawn, by project,
// the oldest first.
func (tx *Tx) Articles(ctx context.Context) ([]desk.Article, error) {
	return pgtx.Rows(ctx, tx.t, "read articles", scanArticle, selectArticles+`where a.withdrawn_at is null order by t.project, a.made_at, a.ticket`)
}

// ArticleOf returns the note that was made of a ticket, even if it was withdrawn.
func (tx *Tx) ArticleOf(ctx context.Context, of desk.TicketID) (desk.Article, error) {
	return pgtx.One(ctx, tx.t, "read an article", scanArticle, selectArticles+`where a.ticket = $1`, of)
}

// SaveArticle stores an article that somebody has written or changed.
func (tx *Tx) SaveArticle(a desk.Article, who desk.PersonID, now time.Time) {
	tx.t.Later("save an article", upsertArticle, a.Ticket, a.Key.Project, a.Locale, strings.Join(a.Headings, "\n"), a.Body, who, pgtx.At(now))
}

// RewriteArticle stores the words of an article of which some were erased.
func (tx *Tx) RewriteArticle(a desk.Article) {
	tx.t.Later("rewrite an article", `update articles set headings = $2, body = $3 where ticket = $1`, a.Ticket, strings.Join(a.Headings, "\n"), a.Body)
}

// WithdrawArticle takes an article out of the knowledge base. Its words are kept, so
// that it can be written again.
func (tx *Tx) WithdrawArticle(of desk.TicketID, who desk.PersonID, now time.Time) {
	tx.t.Later("withdraw an article", `update articles set withdrawn_at = $3, changed_by = $2, changed_at = $3 where ticket = $1`, of, who, pgtx.At(now))
}
