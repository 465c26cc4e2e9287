package acts

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"strings"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/notice"
	"vakhta/tickets"
)

// details fills in the ticket's form: that of its standard work, or what its words do
// not say of an incident. The ticket is registered before, so the clock runs. Where
// the messenger has forms it is one; elsewhere it is a message that asks one question
// after the other, and what was answered is kept until it is sent.
func details() Act {
	step := maybe(oneWord("step"))
	return Act{
		Name: desk.ActDetails, Command: ForEveryone, Button: true, May: turn.Shop, Asks: []Parameter{step}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			switch {
			case t.Doing.Way == string(byForm):
				return submitDetails(ctx, t, c, in.given)
			case t.Traits().Forms:
				return nil, beginForm(ctx, t, c)
			default:
				return nil, takeStep(ctx, t, c, step.Of(in))
			}
		},
	}
}

// planOf returns the form of a ticket as it is now; nil: it has none.
func planOf(t *turn.Turn, k *desk.Ticket) (form string, plan desk.FormPlan) {
	if k.Work != nil {
		if k.Work.Code == desk.AuditCode {
			return desk.AuditCode, deskfile.Audit().Form
		}
		if item := t.Desk.Projects[k.Key.Project].Item(k.Work.Code); item != nil {
			return k.Work.Code, item.Form
		}
		return k.Work.Code, nil // it is not in the catalogue any more
	}
	return "", nil
}

// titleOf names what a ticket's form is about; none: an incident.
func titleOf(k *desk.Ticket) desk.Bilingual {
	if k.Work != nil {
		return k.Work.Names
	}
	return nil
}

// draftOf returns the draft of a ticket's form, brought up to the form as it is now,
// and whether that has changed. It is a new one if nobody has begun.
func draftOf(ctx context.Context, t *turn.Turn, c *tickets.Case) (d desk.Draft, changed bool, err error) {
	form, plan := planOf(t, c.Ticket)
	d, err = c.Draft(ctx)
	switch {
	case errors.Is(err, desk.ErrNotFound), err == nil && d.Form != form:
		if len(plan) == 0 {
			return d, false, turn.Refuse(notice.RefusedNoForm, "Key", c.Ticket.Key.String())
		}
		d = desk.Draft{Form: form, Plan: plan, Answers: map[string]string{}}
	case err != nil:
		return d, false, err
	case len(plan) > 0: // otherwise the form stays as it was begun
		changed = d.Adopt(plan, t.Who.Person.Locale, t.Now().In(t.Who.Zone))
	}
	d.Owner, d.Place = t.Event.From.Account, t.Place()
	return d, changed, nil
}

// beginForm opens the ticket's form, or asks its first open question. A ticket whose
// work has no form has nothing to fill in.
func beginForm(ctx context.Context, t *turn.Turn, c *tickets.Case) error {
	if w := c.Ticket.Work; w != nil && !w.HasForm {
		t.Answer(notice.Text(notice.DoneService, "Key", c.Ticket.Key.String(), "Title", w.Names.In(t.Who.Person.Locale)))
		return nil
	}
	if !t.Traits().Forms {
		return takeStep(ctx, t, c, "")
	}
	d, changed, err := draftOf(ctx, t, c)
	if err != nil {
		return err
	}
	return openDraft(t, c, d, changed)
}

// openDraft shows a draft as a form, and keeps it: what is sent in later is read by
// the form that was shown.
func openDraft(t *turn.Turn, c *tickets.Case, d desk.Draft, changed bool) error {
	f, err := cards.FormOf(t.Who.Person.Locale, cards.FormView{Key: c.Ticket.Key, Title: titleOf(c.Ticket), Draft: d, Changed: changed})
	if err != nil {
		return err
	}
	t.Reply.Form = &f
	return c.SaveDraft(d)
}

// submitDetails reads a form that was sent in. What is wrong is said at its field, and
// the form stays; questions that follow from the answers are asked in it. Whatever was
// written is kept in the draft meanwhile.
func submitDetails(ctx context.Context, t *turn.Turn, c *tickets.Case, given map[string]string) (notice.Facts, error) {
	d, err := c.Draft(ctx)
	if errors.Is(err, desk.ErrNotFound) { // it was sent in already, from another copy
		d, _, err = draftOf(ctx, t, c)
	}
	if err != nil {
		return nil, err
	}
	now := t.Now().In(t.Who.Zone)
	faults := map[string]string{}
	for _, f := range d.Plan {
		text, drawn := given[f.Name]
		if !drawn {
			continue
		}
		value, fault := f.Read(text, now)
		if d.Answers[f.Name] = value; fault != "" {
			d.Answers[f.Name] = strings.TrimSpace(text)
			faults[f.Name] = cards.FaultOf(t.Who.Person.Locale, f, fault)
		}
	}
	drawn := d.Plan
	d.Owner, d.Place = t.Event.From.Account, t.Place()
	_, plan := planOf(t, c.Ticket)
	if len(plan) > 0 && d.Adopt(plan, t.Who.Person.Locale, now) {
		return nil, openDraft(t, c, d, true)
	}
	for _, f := range drawn.Asked(d.Answers) {
		if _, shown := given[f.Name]; !shown && f.Kind != desk.FilesField && len(faults) == 0 {
			return nil, openDraft(t, c, d, false)
		}
	}
	asked := drawn.Asked(d.Answers)
	maps.DeleteFunc(faults, func(name, _ string) bool { return asked.Field(name) == nil })
	if len(faults) > 0 {
		t.Reply.Form = &desk.Form{Act: desk.ActDetails, Key: c.Ticket.Key, Faults: faults}
		return nil, c.SaveDraft(d)
	}
	return notice.Text(notice.DoneDetails, "Key", c.Ticket.Key.String()), sendDraft(ctx, t, c, d)
}

// sendDraft adds the answers to the ticket.
func sendDraft(ctx context.Context, t *turn.Turn, c *tickets.Case, d desk.Draft) error {
	if d.Form == desk.AuditCode {
		audited(t, c.Project(), d)
	}
	return c.Fill(ctx, t.Actor(), d.Words(t.Who.Person.Locale), tickets.Words{Place: t.Place()})
}

// indexOf returns the index of a field in a form, which buttons carry; of the end it is
// the length.
func indexOf(p desk.FormPlan, name string) int {
	for i, f := range p {
		if f.Name == name {
			return i
		}
	}
	return len(p)
}

// A pressed step is what a button of the form carries: skip.2, pick.2.0.
func readStep(arg string) (what string, field, option int) {
	what, rest, _ := strings.Cut(arg, ".")
	first, second, _ := strings.Cut(rest, ".")
	field, err := strconv.Atoi(first)
	if err != nil {
		field = -1
	}
	option, err = strconv.Atoi(second)
	if err != nil {
		option = -1
	}
	return what, field, option
}
