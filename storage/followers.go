package storage

import (
	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A Follower is a person who hears what the requester of a ticket hears.
type Follower struct {
	desk.Person
	Joined *desk.Membership // in the ticket's project; nil: none
}

// Follow makes a person a follower of a ticket. They may be one already.
func (tx *Tx) Follow(t desk.TicketID, who desk.PersonID) {
	tx.t.Later("follow a ticket", `insert into followers (ticket, person) values ($1, $2) on conflict do nothing`, t, who)
}

// Unfollow ends it.
func (tx *Tx) Unfollow(t desk.TicketID, who desk.PersonID) {
	tx.t.Later("unfollow a ticket", `delete from followers where ticket = $1 and person = $2`, t, who)
}

// HandOverFollowers makes the followers of a ticket those of the one it is
// merged into.
func (tx *Tx) HandOverFollowers(from, to desk.TicketID) {
	tx.t.Later("hand over followers", `
insert into followers (ticket, person) select $2, person from followers where ticket = $1 on conflict do nothing`, from, to)
}

const selectFollowers = `
select ` + personColumns + `, m.person is not null, coalesce(m.project, ''), coalesce(m.role, ''), coalesce(m.platform, ''), coalesce(m.chat, ''), m.seen_at, m.since
from followers f join people p on p.id = f.person join tickets t on t.id = f.ticket
left join members m on m.person = f.person and m.project = t.project
where f.ticket = $1 order by f.person`

// FollowersAhead reads a ticket's followers, along with the next statement that
// waits for its result.
func (tx *Tx) FollowersAhead(t desk.TicketID, into *[]Follower) {
	pgtx.Ahead(tx.t, "read followers", into, scanFollower, selectFollowers, t)
}

func scanFollower(row pgx.CollectableRow) (Follower, error) {
	var f Follower
	var m desk.Membership
	var joined bool
	err := row.Scan(append(append(personFields(&f.Person), &joined), memberFields(&m)...)...)
	if joined {
		f.Joined = &m
	}
	return f, err
}
