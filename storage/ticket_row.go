package storage

import (
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A column is one of a ticket's columns, with the field that it is read from
// and written to.
type column struct {
	name  string
	field any
}

// ticketColumns lists the columns of tickets except id. Reading, inserting and
// updating share this order, so they cannot differ.
func ticketColumns(t *desk.Ticket) []column {
	return []column{
		{"project", &t.Key.Project}, {"number", &t.Key.Number}, {"revision", &t.Revision}, {"state", &t.State},
		{"type", &t.Type}, {"priority", &t.Priority}, {"sureness", &t.Sureness}, {"type_by", &t.TypeBy}, {"cue", &t.Cue},
		{"body", &t.Text}, {"requester", &t.Requester.ID},
		{"origin_platform", &t.Origin.Platform}, {"origin_chat", &t.Origin.Chat},
		{"origin_thread", &t.Origin.Thread}, {"origin_message", &t.Origin.Message},
		{"place_platform", &t.Place.Platform}, {"place_chat", &t.Place.Chat}, {"place_thread", &t.Place.Thread},
		{"shared", &t.Shared}, {"line", &t.Line}, {"assignee", &t.Assignee}, {"copies", &t.Copies},
		{"opened_at", pgtx.Timestamp{T: &t.OpenedAt}}, {"acked_at", pgtx.Timestamp{T: &t.AckedAt}},
		{"replied_at", pgtx.Timestamp{T: &t.RepliedAt}}, {"reacted_at", pgtx.Timestamp{T: &t.ReactedAt}},
		{"resolved_at", pgtx.Timestamp{T: &t.ResolvedAt}}, {"ended_at", pgtx.Timestamp{T: &t.EndedAt}},
		{"state_at", pgtx.Timestamp{T: &t.StateAt}}, {"ladder_from", pgtx.Timestamp{T: &t.LadderFrom}},
		{"reaction_from", pgtx.Timestamp{T: &t.ReactionFrom}}, {"resolution_from", pgtx.Timestamp{T: &t.ResolutionFrom}},
		{"reaction_due", pgtx.Timestamp{T: &t.ReactionDue}}, {"resolution_due", pgtx.Timestamp{T: &t.ResolutionDue}},
		{"pauses", &t.Pauses}, {"resolution", &t.Resolution}, {"reopened", &t.Reopened}, {"rating", &t.Rating},
		{"merged_project", &t.MergedInto.Project}, {"merged_number", &t.MergedInto.Number},
		{"hidden", &t.Hidden}, {"waits_for", &t.WaitsFor}, {"question", &t.Question},
		{"snoozed_until", pgtx.Timestamp{T: &t.SnoozedUntil}}, {"snoozed_for", &t.SnoozedFor}, {"parts", &t.Parts}, {"drawn", &t.Drawn},
		{"lead", &t.Lead}, {"fault", &t.Fault}, {"measured", &t.Measured},
		{"holdings", &t.Holdings},
		{"approvals", &t.Approvals}, {"tally", &t.Tally}, {"survey", &t.Survey}, {"major", &t.Major},
		{"work", &t.Work}, {"contract", &t.Contract}, {"asked", &t.Asked},
		{"opened_by", &t.OpenedBy.Person}, {"triage", &t.Triage}, {"alert", &t.Alert},
	}
}

func ticketArgs(t *desk.Ticket) []any {
	var args []any
	for _, c := range ticketColumns(t) {
		args = append(args, c.field)
	}
	return args
}

func scanTicket(row pgx.CollectableRow) (*desk.Ticket, error) {
	t := &desk.Ticket{}
	fields := append([]any{&t.ID, &t.AssigneeName, &t.OpenedBy.Name, &t.Timers}, ticketArgs(t)...)
	err := row.Scan(append(fields, personFields(&t.Requester)...)...)
	return t, err
}

// The statements that name every column.
var (
	// selectTickets has to be followed by a condition.
	selectTickets = `select t.id, coalesce(joined.name, ''), coalesce(opener.name, ''), ` + timersOfTicket + `, ` + eachColumn("t.NAME") + `, ` + personColumns + `
from tickets t join people p on p.id = t.requester
left join people joined on joined.id = case when t.assignee like '#%' then substr(t.assignee, 2)::bigint end
left join people opener on opener.id = t.opened_by `

	// insertTicket takes the ticket's columns, with 0 for the number. The
	// number is counted in the same statement, which locks the row of the
	// project's counter.
	insertTicket = `
with counted as (
    insert into counters (project, last) values ($1, 1)
    on conflict (project) do update set last = counters.last + 1
    returning last)
insert into tickets (` + eachColumn("NAME") + `, counted, recount)
select ` + strings.Replace(eachColumn("$N"), "$2", "$2::integer + last", 1) + `, $3, false from counted
returning id, number`

	// updateTicket takes the ticket's columns and then its id. A ticket that is to be
	// counted again stays so.
	updateTicket = `update tickets set ` + eachColumn("NAME = $N") +
		`, counted = $3 where id = $` + strconv.Itoa(1+len(ticketColumns(&desk.Ticket{})))
)

// eachColumn writes a form for every column, replacing NAME by its name and N
// by its number among the arguments.
func eachColumn(form string) string {
	var all []string
	for i, c := range ticketColumns(&desk.Ticket{}) {
		all = append(all, strings.NewReplacer("NAME", c.name, "N", strconv.Itoa(i+1)).Replace(form))
	}
	return strings.Join(all, ", ")
}
