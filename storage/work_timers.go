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

// timersOfTicket reads the timers that run on the ticket t. There are few in all, so
// it is one look at an index.
const timersOfTicket = `(
    select jsonb_agg(jsonb_build_object('Person', w.person, 'Handle', coalesce(o.handle, ''), 'Name', coalesce(o.name, ''),
        'Since', w.since, 'AskedAt', coalesce(w.asked_at, '0001-01-01T00:00:00Z'), 'Kept', w.kept) order by w.since, w.person)
    from work_timers w left join people o on o.id = w.person where w.ticket = t.id)`

const (
	insertTimer = `
with new as (
    insert into work_timers (person, ticket, since) values ($1, $2, $3) on conflict (person) do nothing returning ticket, since)
select t.project, t.number, w.since, false from work_timers w join tickets t on t.id = w.ticket where w.person = $1
union all select t.project, t.number, n.since, true from new n join tickets t on t.id = n.ticket`

	updateAsked = `
with asked as (
    update work_timers set asked_at = $2 where asked_at is null and since <= $1 returning person, ticket, since)
select a.ticket, t.project, t.number, a.since, ` + personColumns + `
from asked a join tickets t on t.id = a.ticket join people p on p.id = a.person order by a.person`
)

var errTimerStarted = errors.New("another was started at the same moment")

// StartTimer starts a person's timer on a ticket. If they have one, it stays; then
// other is its ticket, and since when it runs. No other: it was started.
func (tx *Tx) StartTimer(ctx context.Context, who desk.PersonID, t desk.TicketID, now time.Time) (other desk.Key, since time.Time, err error) {
	type running struct {
		key   desk.Key
		since time.Time
		new   bool
	}
	all, err := pgtx.Rows(ctx, tx.t, "start a timer", func(row pgx.CollectableRow) (r running, err error) {
		err = row.Scan(&r.key.Project, &r.key.Number, pgtx.Timestamp{T: &r.since}, &r.new)
		return r, err
	}, insertTimer, who, t, pgtx.At(now))
	if err == nil && len(all) == 0 { // another replica has just started one for them: the event is tried again
		err = fmt.Errorf("start a timer of person %d: %w", who, errTimerStarted)
	}
	for _, r := range all {
		if !r.new {
			other, since = r.key, r.since
		}
	}
	return other, since, err
}

// EndTimer ends a person's timer.
func (tx *Tx) EndTimer(who desk.PersonID) {
	tx.t.Later("end a timer", `delete from work_timers where person = $1`, who)
}

// KeepTimer stores that a person's timer still runs, as they said.
func (tx *Tx) KeepTimer(who desk.PersonID) {
	tx.t.Later("keep a timer", `update work_timers set kept = true where person = $1`, who)
}

// An AskedTimer is a timer whose owner is asked whether it still runs.
type AskedTimer struct {
	Ticket desk.TicketID
	Key    desk.Key
	Since  time.Time
	Person desk.Person
}

// AskTimers marks the timers that were started at or before a time and not asked
// about, and returns them.
func (tx *Tx) AskTimers(ctx context.Context, startedBy, now time.Time) ([]AskedTimer, error) {
	scan := func(row pgx.CollectableRow) (a AskedTimer, err error) {
		err = row.Scan(append([]any{&a.Ticket, &a.Key.Project, &a.Key.Number, pgtx.Timestamp{T: &a.Since}}, personFields(&a.Person)...)...)
		return a, err
	}
	return pgtx.Rows(ctx, tx.t, "ask about timers", scan, updateAsked, pgtx.At(startedBy), pgtx.At(now))
}
