package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

func scanAlarm(row pgx.CollectableRow) (desk.Alarm, error) {
	var a desk.Alarm
	err := row.Scan(&a.Ticket, &a.Clock, &a.Step, &a.Rep, pgtx.Moment{T: &a.Due})
	return a, err
}

const upsertAlarms = `
insert into alarms (ticket, clock, step, rep, due)
select * from unnest($1::bigint[], $2::text[], $3::integer[], $4::integer[], $5::timestamptz[])
on conflict (ticket, clock) do update set step = excluded.step, rep = excluded.rep, due = excluded.due`

// Arm sets alarms, each in place of the one that its clock had. No two of them
// are of one clock.
func (tx *Tx) Arm(_ context.Context, alarms ...desk.Alarm) error {
	if len(alarms) == 0 {
		return nil
	}
	tx.t.Later("arm "+string(alarms[0].Clock), upsertAlarms,
		pgtx.Column(alarms, func(a desk.Alarm) desk.TicketID { return a.Ticket }),
		pgtx.Column(alarms, func(a desk.Alarm) desk.ClockName { return a.Clock }),
		pgtx.Column(alarms, func(a desk.Alarm) int { return a.Step }),
		pgtx.Column(alarms, func(a desk.Alarm) int { return a.Rep }),
		pgtx.Column(alarms, func(a desk.Alarm) pgtx.Moment { return pgtx.At(a.Due) }))
	return nil
}

const deleteAlarms = `delete from alarms where ticket = $1 and clock = any($2)`

// Disarm takes the alarms of these clocks away.
func (tx *Tx) Disarm(_ context.Context, t desk.TicketID, clocks ...desk.ClockName) error {
	tx.t.Later("disarm", deleteAlarms, t, clocks)
	return nil
}

const selectAlarmsOf = `select ticket, clock, step, rep, due from alarms where ticket = any($1) and clock = $2`

// ArmedAhead reads the alarms of one clock of several tickets along with the
// next statement that is waited for.
func (tx *Tx) ArmedAhead(ids []desk.TicketID, clock desk.ClockName, into *[]desk.Alarm) {
	pgtx.Ahead(tx.t, "read the alarms of "+string(clock), into, scanAlarm, selectAlarmsOf, ids, clock)
}

const selectAlarmsAfter = `
select ticket, clock, step, rep, due from alarms
where (due, ticket, clock) > (coalesce($1, '-infinity'::timestamptz), $2, $3)
order by due, ticket, clock limit $4`

// AlarmsAfter is the next stretch of a sweep through all alarms by the time
// they are due. The zero Alarm begins it; the last one of a stretch goes on.
func (tx *Tx) AlarmsAfter(ctx context.Context, last desk.Alarm, limit int) ([]desk.Alarm, error) {
	return pgtx.Rows(ctx, tx.t, "sweep alarms", scanAlarm, selectAlarmsAfter, pgtx.At(last.Due), last.Ticket, last.Clock, limit)
}

// A Climb is a rung that a ticket's ladder is climbed by.
type Climb struct {
	Ticket desk.TicketID
	desk.Rung
	Planned time.Time // when it was due
	At      time.Time
}

const insertClimbs = `
insert into climbs (ticket, clock, step, rep, planned, at)
select * from unnest($1::bigint[], $2::text[], $3::integer[], $4::integer[], $5::timestamptz[], $6::timestamptz[])`

// Climb takes rungs of ladders. One that was climbed before fails the
// transaction: whoever holds the ticket knows which those are.
func (tx *Tx) Climb(_ context.Context, rungs ...Climb) error {
	if len(rungs) == 0 {
		return nil
	}
	tx.t.Later("climb "+string(rungs[0].Clock), insertClimbs,
		pgtx.Column(rungs, func(c Climb) desk.TicketID { return c.Ticket }),
		pgtx.Column(rungs, func(c Climb) desk.ClockName { return c.Clock }),
		pgtx.Column(rungs, func(c Climb) int { return c.Step }),
		pgtx.Column(rungs, func(c Climb) int { return c.Rep }),
		pgtx.Column(rungs, func(c Climb) pgtx.Moment { return pgtx.At(c.Planned) }),
		pgtx.Column(rungs, func(c Climb) pgtx.Moment { return pgtx.At(c.At) }))
	return nil
}

const deleteClimbs = `delete from climbs where ticket = $1 and clock = $2`

// ForgetClimbs lets a clock's ladder be climbed anew.
func (tx *Tx) ForgetClimbs(_ context.Context, t desk.TicketID, clock desk.ClockName) error {
	tx.t.Later("forget the rungs of "+string(clock), deleteClimbs, t, clock)
	return nil
}
