package acts

import (
	"context"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// impact stores who is hit, as the shop says.
func impact() Act {
	who := oneOf(choice{name: "who", label: "impact."},
		option[desk.Impact]{desk.HitsAll, "all"}, option[desk.Impact]{desk.HitsSome, "some"}, option[desk.Impact]{desk.HitsOne, "me"})
	who.how = byButton
	return Act{
		Name: desk.ActImpact, Button: true, May: turn.Shop, Asks: []Parameter{who}, When: desk.State.Open,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			c.Hits(t.Actor(), who.Of(in))
			return notice.Text(notice.DoneImpact), nil
		},
	}
}

// surely is a word after others which says that the visitor was asked and means it.
func surely() *Ask[bool] {
	return maybe(&Ask[bool]{Question{Name: "sure", how: byWord}, func(r *reading) (bool, bool, error) {
		for _, end := range []string{".yes", " yes", " да"} {
			if rest, ok := strings.CutSuffix(r.rest, end); ok {
				r.rest = rest
				return true, true, nil
			}
		}
		return false, false, nil
	}})
}
