package storage

import (
	"context"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// MonthFacts are a ticket's facts as they are in a month, by its contract's zone.
type MonthFacts struct {
	Ticket *desk.Ticket
	Month  desk.Date // its first day
}

// PausedFrom returns since when the resolution clock of a ticket is stopped, the
// zero time if it runs.
func PausedFrom(t *desk.Ticket) time.Time {
	if !t.Paused() {
		return time.Time{}
	}
	return t.Pauses[len(t.Pauses)-1].From
}

// outcomeColumns lists the columns of outcomes, except until, with their values.
func outcomeColumns(o MonthFacts) []column {
	t, tally := o.Ticket, o.Ticket.Tally
	reaction, _ := t.Missed(desk.ClockReaction)
	resolution, _ := t.Missed(desk.ClockResolution)
	return []column{
		{"ticket", t.ID}, {"month", day(o.Month)}, {"project", t.Key.Project}, {"number", t.Key.Number}, {"merged", !t.MergedInto.IsZero()},
		{"type", t.Type}, {"priority", t.Priority}, {"state", t.State}, {"line", t.Holder().Line}, {"assignee", t.Assignee},
		{"opened_at", pgtx.At(tally.Registered)}, {"acked_at", pgtx.At(t.AckedAt)},
		{"reaction_due", pgtx.At(t.ReactionDue)}, {"reaction_set", pgtx.At(tally.ReactionSet)}, {"reacted_at", pgtx.At(t.ReactedAt)},
		{"resolution_due", pgtx.At(t.ResolutionDue)}, {"resolution_set", pgtx.At(tally.ResolutionSet)}, {"resolved_at", pgtx.At(t.ResolvedAt)},
		{"reaction_missed", pgtx.At(tally.ReactionMissed)}, {"reaction_broken", pgtx.At(reaction.Due)}, {"reaction_mended", pgtx.At(reaction.Done)},
		{"resolution_missed", pgtx.At(tally.ResolutionMissed)}, {"resolution_broken", pgtx.At(resolution.Due)}, {"resolution_mended", pgtx.At(resolution.Done)},
		{"resolution_waited", int64(resolution.WaitedSince(t))},
		{"paused_from", pgtx.At(PausedFrom(t))}, {"ended_at", pgtx.At(t.EndedAt)}, {"rated_at", pgtx.At(tally.RatedAt)},
		{"reaction_took", int64(tally.Reaction)}, {"resolution_took", int64(tally.Resolution)},
		{"held", nanoseconds(tally.Held[:])}, {"waited_customer", int64(tally.Waited.Customer)}, {"waited_vendor", int64(tally.Waited.Vendor)},
		{"reopened", t.Reopened}, {"retyped", tally.Retyped}, {"rating", t.Rating},
	}
}

func nanoseconds(all []time.Duration) []int64 {
	return pgtx.Column(all, func(d time.Duration) int64 { return int64(d) })
}

// day returns a date as PostgreSQL takes it.
func day(d desk.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// saveOutcome takes the columns. A ticket's months only go forward, even if the
// contract's zone changes.
var saveOutcome = func() string {
	var names, values, set []string
	for i, c := range outcomeColumns(MonthFacts{Ticket: &desk.Ticket{Tally: &desk.Tally{}}}) {
		names = append(names, c.name)
		value := "$" + strconv.Itoa(i+1)
		if c.name == "month" {
			value = `greatest(` + value + `::date, (select max(month) from outcomes where ticket = $1))`
		} else if c.name != "ticket" {
			set = append(set, c.name+" = excluded."+c.name)
		}
		values = append(values, value)
	}
	return `
with earlier as (update outcomes set until = $2 where ticket = $1 and until is null and month < $2)
insert into outcomes (` + strings.Join(names, ", ") + `) values (` + strings.Join(values, ", ") + `)
on conflict (ticket, month) do update set ` + strings.Join(set, ", ")
}()

// SaveOutcomes stores what reports count. A ticket without a tally is left out.
func (tx *Tx) SaveOutcomes(_ context.Context, all ...MonthFacts) error {
	for _, o := range all {
		if o.Ticket.Tally == nil {
			continue
		}
		var args []any
		for _, c := range outcomeColumns(o) {
			args = append(args, c.field)
		}
		tx.t.LaterOne("count "+o.Ticket.Key.String(), saveOutcome, args...)
	}
	return nil
}

const (
	toCount        = `where t.recount and t.project = any($1) order by t.project, t.id limit $2 for update of t skip locked`
	deleteOutcomes = `delete from outcomes where ticket = $1`
	markCounted    = `update tickets set recount = false, counted = revision, tally = $2 where id = $1`
)

// TicketsToCount locks tickets of projects that are to be counted from their
// timelines, at most limit.
func (tx *Tx) TicketsToCount(ctx context.Context, projects []string, limit int) ([]*desk.Ticket, error) {
	return tx.tickets(ctx, "read uncounted tickets", toCount, projects, limit)
}

// ReplaceOutcomes stores all that reports count of one ticket, earliest month
// first. The last one has its tally.
func (tx *Tx) ReplaceOutcomes(ctx context.Context, all []MonthFacts) error {
	last := all[len(all)-1].Ticket
	tx.t.Later("count "+last.Key.String(), deleteOutcomes, last.ID)
	if err := tx.SaveOutcomes(ctx, all...); err != nil {
		return err
	}
	tx.t.Later("count "+last.Key.String(), markCounted, last.ID, last.Tally)
	return nil
}
