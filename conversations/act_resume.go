package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// resume goes on with a ticket that waited.
func resume() Act {
	return Act{
		Name: desk.ActResume, Command: ForEngineers, Button: true, May: Engineer,
		Change: func(_ context.Context, t *turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			return said(notice.DoneResumed), c.Resume(t.actor())
		},
	}
}
