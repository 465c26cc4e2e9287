package acts

import (
	"context"
	"errors"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/tickets"
)

// major declares a major incident: every shop that it hits reads how it stands. The
// codes of shops that are hit without a ticket may follow. off takes it back.
func major() Act {
	off, shops := maybe(saidWord("off", "off,no,undo,нет,отмена")), maybe(everything("shops"))
	return Act{
		Name: desk.ActMajor, Command: ForEngineers, Button: true, May: turn.Engineer, Asks: []Parameter{off, shops}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			key := c.Ticket.Key.String()
			if off.Of(in) {
				err := c.Undeclare(ctx, t.Actor())
				if errors.Is(err, tickets.ErrNoMajor) {
					err = turn.Refuse(notice.RefusedNoMajor, "Key", key)
				}
				return notice.Text(notice.DoneNoMajor, "Key", key), err
			}
			codes, err := shopsNamed(t, shops.Of(in))
			if err != nil {
				return nil, err
			}
			err = c.Declare(ctx, t.Actor(), codes)
			switch {
			case errors.Is(err, tickets.ErrMajorAlready):
				err = turn.Refuse(notice.RefusedMajorAlready, "Key", key)
			case errors.Is(err, tickets.ErrLinked):
				err = turn.Refuse(notice.RefusedMajorLinked, "Key", key)
			}
			return notice.Text(notice.DoneMajor, "Key", key), err
		},
	}
}

// shopsNamed returns the codes of shops for which the visitor works.
func shopsNamed(t *turn.Turn, text string) (codes []string, err error) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' }) {
		code := strings.ToUpper(word)
		if t.Desk.Projects[code] == nil || t.Who.In(code)&turn.Engineer == 0 {
			return nil, turn.Refuse(notice.RefusedUnknownProject, "Text", word, "Known", strings.Join(t.Who.Projects(turn.Engineer), ", "))
		}
		codes = append(codes, code)
	}
	return codes, nil
}

// postMortem stores what a major incident came from, what was done and what prevents
// it. Where there are no forms it asks one by one.
func postMortem() Act {
	cause, done, prevents := wordsNamed("cause"), maybe(wordsNamed("done")), maybe(wordsNamed("prevents"))
	return Act{
		Name: desk.ActPostMortem, Button: true, May: turn.Engineer, Asks: []Parameter{cause, done, prevents},
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if !c.Ticket.Major.Declared() || c.Ticket.Major.Lasts() {
				return nil, turn.ErrStale
			}
			for _, next := range []*Ask[string]{done, prevents} {
				if next.Of(in) == "" && !t.Traits().Forms && t.Traits().Buttons {
					return nil, needs{field: next, ask: true}
				}
			}
			why := history.PostMortem{Cause: cause.Of(in), Done: done.Of(in), Prevents: prevents.Of(in)}
			return notice.Text(notice.DonePostMortem, "Key", c.Ticket.Key.String()), c.ExplainMajor(t.Actor(), why)
		},
	}
}
