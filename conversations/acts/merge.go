package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// merge ends the ticket in favour of another of its project: the requesters of
// both are told the answers from then on.
func merge() Act {
	into := otherTicket("into")
	return Act{
		Name: "merge", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{into}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			key := into.Of(in)
			return notice.Text(notice.DoneMerged, "Key", key.String()), t.With(ctx, key, func(target *tickets.Case) error {
				return c.Merge(t.Actor(), target)
			})
		},
	}
}
