package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// mayFollow are those for whom a ticket exists.
const mayFollow = turn.Shop | turn.Works | turn.Admin

// follow makes the visitor hear in private what the ticket's requester hears.
func follow() Act {
	return Act{
		Name: "follow", Command: ForEveryone, May: mayFollow, When: desk.State.Open,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			if c.Ticket.Requester.ID == t.Who.Person.ID && !c.Ticket.Shared {
				return notice.Text(notice.DoneYourOwn, "Key", c.Ticket.Key.String()), nil
			}
			c.Follow(t.Who.Person.ID)
			return notice.Text(notice.DoneFollowed, "Key", c.Ticket.Key.String()), nil
		},
	}
}

// unfollow ends it.
func unfollow() Act {
	return Act{
		Name: "unfollow", Command: ForEveryone, May: mayFollow,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, _ Input) (notice.Facts, error) {
			c.Unfollow(t.Who.Person.ID)
			return notice.Text(notice.DoneUnfollowed, "Key", c.Ticket.Key.String()), nil
		},
	}
}
