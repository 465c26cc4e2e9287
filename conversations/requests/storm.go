package requests

import (
	"context"

	"vakhta/classify/storms"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// reported puts a new incident under one that somebody else has probably
// reported just now, and notes which function of the shop fails.
func reported(ctx context.Context, t *turn.Turn, o *tickets.Opening) error {
	if o.Type != desk.Incident || o.Separate || len(o.Parts) > 0 {
		return nil
	}
	fault := t.Classifier.Fault(o.Text, o.At)
	if len(fault.Ways) == 0 || fault.Alone || fault.Elsewhere {
		return nil
	}
	o.Fault = "unknown"
	if len(fault.Functions) > 0 {
		o.Fault = fault.Functions[0]
	}
	near := t.Desk.Neighbours(o.Project)
	if err := t.Tx.LockReports(ctx, near); err != nil {
		return err
	}
	found, err := t.Tx.Leads(ctx, near, o.At.Add(-storms.Window))
	if err != nil {
		return err
	}
	o.Lead = tickets.LeadOf(found, func(r storage.Reported) bool {
		return r.Requester.ID != o.Requester.ID && storms.Alike(fault, t.Classifier.Fault(r.Text, r.Latest))
	}, o.Priority)
	return nil
}

// taken gives a new ticket to who has its major incident already.
func taken(ctx context.Context, t *turn.Turn, c *tickets.Case, lead *desk.Ticket) error {
	if lead == nil || lead.Assignee == "" {
		return nil
	}
	return t.With(ctx, c.Ticket.Key, func(c *tickets.Case) error { return c.Take(t.Desk.EngineerOf(lead, lead.Assignee)) })
}
