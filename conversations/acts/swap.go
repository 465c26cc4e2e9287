package acts

import (
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/oncall"
	"vakhta/sla"
)

// offered is how far ahead shifts are offered for a swap.
const offered = 30 * 24 * time.Hour

// swap asks the team to take a shift of the visitor's. Without a time it shows
// their next ones.
func swap() Act {
	from, when := maybe(number("shift")), maybe(span())
	return Act{
		Name: desk.ActSwap, Command: ForEngineers, Button: true, May: turn.Engineer, Asks: []Parameter{from, when},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			a := arranging(t)
			begins, limits := from.Of(in), when.Of(in)
			var all []notice.ShiftLine
			for _, team := range t.Desk.TeamsOf(a.By) {
				for _, s := range oncall.Beginning(team, a.By, t.Now(), t.Now().Add(offered)) {
					if !limits.until.IsZero() {
						s = within(s, limits)
					}
					switch {
					case !s.Until.After(s.From):
					case begins == s.From.Unix() || !limits.until.IsZero():
						if _, err := a.Ask(ctx, team, s); err != nil {
							return nil, err
						}
						return notice.Text(notice.DoneSwapAsked, "Team", team.Name), t.Tx.Enqueue(ctx, t.Now(), a.Notices...)
					case s.From.After(t.Now()) && !slices.ContainsFunc(all, func(o notice.ShiftLine) bool { return o.From.Equal(s.From) }):
						// Of two that begin together, the second is asked for with a time: a button names a shift by its beginning.
						all = append(all, notice.ShiftLine{Who: team.Name, From: s.From, Until: s.Until})
					}
				}
			}
			switch {
			case begins != 0:
				return nil, turn.ErrStale
			case len(all) == 0:
				return nil, turn.Refuse(notice.RefusedNoShift)
			default:
				return inPrivate(t, notice.SwapOffers{Shifts: all[:min(len(all), 5)]}), nil
			}
		},
	}
}

// within returns the part of a shift that lies in a time.
func within(s sla.Shift, limits dutySpan) sla.Shift {
	if limits.from.After(s.From) {
		s.From = limits.from
	}
	if limits.until.Before(s.Until) {
		s.Until = limits.until
	}
	return s
}

// takeSwap takes a colleague's shift, for the next one of one's own.
func takeSwap() Act {
	id := number("swap")
	return Act{
		Name: desk.ActTake, Button: true, May: turn.Engineer, Asks: []Parameter{id},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			s, err := t.Tx.LockSwap(ctx, id.Of(in))
			if errors.Is(err, desk.ErrNotFound) {
				return nil, turn.ErrStale
			}
			if err != nil {
				return nil, err
			}
			a := arranging(t)
			team := t.Desk.Teams[s.Team]
			if team == nil || team.OnCall == nil {
				return nil, turn.ErrStale
			}
			switch still := oncall.Of(team, s.Who, t.Now(), s.Until); {
			case !slices.Contains(team.Members, a.By):
				return nil, desk.ErrForbidden
			case s.Who == a.By:
				return nil, turn.Refuse(notice.RefusedOwnSwap)
			case s.TakenBy != "":
				return nil, turn.Refuse(notice.RefusedSwapTaken, "Who", t.Desk.People[s.TakenBy].Name)
			case len(still) == 0: // it has passed, or somebody else is on call
				return nil, turn.ErrStale
			}
			f := a.Swap(team, s)
			return f, arranged(ctx, t, a)
		},
	}
}
