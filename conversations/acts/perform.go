package acts

import (
	"context"
	"errors"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// perform does an act, if the visitor may.
func perform(ctx context.Context, t *turn.Turn, w wish) (err error) {
	if w.act.Name == desk.ActKeep {
		if w, err = kept(ctx, t, w); err != nil {
			return err
		}
	}
	if w.asked, err = Leave(ctx, t); err != nil {
		return err
	}
	t.Doing = turn.Doing{Act: w.act.Name, Way: string(w.way)}
	switch {
	case w.act.Change != nil:
		return t.With(ctx, w.key, func(c *tickets.Case) error { return change(ctx, t, c, w) })
	case w.act.Look != nil:
		return look(ctx, t, w)
	}
	if t.Who.Anywhere()&w.act.May == 0 {
		return desk.ErrForbidden
	}
	in, err := read(t, w, nil)
	if err != nil {
		return orAsk(ctx, t, nil, w, err)
	}
	f, err := w.act.Do(ctx, t, in)
	if err != nil {
		return orAsk(ctx, t, nil, w, err)
	}
	tell(t, w.way, nil, f)
	return nil
}

// look shows a ticket.
func look(ctx context.Context, t *turn.Turn, w wish) error {
	ticket, err := t.Tx.TicketByKey(ctx, w.key)
	if err != nil {
		return turn.NotFound(w.key, err)
	}
	switch {
	case !t.Who.Sees(ticket):
		return turn.NotFound(w.key, desk.ErrNotFound)
	case t.Who.To(ticket)&w.act.May == 0:
		return desk.ErrForbidden
	}
	in, err := read(t, w, ticket)
	if err != nil {
		return err
	}
	f, err := w.act.Look(ctx, t, ticket, in)
	if err != nil {
		return err
	}
	tell(t, w.way, ticket, f)
	return nil
}

// change does an act on a locked ticket.
func change(ctx context.Context, t *turn.Turn, c *tickets.Case, w wish) error {
	switch {
	case t.Who.To(c.Ticket)&w.act.May == 0:
		return forbidden(c, w.act)
	case w.act.Fresh && w.rev != 0 && w.rev < c.Ticket.Drawn:
		return redraw(c.Ticket.Key)
	case w.act.When != nil && !w.act.When(c.Ticket.State):
		return &desk.MoveError{Move: desk.MoveResolve, State: c.Ticket.State}
	case w.act.Confirm && w.way == byPress && w.words == "" && !t.Traits().Confirms: // the button could not ask
		return offer(ctx, t, c, notice.Menu(w.act.Name), w.act.May)
	}
	in, err := read(t, w, c.Ticket)
	if err != nil {
		return orAsk(ctx, t, c, w, err)
	}
	f, err := w.act.Change(ctx, t, c, in)
	if err != nil {
		return orAsk(ctx, t, c, w, err)
	}
	if w.act.Each != nil {
		if err := t.EachLinked(ctx, c, func(one *tickets.Case) error { return w.act.Each(ctx, t, one, in) }); err != nil {
			return err
		}
	}
	tell(t, w.way, nil, f)
	return nil
}

// tell reports the result of an act. Words that were asked for are confirmed by
// an emoji on the message, and an emoji is not confirmed.
func tell(t *turn.Turn, w way, about *desk.Ticket, f notice.Facts) {
	if f != nil && w != byAnswer && w != bySign {
		t.AnswerAbout(about, f)
	}
}

// read parses the input. The error may be a refusal, or needs.
func read(t *turn.Turn, w wish, about *desk.Ticket) (Input, error) {
	in := Input{values: map[string]any{}, given: w.given, files: w.files, source: w.source, answered: w.answered, about: w.about, album: w.album, asked: w.asked, rev: w.rev}
	r := &reading{Turn: t, about: about, rest: w.words, files: w.way != byCommand && len(w.files) > 0}
	for _, f := range w.act.Asks {
		ask := f.question()
		if given, ok := w.given[ask.Name]; ok {
			r.rest = given
		} else if !gives(t, w.way, ask.how) {
			continue // it was not asked for
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
		return in, usage(t, w.act)
	}
	for _, f := range w.act.Asks {
		if _, found := in.values[f.question().Name]; !found && !f.question().Optional && !r.full {
			return in, needs{field: f, given: in.words(w.act)}
		}
	}
	return in, nil
}

// gives reports whether a field may be given in a way. What only buttons carry
// is written with the command where there are no buttons.
func gives(t *turn.Turn, w way, h how) bool {
	switch {
	case w == byForm, w == byPress && h == byWords:
		return false
	case h == byButton:
		return w == byPress || w == byCommand && !t.Traits().Buttons
	default:
		return true
	}
}

// usage refuses a command with wrong arguments.
func usage(t *turn.Turn, a *Act) error {
	text := "/" + string(a.Name)
	if a.takesWords() {
		text += " " + cards.Usage(t.Who.Person.Locale, string(a.Name))
	}
	return turn.Refuse(notice.RefusedUsage, "Usage", text)
}

// offer unfolds choices where the button was pressed: under the engineers'
// card, or under the requester's if the choices are for them, too.
func offer(ctx context.Context, t *turn.Turn, c *tickets.Case, menu notice.Menu, to turn.Who) error {
	var shown bool
	if t.Who.Works(c.Ticket) {
		var err error
		if shown, err = c.ShowMenu(ctx, t.Place(), menu); err != nil {
			return err
		}
	}
	switch {
	case shown:
		return nil
	case t.Who.To(c.Ticket)&to&turn.Shop != 0:
		return c.ReceiptMenu(ctx, menu)
	default:
		return turn.ErrStale
	}
}

// redraw refuses a press that came too late and redraws the card. The card may
// look the same, if somebody has only opened a menu of another copy; then the
// next press has to count.
func redraw(key desk.Key) error {
	stale := &turn.Refusal{Sentence: notice.Text(notice.RefusedStale)}
	stale.Then = func(ctx context.Context, t *turn.Turn) error {
		return t.With(ctx, key, func(c *tickets.Case) error {
			return offer(ctx, t, c, notice.MenuNone, turn.Shop|turn.Engineer)
		})
	}
	return stale
}

// orAsk asks for a missing input, if there is somebody to ask. It returns every
// other error.
func orAsk(ctx context.Context, t *turn.Turn, c *tickets.Case, w wish, err error) error {
	var need needs
	if !errors.As(err, &need) {
		return err
	}
	q := need.field.question()
	asks := need.ask || q.asked || w.way == byPress || w.way == byAnswer
	if _, message := t.Event.Body.(desk.Said); message && t.Traits().Forms { // only a press or a command opens a form
		asks = false
	}
	switch {
	case q.how == byButton:
		return turn.ErrStale
	case w.way == byPress && q.how == byChoice && !opensForm(t, w.act):
		return offer(ctx, t, c, notice.Menu(w.act.Name), w.act.May)
	case asks:
		if w.given == nil {
			w.given = need.given
		}
		return askFor(ctx, t, c, w)
	case q.missing != nil && c != nil:
		return q.missing(ctx, t, c)
	case q.how == byWords:
		return turn.Refuse(notice.RefusedNeedText, "Usage", "/"+string(w.act.Name)+" "+cards.Usage(t.Who.Person.Locale, string(w.act.Name)))
	default:
		return usage(t, w.act)
	}
}
