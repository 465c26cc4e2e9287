package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// wait puts the ticket on hold for the customer or a vendor. Words are a question to the customer, and for a vendor a
// note for colleagues, unless marked otherwise. Without words the customer is asked what they were told last; if that
// is nothing, the engineer is asked for the question.
func wait() Act {
	on := oneOf(choice{name: "on", label: "button.wait_"},
		option[desk.State]{desk.WaitingCustomer, desk.ArgCustomer + ",client,клиент,клиента,заказчик,заказчика"},
		option[desk.State]{desk.WaitingVendor, desk.ArgVendor + ",contractor,supplier,подрядчик,подрядчика,вендор,вендора,поставщик,поставщика"})
	on.Otherwise = desk.WaitingCustomer
	text := maybe(words())
	// A customer waits for nothing if they were asked nothing.
	hold := func(ctx context.Context, c *tickets.Case, in Input) (h tickets.Hold, err error) {
		h.On = on.Of(in)
		var mark Mark
		h.Text, mark = Marked(text.Of(in), desk.ThreadInternal, false)
		if mark == ToNobody || mark == Unmarked && h.On == desk.WaitingVendor {
			h.Text, h.Note = "", h.Text
		}
		if h.On == desk.WaitingCustomer && c.Ticket.State != h.On && h.Text == "" {
			h.Asked, err = c.Asked(ctx)
		}
		return h, err
	}
	return Act{
		Name: desk.ActWait, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Holder, Asks: []Parameter{on, text}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			h, err := hold(ctx, c, in)
			if err != nil {
				return nil, err
			}
			if h.On == desk.WaitingCustomer && c.Ticket.State != h.On && h == (tickets.Hold{On: h.On}) {
				return nil, needs{field: text, ask: true, given: map[string]string{on.Name: desk.ArgCustomer}}
			}
			if h.Text != "" && t.Who.Supplies(c.Ticket) { // the engineers ask the customer
				return notice.Text(notice.DoneToEngineers), c.SupplierSays(ctx, t.Actor(), tickets.Words{Text: h.Text, Source: in.source, Place: t.Place()})
			}
			err = c.Wait(t.Actor(), h)
			done := notice.DoneWaiting
			if !c.Ticket.Paused() && !c.Ticket.ResolutionDue.IsZero() { // the contract does not pause for it
				done = notice.DoneWaitingRuns
			}
			return notice.Text(done, "State", string(on.Of(in))), err
		},
		Each: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) error {
			h, err := hold(ctx, c, in)
			if err != nil || h == (tickets.Hold{On: desk.WaitingCustomer}) {
				return err
			}
			return c.Wait(t.Actor(), h)
		},
	}
}
