package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const upsertMember = `
insert into members (person, project, role, since) values ($1, $2, $3, $4)
on conflict (person, project) do update set role = excluded.role`

// Join makes a person part of a project, or changes their role in it.
func (tx *Tx) Join(_ context.Context, who desk.PersonID, project, role string, now time.Time) error {
	tx.t.Later("join "+project, upsertMember, who, project, role, pgtx.At(now))
	return nil
}

// A Membership says that somebody joined a project, and as what.
type Membership struct{ Project, Role string }

const selectMembers = `select project, role from members where person = $1 order by project`

// Memberships are the projects that a person joined.
func (tx *Tx) Memberships(ctx context.Context, who desk.PersonID) ([]Membership, error) {
	return pgtx.Rows(ctx, tx.t, "read memberships", pgx.RowToStructByPos[Membership], selectMembers, who)
}

const selectJoined = `
select ` + personColumns + ` from members m join people p on p.id = m.person
where m.project = $1 and m.role = $2 order by p.name, p.id`

// Joined are the people who joined a project in a role, by name.
func (tx *Tx) Joined(ctx context.Context, project, role string) ([]desk.Person, error) {
	return pgtx.Rows(ctx, tx.t, "read who joined "+project, scanPerson, selectJoined, project, role)
}

// An Invite lets one person join a project, once. Its code is known to the one
// who was given it; the store has a hash.
type Invite struct {
	CodeHash []byte
	Project  string
	Role     string
	By       string // the handle of the one who invites
	Expires  time.Time
}

const insertInvite = `
insert into invites (code_hash, project, role, invited_by, expires_at) values ($1, $2, $3, $4, $5)`

// AddInvite keeps an invitation.
func (tx *Tx) AddInvite(_ context.Context, i Invite) error {
	tx.t.Later("invite to "+i.Project, insertInvite, i.CodeHash, i.Project, i.Role, i.By, pgtx.At(i.Expires))
	return nil
}

const takeInvite = `
update invites set taken_by = $2, taken_at = $3
where code_hash = $1 and taken_by is null and expires_at > $3
returning code_hash, project, role, invited_by, expires_at`

// TakeInvite uses an invitation up. One that is unknown, used or expired is not
// found: whoever tries codes learns nothing.
func (tx *Tx) TakeInvite(ctx context.Context, codeHash []byte, who desk.PersonID, now time.Time) (Invite, error) {
	return pgtx.One(ctx, tx.t, "take an invitation", scanInvite, takeInvite, codeHash, who, pgtx.At(now))
}

func scanInvite(row pgx.CollectableRow) (Invite, error) {
	var i Invite
	err := row.Scan(&i.CodeHash, &i.Project, &i.Role, &i.By, pgtx.Timestamp{T: &i.Expires})
	return i, err
}
