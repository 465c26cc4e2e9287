package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const (
	upsertHome = `
insert into homes (person, platform, projects, opened_at) values ($1, $2, $3, $4)
on conflict (person, platform) do update set projects = excluded.projects, opened_at = excluded.opened_at, shown = ''`

	selectHomes = `
select ` + personColumns + `, a.account, h.platform, h.shown
from homes h join people p on p.id = h.person join accounts a on a.person = h.person and a.platform = h.platform
where h.opened_at > $2 and $1 = any(h.projects) order by h.opened_at desc, a.account limit $3`

	selectWatched = `select distinct unnest(projects) from homes where opened_at > $1`

	updateShown = `update homes set shown = $3 where person = $1 and platform = $2`
)

// OpenHome stores that a person opened the bot's own page, which shows things of
// these projects.
func (tx *Tx) OpenHome(who desk.PersonID, p desk.Platform, projects []string, now time.Time) {
	tx.t.Later("open a Home", upsertHome, who, p, projects, pgtx.At(now))
}

// A Home is the bot's own page as somebody opened it.
type Home struct {
	Person desk.Person // with the account whose page it is
	Shown  string      // what ShowHome stored last; "" since they opened it
}

// HomesOf returns the pages that show things of a project and were opened since,
// the latest first; at most limit.
func (tx *Tx) HomesOf(ctx context.Context, project string, since time.Time, limit int) ([]Home, error) {
	scan := func(row pgx.CollectableRow) (h Home, err error) {
		var at desk.Account
		err = row.Scan(append(personFields(&h.Person), &at.ID, &at.Platform, &h.Shown)...)
		h.Person.Account = at
		return h, err
	}
	return pgtx.Rows(ctx, tx.t, "read who opened the Home", scan, selectHomes, project, pgtx.At(since), limit)
}

// Watched returns the projects of which pages that were opened since show things.
func (tx *Tx) Watched(ctx context.Context, since time.Time) ([]string, error) {
	return pgtx.Rows(ctx, tx.t, "read of what Homes are open", pgx.RowTo[string], selectWatched, pgtx.At(since))
}

// ShowHome stores a digest of what a page shows.
func (tx *Tx) ShowHome(h Home, shown string) {
	tx.t.Later("note what a Home shows", updateShown, h.Person.ID, h.Person.Account.Platform, shown)
}

// undecided repeats the condition of its index.
const undecided = `
where t.project = any($1) and t.approvals @? '$[*] ? (!exists(@.votes[*] ? (@.no == true)) && !(@.votes.size() >= @.need))'
order by t.id desc limit $2`

// Undecided returns the projects' tickets on which something waits for an
// approval, the latest first.
func (tx *Tx) Undecided(ctx context.Context, projects []string, limit int) ([]*desk.Ticket, error) {
	return tx.tickets(ctx, "read what waits for an approval", undecided, projects, limit)
}
