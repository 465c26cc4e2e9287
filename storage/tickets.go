package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// stillOpen is the condition of the indexes on living tickets.
const stillOpen = `t.state in ('new', 'in_progress', 'waiting_customer', 'waiting_vendor')`

// OpenTicket stores a new ticket and gives it its ID, the project's next number
// and revision 1. Others who open one in the project wait from here until this
// transaction ends, so it should come late in it.
func (tx *Tx) OpenTicket(ctx context.Context, t *desk.Ticket) error {
	t.Key.Number, t.Revision = 0, 1
	type opened struct {
		ID     desk.TicketID
		Number int
	}
	o, err := one(ctx, tx, "open a ticket of "+t.Key.Project, pgx.RowToStructByPos[opened], insertTicket, ticketArgs(t)...)
	t.ID, t.Key.Number = o.ID, o.Number
	return err
}

// SaveTicket writes a ticket that was changed, as its next revision.
func (tx *Tx) SaveTicket(ctx context.Context, t *desk.Ticket) error {
	t.Revision++
	what := "save " + t.Key.String()
	n, err := tx.t.Exec(ctx, what, updateTicket, append(ticketArgs(t), t.ID)...)
	if err == nil && n == 0 {
		err = fmt.Errorf("%s: %w", what, desk.ErrNotFound)
	}
	return err
}

const (
	byKey  = `where t.project = $1 and t.number = $2`
	byID   = `where t.id = $1`
	byIDs  = `where t.id = any($1) order by t.id`
	locked = ` for update of t`
)

// TicketByKey is a ticket as it was last committed.
func (tx *Tx) TicketByKey(ctx context.Context, k desk.Key) (*desk.Ticket, error) {
	return one(ctx, tx, "read "+k.String(), scanTicket, selectTickets+byKey, k.Project, k.Number)
}

// TicketByID is a ticket as it was last committed.
func (tx *Tx) TicketByID(ctx context.Context, id desk.TicketID) (*desk.Ticket, error) {
	return one(ctx, tx, fmt.Sprintf("read ticket %d", id), scanTicket, selectTickets+byID, id)
}

// LockKey is a ticket that nobody else changes until this transaction ends.
func (tx *Tx) LockKey(ctx context.Context, k desk.Key) (*desk.Ticket, error) {
	return one(ctx, tx, "lock "+k.String(), scanTicket, selectTickets+byKey+locked, k.Project, k.Number)
}

// LockTicket is a ticket that nobody else changes until this transaction ends.
func (tx *Tx) LockTicket(ctx context.Context, id desk.TicketID) (*desk.Ticket, error) {
	return one(ctx, tx, fmt.Sprintf("lock ticket %d", id), scanTicket, selectTickets+byID+locked, id)
}

// LockTickets locks several, in the order of their IDs as everybody does, so
// that two who lock the same ones never wait for each other. Those that are not
// there are left out.
func (tx *Tx) LockTickets(ctx context.Context, ids []desk.TicketID) ([]*desk.Ticket, error) {
	return tx.tickets(ctx, "lock tickets", byIDs+locked, ids)
}

func (tx *Tx) tickets(ctx context.Context, what, condition string, args ...any) ([]*desk.Ticket, error) {
	return pgtx.Rows(ctx, tx.t, what, scanTicket, selectTickets+condition, args...)
}

// OpenTicketsOf are a requester's tickets that somebody still has to do
// something about, the latest first.
func (tx *Tx) OpenTicketsOf(ctx context.Context, who desk.PersonID) ([]*desk.Ticket, error) {
	const open = `where t.requester = $1 and ` + stillOpen + ` order by t.opened_at desc, t.id desc`
	return tx.tickets(ctx, "read open tickets of a requester", open, who)
}

// TicketsOf are a requester's tickets, the latest first.
func (tx *Tx) TicketsOf(ctx context.Context, who desk.PersonID, limit int) ([]*desk.Ticket, error) {
	const theirs = `where t.requester = $1 order by t.opened_at desc, t.id desc limit $2`
	return tx.tickets(ctx, "read tickets of a requester", theirs, who, limit)
}

// mostUrgent puts first what nobody has acknowledged, by when a reaction is
// due, and then the rest by when a resolution is.
const mostUrgent = `
where t.project = any($1) and ` + stillOpen + `
order by t.acked_at is not null, case when t.acked_at is null then t.reaction_due end nulls last,
    t.resolution_due nulls last, t.priority, t.id
limit $2`

// Queue is what the projects' engineers have to do, the most urgent first.
func (tx *Tx) Queue(ctx context.Context, projects []string, limit int) ([]*desk.Ticket, error) {
	return tx.tickets(ctx, "read the queue", mostUrgent, projects, limit)
}

// TicketsOpened are the projects' tickets that were opened from one moment up
// to but not including another, the earliest first.
func (tx *Tx) TicketsOpened(ctx context.Context, projects []string, from, to time.Time) ([]*desk.Ticket, error) {
	const opened = `
where t.project = any($1) and t.opened_at >= $2 and t.opened_at < $3 order by t.opened_at, t.id`
	return tx.tickets(ctx, "read opened tickets", opened, projects, pgtx.At(from), pgtx.At(to))
}

// MergedInto are the tickets that were merged into one, the earliest first.
func (tx *Tx) MergedInto(ctx context.Context, k desk.Key) ([]*desk.Ticket, error) {
	const merged = `where t.merged_project = $1 and t.merged_number = $2 and t.merged_number > 0 order by t.id`
	return tx.tickets(ctx, "read what was merged into "+k.String(), merged, k.Project, k.Number)
}

const insertEntry = `insert into timeline (ticket, at, kind, actor, note) values ($1, $2, $3, $4, $5)`

// Log adds to a ticket's timeline.
func (tx *Tx) Log(_ context.Context, t desk.TicketID, entries ...desk.Entry) error {
	for _, e := range entries {
		tx.t.Later("log "+string(e.Kind), insertEntry, t, pgtx.At(e.At), e.Kind, e.By, e.Note)
	}
	return nil
}

const selectTimeline = `select at, kind, actor, note from timeline where ticket = $1 order by id`

// Timeline is what happened to a ticket, in the order it was written.
func (tx *Tx) Timeline(ctx context.Context, t desk.TicketID) ([]desk.Entry, error) {
	return pgtx.Rows(ctx, tx.t, "read a timeline", scanEntry, selectTimeline, t)
}

func scanEntry(row pgx.CollectableRow) (desk.Entry, error) {
	var e desk.Entry
	err := row.Scan(pgtx.Moment{T: &e.At}, &e.Kind, &e.By, &e.Note)
	return e, err
}
