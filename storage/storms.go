package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// The locks are taken in one order, whatever project asks.
const lockReports = `
select count(pg_advisory_xact_lock(hashtextextended('reports:' || project, 0)))
from (select unnest($1::text[]) as project order by 1) as sorted`

// LockReports lets the reports of faults in these projects be compared one after
// another, until the transaction ends: of two at the same moment only one leads.
func (tx *Tx) LockReports(ctx context.Context, projects []string) error {
	_, err := tx.t.Exec(ctx, "lock reports", lockReports, projects)
	return err
}

// A Reported is a ticket that others may be linked to, and when the latest
// report of its fault came.
type Reported struct {
	*desk.Ticket
	Latest time.Time
}

const leadsSince = `
where t.project = any($1) and ` + stillOpen + ` and t.type = 'incident' and t.lead = 0 and t.fault <> ''
    and (t.opened_at >= $2 or exists (select from tickets l where l.lead = t.id and l.lead > 0 and l.opened_at >= $2))
order by t.priority, t.id limit 50`

const latestReports = `select lead, max(opened_at) from tickets where lead = any($1) and lead > 0 group by lead`

// Leads returns the open incidents that may be the fault of a new report: those
// of these projects that were reported since, the most urgent first.
func (tx *Tx) Leads(ctx context.Context, projects []string, since time.Time) ([]Reported, error) {
	found, err := tx.tickets(ctx, "read reported faults", leadsSince, projects, pgtx.At(since))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	type latest struct {
		lead desk.TicketID
		at   time.Time
	}
	scan := func(row pgx.CollectableRow) (l latest, err error) {
		err = row.Scan(&l.lead, pgtx.Timestamp{T: &l.at})
		return l, err
	}
	rows, err := pgtx.Rows(ctx, tx.t, "read the latest reports", scan, latestReports, pgtx.Column(found, func(t *desk.Ticket) desk.TicketID { return t.ID }))
	at := map[desk.TicketID]time.Time{}
	for _, r := range rows {
		at[r.lead] = r.at
	}
	all := make([]Reported, len(found))
	for i, t := range found {
		all[i] = Reported{t, t.OpenedAt}
		if l := at[t.ID]; l.After(t.OpenedAt) {
			all[i].Latest = l
		}
	}
	return all, err
}

const selectLinked = `select id from tickets t where t.lead = $1 and t.lead > 0 and ` + stillOpen + ` order by id`

// LinkedTo returns the open tickets that are linked to a major incident,
// earliest first.
func (tx *Tx) LinkedTo(ctx context.Context, lead desk.TicketID) ([]desk.TicketID, error) {
	return pgtx.Rows(ctx, tx.t, "read linked tickets", pgx.RowTo[desk.TicketID], selectLinked, lead)
}

const selectShopsLinked = `select distinct project from tickets where lead = $1 and lead > 0 order by project`

// ShopsLinked returns the codes of the projects whose tickets are linked to a major
// incident, open or not.
func (tx *Tx) ShopsLinked(ctx context.Context, lead desk.TicketID) ([]string, error) {
	return pgtx.Rows(ctx, tx.t, "read the shops of a major incident", pgx.RowTo[string], selectShopsLinked, lead)
}

const selectResolvedAlong = `select id from tickets where lead = $1 and lead > 0 and state = 'resolved' and resolved_at = $2 order by id`

// ResolvedAlong returns the tickets that are linked to another and were resolved with it.
func (tx *Tx) ResolvedAlong(ctx context.Context, lead desk.TicketID, at time.Time) ([]desk.TicketID, error) {
	return pgtx.Rows(ctx, tx.t, "read tickets resolved along", pgx.RowTo[desk.TicketID], selectResolvedAlong, lead, pgtx.At(at))
}

const borrowSlot = `
insert into slots (ticket, slot, platform, chat, thread, message)
select $1, slot, platform, chat, thread, message from slots where ticket = $2 and slot = $3
on conflict (ticket, slot) do nothing`

// BorrowSlot lets a linked ticket's words be posted under its lead's card.
func (tx *Tx) BorrowSlot(_ context.Context, t, lead desk.TicketID, slot string) error {
	tx.t.Later("borrow slot "+slot, borrowSlot, t, lead, slot)
	return nil
}

const returnSlot = `
delete from slots s using slots l
where s.ticket = $1 and l.ticket = $2 and s.slot = $3 and l.slot = $3 and (s.platform, s.chat, s.message) = (l.platform, l.chat, l.message)`

// ReturnSlot ends BorrowSlot. A slot with a message of its own stays.
func (tx *Tx) ReturnSlot(_ context.Context, t, lead desk.TicketID, slot string) error {
	tx.t.Later("return slot "+slot, returnSlot, t, lead, slot)
	return nil
}

const selectStranded = `
select t.id from tickets t where t.lead > 0 and ` + stillOpen + ` and t.project = any($1)
    and not exists (select from tickets l where l.id = t.lead and l.project = any($1)) order by t.id limit $2`

// Stranded returns open tickets of these projects that are linked to one of
// another project.
func (tx *Tx) Stranded(ctx context.Context, projects []string, most int) ([]desk.TicketID, error) {
	return pgtx.Rows(ctx, tx.t, "read stranded tickets", pgx.RowTo[desk.TicketID], selectStranded, projects, most)
}

const selectIncidents = `
with storm as (
    select coalesce(nullif(t.lead, 0), t.id) as lead, t.id, t.project, t.number, t.requester, t.opened_at, t.fault, t.lead > 0 as linked
    from tickets t where (t.id = any($1) or t.lead = any($1) and t.lead > 0) and t.merged_number = 0)
select lead, count(distinct requester), count(distinct project), count(*) filter (where linked), min(opened_at),
    coalesce(mode() within group (order by fault) filter (where fault <> ''), 'unknown'),
    (array_agg(project || '-' || number order by id desc) filter (where linked))[1:6]
from storm where lead = any($1) group by lead having bool_or(linked)`

// incidentsAhead reads the major incidents among tickets along with the next
// statement that waits for its result.
func (tx *Tx) incidentsAhead(ids []desk.TicketID, into *[]desk.MajorIncident) {
	scan := func(row pgx.CollectableRow) (m desk.MajorIncident, err error) {
		err = row.Scan(&m.Lead, &m.People, &m.Shops, &m.Linked, pgtx.Timestamp{T: &m.Since}, &m.Fault, &m.Latest)
		return m, err
	}
	pgtx.Ahead(tx.t, "read major incidents", into, scan, selectIncidents, ids)
}
