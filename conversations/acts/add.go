package acts

import (
	"context"
	"slices"
	"strings"

	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// mostToChoose is how many open tickets a message can be added to by choosing one
// (Slack's static_select takes 100 options).
const mostToChoose = 100

// add brings somebody's message into a ticket that it does not belong to: as an
// internal note with its author's name, or as words of the engineer to the customer,
// which are shown before they leave. The copy is the engineer's: if the author edits
// the message later, nobody has agreed that the customer reads that.
func add() Act {
	held, about := maybe(heldMessage()), maybe(openTicket("ticket"))
	outward := maybe(oneOf(choice{name: "to", label: "form.add_to_"}, option[bool]{false, "note,заметка"}, option[bool]{true, "customer,клиенту"}))
	var a Act
	a = Act{
		Name: desk.ActAdd, Command: ForEngineers, Button: true, May: turn.Engineer | turn.ThirdLine, Asks: []Parameter{held, about, outward},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			r, err := added(ctx, t, in, held.Of(in).id)
			if err != nil {
				return nil, err
			}
			key := about.Of(in)
			pressed, press := t.Event.Body.(desk.Pressed)
			if press {
				key = pressed.Key
			}
			if key.Number == 0 && t.Traits().Forms && t.Doing.Way == string(byCommand) {
				return nil, chooseTicket(ctx, t, &a, r)
			}
			if key.Number == 0 {
				return nil, turn.Refuse(notice.RefusedAddTo)
			}
			var says notice.Facts
			err = t.With(ctx, key, func(c *tickets.Case) error {
				if t.Who.To(c.Ticket)&turn.Works == 0 {
					return desk.ErrForbidden
				}
				says, err = addTo(ctx, t, c, r, adding{outward: outward.Of(in), shown: press, rev: in.rev})
				return err
			})
			return says, err
		},
	}
	return a
}

// adding says how a message is added to a ticket.
type adding struct {
	outward bool // to the customer
	shown   bool // the engineer has seen what the customer will read, and pressed
	rev     int  // of the ticket then
}

// addTo adds a message to a ticket. Words for the customer are shown first, and once
// more if the ticket has changed since.
func addTo(ctx context.Context, t *turn.Turn, c *tickets.Case, r requests.Request, how adding) (notice.Facts, error) {
	key := c.Ticket.Key.String()
	w := tickets.Words{Text: r.Text, Files: r.Files, Place: t.Place()}
	quoted := w
	if r.Author != "" {
		quoted.Text = desk.Excerpt{Author: r.Author, Text: r.Text}.Quote()
	}
	switch {
	case t.Who.Supplies(c.Ticket):
		return notice.Text(notice.DoneToEngineers), c.SupplierSays(ctx, t.Actor(), quoted)
	case !how.shown && !how.outward:
		return notice.Text(notice.DoneAdded, "Key", key), c.Note(ctx, t.Actor(), quoted)
	case !how.shown, how.rev != 0 && how.rev < c.Ticket.Revision:
		return nil, showAdded(ctx, t, c, r, how.shown)
	default:
		_, err := c.DeskSays(ctx, t.Actor(), w)
		return notice.Text(notice.DoneSent), err
	}
}

// showAdded keeps a message and shows it as the customer will read it, with a button.
func showAdded(ctx context.Context, t *turn.Turn, c *tickets.Case, r requests.Request, again bool) error {
	if c.Ticket.State.Ended() {
		return &desk.MoveError{Move: desk.MoveResume, State: c.Ticket.State}
	}
	id, err := requests.Hold(ctx, t, r)
	if err != nil {
		return err
	}
	text := r.Text
	for _, f := range r.Files {
		text = strings.TrimSpace(text + "\n" + f.Sign() + f.Name)
	}
	t.AnswerAbout(c.Ticket, notice.CannedAnswer{Text: text, Held: desk.HeldArg(c.Ticket.Key.Project, id), Rev: c.Ticket.Revision + 1, Again: again})
	return nil
}

// added returns the message to add: the one that was kept until its ticket was chosen,
// or the one that the command is about.
func added(ctx context.Context, t *turn.Turn, in Input, held int64) (requests.Request, error) {
	if held != 0 {
		return requests.TakeHeld(ctx, t, held)
	}
	r := requests.Request{
		Text: in.answered.Text, Author: in.answered.Author, Files: slices.Concat(in.answered.Files, in.files), Message: in.about,
	}
	if r.Text == "" && len(r.Files) == 0 {
		return r, turn.Refuse(notice.RefusedAddWhat)
	}
	return r, nil
}

// chooseTicket keeps a message and opens a form with the tickets that it may be added
// to, the most urgent first.
func chooseTicket(ctx context.Context, t *turn.Turn, a *Act, r requests.Request) error {
	open, err := openFor(ctx, t, mostToChoose)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		t.Answer(notice.List{Queue: true}) // it says that nothing is open
		return nil
	}
	id, err := requests.Hold(ctx, t, r)
	if err != nil {
		return err
	}
	f, err := a.Form(t.Who.Person.Locale, desk.Key{})
	if err != nil {
		return err
	}
	f.Held, f.Submit = desk.HeldArg("", id), t.Say("form.add_submit")
	f.Note = desk.Length{Max: 600}.Cut(desk.Excerpt{Author: r.Author, Text: r.Text}.Quote())
	for i := range f.Fields {
		f.Fields[i].Optional = false
		if f.Fields[i].Name != "ticket" {
			f.Fields[i].Value = f.Fields[i].Options[0].Value
			continue
		}
		for _, k := range open {
			f.Fields[i].Options = append(f.Fields[i].Options, desk.Option{Value: k.Key.String(), Label: k.Key.String() + " · " + firstLine(k.Text)})
		}
	}
	t.Reply.Form = &f
	return nil
}

func firstLine(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return first
}

// openTicket is the number of a ticket. A form offers the open ones.
func openTicket(name string) *Ask[desk.Key] {
	none := func(desk.Locale) []desk.Option { return nil }
	return &Ask[desk.Key]{Question{Name: name, how: byChoice, options: none}, func(r *reading) (desk.Key, bool, error) {
		first, rest := word(r.rest)
		key, ok := desk.ParseKey(first)
		if ok {
			r.rest = rest
		}
		return key, ok, nil
	}}
}
