package tickets

import (
	"cmp"
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// SaidPriority returns the priority that the request's words said when it was opened.
func (c *Case) SaidPriority(ctx context.Context) (desk.Priority, error) {
	entries, err := c.tx.Timeline(ctx, c.Ticket.ID)
	for _, e := range entries {
		if p, ok := e.Event.(history.Prioritized); ok && p.From.Valid() {
			return p.From, err
		}
	}
	return c.Ticket.Priority, err
}

// OwnPriority returns who of the shop made the request critical, if nobody has chosen
// another priority since; zero: nobody.
func (c *Case) OwnPriority(ctx context.Context) (desk.Actor, error) {
	entries, err := c.tx.Timeline(ctx, c.Ticket.ID)
	for _, e := range slices.Backward(entries) {
		if p, ok := e.Event.(history.Prioritized); ok && p.From != p.To {
			if p.To == desk.P1 && e.By.Person != 0 && !slices.Contains(c.desk.Engineers(c.project), e.By.Handle) {
				return e.By, err
			}
			break
		}
	}
	return desk.Actor{}, err
}

// AskImpact asks the requester who is hit, unless they were asked before. The receipt
// does not ask it then.
func (c *Case) AskImpact(ctx context.Context) error {
	asked, err := c.tx.Slots(ctx, c.Ticket.ID)
	if _, before := asked[notice.SlotImpact]; before || err != nil {
		return err
	}
	t := desk.Triage{}
	if c.Ticket.Triage != nil {
		t = *c.Ticket.Triage
	}
	t.Asked = true
	c.Ticket.Triage = &t
	c.tell(living(requester, notice.SlotImpact, notice.AskImpact{}))
	return nil
}

// Hits stores who is hit, which the threads are told. It changes no priority: who made
// their own request critical is believed.
func (c *Case) Hits(by desk.Actor, who desk.Impact) {
	c.triaged(by, desk.Triage{Hits: who})
	c.tell(redrawn(requester, notice.SlotImpact, notice.Text(notice.DoneImpact)))
}

// Triage stores what the requester answered about an incident. The contract's matrix
// says what that means for the priority; a priority that somebody chose is only
// raised by it.
func (c *Case) Triage(ctx context.Context, by desk.Actor, said desk.Triage) error {
	said.Sent = true
	means := c.triaged(by, said)
	if !means.Valid() || means == c.Ticket.Priority {
		return nil
	}
	chosen, err := c.chosenPriority(ctx)
	if err != nil || chosen && means > c.Ticket.Priority {
		return err
	}
	return c.SetPriority(by, means)
}

// triaged adds answers to those before, and returns the priority that the matrix gives
// all of them.
func (c *Case) triaged(by desk.Actor, said desk.Triage) desk.Priority {
	t := desk.Triage{}
	if c.Ticket.Triage != nil {
		t = *c.Ticket.Triage
	}
	had := t
	t.Hits, t.Urgency, t.Sent = cmp.Or(said.Hits, t.Hits), cmp.Or(said.Urgency, t.Urgency), said.Sent || t.Sent
	c.Ticket.Triage = &t
	means := c.contract.Matrix.Priority(t.Hits, t.Urgency)
	if said.Hits == "" && said.Urgency == "" || t.Hits == had.Hits && t.Urgency == had.Urgency {
		return means
	}
	c.apply(effects{by: by, event: history.Triaged{Hits: t.Hits, Urgency: t.Urgency, Means: means}, announce: true})
	return means
}

// chosenPriority reports whether a person has chosen the priority.
func (c *Case) chosenPriority(ctx context.Context) (bool, error) {
	entries, err := c.tx.Timeline(ctx, c.Ticket.ID)
	return slices.ContainsFunc(entries, func(e history.Entry) bool {
		_, chosen := e.Event.(history.Prioritized)
		return chosen && e.By != (desk.Actor{})
	}), err
}
