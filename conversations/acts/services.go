package acts

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// services shows the catalogues of the visitor's shops, or opens a ticket for one of
// the standard works in them: its form is filled in afterwards.
func services() Act {
	named := maybe(everything("name"))
	return Act{
		Name: desk.ActServices, Aliases: []string{"catalogue"}, Command: ForEveryone, Button: true, May: turn.Anybody, Asks: []Parameter{named},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			projects := slices.DeleteFunc(NewIn(t), func(code string) bool { return len(t.Desk.Projects[code].Catalogue) == 0 })
			if len(projects) == 0 {
				return nil, turn.Refuse(notice.RefusedNoCatalogue)
			}
			if named.Of(in) == "" {
				return notice.Catalogue{Projects: projects}, nil
			}
			project, item := workOf(t, projects, named.Of(in))
			if item == nil {
				return nil, turn.Refuse(notice.RefusedNoService, "Text", named.Of(in), "Names", worksOf(t, projects))
			}
			return nil, openWork(ctx, t, project, item)
		},
	}
}

// workOf finds a standard work by its code or name, or by a project and a code:
// ROM.certificate.
func workOf(t *turn.Turn, projects []string, name string) (project string, item *desk.CatalogueItem) {
	for _, code := range projects {
		its := name
		if after, ok := strings.CutPrefix(name, code+"."); ok {
			its = after
		}
		for _, item := range t.Desk.Projects[code].Catalogue {
			if item.Called(its) {
				return code, item
			}
		}
	}
	return "", nil
}

// worksOf names the standard works of projects.
func worksOf(t *turn.Turn, projects []string) string {
	var names []string
	for _, code := range projects {
		for _, item := range t.Desk.Projects[code].Catalogue {
			names = append(names, item.Names.In(t.Who.Person.Locale))
		}
	}
	return strings.Join(names, ", ")
}

// openWork registers the ticket, which is answered where it was asked for or, if
// nobody else can see that, in private, and begins its form.
func openWork(ctx context.Context, t *turn.Turn, project string, item *desk.CatalogueItem) error {
	r := requests.Request{Text: item.Names.In(t.Who.Person.Locale), Projects: []string{project}, ToBot: true, Sure: true, Work: item}
	if b, ok := t.Event.Body.(desk.Asked); ok {
		r.Message = b.Message
	}
	r.Shared = !t.Event.In.Private && !t.Traits().Forms
	if !t.InChat() && !r.Shared {
		r.Place = t.Event.From.Private()
	}
	r.Opened = func(key desk.Key) error {
		return t.With(ctx, key, func(c *tickets.Case) error {
			if err := c.Choose(ctx, t.Actor(), item); err != nil {
				return err
			}
			return beginForm(ctx, t, c)
		})
	}
	return requests.Take(ctx, t, r)
}

// service makes a ticket one for a standard work. Somebody of the shop who chose it continues
// with its form.
func service() Act {
	named := everything("name")
	return Act{
		Name: desk.ActService, Command: ForEngineers, Button: true, May: turn.Shop | turn.Engineer, Asks: []Parameter{named}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			catalogue := c.Project().Catalogue
			i := slices.IndexFunc(catalogue, func(item *desk.CatalogueItem) bool { return item.Called(named.Of(in)) })
			switch code := c.Project().Code; {
			case len(catalogue) == 0:
				return nil, turn.Refuse(notice.RefusedNoCatalogue)
			case i < 0:
				return nil, turn.Refuse(notice.RefusedNoService, "Text", named.Of(in), "Names", worksOf(t, []string{code}))
			}
			if err := c.Choose(ctx, t.Actor(), catalogue[i]); err != nil {
				return nil, err
			}
			done := notice.Text(notice.DoneService, "Key", c.Ticket.Key.String(), "Title", catalogue[i].Names.In(t.Who.Person.Locale))
			if t.Who.To(c.Ticket)&turn.Shop == 0 || t.Doing.Way != string(byPress) {
				return done, nil
			}
			return nil, beginForm(ctx, t, c)
		},
	}
}

// tick marks a step of the checklist as done, or as not done after all.
func tick() Act {
	step := number("step")
	return Act{
		Name: desk.ActTick, Button: true, May: turn.Engineer | turn.Called, Asks: []Parameter{step}, When: desk.State.Open, Fresh: true,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			done, err := c.Tick(t.Actor(), int(step.Of(in)))
			if err != nil {
				return nil, err
			}
			id := notice.DoneTicked
			if !done {
				id = notice.DoneUnticked
			}
			return notice.Text(id, "N", strconv.FormatInt(step.Of(in)+1, 10)), nil
		},
	}
}
