package acts

import (
	"context"
	"regexp"
	"strings"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// estimate asks the shop's approvers to agree to the hours and the price of a
// change, in one text: 8h 28 000 ₽ what is to be done.
func estimate() Act {
	text := words()
	return Act{
		Name: desk.ActEstimate, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Called, Asks: []Parameter{text}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if t.Who.Supplies(c.Ticket) { // their estimate is for the engineers, who ask the shop
				return notice.Text(notice.DoneToEngineers), c.SupplierSays(ctx, t.Actor(), tickets.Words{Text: text.Of(in), Source: in.source, Place: t.Place()})
			}
			a, ok := estimated(text.Of(in))
			if !ok {
				return nil, turn.Refuse(notice.RefusedEstimate, "Key", c.Ticket.Key.String())
			}
			if err := c.AskApproval(ctx, t.Actor(), a); err != nil {
				return nil, err
			}
			return notice.Text(notice.DoneEstimated, "Key", c.Ticket.Key.String(), "Text", strings.Join(c.Approvers(), ", ")), nil
		},
	}
}

// inRussian are Russian units of time.
var inRussian = strings.NewReplacer("часов", "h", "часа", "h", "час", "h", "ч", "h", "мин", "m", "м", "m")

// price is a sum with a currency, or a bare number of three digits or more,
// because "2 banners" is no price.
var price = regexp.MustCompile(`^(?:[$€£₽]\s?\d[\d\x{a0} ]*(?:[.,]\d{1,2})?|\d[\d\x{a0} ]*(?:[.,]\d{1,2})?\s?(?:₽|руб\.?|р\.|\$|€|£|[A-Z]{3})|\d{3,}(?:[.,]\d{1,2})?)(?:\s+|$)`)

// estimated reads hours, a price that may be left out, and words.
func estimated(text string) (a desk.Approval, ok bool) {
	first, rest := word(text)
	span, err := desk.ParseSpan(inRussian.Replace(strings.ToLower(first)))
	if err != nil || span.HasDays() || span.Time%time.Minute != 0 {
		return a, false
	}
	a.Of, a.Effort = desk.OfEstimate, span.Time
	sum := price.FindString(rest)
	a.Price, a.Text = strings.TrimSpace(sum), strings.TrimSpace(rest[len(sum):])
	return a, true
}
