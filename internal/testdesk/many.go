package testdesk

import "fmt"

const closed = `
insert into outcomes (ticket, month, project, number, merged, type, priority, state, line, assignee, opened_at, acked_at,
    reaction_due, reaction_set, reacted_at, resolution_due, resolution_set, resolved_at, ended_at, reaction_took, resolution_took,
    resolution_waited, held, waited_customer, waited_vendor, reopened, retyped, rating, rated_at)
select i, date_trunc('month', timezone('UTC', at))::date, case when i %% 5 = 0 then '%[2]s' else 'P' || i %% 40 + 1 end, i, false,
    (array['incident', 'service_request', 'change_request', 'information_request'])[i %% 4 + 1], i %% 7 %% 4 + 1,
    case when i %% 199 = 0 then 'in_progress' else 'closed' end, i %% 3 + 1, 'person' || i %% 20, at, at + interval '5 minutes',
    at + interval '15 minutes', at, at + (i %% 17) * interval '1 minute', at + interval '4 hours', at,
    case when i %% 199 > 0 then at + (i %% 250) * interval '1 minute' end, case when i %% 199 > 0 then at + interval '5 hours' end,
    (i %% 17) * 60000000000, (i %% 250) * 60000000000, 0, array[i %% 5, i %% 7, i %% 11], i %% 13, i %% 17, i %% 10 / 9, i %% 12 = 0, i %% 6, at + interval '5 hours'
from generate_series(1, %[1]d) i, lateral (select '2024-01-01Z'::timestamptz + i * interval '3 years' / %[1]d as at) opened`

// ManyTickets returns statements that fill the facts of tickets with a number of
// them, opened evenly over the three years to the end of 2026. A fifth are of one
// project, the others of 40 more; one in 199 of each is still open.
func ManyTickets(project string, tickets int) []string {
	return []string{
		"alter table outcomes drop constraint outcomes_ticket_fkey",
		fmt.Sprintf(closed, tickets, project),
		"vacuum analyze outcomes",
	}
}
