package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// aboutProject is the condition of what is about a project $2: its tickets, or an
// answer in which they or it are listed.
const aboutProject = `(exists (select from tickets t where t.id = notices.ticket and t.project = $2) or ticket = 0 and (
    strpos(facts::text, '"Key":"' || $2 || '-') > 0 or strpos(facts::text, '"Project":"' || $2 || '"') > 0))`

// What was posted may still be deleted or blanked: that is not withdrawn.
const (
	ofLeaver  = `lane in (select platform || ':' || account from accounts where person = $1) and kind <> 'remove' and ` + aboutProject
	ofTheCopy = ofTicket + ` and lane = $2 and kind <> 'remove'`

	withdraw      = `update notices set state = 'hushed', settled_at = leased_until where state = 'living' and `
	dropWithdrawn = `delete from notices where state = 'hushed' and leased_until is null and not unsure and `
)

// Withdraw takes back what waits to be sent about a project to a person's private
// chats. What a courier has just claimed is marked; it checks this before it sends.
func (tx *Tx) Withdraw(_ context.Context, who desk.PersonID, project string) {
	tx.t.Later("withdraw what waits for a person", withdraw+ofLeaver, who, project)
	tx.t.Later("drop what is withdrawn", dropWithdrawn+ofLeaver, who, project)
}

// WithdrawFrom does the same for one ticket and one chat.
func (tx *Tx) WithdrawFrom(t desk.TicketID, chat desk.Address) {
	tx.t.Later("withdraw what waits for a chat", withdraw+ofTheCopy, t, chat.Root().String())
	tx.t.Later("drop what is withdrawn", dropWithdrawn+ofTheCopy, t, chat.Root().String())
}

// An Awaited is a person for whose private chats something about a project waits.
type Awaited struct {
	Person  desk.PersonID
	Handle  string
	Project string
	Joined  *desk.Membership // in that project; nil: none
}

const selectAwaited = `
select a.person, coalesce(p.handle, ''), n.project, m.person is not null, coalesce(m.role, ''), coalesce(m.platform, ''), coalesce(m.chat, ''),
    m.seen_at, m.since
from (select distinct n.lane, t.project from notices n join tickets t on t.id = n.ticket where n.state = 'living') n
join accounts a on a.platform || ':' || a.account = n.lane join people p on p.id = a.person
left join members m on m.person = a.person and m.project = n.project
order by 1, 3`

// Awaited returns for whom something about a ticket waits in private, and about
// which projects.
func (tx *Tx) Awaited(ctx context.Context) ([]Awaited, error) {
	scan := func(row pgx.CollectableRow) (a Awaited, err error) {
		var member bool
		var m desk.Membership
		err = row.Scan(&a.Person, &a.Handle, &a.Project, &member, &m.Role, &m.Chat.Platform, &m.Chat.Chat, pgtx.Timestamp{T: &m.SeenAt}, pgtx.Timestamp{T: &m.Since})
		if m.Project = a.Project; member {
			a.Joined = &m
		}
		return a, err
	}
	return pgtx.Rows(ctx, tx.t, "read for whom something waits", scan, selectAwaited)
}
