package storage

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const upsertMember = `
insert into members (person, project, role, since) values ($1, $2, $3, $4)
on conflict (person, project) do update set role = excluded.role, platform = null, chat = null, seen_at = null`

// Join adds a person to a project, or changes their role in it.
func (tx *Tx) Join(_ context.Context, who desk.PersonID, project, role string, now time.Time) error {
	tx.t.Later("join "+project, upsertMember, who, project, role, pgtx.At(now))
	return nil
}

const upsertPresence = `
insert into members (person, project, role, since, platform, chat, seen_at) values ($1, $2, '` + desk.RoleStaff + `', $5, $3, $4, $5)
on conflict (person, project) do update set platform = excluded.platform, chat = excluded.chat, seen_at = excluded.seen_at
where members.seen_at is not null`

// SeeIn stores that a person wrote in a chat of a project's staff, which makes
// them staff as long as they are seen there. A membership by invitation is not
// changed.
func (tx *Tx) SeeIn(_ context.Context, chat desk.Address, who desk.PersonID, project string, now time.Time) {
	tx.t.Later("see somebody in "+project, upsertPresence, who, project, chat.Platform, chat.Chat, pgtx.At(now))
}

// memberColumns are the columns of a membership, in a query that calls the table m.
const memberColumns = `m.project, m.role, coalesce(m.platform, ''), coalesce(m.chat, ''), m.seen_at, m.since`

// memberFields returns the fields that memberColumns are read into.
func memberFields(m *desk.Membership) []any {
	return []any{&m.Project, &m.Role, &m.Chat.Platform, &m.Chat.Chat, pgtx.Timestamp{T: &m.SeenAt}, pgtx.Timestamp{T: &m.Since}}
}

func scanMembership(row pgx.CollectableRow) (m desk.Membership, err error) {
	err = row.Scan(memberFields(&m)...)
	return m, err
}

const selectMemberships = `select ` + memberColumns + ` from members m where m.person = $1 order by m.project`

// Memberships returns the projects that a person joined.
func (tx *Tx) Memberships(ctx context.Context, who desk.PersonID) ([]desk.Membership, error) {
	return pgtx.Rows(ctx, tx.t, "read memberships", scanMembership, selectMemberships, who)
}

const updatePresence = `
update members set seen_at = $4 where platform = $1 and chat = $2 and seen_at is not null
    and person = (select person from accounts where platform = $1 and account = $3)`

// SeeAgain stores that somebody who was seen in a chat is still there.
func (tx *Tx) SeeAgain(_ context.Context, chat desk.Address, who desk.Account, now time.Time) {
	tx.t.Later("see somebody again", updatePresence, chat.Platform, chat.Chat, who.ID, pgtx.At(now))
}

// A ProjectMember is a person who joined a project.
type ProjectMember struct {
	desk.Person
	desk.Membership
}

const deletePresence = `
with m as (delete from members where platform = $1 and chat = $2 and seen_at is not null
    and person = (select person from accounts where platform = $1 and account = $3) returning *)
select ` + personColumns + `, ` + memberColumns + ` from m join people p on p.id = m.person`

// LeaveChat ends the membership that came from being in a chat, and returns it.
func (tx *Tx) LeaveChat(ctx context.Context, chat desk.Address, who desk.Account) ([]ProjectMember, error) {
	return pgtx.Rows(ctx, tx.t, "leave "+chat.Root().String(), scanMember, deletePresence, chat.Platform, chat.Chat, who.ID)
}

func scanMember(row pgx.CollectableRow) (m ProjectMember, err error) {
	err = row.Scan(append(personFields(&m.Person), memberFields(&m.Membership)...)...)
	return m, err
}

const selectMembers = `
select ` + personColumns + `, ` + memberColumns + ` from members m join people p on p.id = m.person
where m.project = $1 order by p.name, p.id`

// Members returns all who joined a project, by name. Some may have left their
// chat since: see desk.Membership.Lasts.
func (tx *Tx) Members(ctx context.Context, project string) ([]ProjectMember, error) {
	return pgtx.Rows(ctx, tx.t, "read the members of "+project, scanMember, selectMembers, project)
}

const deleteMember = `delete from members where person = $1 and project = $2`

// Leave ends a membership.
func (tx *Tx) Leave(_ context.Context, who desk.PersonID, project string) error {
	tx.t.Later("leave "+project, deleteMember, who, project)
	return nil
}

const selectManagers = `
select ` + personColumns + `, ` + memberColumns + ` from members m join people p on p.id = m.person
where m.project = any($1) and m.role = $2 order by p.name, p.id`

// ManagersAhead reads the managers who joined projects, by name, along with the
// next statement that waits for its result.
func (tx *Tx) ManagersAhead(projects []string, into *[]ProjectMember) {
	pgtx.Ahead(tx.t, "read who manages", into, scanMember, selectManagers, projects, desk.RoleManager)
}

const selectJoined = `
select ` + personColumns + ` from members m join people p on p.id = m.person
where m.project = $1 and m.role = $2 order by p.name, p.id`

// Joined returns the people who joined a project in a role, by name.
func (tx *Tx) Joined(ctx context.Context, project, role string) ([]desk.Person, error) {
	return pgtx.Rows(ctx, tx.t, "read who joined "+project, scanPerson, selectJoined, project, role)
}

// ManagerChats returns the private chats of a project's managers, those of
// desk.yaml and those who joined, each once.
func (tx *Tx) ManagerChats(ctx context.Context, d *desk.Desk, p *desk.Project) ([]desk.Address, error) {
	joined, err := tx.Joined(ctx, p.Code, desk.RoleManager)
	if err != nil {
		return nil, err
	}
	var chats []desk.Address
	for _, handle := range p.Managers {
		if to, ok := d.PrivateOf(handle); ok {
			chats = append(chats, to)
		}
	}
	for _, person := range joined {
		if to := person.Account.Private(); d.On(to.Platform) && !slices.Contains(chats, to) {
			chats = append(chats, to)
		}
	}
	return chats, nil
}

// An Invite lets one person join a project, once. Only the person who got it
// knows its code; the database has a hash.
type Invite struct {
	CodeHash []byte
	Project  string
	Role     string
	By       string // handle of the person who invites
	Expires  time.Time
}

const insertInvite = `
insert into invites (code_hash, project, role, invited_by, expires_at) values ($1, $2, $3, $4, $5)`

// AddInvite stores an invitation.
func (tx *Tx) AddInvite(_ context.Context, i Invite) error {
	tx.t.Later("invite to "+i.Project, insertInvite, i.CodeHash, i.Project, i.Role, i.By, pgtx.At(i.Expires))
	return nil
}

const takeInvite = `
update invites set taken_by = $2, taken_at = $3
where code_hash = $1 and taken_by is null and expires_at > $3 and role <> '` + roleChat + `'
returning code_hash, project, role, invited_by, expires_at`

// TakeInvite uses up an invitation. One that is unknown, used or expired is not
// found, without a difference, so that guessing codes reveals nothing.
func (tx *Tx) TakeInvite(ctx context.Context, codeHash []byte, who desk.PersonID, now time.Time) (Invite, error) {
	return pgtx.One(ctx, tx.t, "take an invitation", scanInvite, takeInvite, codeHash, who, pgtx.At(now))
}

func scanInvite(row pgx.CollectableRow) (Invite, error) {
	var i Invite
	err := row.Scan(&i.CodeHash, &i.Project, &i.Role, &i.By, pgtx.Timestamp{T: &i.Expires})
	return i, err
}
