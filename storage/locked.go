package storage

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A Locked ticket is locked until the transaction ends. Nobody else can change
// it or its clocks, which change only under the ticket's lock.
type Locked struct {
	*desk.Ticket
	Armed []desk.Alarm  // earliest first
	Fired []desk.Firing // of all its ladders, lowest first
	// Joined is its requester's membership in its project; nil: none.
	Joined *desk.Membership
}

// Statements after the lock in the same round trip run after it, so they see
// what the previous holder of the lock wrote.
const (
	forUpdate     = ` for update of t`
	armedOfLocked = `select ` + alarmColumns + ` from timers where ticket = any($1) order by due, clock`
	firedOfLocked = `select ticket, clock, step, rep from climbs where ticket = any($1) order by step, rep`

	// The same by the ticket's key.
	ofKey      = ` where ticket = (select id from tickets where project = $1 and number = $2) `
	armedOfKey = `select ` + alarmColumns + ` from timers` + ofKey + `order by due, clock`
	firedOfKey = `select ticket, clock, step, rep from climbs` + ofKey + `order by step, rep`

	joinedOf = `
select t.id, ` + memberColumns + ` from tickets t join members m on m.person = t.requester and m.project = t.project
`
)

// LockTickets locks several tickets in one round trip. They are locked in the
// order of their IDs, so that two transactions never wait for each other.
// Missing ones are left out.
func (tx *Tx) LockTickets(ctx context.Context, ids ...desk.TicketID) ([]Locked, error) {
	return tx.lock(ctx, "lock tickets", byIDs, armedOfLocked, firedOfLocked, ids)
}

// LockKey locks the ticket with a key.
func (tx *Tx) LockKey(ctx context.Context, k desk.Key) (Locked, error) {
	locked, err := tx.lock(ctx, "lock "+k.String(), byKey, armedOfKey, firedOfKey, k.Project, k.Number)
	if err == nil && len(locked) == 0 {
		err = fmt.Errorf("lock %s: %w", k, desk.ErrNotFound)
	}
	if err != nil {
		return Locked{}, err
	}
	return locked[0], nil
}

// A firedTicket is a firing as it is read.
type firedTicket struct {
	Ticket desk.TicketID
	desk.Firing
}

// A requesterJoined is the membership of a ticket's requester, as it is read.
type requesterJoined struct {
	Ticket desk.TicketID
	desk.Membership
}

func scanRequesterJoined(row pgx.CollectableRow) (j requesterJoined, err error) {
	err = row.Scan(append([]any{&j.Ticket}, memberFields(&j.Membership)...)...)
	return j, err
}

func (tx *Tx) lock(ctx context.Context, what, condition, armedOf, firedOf string, args ...any) ([]Locked, error) {
	var found []*desk.Ticket
	var armed []desk.Alarm
	var joined []requesterJoined
	pgtx.Ahead(tx.t, what, &found, scanTicket, selectTickets+condition+forUpdate, args...)
	pgtx.Ahead(tx.t, what, &armed, scanAlarm, armedOf, args...)
	pgtx.Ahead(tx.t, what, &joined, scanRequesterJoined, joinedOf+condition, args...)
	fired, err := pgtx.Rows(ctx, tx.t, what, pgx.RowToStructByPos[firedTicket], firedOf, args...)
	if err != nil {
		return nil, err
	}
	locked := make([]Locked, len(found))
	at := map[desk.TicketID]*Locked{}
	for i, t := range found {
		locked[i].Ticket = t
		at[t.ID] = &locked[i]
	}
	for _, a := range armed {
		if h := at[a.Ticket]; h != nil {
			h.Armed = append(h.Armed, a)
		}
	}
	for _, j := range joined {
		if h := at[j.Ticket]; h != nil {
			h.Joined = &j.Membership
		}
	}
	for _, f := range fired {
		if h := at[f.Ticket]; h != nil {
			h.Fired = append(h.Fired, f.Firing)
		}
	}
	return locked, nil
}
