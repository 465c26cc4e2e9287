package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// merge ends the ticket in favour of another of its project: the requesters of
// both are told the answers from then on.
func merge() Act {
	into := otherTicket("into")
	return Act{
		Name: "merge", Command: ForEngineers, May: Engineer, Asks: []Field{into}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn, c *tickets.Case, in Input) (notice.Facts, error) {
			key := into.Of(in)
			return said(notice.DoneMerged, "Key", key.String()), t.with(ctx, key, func(target *tickets.Case) error {
				return c.Merge(t.actor(), target)
			})
		},
	}
}
