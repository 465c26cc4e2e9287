package conversations

import (
	"context"
	"errors"
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// asked does what a command says. Telegram does not say from which menu a
// command came, so roles are looked at anew each time.
func (t *turn) asked(ctx context.Context, b desk.Asked) error {
	if t.who.person.ID == 0 {
		return errAnonymous
	}
	if a := actsByWord()[b.Command]; a != nil && a.Command != NoCommand {
		return t.command(ctx, a, b)
	}
	switch b.Command {
	case "start":
		return t.start(ctx, b.Args)
	case "help", "":
		t.answer(t.help())
		return nil
	case "new", "ticket":
		return t.newRequest(ctx, b)
	case "my":
		return t.my(ctx)
	case "lang":
		return t.lang(ctx, b.Args)
	case "whoami":
		t.answer(t.whoAmI())
		return nil
	case "invite":
		return t.invite(ctx, b.Args)
	case "queue":
		return t.queue(ctx)
	case "oncall":
		return t.onCall()
	case "report":
		project, period := t.reportArgs(b.Args)
		return t.report(ctx, project, period)
	default:
		return t.askedOfTicket(ctx, b)
	}
}

// askedOfTicket does a command about a ticket, whose address may be left out
// in the ticket's own thread.
func (t *turn) askedOfTicket(ctx context.Context, b desk.Asked) error {
	deed, ok := t.ticketCommands()[b.Command]
	if !ok {
		return say(notice.RefusedUnknownCommand, "Command", "/"+b.Command)
	}
	key, rest, err := t.keyOf(ctx, b)
	if err != nil {
		return err
	}
	return t.with(ctx, key, func(c *tickets.Case) error {
		if !t.who.works(c.Ticket) {
			return desk.ErrForbidden
		}
		return deed(ctx, c, rest)
	})
}

// ticketCommands are the engineers' commands about one ticket; rest is what
// follows the ticket's address.
func (t *turn) ticketCommands() map[string]func(ctx context.Context, c *tickets.Case, rest string) error {
	type deed = func(ctx context.Context, c *tickets.Case, rest string) error
	return map[string]deed{
		"assign": func(ctx context.Context, c *tickets.Case, rest string) error { return t.assign(ctx, c, rest) },
		"wait": func(_ context.Context, c *tickets.Case, rest string) error {
			on, text, _ := strings.Cut(rest, " ")
			if on != "customer" && on != "vendor" {
				on, text = "customer", rest
			}
			return t.wait(c, on, strings.TrimSpace(text))
		},
		"resume": func(_ context.Context, c *tickets.Case, _ string) error {
			return t.did(c.Resume(t.actor()), notice.DoneResumed)
		},
		"reopen": func(ctx context.Context, c *tickets.Case, rest string) error {
			return t.did(c.Reopen(ctx, t.actor(), rest), notice.DoneReopened)
		},
		"type":     func(ctx context.Context, c *tickets.Case, rest string) error { return t.setType(ctx, c, rest) },
		"priority": func(_ context.Context, c *tickets.Case, rest string) error { return t.setPriority(c, rest) },
		"escalate": func(ctx context.Context, c *tickets.Case, rest string) error {
			return t.did(c.Escalate(ctx, t.actor(), rest), notice.DoneEscalated, "Key", c.Ticket.Key.String())
		},
		"note": func(ctx context.Context, c *tickets.Case, rest string) error {
			if rest == "" {
				return say(notice.RefusedNeedText, "Command", "/note")
			}
			return t.did(c.Note(ctx, t.actor(), tickets.Words{Text: rest, Place: t.place()}), notice.DoneNoted)
		},
		"merge": func(ctx context.Context, c *tickets.Case, rest string) error { return t.merge(ctx, c, rest) },
	}
}

func (t *turn) merge(ctx context.Context, c *tickets.Case, rest string) error {
	into, ok := desk.ParseKey(rest)
	if !ok || into == c.Ticket.Key || into.Project != c.Ticket.Key.Project {
		return say(notice.RefusedUsage, "Usage", "/merge ROM-42 ROM-41")
	}
	if !c.Ticket.State.Open() {
		return &desk.MoveError{Move: desk.MoveCancel, State: c.Ticket.State}
	}
	return t.with(ctx, into, func(target *tickets.Case) error {
		return t.did(c.Merge(t.actor(), target), notice.DoneMerged, "Key", into.String())
	})
}

// keyOf finds the ticket that a command is about: the one it names, or the one
// whose thread it was given in.
func (t *turn) keyOf(ctx context.Context, b desk.Asked) (desk.Key, string, error) {
	first, rest := word(b.Args)
	if key, ok := desk.ParseKey(first); ok {
		return key, rest, nil
	}
	link, err := t.linked(ctx, desk.Said{ReplyTo: b.ReplyTo})
	if errors.Is(err, desk.ErrNotFound) {
		return desk.Key{}, "", say(notice.RefusedNoTicketHere)
	}
	if err != nil {
		return desk.Key{}, "", err
	}
	ticket, err := t.tx.TicketByID(ctx, link.Ticket)
	if err != nil {
		return desk.Key{}, "", err
	}
	return ticket.Key, strings.TrimSpace(b.Args), nil
}

// newRequest opens a ticket from a command's words, or asks for them.
func (t *turn) newRequest(ctx context.Context, b desk.Asked) error {
	projects := t.newIn()
	if len(projects) == 0 {
		t.answer(notice.Stranger{})
		return nil
	}
	text := strings.TrimSpace(b.Args)
	if text == "" && len(b.Files) == 0 {
		return t.askNew(ctx)
	}
	r := request{
		Text: text, Files: b.Files, Message: b.Message, Projects: projects,
		ToBot: true, Sure: true, Shared: !t.event.In.Private && !b.Message.IsZero(),
	}
	if b.Message.IsZero() { // a slash command stands in no channel: it is answered in private
		r.Place = t.event.From.Private()
	}
	return t.intake(ctx, r)
}

// my lists the visitor's own tickets.
func (t *turn) my(ctx context.Context) error {
	all, err := t.tx.TicketsOf(ctx, t.who.person.ID, listed)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(o *desk.Ticket) bool { return !t.who.sees(o) })
	t.answer(notice.List{Tickets: all})
	return nil
}

