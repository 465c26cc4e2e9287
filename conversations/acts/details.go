package acts

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/notice"
	"vakhta/tickets"
	"vakhta/triage"
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
	if !triage.Wanted(k) {
		return "", nil
	}
	return "", incidentPlan(triage.Topics(k, t.Desk.ContractFor(t.Desk.Projects[k.Key.Project], k).Matrix), t.Who.Person.Locale)
}

// titleOf names what a ticket's form is about.
func titleOf(t *turn.Turn, k *desk.Ticket) desk.Bilingual {
	if k.Work != nil {
		return k.Work.Names
	}
	return inAll("incident.title", t.Who.Person.Locale)
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
	case len(plan) > 0 && form != "": // otherwise the form stays as it was begun, whatever the words say meanwhile
		changed = d.Adopt(plan, t.Who.Person.Locale, t.Now().In(t.Who.Zone))
	}
	d.Owner, d.Place = t.Event.From.Account, t.Place()
	return d, changed, countFiles(ctx, c, &d)
}

// countFiles answers the questions for files, where those are sent in the thread: how
// many the requester has sent.
func countFiles(ctx context.Context, c *tickets.Case, d *desk.Draft) error {
	if !slices.ContainsFunc(d.Plan, func(f desk.FieldPlan) bool { return f.Kind == desk.FilesField && d.Answers[f.Name] == "" }) {
		return nil
	}
	said, err := c.Said(ctx)
	n := 0
	for _, u := range said {
		if !u.FromDesk {
			n += len(u.Files)
		}
	}
	for _, f := range d.Plan {
		if f.Kind == desk.FilesField && d.Answers[f.Name] == "" && n > 0 {
			d.Answers[f.Name] = strconv.Itoa(n)
		}
	}
	return err
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
	f, err := cards.FormOf(t.Who.Person.Locale, cards.FormView{Key: c.Ticket.Key, Title: titleOf(t, c.Ticket), Draft: d, Changed: changed})
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
	if err := countFiles(ctx, c, &d); err != nil {
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
	form, plan := planOf(t, c.Ticket)
	if len(plan) > 0 && form != "" && d.Adopt(plan, t.Who.Person.Locale, now) {
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
	if missing := d.Missing(); missing != nil { // files, which a dialog cannot insist on
		if err := c.SaveDraft(d); err != nil {
			return nil, err
		}
		return notice.Text(notice.DetailsNeedFiles, "Key", c.Ticket.Key.String(), "Label", missing.Label.In(t.Who.Person.Locale)), nil
	}
	return notice.Text(notice.DoneDetails, "Key", c.Ticket.Key.String()), sendDraft(ctx, t, c, d)
}

// sendDraft adds the answers to the ticket.
func sendDraft(ctx context.Context, t *turn.Turn, c *tickets.Case, d desk.Draft) error {
	if d.Form == desk.AuditCode {
		audited(t, c.Project(), d)
	}
	if d.Form == "" {
		if err := c.Triage(ctx, t.Actor(), triageOf(d)); err != nil {
			return err
		}
	}
	named, err := withNames(ctx, t, d)
	if err != nil {
		return err
	}
	if err := c.Fill(ctx, t.Actor(), named.News(t.Who.Person.Locale), tickets.Words{Place: t.Place()}); err != nil {
		return err
	}
	d.Sent, d.Kept, d.At, d.Changed = maps.Clone(d.Answers), nil, "", false
	return c.SaveDraft(d)
}

// withNames returns a draft in which people who were picked from a messenger's list have
// their names, as far as the desk knows them.
func withNames(ctx context.Context, t *turn.Turn, d desk.Draft) (desk.Draft, error) {
	d.Answers, d.Sent = maps.Clone(d.Answers), maps.Clone(d.Sent)
	for _, f := range d.Plan {
		who, picked := desk.ParseAccount(d.Answers[f.Name])
		if f.Kind != desk.PersonField || !picked || !t.Desk.On(who.Platform) {
			continue
		}
		name, err := personNamed(ctx, t, who)
		if err != nil {
			return d, err
		}
		if d.Sent[f.Name] == d.Answers[f.Name] {
			d.Sent[f.Name] = name
		}
		d.Answers[f.Name] = name
	}
	return d, nil
}

// personNamed names somebody by their account.
func personNamed(ctx context.Context, t *turn.Turn, who desk.Account) (string, error) {
	if m := t.Desk.MemberByAccount(who); m != nil {
		return m.Name, nil
	}
	p, err := t.Tx.PersonByAccount(ctx, who)
	if err != nil && !errors.Is(err, desk.ErrNotFound) {
		return "", err
	}
	return cmp.Or(p.Name, "@"+who.ID), nil
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
