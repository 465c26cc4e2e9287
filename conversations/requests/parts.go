package requests

import (
	"context"

	"vakhta/classify"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/tickets"
)

// several lists the requests in a message that is about to become a ticket. The
// gravest of them decides the ticket's type and priority until its author has
// said that they are separate. Without at least two it returns the guess as it
// is.
func several(t *turn.Turn, r Request, g classify.Guess) ([]tickets.RequestPart, classify.Guess) {
	if r.separate {
		return nil, g
	}
	var all []tickets.RequestPart
	var spans []desk.TextPart
	for _, p := range t.Classifier.Parts(r.Text) {
		all = append(all, tickets.RequestPart{Quote: p.Quote, Type: p.Type, Priority: p.Priority})
		spans = append(spans, desk.TextPart{Type: p.Type, Priority: p.Priority})
	}
	if len(all) == 0 {
		return nil, g
	}
	gravest := all[desk.Gravest(spans)]
	if g.Source == classify.FromAlarm || g.Type == desk.Incident && g.Priority <= gravest.Priority && g.Priority.Valid() {
		return all, g
	}
	return all, t.Classifier.Guess(r.Projects[0], gravest.Quote)
}

// Separate makes a ticket of each request in a ticket's message.
func Separate(ctx context.Context, t *turn.Turn, c *tickets.Case) error {
	others, err := c.Separate(ctx, t.Actor())
	if err != nil {
		return err
	}
	for _, words := range others {
		err := Take(ctx, t, Request{
			Text: words, Message: c.Ticket.Origin, Projects: []string{c.Ticket.Key.Project}, Shared: c.Ticket.Shared,
			Sure: true, separate: true, At: c.Ticket.OpenedAt, Place: c.Ticket.Place,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