// listed is how many tickets a list shows.
const listed = 20

// queue lists what is open in the projects that the visitor works for.
func (t *turn) queue(ctx context.Context) error {
	projects := t.who.projects(roleEngineer)
	if len(projects) == 0 {
		return desk.ErrForbidden
	}
	open, err := t.tx.Queue(ctx, projects, listed+1)
	if err != nil {
		return err
	}
	list := notice.List{Queue: true, Tickets: open}
	if len(open) > listed {
		list.Tickets, list.More = open[:listed], 1
	}
	t.answer(list)
	return nil
}

func (t *turn) lang(ctx context.Context, arg string) error {
	l := desk.ParseLocale(strings.ToLower(strings.TrimSpace(arg)))
	if l == "" {
		return say(notice.RefusedUsage, "Usage", "/lang ru, /lang en")
	}
	if err := t.tx.SetLocale(ctx, t.who.person.ID, l); err != nil {
		return err
	}
	t.who.person.Locale = l
	return t.did(nil, notice.DoneLang)
}

func (t *turn) help() notice.Help {
	return notice.Help{
		Engineer: t.who.any(roleEngineer), Manager: t.who.any(roleManager) || t.who.admin, Admin: t.who.admin,
	}
}

func (t *turn) whoAmI() notice.WhoAmI {
	w := notice.WhoAmI{
		Name: t.who.person.Name, Account: t.event.From.Account, Handle: t.who.person.Handle,
		Chat: t.event.In.Address,
	}
	for project, roles := range t.who.roles {
		for _, role := range roles {
			w.Roles = append(w.Roles, project+": "+role)
		}
	}
	slices.Sort(w.Roles)
	if t.who.admin {
		w.Roles = append(w.Roles, "admin")
	}
	return w
}
