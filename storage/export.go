package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// TicketsAfter returns a project's tickets with higher numbers than one, at
// most limit, in the order of their numbers.
func (tx *Tx) TicketsAfter(ctx context.Context, k desk.Key, limit int) ([]*desk.Ticket, error) {
	const after = `where t.project = $1 and t.number > $2 order by t.number limit $3`
	return tx.tickets(ctx, "read tickets of "+k.Project, after, k.Project, k.Number, limit)
}

// A Known person is one that a project knows, with their role.
type Known struct {
	Somebody
	Role  string // the role they joined in; "": by desk.yaml, or they only asked for something
	MetAt time.Time
}

const selectKnownTo = `
select ` + personColumns + `, array(select a.platform || ':' || a.account from accounts a where a.person = p.id order by 1),
    coalesce(m.role, ''), p.met_at
from people p left join members m on m.person = p.id and m.project = $1
where p.emptied_at is null and (m.person is not null or p.handle = any($2) or exists (
    select from tickets t where t.requester = p.id and t.project = $1))
order by p.id`

// KnownTo returns the people of a project: those who joined it, those who asked
// for something, and those with one of the handles.
func (tx *Tx) KnownTo(ctx context.Context, project string, handles []string) ([]Known, error) {
	scan := func(row pgx.CollectableRow) (k Known, err error) {
		var accounts []string
		err = row.Scan(append(personFields(&k.Person), &accounts, &k.Role, pgtx.Timestamp{T: &k.MetAt})...)
		k.Accounts = parseAccounts(accounts)
		return k, err
	}
	return pgtx.Rows(ctx, tx.t, "read the people of "+project, scan, selectKnownTo, project, handles)
}

// A StepReceipt is the outcome of a ladder's step.
type StepReceipt struct {
	Clock     desk.ClockName
	Step, Rep int
	State     string // sent, dead, hushed or living
	Planned   time.Time
	Settled   time.Time // zero: being sent
}

const selectCalls = `
select clock, step, rep, state, planned, settled_at from notices where ` + ofTicket + ` and clock <> '' order by id`

// Calls returns the receipts of a ticket's ladders.
func (tx *Tx) Calls(ctx context.Context, t desk.TicketID) ([]StepReceipt, error) {
	scan := func(row pgx.CollectableRow) (c StepReceipt, err error) {
		err = row.Scan(&c.Clock, &c.Step, &c.Rep, &c.State, pgtx.Timestamp{T: &c.Planned}, pgtx.Timestamp{T: &c.Settled})
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read a ticket's calls", scan, selectCalls, t)
}
