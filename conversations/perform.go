package conversations

import (
	"context"
	"errors"
	"slices"
	"strings"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// A way is how somebody does an act.
type way string

// The ways.
const (
	byCommand way = "command"
	byPress   way = "button"
	byForm    way = "form"
	byAnswer  way = "answer" // to a question that the bot asked
	bySign    way = "sign"
)

// A wish is an act that somebody wants to do, with what they gave for it.
type wish struct {
	act    *Act
	way    way
	key    desk.Key          // of the ticket that it is about
	words  string            // of a command, or of a button's argument
	given  map[string]string // of a form, or of questions that were answered
	rev    int               // of the ticket when the button was drawn; 0: nobody knows
	files  []desk.File
	source desk.MessageRef
}

// asked does an act that was asked for by its word. Telegram does not say from
// which menu a command came, so roles are looked at each time. The ticket's address comes
// first, and may be left out in the ticket's own thread.
func (t *turn) asked(ctx context.Context, b desk.Asked) (err error) {
	if t.who.person.ID == 0 {
		return errAnonymous
	}
	a := actsByWord()[orElse(b.Command, "help")]
	if a == nil || a.Command == NoCommand {
		return say(notice.RefusedUnknownCommand, "Command", "/"+b.Command)
	}
	w := wish{act: a, way: byCommand, words: b.Args, files: b.Files, source: b.Message}
	if a.OnTicket() {
		if w.key, w.words, err = t.keyOf(ctx, b); err != nil {
			return err
		}
	}
	return t.perform(ctx, w)
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

// pressed does an act whose button was pressed.
func (t *turn) pressed(ctx context.Context, b desk.Pressed) error {
	if t.who.person.ID == 0 {
		return errAnonymous
	}
	a := actNamed(b.Action)
	if a == nil || !a.Button {
		return errStale
	}
	return t.perform(ctx, wish{act: a, way: byPress, key: b.Key, words: strings.ReplaceAll(b.Arg, ":", " "), rev: b.Rev})
}

// submitted does an act whose form was filled in.
func (t *turn) submitted(ctx context.Context, b desk.Submitted) error {
	a := actNamed(desk.Action(b.Form))
	if a == nil {
		return errStale
	}
	return t.perform(ctx, wish{act: a, way: byForm, key: b.Key, given: b.Values})
}

// reacted takes a sign on the card as a press of its button: eyes or a tick
// acknowledge, or what the messenger has instead of a tick. Nobody expects an
// answer to a sign, nor a refusal.
func (t *turn) reacted(ctx context.Context, b desk.Reacted) error {
	if !slices.Contains(t.traits().Signs, b.Emoji) {
		return nil
	}
	link, err := t.tx.LinkOf(ctx, b.Message)
	if errors.Is(err, desk.ErrNotFound) || err == nil && !notice.IsCardSlot(link.Slot) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.byID(ctx, link.Ticket, func(c *tickets.Case) error {
		err := t.change(ctx, c, wish{act: actNamed(desk.ActAck), way: bySign})
		if _, refused := refusal(t.illegal(c, err)); refused {
			return errSilent
		}
		return err
	})
}

// perform does an act, as far as the visitor may.
func (t *turn) perform(ctx context.Context, w wish) error {
	switch {
	case w.act.Change != nil:
		return t.with(ctx, w.key, func(c *tickets.Case) error { return t.change(ctx, c, w) })
	case w.act.Look != nil:
		return t.look(ctx, w)
	}
	if t.who.anywhere()&w.act.May == 0 {
		return desk.ErrForbidden
	}
	in, err := t.read(w, nil)
	if err != nil {
		return t.orAsk(ctx, nil, w, err)
	}
	f, err := w.act.Do(ctx, t, in)
	if err != nil {
		return t.orAsk(ctx, nil, w, err)
	}
	t.tell(nil, f)
	return nil
}

// look shows a ticket.
func (t *turn) look(ctx context.Context, w wish) error {
	ticket, err := t.tx.TicketByKey(ctx, w.key)
	if err != nil {
		return notFound(w.key, err)
	}
	switch {
	case !t.who.sees(ticket):
		return notFound(w.key, desk.ErrNotFound)
	case t.who.to(ticket)&w.act.May == 0:
		return desk.ErrForbidden
	}
	in, err := t.read(w, ticket)
	if err != nil {
		return err
	}
	f, err := w.act.Look(ctx, t, ticket, in)
	if err != nil {
		return err
	}
	t.tell(ticket, f)
	return nil
}

// change does an act to a ticket in hand.
func (t *turn) change(ctx context.Context, c *tickets.Case, w wish) error {
	switch {
	case t.who.to(c.Ticket)&w.act.May == 0:
		return desk.ErrForbidden
	case w.act.Fresh && w.rev != 0 && w.rev < c.Ticket.Revision:
		return t.redraw(ctx, c)
	case w.act.When != nil && !w.act.When(c.Ticket.State):
		return &desk.MoveError{Move: desk.MoveResolve, State: c.Ticket.State}
	case w.act.Confirm && w.way == byPress && w.words == "" && !t.traits().Confirms: // the button could not ask by itself
		return t.offer(ctx, c, notice.Menu(w.act.Name), w.act.May)
	}
	in, err := t.read(w, c.Ticket)
	if err != nil {
		return t.orAsk(ctx, c, w, err)
	}
	f, err := w.act.Change(ctx, t, c, in)
	if err != nil {
		return t.orAsk(ctx, c, w, err)
	}
	t.tell(nil, f)
	return nil
}

// tell says what an act came to. Words that came as a message are confirmed by
// a sign on the message itself, and a sign by nothing.
func (t *turn) tell(about *desk.Ticket, f notice.Facts) {
	switch t.event.Body.(type) {
	case desk.Said, desk.Reacted:
		return
	}
	if f == nil {
		return
	}
	if about == nil {
		t.answer(f)
		return
	}
	t.answerAbout(about, f)
}

// read makes values of what was given. The error may be a refusal, or needs.
func (t *turn) read(w wish, about *desk.Ticket) (Input, error) {
	in := Input{values: map[string]any{}, files: w.files, source: w.source}
	r := &reading{turn: t, about: about, rest: w.words, files: w.way != byCommand && len(w.files) > 0}
	for _, f := range w.act.Asks {
		ask := f.question()
		if given, ok := w.given[ask.Name]; ok {
			r.rest = given
		} else if w.way == byForm || w.way == byPress && ask.how == byWords || w.way != byPress && ask.how == byButton {
			continue // nobody was asked for it
		}
		v, found, err := f.read(r)
		switch {
		case err != nil:
			return in, err
		case found:
			in.values[ask.Name] = v
		case w.way == byCommand && ask.Otherwise != nil:
			in.values[ask.Name] = ask.Otherwise
		}
	}
	if w.way == byCommand && r.rest != "" && len(w.act.Asks) > 0 {
		return in, t.usage(w.act)
	}
	for _, f := range w.act.Asks {
		if _, found := in.values[f.question().Name]; !found && !f.question().Optional {
			return in, needs{field: f}
		}
	}
	return in, nil
}

// usage refuses a command that was written in another way than it is.
func (t *turn) usage(a *Act) error {
	return say(notice.RefusedUsage, "Usage", "/"+string(a.Name)+" "+cards.Usage(t.who.person.Locale, string(a.Name)))
}

// offer unfolds choices where the button was pressed: under the engineers' card,
// or under the requester's, where the choices are for them too.
func (t *turn) offer(ctx context.Context, c *tickets.Case, menu notice.Menu, to Who) error {
	switch {
	case t.who.works(c.Ticket) && c.ShowMenu(t.place(), menu):
		return nil
	case t.who.to(c.Ticket)&to&Shop != 0:
		return c.ReceiptMenu(ctx, menu)
	default:
		return errStale
	}
}

// redraw refuses a press that came too late and draws the card anew: it may look
// just as before, when somebody has only opened a menu of another copy, and then
// the next press has to count.
func (t *turn) redraw(ctx context.Context, c *tickets.Case) error {
	err := t.offer(ctx, c, notice.MenuNone, Shop|Engineer)
	if _, refused := refusal(err); refused { // no card stands here
		return errStale
	}
	if err == nil {
		err = t.save(ctx, c)
	}
	return orElse(err, error(errStale))
}

// orAsk asks for what an act cannot go on without; every other error it returns.
func (t *turn) orAsk(ctx context.Context, c *tickets.Case, w wish, err error) error {
	var need needs
	if !errors.As(err, &need) {
		return err
	}
	switch f := need.field.question(); {
	case f.how == byButton:
		return errStale
	case w.way == byPress && f.how == byChoice && !t.opensForm(w.act):
		return t.offer(ctx, c, notice.Menu(w.act.Name), w.act.May)
	case w.way == byCommand && f.how == byWords && !need.ask:
		return say(notice.RefusedNeedText, "Command", "/"+string(w.act.Name))
	case w.way == byCommand && !need.ask:
		return t.usage(w.act)
	default:
		return t.askFor(ctx, c, w)
	}
}
