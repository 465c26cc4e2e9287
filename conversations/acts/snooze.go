package acts

import (
	"context"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
	"vakhta/tickets"
)

// snooze has the assignee reminded of the ticket at a time, in their own zone.
func snooze() Act {
	when := &Ask[time.Time]{Question{Name: "when", how: byWord}, func(r *reading) (time.Time, bool, error) {
		at, rest, ok := desk.ParseWhen(r.rest, r.Now().In(r.Who.Zone))
		if !ok {
			return at, false, turn.Refuse(notice.RefusedWhen, "Text", r.rest)
		}
		r.rest = rest
		return at, true, nil
	}}
	text := maybe(words())
	return Act{
		Name: "snooze", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{when, text},
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			at := locales.New(t.Who.Person.Locale, t.Who.Zone).When(when.Of(in), t.Now())
			return notice.Text(notice.DoneSnoozed, "Key", c.Ticket.Key.String(), "At", at), c.Snooze(t.Actor(), when.Of(in), text.Of(in))
		},
	}
}
