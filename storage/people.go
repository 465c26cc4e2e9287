package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const personColumns = `p.id, coalesce(p.handle, ''), p.name, p.platform, p.account, p.locale, p.time_zone`

// personFields are where personColumns go.
func personFields(p *desk.Person) []any {
	return []any{&p.ID, &p.Handle, &p.Name, &p.Account.Platform, &p.Account.ID, &p.Locale, &p.TimeZone}
}

func scanPerson(row pgx.CollectableRow) (desk.Person, error) {
	var p desk.Person
	err := row.Scan(personFields(&p)...)
	return p, err
}

// A known person is what the store has about somebody who is seen again.
type known struct {
	desk.Person
	chosen bool          // the locale was chosen, and hints don't count
	owner  desk.PersonID // whose the account is; 0: nobody's yet
}

func scanKnown(row pgx.CollectableRow) (known, error) {
	var k known
	err := row.Scan(append(personFields(&k.Person), &k.chosen, &k.owner)...)
	return k, err
}

// selectKnown finds a person by account or by handle. Where both are known and
// differ, the handle is right: desk.yaml says whose the account is.
const selectKnown = `
select ` + personColumns + `, p.locale_chosen, coalesce(a.person, 0)
from people p left join accounts a on a.platform = $1 and a.account = $2
where p.id = a.person or p.handle = nullif($3, '')
order by p.handle is not distinct from nullif($3, '') desc, p.id limit 1`

// lockPerson keeps two transactions from creating the same person.
const lockPerson = `select pg_advisory_xact_lock(hashtextextended('person:' || $1, 0))`

const insertPerson = `
insert into people (handle, name, platform, account, locale, time_zone, met_at)
values (nullif($1, ''), $2, $3, $4, $5, $6, $7) returning id`

// PersonOf is the person who was seen, by account or else by handle, created
// when met for the first time. What is seen of name, zone and locale is kept;
// the locale only until the person chooses one.
func (tx *Tx) PersonOf(ctx context.Context, seen desk.Person, now time.Time) (desk.Person, error) {
	find := func() (known, error) {
		return one(ctx, tx, "find "+seen.Account.String(), scanKnown, selectKnown,
			seen.Account.Platform, seen.Account.ID, seen.Handle)
	}
	k, err := find()
	if errors.Is(err, desk.ErrNotFound) {
		name := seen.Handle
		if name == "" {
			name = seen.Account.String()
		}
		tx.t.Later("wait for "+name, lockPerson, name)
		if k, err = find(); errors.Is(err, desk.ErrNotFound) {
			return tx.meet(ctx, seen, now)
		}
	}
	if err != nil {
		return desk.Person{}, err
	}
	tx.refresh(k, seen)
	return k.with(seen), nil
}

// meet creates a person.
func (tx *Tx) meet(ctx context.Context, seen desk.Person, now time.Time) (desk.Person, error) {
	id, err := one(ctx, tx, "meet "+seen.Account.String(), pgx.RowTo[desk.PersonID], insertPerson,
		seen.Handle, seen.Name, seen.Account.Platform, seen.Account.ID, seen.Locale, seen.TimeZone, pgtx.At(now))
	if err != nil {
		return desk.Person{}, err
	}
	seen.ID = id
	tx.own(seen)
	return seen, nil
}

// with is the person once what was seen is known too.
func (k known) with(seen desk.Person) desk.Person {
	p := k.Person
	if seen.Handle != "" {
		p.Handle = seen.Handle
	}
	if seen.Name != "" {
		p.Name = seen.Name
	}
	if seen.TimeZone != "" {
		p.TimeZone = seen.TimeZone
	}
	if !seen.Account.IsZero() {
		p.Account = seen.Account
	}
	if seen.Locale != "" && !k.chosen {
		p.Locale = seen.Locale
	}
	return p
}

const updatePerson = `
update people set handle = nullif($2, ''), name = $3, platform = $4, account = $5, locale = $6, time_zone = $7
where id = $1`

// refresh writes what is new about a person; as a rule nothing is.
func (tx *Tx) refresh(k known, seen desk.Person) {
	p := k.with(seen)
	if p != k.Person {
		tx.t.Later("update "+p.Name, updatePerson,
			p.ID, p.Handle, p.Name, p.Account.Platform, p.Account.ID, p.Locale, p.TimeZone)
	}
	if k.owner == p.ID || seen.Account.IsZero() {
		return
	}
	tx.own(p)
	if k.owner != 0 {
		tx.t.Later("hand over tickets", handOverTickets, k.owner, p.ID)
		tx.t.Later("hand over memberships", handOverMembers, k.owner, p.ID)
	}
}

const upsertAccount = `
insert into accounts (platform, account, person) values ($1, $2, $3)
on conflict (platform, account) do update set person = excluded.person`

// own makes the account they were seen with theirs.
func (tx *Tx) own(p desk.Person) {
	if !p.Account.IsZero() {
		tx.t.Later("own "+p.Account.String(), upsertAccount, p.Account.Platform, p.Account.ID, p.ID)
	}
}

// Somebody who joined by an account which desk.yaml then gives to a person of
// its own goes on as that person.
const (
	handOverTickets = `update tickets set requester = $2 where requester = $1`
	handOverMembers = `
insert into members (person, project, role, since)
select $2, project, role, since from members where person = $1
on conflict do nothing`
)

const selectPersonByHandle = `select ` + personColumns + ` from people p where p.handle = $1`

// PersonByHandle is a person of desk.yaml whom the desk has met.
func (tx *Tx) PersonByHandle(ctx context.Context, handle string) (desk.Person, error) {
	return one(ctx, tx, "find "+handle, scanPerson, selectPersonByHandle, handle)
}

const selectPersonByID = `select ` + personColumns + ` from people p where p.id = $1`

// PersonByID is a person by the store's number.
func (tx *Tx) PersonByID(ctx context.Context, id desk.PersonID) (desk.Person, error) {
	return one(ctx, tx, fmt.Sprintf("find person %d", id), scanPerson, selectPersonByID, id)
}

const chooseLocale = `update people set locale = $2, locale_chosen = true where id = $1`

// SetLocale keeps the language that a person chose.
func (tx *Tx) SetLocale(_ context.Context, who desk.PersonID, l desk.Locale) error {
	tx.t.Later("choose a language", chooseLocale, who, l)
	return nil
}

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
	return one(ctx, tx, "take an invitation", scanInvite, takeInvite, codeHash, who, pgtx.At(now))
}

func scanInvite(row pgx.CollectableRow) (Invite, error) {
	var i Invite
	err := row.Scan(&i.CodeHash, &i.Project, &i.Role, &i.By, pgtx.Moment{T: &i.Expires})
	return i, err
}
