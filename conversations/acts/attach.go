package acts

import (
	"context"

	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// attach moves the message that opened a ticket, or one that was kept until its
// author answered a question, to the ticket it belongs to. Only the requester
// may, because only they know.
func attach() Act {
	moved, held := maybe(number("ticket")), maybe(heldMessage())
	return Act{
		Name: desk.ActAttach, Button: true, May: turn.Shop | turn.Engineer, Asks: []Parameter{held, moved},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if h := held.Of(in); h.id != 0 {
				return notice.Text(notice.DoneAttached, "Key", c.Ticket.Key.String()), requests.AttachHeld(ctx, t, h.id, c)
			}
			from := desk.Key{Project: c.Ticket.Key.Project, Number: int(moved.Of(in))}
			return notice.Text(notice.DoneAttached, "Key", c.Ticket.Key.String()), t.With(ctx, from, func(m *tickets.Case) error {
				if t.Who.To(m.Ticket)&turn.Requester == 0 {
					return desk.ErrForbidden
				}
				return m.Attach(ctx, t.Actor(), c)
			})
		},
	}
}
