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

// personColumns are the columns of a person, in a query that calls the table p.
const personColumns = `p.id, coalesce(p.handle, ''), p.name, p.platform, p.account, p.locale, p.time_zone`

// personFields returns the fields that personColumns are read into.
func personFields(p *desk.Person) []any {
	return []any{&p.ID, &p.Handle, &p.Name, &p.Account.Platform, &p.Account.ID, &p.Locale, &p.TimeZone}
}

func scanPerson(row pgx.CollectableRow) (desk.Person, error) {
	var p desk.Person
	err := row.Scan(personFields(&p)...)
	return p, err
}

// A known person is what the store has about a person who is seen again.
type known struct {
	desk.Person
	chosen bool          // the locale was chosen; the platform's is ignored
	joined bool          // the account's owner never had a handle
	owner  desk.PersonID // whose account it is; 0: nobody's yet
}

func scanKnown(row pgx.CollectableRow) (known, error) {
	var k known
	err := row.Scan(append(personFields(&k.Person), &k.chosen, &k.owner, &k.joined)...)
	return k, err
}

// selectKnown finds a person by account or by handle. If both are known and
// differ, the handle is right, because desk.yaml says whose account it is.
const selectKnown = `
select ` + personColumns + `, p.locale_chosen, coalesce(a.person, 0), o.id is not null and o.handle is null and o.former is null as nobodys
from people p left join accounts a on a.platform = $1 and a.account = $2 left join people o on o.id = a.person
where p.id = any(
    array(select person from accounts where platform = $1 and account = $2)
    || array(select id from people where handle = nullif($3, '')))
order by p.handle is not distinct from nullif($3, '') desc, p.id limit 1`

// lockPerson prevents two transactions from creating the same person.
const lockPerson = `select pg_advisory_xact_lock(hashtextextended('person:' || $1, 0))`

const insertPerson = `
insert into people (handle, name, platform, account, locale, time_zone, met_at)
values (nullif($1, ''), $2, $3, $4, $5, $6, $7) returning id`

// PersonOf returns the person who was seen, found by account or by handle, and
// creates them the first time. It stores the seen name, zone and locale; the
// locale only until the person chooses one.
func (tx *Tx) PersonOf(ctx context.Context, seen desk.Person, now time.Time) (desk.Person, error) {
	find := func() (known, error) {
		return pgtx.One(ctx, tx.t, "find "+seen.Account.String(), scanKnown, selectKnown,
			seen.Account.Platform, seen.Account.ID, seen.Handle)
	}
	k, err := find()
	if errors.Is(err, desk.ErrNotFound) {
		name := seen.Handle
		if name == "" {
			name = seen.Account.String()
		}
		tx.t.Later("wait for a person", lockPerson, name)
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
	id, err := pgtx.One(ctx, tx.t, "meet "+seen.Account.String(), pgx.RowTo[desk.PersonID], insertPerson,
		seen.Handle, seen.Name, seen.Account.Platform, seen.Account.ID, seen.Locale, seen.TimeZone, pgtx.At(now))
	if err != nil {
		return desk.Person{}, err
	}
	seen.ID = id
	tx.own(seen)
	return seen, nil
}

// with returns the person with what was seen added.
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

// refresh writes what has changed about a person, which is rarely anything.
func (tx *Tx) refresh(k known, seen desk.Person) {
	p := k.with(seen)
	if p != k.Person {
		tx.t.Later("update a person", updatePerson,
			p.ID, p.Handle, p.Name, p.Account.Platform, p.Account.ID, p.Locale, p.TimeZone)
	}
	if p.Handle != k.Handle && k.Handle == "" { // desk.yaml names somebody who had joined before
		tx.t.Later("hand over work", handOverWork, desk.Actor{Person: k.ID}.Engineer(), p.Handle)
	}
	if k.owner == p.ID || seen.Account.IsZero() {
		return
	}
	tx.own(p)
	if k.joined {
		tx.t.Later("hand over tickets", handOverTickets, k.owner, p.ID)
		tx.t.Later("hand over memberships", handOverMembers, k.owner, p.ID)
		tx.t.Later("hand over work", handOverWork, desk.Actor{Person: k.owner}.Engineer(), p.Handle)
	}
}

const upsertAccount = `
insert into accounts (platform, account, person) values ($1, $2, $3)
on conflict (platform, account) do update set person = excluded.person`

// own assigns the account they were seen with to them.
func (tx *Tx) own(p desk.Person) {
	if !p.Account.IsZero() {
		tx.t.Later("own "+p.Account.String(), upsertAccount, p.Account.Platform, p.Account.ID, p.ID)
	}
}

// If somebody joined by an account that desk.yaml later gives to a person, they
// become that person. One who had a handle of their own does not, and keeps
// everything.
const (
	handOverWork    = `update tickets t set assignee = $2 where t.assignee = $1 and ` + stillOpen
	handOverTickets = `
update tickets set requester = case requester when $1 then $2 else requester end, opened_by = case opened_by when $1 then $2 else opened_by end
where requester = $1 or opened_by = $1 and opened_by > 0`
	handOverMembers = `
insert into members (person, project, role, since, platform, chat, seen_at)
select $2, project, role, since, platform, chat, seen_at from members where person = $1
on conflict do nothing`
)

const selectPersonByHandle = `select ` + personColumns + ` from people p where p.handle = $1`

// PersonByHandle returns a person of desk.yaml whom the desk has met.
func (tx *Tx) PersonByHandle(ctx context.Context, handle string) (desk.Person, error) {
	return pgtx.One(ctx, tx.t, "find a person by handle", scanPerson, selectPersonByHandle, handle)
}

const selectPersonByAccount = `select ` + personColumns + ` from accounts a join people p on p.id = a.person where a.platform = $1 and a.account = $2`

// PersonByAccount returns a person whom the desk has met by this account.
func (tx *Tx) PersonByAccount(ctx context.Context, a desk.Account) (desk.Person, error) {
	return pgtx.One(ctx, tx.t, "find a person by account", scanPerson, selectPersonByAccount, a.Platform, a.ID)
}

const selectPersonByID = `select ` + personColumns + ` from people p where p.id = $1`

// PersonByID returns a person by the store's number.
func (tx *Tx) PersonByID(ctx context.Context, id desk.PersonID) (desk.Person, error) {
	return pgtx.One(ctx, tx.t, fmt.Sprintf("find person %d", id), scanPerson, selectPersonByID, id)
}

const selectPeople = `select ` + personColumns + ` from people p where p.id = any($1) or p.handle = any($2)`

// PeopleAhead reads people by number or by handle, along with the next
// statement that waits for its result.
func (tx *Tx) PeopleAhead(ids []desk.PersonID, handles []string, into *[]desk.Person) {
	pgtx.Ahead(tx.t, "read people", into, scanPerson, selectPeople, ids, handles)
}

const chooseLocale = `update people set locale = $2, locale_chosen = true where id = $1`

// SetLocale stores the language that a person chose.
func (tx *Tx) SetLocale(_ context.Context, who desk.PersonID, l desk.Locale) error {
	tx.t.Later("choose a language", chooseLocale, who, l)
	return nil
}

// People returns people by number; those that are not found are left out.
func (tx *Tx) People(ctx context.Context, ids []desk.PersonID) ([]desk.Person, error) {
	var people []desk.Person
	tx.PeopleAhead(ids, nil, &people)
	return people, tx.t.Flush(ctx)
}
