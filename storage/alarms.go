package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// alarmColumns are what scanAlarm reads.
const alarmColumns = `coalesce(ticket, 0), other, clock, step, rep, due`

func scanAlarm(row pgx.CollectableRow) (desk.Alarm, error) {
	var a desk.Alarm
	err := row.Scan(&a.Ticket, &a.Other, &a.Clock, &a.Step, &a.Rep, pgtx.Timestamp{T: &a.Due})
	return a, err
}

// Each clock has one alarm. The clocks of tickets and those of other subjects
// each have a unique index.
const (
	upsertTicketAlarms = `
insert into timers (ticket, clock, step, rep, due)
select * from unnest($1::bigint[], $2::text[], $3::integer[], $4::integer[], $5::timestamptz[])
on conflict (ticket, clock) do update set step = excluded.step, rep = excluded.rep, due = excluded.due`

	upsertOtherAlarms = `
insert into timers (other, clock, step, rep, due)
select * from unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::timestamptz[])
on conflict (other, clock) where ticket is null do update
set step = excluded.step, rep = excluded.rep, due = excluded.due`
)

// Arm sets alarms, each replacing the one of its clock. No two of them may be
// for the same clock.
func (tx *Tx) Arm(_ context.Context, alarms ...desk.Alarm) error {
	var tickets, others []desk.Alarm
	for _, a := range alarms {
		if a.Ticket > 0 {
			tickets = append(tickets, a)
		} else {
			others = append(others, a)
		}
	}
	if len(tickets) > 0 {
		tx.arm(upsertTicketAlarms, pgtx.Column(tickets, func(a desk.Alarm) desk.TicketID { return a.Ticket }), tickets)
	}
	if len(others) > 0 {
		tx.arm(upsertOtherAlarms, pgtx.Column(others, func(a desk.Alarm) string { return a.Other }), others)
	}
	return nil
}

func (tx *Tx) arm(upsert string, subjects any, alarms []desk.Alarm) {
	tx.t.Later("arm "+alarms[0].Subject.String(), upsert, subjects,
		pgtx.Column(alarms, func(a desk.Alarm) desk.ClockName { return a.Clock }),
		pgtx.Column(alarms, func(a desk.Alarm) int { return a.Step }),
		pgtx.Column(alarms, func(a desk.Alarm) int { return a.Rep }),
		pgtx.Column(alarms, func(a desk.Alarm) pgtx.Timestamp { return pgtx.At(a.Due) }))
}

// setOtherAlarms locks nothing that is armed already.
const setOtherAlarms = `
insert into timers (other, clock, step, rep, due)
select * from unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::timestamptz[])
on conflict (other, clock) where ticket is null do nothing`

// ArmOnce sets alarms of subjects other than tickets, except those that are armed
// already. So transactions that set the same alarm do not wait for each other once
// it is committed.
func (tx *Tx) ArmOnce(alarms ...desk.Alarm) {
	if len(alarms) > 0 {
		tx.arm(setOtherAlarms, pgtx.Column(alarms, func(a desk.Alarm) string { return a.Other }), alarms)
	}
}

const (
	deleteTicketAlarms = `delete from timers where ticket = $1 and clock = any($2)`
	deleteOtherAlarms  = `delete from timers where other = $1 and ticket is null and clock = any($2)`
)

// Disarm deletes the alarms of these clocks of a subject.
func (tx *Tx) Disarm(_ context.Context, s desk.Subject, clocks ...desk.ClockName) error {
	if s.Ticket > 0 {
		tx.t.Later("disarm "+s.String(), deleteTicketAlarms, s.Ticket, clocks)
	} else {
		tx.t.Later("disarm "+s.String(), deleteOtherAlarms, s.Other, clocks)
	}
	return nil
}

const selectAlarmsOf = `select ` + alarmColumns + ` from timers where ticket = any($1) and clock = $2`

// ArmedAhead reads the alarms of one clock of several tickets along with the
// next statement that waits for its result.
func (tx *Tx) ArmedAhead(ids []desk.TicketID, clock desk.ClockName, into *[]desk.Alarm) {
	pgtx.Ahead(tx.t, "read the alarms of "+string(clock), into, scanAlarm, selectAlarmsOf, ids, clock)
}

