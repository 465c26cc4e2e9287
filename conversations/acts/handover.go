package acts

import (
	"context"
	"slices"
	"strings"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// handOver gives the ticket to another line or to a person of the third, with
// words for them. A person of the first two lines is assigned it.
func handOver() Act {
	to := &Ask[call]{Question{Name: "to", how: byChoice, missing: toWhom}, receiver}
	why := maybe(everything("text"))
	return Act{
		Name: desk.ActHandOver, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Holder, Asks: []Parameter{to, why}, When: desk.State.Open, Fresh: true,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			h, who, err := handing(ctx, t, c, to.Of(in))
			if err != nil {
				return nil, err
			}
			if h.Line == 0 {
				return notice.Text(notice.DoneAssigned, "Who", who.Name), c.Assign(ctx, t.Actor(), who, why.Of(in))
			}
			called, err := c.HandOver(ctx, t.Actor(), h, why.Of(in))
			return notice.Text(notice.DoneHandedOver, "Key", c.Ticket.Key.String(), "Who", cards.Called(t.Desk, t.Who.Person.Locale, called)), err
		},
		Each: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) error {
			h, who, err := handing(ctx, t, c, to.Of(in))
			switch {
			case turn.Refused(err) != nil: // of another shop, which has other lines
				return nil //nolint:nilerr // the lead is handed over; this one stays as it is
			case err != nil:
				return err
			case h.Line == 0:
				return c.AssignAlong(t.Actor(), who)
			default:
				return c.HandAlong(t.Actor(), h, why.Of(in))
			}
		},
	}
}

// lineNames are what people write for the lines. The first of each is what
// buttons carry.
var lineNames = []string{
	string(desk.Line1) + ",line 1,l1,первая линия,первой линии,линия 1,первая,первой",
	string(desk.Line2) + ",line 2,l2,вторая линия,второй линии,линия 2,вторая,второй",
	string(desk.Line3) + ",line 3,l3,третья линия,третьей линии,линия 3,третья,третьей",
}

// receiver reads a line, or the handle or mention of a person. Words follow.
func receiver(r *reading) (who call, found bool, err error) {
	for _, phrases := range lineNames {
		for phrase := range strings.SplitSeq(phrases, ",") {
			if rest, ok := after(r.rest, phrase); ok {
				r.rest = rest
				who.words, _, _ = strings.Cut(phrases, ",")
				return who, true, nil
			}
		}
	}
	for _, m := range mentions(r.Event.Body) {
		if rest, ok := strings.CutPrefix(strings.TrimPrefix(strings.TrimSpace(r.rest), "@"), strings.TrimPrefix(m.Name, "@")); ok {
			r.rest = strings.TrimSpace(rest)
			return call{words: m.Name, mention: m.Account}, true, nil
		}
	}
	who.words, r.rest = word(r.rest)
	return who, who.words != "", nil
}

// handing returns whom a ticket is handed over to. Without a line it is a
// person of the first two lines.
func handing(ctx context.Context, t *turn.Turn, c *tickets.Case, called call) (h tickets.Handing, who desk.Actor, err error) {
	p := c.Project()
	switch desk.Audience(called.words) { //nolint:exhaustive // the lines
	case desk.Line1:
		return tickets.Handing{Line: 1}, who, nil
	case desk.Line2:
		if t.Desk.Team(p, 2) == nil {
			return h, who, toWhom(ctx, t, c)
		}
		return tickets.Handing{Line: 2}, who, nil
	case desk.Line3:
		if len(p.Line3) != 1 {
			return h, who, toWhom(ctx, t, c)
		}
		called.words = p.Line3[0]
	}
	who, err = engineerOf(ctx, t, c, called)
	if err == nil && slices.Contains(p.Line3, who.Handle) && !slices.Contains(t.Desk.Lines(p), who.Handle) {
		h = tickets.Handing{Line: 3, Who: who}
	}
	return h, who, err
}

// toWhom refuses a hand-over to nobody, and lists who can have the ticket.
func toWhom(_ context.Context, t *turn.Turn, c *tickets.Case) error {
	p := c.Project()
	known := []string{string(desk.Line1)}
	if t.Desk.Team(p, 2) != nil {
		known = append(known, string(desk.Line2))
	}
	for _, handle := range append(slices.Clone(p.Line3), t.Desk.Lines(p)...) {
		if !slices.Contains(known, handle) {
			known = append(known, handle)
		}
	}
	return turn.Refuse(notice.RefusedNeedHolder, "Key", c.Ticket.Key.String(), "Text", strings.Join(known, ", "))
}
