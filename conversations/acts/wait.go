package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// wait puts the ticket on hold for the customer or a vendor. Words, if any, are a question to the customer, and for a
// vendor a note for colleagues, unless marked otherwise.
func wait() Act {
	on := oneOf(choice{name: "on", label: "button.wait_"},
		option[desk.State]{desk.WaitingCustomer, desk.ArgCustomer + ",client,клиент,клиента,заказчик,заказчика"},
		option[desk.State]{desk.WaitingVendor, desk.ArgVendor + ",contractor,supplier,подрядчик,подрядчика,вендор,вендора,поставщик,поставщика"})
	on.Otherwise = desk.WaitingCustomer
	text := maybe(words())
	return Act{
		Name: desk.ActWait, Command: ForEngineers, Button: true, May: turn.Engineer, Asks: []Parameter{on, text}, When: desk.State.Open,
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			told, mark := Marked(text.Of(in), desk.ThreadInternal, false)
			noted := ""
			if mark == ToNobody || mark == Unmarked && on.Of(in) == desk.WaitingVendor {
				told, noted = noted, told
			}
			err := c.Wait(t.Actor(), on.Of(in), told, noted)
			done := notice.DoneWaiting
			if !c.Ticket.Paused() && !c.Ticket.ResolutionDue.IsZero() { // the contract does not pause for it
				done = notice.DoneWaitingRuns
			}
			return notice.Text(done, "State", string(on.Of(in))), err
		},
	}
}
