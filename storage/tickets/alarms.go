package tickets

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

const upsertAlarm = `
insert into alarms (ticket, clock, step, rep, due) values ($1, $2, $3, $4, $5)
on conflict (ticket, clock) do update set step = excluded.step, rep = excluded.rep, due = excluded.due`

// Arm sets a clock's alarm, in place of the one that it had.
func (s Tickets) Arm(_ context.Context, a desk.Alarm) error {
	s.tx.Later("arm "+string(a.Clock), upsertAlarm, a.Ticket, a.Clock, a.Step, a.Rep, pgtx.At(a.Due))
	return nil
}

const deleteAlarms = `delete from alarms where ticket = $1 and clock = any($2)`

// Disarm takes the alarms of these clocks away.
func (s Tickets) Disarm(_ context.Context, t desk.TicketID, clocks ...desk.ClockName) error {
	s.tx.Later("disarm", deleteAlarms, t, clocks)
	return nil
}

const selectAlarmsOf = `select ticket, clock, step, rep, due from alarms where ticket = any($1) and clock = $2`

// ArmedAhead reads the alarms of one clock of several tickets along with the
// next statement that is waited for.
func (s Tickets) ArmedAhead(ids []desk.TicketID, clock desk.ClockName, into *[]desk.Alarm) {
	pgtx.Ahead(s.tx, "read the alarms of "+string(clock), into, scanAlarm, selectAlarmsOf, ids, clock)
}

const selectAlarmsAfter = `
select ticket, clock, step, rep, due from alarms
where (due, ticket, clock) > (coalesce($1, '-infinity'::timestamptz), $2, $3)
order by due, ticket, clock limit $4`

// AlarmsAfter is the next stretch of a sweep through all alarms by the time
// they are due. The zero Alarm begins it; the last one of a stretch goes on.
func (s Tickets) AlarmsAfter(ctx context.Context, last desk.Alarm, limit int) ([]desk.Alarm, error) {
	return pgtx.Rows(ctx, s.tx, "sweep alarms", scanAlarm, selectAlarmsAfter, pgtx.At(last.Due), last.Ticket, last.Clock, limit)
}

const insertClimb = `insert into climbs (ticket, clock, step, rep, planned, at) values ($1, $2, $3, $4, $5, $6)`

// Climb takes a rung of a ladder. One that was climbed before fails the
// transaction: whoever holds the ticket knows which those are.
func (s Tickets) Climb(_ context.Context, t desk.TicketID, r desk.Rung, planned, now time.Time) error {
	s.tx.Later("climb "+string(r.Clock), insertClimb, t, r.Clock, r.Step, r.Rep, pgtx.At(planned), pgtx.At(now))
	return nil
}

const deleteClimbs = `delete from climbs where ticket = $1 and clock = $2`

// ForgetClimbs lets a clock's ladder be climbed anew.
func (s Tickets) ForgetClimbs(_ context.Context, t desk.TicketID, clock desk.ClockName) error {
	s.tx.Later("forget the rungs of "+string(clock), deleteClimbs, t, clock)
	return nil
}
