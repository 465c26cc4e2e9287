package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage/pgtx"
)

// stillOpen is the condition of the indexes on open tickets.
const stillOpen = `t.state in ('new', 'in_progress', 'waiting_customer', 'waiting_vendor')`

// OpenTicket stores a new ticket and gives it its ID, the project's next number
// and revision 1. Other transactions that open a ticket in the project wait
// until this one ends, so it should be called late.
func (tx *Tx) OpenTicket(ctx context.Context, t *desk.Ticket) error {
	t.Key.Number, t.Revision, t.Drawn = 0, 1, 1
	type opened struct {
		ID     desk.TicketID
		Number int
	}
	o, err := pgtx.One(ctx, tx.t, "open a ticket of "+t.Key.Project, pgx.RowToStructByPos[opened], insertTicket, ticketArgs(t)...)
	t.ID, t.Key.Number = o.ID, o.Number
	return err
}

// SaveTickets writes changed tickets, each as its next revision.
func (tx *Tx) SaveTickets(_ context.Context, changed ...*desk.Ticket) error {
	for _, t := range changed {
		t.Revision++
		tx.t.LaterOne("save "+t.Key.String(), updateTicket, append(ticketArgs(t), t.ID)...)
	}
	return nil
}

const (
	byKey = `where t.project = $1 and t.number = $2`
	byID  = `where t.id = $1`
	byIDs = `where t.id = any($1) order by t.id`
)

// TicketByKey returns a ticket without locking it.
func (tx *Tx) TicketByKey(ctx context.Context, k desk.Key) (*desk.Ticket, error) {
	return pgtx.One(ctx, tx.t, "read "+k.String(), scanTicket, selectTickets+byKey, k.Project, k.Number)
}

// TicketByID returns a ticket without locking it.
func (tx *Tx) TicketByID(ctx context.Context, id desk.TicketID) (*desk.Ticket, error) {
	return pgtx.One(ctx, tx.t, fmt.Sprintf("read ticket %d", id), scanTicket, selectTickets+byID, id)
}

// TicketsAhead reads tickets along with the next statement that waits for its
// result.
func (tx *Tx) TicketsAhead(ids []desk.TicketID, into *[]*desk.Ticket) {
	pgtx.Ahead(tx.t, "read tickets", into, scanTicket, selectTickets+byIDs, ids)
}

func (tx *Tx) tickets(ctx context.Context, what, condition string, args ...any) ([]*desk.Ticket, error) {
	return pgtx.Rows(ctx, tx.t, what, scanTicket, selectTickets+condition, args...)
}

// TicketsOf returns a requester's tickets, latest first.
func (tx *Tx) TicketsOf(ctx context.Context, who desk.PersonID, limit int) ([]*desk.Ticket, error) {
	const theirs = `where t.requester = $1 order by t.opened_at desc, t.id desc limit $2`
	return tx.tickets(ctx, "read tickets of a requester", theirs, who, limit)
}

// mostUrgent orders by urgency: first what is overdue, the unacknowledged tickets
// by the time the reaction is due, then the others by the time the resolution is
// due. A ticket that waits for somebody is not overdue meanwhile.
const mostUrgent = `
where t.project = any($1) and ` + stillOpen + `
order by coalesce(t.acked_at is null and t.reaction_due < $3 or t.resolution_due < $3 and t.state not like 'waiting%', false) desc,
    t.acked_at is not null, case when t.acked_at is null then t.reaction_due end nulls last,
    t.resolution_due nulls last, t.priority, t.id
limit $2`

// Queue returns the open tickets of the projects, most urgent first.
func (tx *Tx) Queue(ctx context.Context, projects []string, limit int, now time.Time) ([]*desk.Ticket, error) {
	return tx.tickets(ctx, "read the queue", mostUrgent, projects, limit, pgtx.At(now))
}

// TicketsOpened returns the projects' tickets that were opened from one time up
// to but not including another, earliest first.
func (tx *Tx) TicketsOpened(ctx context.Context, projects []string, from, to time.Time) ([]*desk.Ticket, error) {
	const opened = `
where t.project = any($1) and t.opened_at >= $2 and t.opened_at < $3 order by t.opened_at, t.id`
	return tx.tickets(ctx, "read opened tickets", opened, projects, pgtx.At(from), pgtx.At(to))
}

