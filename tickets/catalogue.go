package tickets

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// Choose makes the ticket one for a standard work: its type, priority and targets are
// what was agreed, and the line that does it gets the ticket. What was chosen before
// does not count any more.
func (c *Case) Choose(ctx context.Context, by desk.Actor, item *desk.CatalogueItem) error {
	t := c.Ticket
	switch {
	case !t.State.Open():
		return &desk.MoveError{Move: desk.MoveWait, State: t.State}
	case t.Work != nil && t.Work.Code == item.Code:
		return nil
	}
	if t.Type != desk.ServiceRequest {
		if err := c.SetType(ctx, by, desk.ServiceRequest); err != nil {
			return err
		}
	}
	if item.Priority.Valid() && item.Priority != t.Priority {
		if err := c.SetPriority(by, item.Priority); err != nil {
			return err
		}
	}
	t.Work = item.Agreed()
	c.tx.EndDraft(t.ID) // of another form
	c.alone = true
	c.apply(effects{by: by, event: history.WorkChosen{Code: item.Code, Title: item.Names}, announce: true, restarts: c.restart()})
	if item.Line < 2 || t.Holder().Line >= item.Line || t.Assignee != "" {
		return nil
	}
	_, err := c.HandOver(ctx, by, Handing{Line: item.Line}, "")
	if errors.Is(err, ErrNobody) { // the first line has it, and sees what it is
		return nil
	}
	return err
}

// Fill adds the answers of a form to the ticket: to the request, for the card, and as
// words of the requester to the threads. The draft stays, so that they can be
// corrected.
func (c *Case) Fill(ctx context.Context, by desk.Actor, lines []string, w Words) error {
	w.Text = strings.Join(lines, "\n")
	if w.Text != "" || len(w.Files) > 0 {
		if _, err := c.CustomerSays(ctx, by, w); err != nil {
			return err
		}
		c.Grow(w.Text)
	}
	if work := c.Ticket.Work; work != nil && !work.Filled {
		filled := *work
		filled.Filled = true
		c.Ticket.Work = &filled
	}
	c.apply(effects{rewords: true})
	return nil
}

// Tick marks a step of the checklist as done, or as not done, and reports whether it
// is. Steps are counted from 0; one that is not there is not found.
func (c *Case) Tick(by desk.Actor, step int) (done bool, err error) {
	work := c.Ticket.Work
	if work == nil || step < 0 || step >= len(work.Checklist) {
		return false, desk.ErrNotFound
	}
	if !c.Ticket.State.Open() {
		return false, &desk.MoveError{Move: desk.MoveWait, State: c.Ticket.State}
	}
	changed := *work
	changed.Checklist = slices.Clone(work.Checklist)
	one := &changed.Checklist[step]
	if done = one.At.IsZero(); done {
		one.By, one.At = by.Engineer(), c.now
	} else {
		one.By, one.At = "", desk.Tick{}.At
	}
	c.Ticket.Work = &changed
	c.apply(effects{by: by, event: history.Ticked{Title: one.Names, Undone: !done}, inside: true})
	return done, nil
}

// SaveDraft stores a form that is being filled in. Secrets in its answers are hidden.
func (c *Case) SaveDraft(d desk.Draft) error {
	d.Ticket, d.Asked = c.Ticket.ID, c.now
	d.Answers = maps.Clone(d.Answers)
	for name, v := range d.Sent {
		d.Sent[name] = c.masked(v)
	}
	for name, v := range d.Answers {
		d.Answers[name] = c.masked(v)
	}
	return c.tx.SaveDraft(d)
}

// ShowForm puts a question of the ticket's form into its message in a chat.
func (c *Case) ShowForm(at desk.Address, f notice.FormStep) {
	c.add(desk.Notice{To: at, Slot: notice.FormSlot(at), Class: desk.ClassAnswer, Person: c.Ticket.Requester.ID}, f)
}

// Draft returns the form that is being filled in for the ticket, with
// desk.ErrNotFound if there is none.
func (c *Case) Draft(ctx context.Context) (desk.Draft, error) { return c.tx.DraftOf(ctx, c.Ticket.ID) }

// rewriteDraft passes the answers of a draft through rewrite, and reports whether
// anything changed.
func (c *Case) rewriteDraft(ctx context.Context, rewrite func(string) string) (changed bool, err error) {
	d, err := c.tx.DraftOf(ctx, c.Ticket.ID)
	if errors.Is(err, desk.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for name, v := range d.Answers {
		if d.Answers[name] = rewrite(v); d.Answers[name] != v {
			changed = true
		}
	}
	for name, v := range d.Sent {
		d.Sent[name] = rewrite(v)
	}
	for i, line := range d.Kept {
		if d.Kept[i] = rewrite(line); d.Kept[i] != line {
			changed = true
		}
	}
	if !changed {
		return false, nil
	}
	return true, c.tx.SaveDraft(d)
}
