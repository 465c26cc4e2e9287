package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/locales"
	"vakhta/notice"
	"vakhta/tickets"
)

// snooze has the assignee reminded of the ticket at a time, in their own zone.
func snooze() Act {
	when, text := moment("when"), maybe(words())
	return Act{
		Name: "snooze", Command: ForEngineers, May: turn.Engineer | turn.Holder, Asks: []Parameter{when, text},
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			at := locales.New(t.Who.Person.Locale, t.Who.Zone).When(when.Of(in), t.Now())
			return notice.Text(notice.DoneSnoozed, "Key", c.Ticket.Key.String(), "At", at), c.Snooze(t.Actor(), when.Of(in), text.Of(in))
		},
	}
}