// TicketsOpenedAfter returns so many of the projects' tickets that were opened
// within a time, in the order of TicketsOpened, after another ticket; nil: from the
// first. Tickets that were merged into another are left out.
func (tx *Tx) TicketsOpenedAfter(ctx context.Context, projects []string, within desk.Period, last *desk.Ticket, limit int) ([]*desk.Ticket, error) {
	const page = `
where t.project = any($1) and t.opened_at >= $2 and t.opened_at < $3 and (t.opened_at, t.id) > ($2, $4) and t.merged_number = 0
order by t.opened_at, t.id limit $5`
	from, after := within.From, desk.TicketID(0)
	if last != nil {
		from, after = last.OpenedAt, last.ID
	}
	return tx.tickets(ctx, "read a page of opened tickets", page, projects, pgtx.At(from), pgtx.At(within.To), after, limit)
}

// mostIncidents is how many incidents of a project Incidents returns.
const mostIncidents = 500

// Incidents returns a project's incidents that are open or were opened since a time,
// the latest first and at most 500, with what the last post-mortem says. Their words are
// empty once they are erased.
func (tx *Tx) Incidents(ctx context.Context, project string, since time.Time) ([]desk.MapIncident, error) {
	const query = `
select t.number, t.body, coalesce(t.alert->'labels', '[]'), ` + stillOpen + `, coalesce(m.detail ->> 'text', ''), coalesce(m.detail ->> 'note', '')
from tickets t
left join lateral (
    select detail from timeline where ticket = t.id and kind = 'post_mortem' and t.major ? 'since' order by id desc limit 1) m on true
where t.project = $1 and t.type = $2 and t.merged_number = 0 and (t.opened_at >= $3 or ` + stillOpen + `)
order by t.opened_at desc, t.id desc limit $4`
	return pgtx.Rows(ctx, tx.t, "read incidents", func(row pgx.CollectableRow) (in desk.MapIncident, err error) {
		in.Key.Project = project
		err = row.Scan(&in.Key.Number, &in.Text, &in.Labels, &in.Open, &in.Cause, &in.Prevents)
		if in.Cause == desk.Erased {
			in.Cause, in.Prevents = "", ""
		}
		return in, err
	}, query, project, desk.Incident, pgtx.At(since), mostIncidents)
}

// IncidentsOf returns the incidents of a project that were opened within a period,
// the earliest first; the first 500 of them.
func (tx *Tx) IncidentsOf(ctx context.Context, project string, p desk.Period) ([]desk.MapIncident, error) {
	const query = `
select t.number, t.body, ` + stillOpen + ` from tickets t
where t.project = $1 and t.type = $2 and t.merged_number = 0 and t.opened_at >= $3 and t.opened_at < $4
order by t.opened_at, t.id limit $5`
	return pgtx.Rows(ctx, tx.t, "read a period's incidents", func(row pgx.CollectableRow) (in desk.MapIncident, err error) {
		in.Key.Project = project
		err = row.Scan(&in.Key.Number, &in.Text, &in.Open)
		return in, err
	}, query, project, desk.Incident, pgtx.At(p.From), pgtx.At(p.To), mostIncidents)
}

// OpenAssigned returns the open tickets that have an assignee.
func (tx *Tx) OpenAssigned(ctx context.Context) ([]*desk.Ticket, error) {
	return tx.tickets(ctx, "read assigned tickets", `where t.assignee <> '' and `+stillOpen+` order by t.id`)
}

// TicketsAt returns the project's tickets that are assigned to an engineer, or
// of which the engineer has a card.
func (tx *Tx) TicketsAt(ctx context.Context, project string, who desk.EngineerID) ([]*desk.Ticket, error) {
	const at = `
where t.project = $1 and (t.assignee = $2 and ` + stillOpen + ` or t.copies @> jsonb_build_array(jsonb_build_object('for', $2::text)))
order by t.id`
	return tx.tickets(ctx, "read an engineer's tickets", at, project, who)
}