const (
	selectOtherAlarms = `
select ` + alarmColumns + ` from timers where other = any($1) and ticket is null order by other, clock`

	lockOtherAlarm = `
select ` + alarmColumns + ` from timers where other = $1 and ticket is null and clock = $2 for update`
)

// AlarmsOf returns the alarms of subjects other than tickets. Those of a ticket
// come with it, see [Locked].
func (tx *Tx) AlarmsOf(ctx context.Context, subjects ...desk.Subject) ([]desk.Alarm, error) {
	others := pgtx.Column(subjects, func(s desk.Subject) string { return s.Other })
	return pgtx.Rows(ctx, tx.t, "read alarms", scanAlarm, selectOtherAlarms, others)
}

// LockAlarm returns the alarm of a clock of a subject other than a ticket, and
// locks it until the transaction ends. A second caller waits here and then sees
// what the first has changed.
func (tx *Tx) LockAlarm(ctx context.Context, s desk.Subject, clock desk.ClockName) (desk.Alarm, error) {
	return pgtx.One(ctx, tx.t, "lock the alarm of "+s.String(), scanAlarm, lockOtherAlarm, s.Other, clock)
}

const selectAlarmsAfter = `
select ` + alarmColumns + ` from timers
where (due, coalesce(ticket, 0), other, clock) > (coalesce($1, '-infinity'::timestamptz), $2, $3, $4)
order by due, coalesce(ticket, 0), other, clock limit $5`

// AlarmsAfter returns the next page of all alarms, ordered by the time they are
// due. The zero Alarm asks for the first page, the last alarm of a page for the
// next.
func (tx *Tx) AlarmsAfter(ctx context.Context, last desk.Alarm, limit int) ([]desk.Alarm, error) {
	return pgtx.Rows(ctx, tx.t, "sweep alarms", scanAlarm, selectAlarmsAfter,
		pgtx.At(last.Due), last.Ticket, last.Other, last.Clock, limit)
}

// Fired is a firing that happened.
type Fired struct {
	Ticket desk.TicketID
	desk.Firing
	Planned time.Time // when it was due
	At      time.Time
}

const insertFired = `
insert into climbs (ticket, clock, step, rep, planned, at)
select * from unnest($1::bigint[], $2::text[], $3::integer[], $4::integer[], $5::timestamptz[], $6::timestamptz[])`

// MarkFired stores that steps fired. A step that was stored before fails the
// transaction: its caller has locked the ticket and knows which those are.
func (tx *Tx) MarkFired(_ context.Context, fired ...Fired) error {
	if len(fired) == 0 {
		return nil
	}
	tx.t.Later("mark as fired "+string(fired[0].Clock), insertFired,
		pgtx.Column(fired, func(f Fired) desk.TicketID { return f.Ticket }),
		pgtx.Column(fired, func(f Fired) desk.ClockName { return f.Clock }),
		pgtx.Column(fired, func(f Fired) int { return f.Step }),
		pgtx.Column(fired, func(f Fired) int { return f.Rep }),
		pgtx.Column(fired, func(f Fired) pgtx.Timestamp { return pgtx.At(f.Planned) }),
		pgtx.Column(fired, func(f Fired) pgtx.Timestamp { return pgtx.At(f.At) }))
	return nil
}

const deleteFired = `delete from climbs where ticket = $1 and clock = $2`

// ForgetFired lets the steps of a clock's ladder fire again.
func (tx *Tx) ForgetFired(_ context.Context, t desk.TicketID, clock desk.ClockName) error {
	tx.t.Later("forget what fired of "+string(clock), deleteFired, t, clock)
	return nil
}

const selectArmedOf = `select ` + alarmColumns + ` from timers where ticket = $1 order by due, clock`

// ArmedOf returns the alarms of a ticket without locking it, earliest first.
func (tx *Tx) ArmedOf(ctx context.Context, id desk.TicketID) ([]desk.Alarm, error) {
	return pgtx.Rows(ctx, tx.t, "read a ticket's alarms", scanAlarm, selectArmedOf, id)
}