// MergedInto returns the tickets that were merged into one, earliest first.
func (tx *Tx) MergedInto(ctx context.Context, k desk.Key) ([]*desk.Ticket, error) {
	const merged = `where t.merged_project = $1 and t.merged_number = $2 and t.merged_number > 0 order by t.id`
	return tx.tickets(ctx, "read what was merged into "+k.String(), merged, k.Project, k.Number)
}

// A TimelineRow is an entry of a ticket's timeline.
type TimelineRow struct {
	Ticket desk.TicketID
	Source string // the message or event by which it was done; "": time did it
	history.Entry
}

// insertLines also writes the note, which programs of version 0.1 read.
const insertLines = `
insert into timeline (ticket, at, kind, person, handle, actor, detail, note, source)
select ticket, at, kind, person, handle, actor, detail, timeline_note(kind, detail), nullif(source, '')
from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::jsonb[], $8::text[]) with ordinality
    as line(ticket, at, kind, person, handle, actor, detail, source, nth)
order by nth`

// Log adds entries to the timelines of tickets, in this order.
func (tx *Tx) Log(_ context.Context, lines ...TimelineRow) error {
	if len(lines) == 0 {
		return nil
	}
	details := make([]string, len(lines))
	kinds := make([]history.ActivityKind, len(lines))
	for i, l := range lines {
		kind, detail := history.Encode(l.Event)
		kinds[i], details[i] = kind, withoutNUL(detail)
	}
	tx.t.Later("log "+string(kinds[0]), insertLines,
		pgtx.Column(lines, func(l TimelineRow) desk.TicketID { return l.Ticket }),
		pgtx.Column(lines, func(l TimelineRow) pgtx.Timestamp { return pgtx.At(l.At) }),
		kinds,
		pgtx.Column(lines, func(l TimelineRow) desk.PersonID { return l.By.Person }),
		pgtx.Column(lines, func(l TimelineRow) string { return l.By.Handle }),
		pgtx.Column(lines, func(l TimelineRow) string { return l.By.Name }),
		details,
		pgtx.Column(lines, func(l TimelineRow) string { return l.Source }))
	return nil
}

// withoutNUL leaves NUL characters out of JSON, because jsonb cannot hold them.
func withoutNUL(raw json.RawMessage) string {
	return escapedNUL.ReplaceAllString(string(raw), "$1")
}

// escapedNUL matches a NUL after an even number of backslashes. After an odd
// number it is a backslash and the text "u0000".
var escapedNUL = regexp.MustCompile(`((?:^|[^\\])(?:\\\\)*)\\u0000`)

// selectTimeline reads entries of programs of version 0.1 from their notes.
const selectTimeline = `
select e.at, e.kind, e.person, e.handle, e.actor,
    coalesce(e.detail, timeline_detail(e.kind, e.actor, e.note, t.merged_project || '-' || t.merged_number))
from timeline e join tickets t on t.id = e.ticket where e.ticket = $1 order by e.id`

// Timeline returns what happened to a ticket, in the order in which it was
// written.
func (tx *Tx) Timeline(ctx context.Context, t desk.TicketID) ([]history.Entry, error) {
	return pgtx.Rows(ctx, tx.t, "read a timeline", scanEntry, selectTimeline, t)
}

func scanEntry(row pgx.CollectableRow) (history.Entry, error) {
	var e history.Entry
	var kind history.ActivityKind
	var detail json.RawMessage
	err := row.Scan(pgtx.Timestamp{T: &e.At}, &kind, &e.By.Person, &e.By.Handle, &e.By.Name, &detail)
	if err == nil {
		e.Event, err = history.Decode(kind, detail)
	}
	return e, err
}

const selectOpenAfter = `select t.id from tickets t where t.project = any($1) and ` + stillOpen + ` and t.id > $2 order by t.id limit $3`

// OpenAfter returns the next page of the projects' open tickets. 0 asks for the
// first page, the last ticket of a page for the next.
func (tx *Tx) OpenAfter(ctx context.Context, projects []string, last desk.TicketID, limit int) ([]desk.TicketID, error) {
	return pgtx.Rows(ctx, tx.t, "read open tickets", pgx.RowTo[desk.TicketID], selectOpenAfter, projects, last, limit)
}
