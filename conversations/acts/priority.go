package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// setPriority changes the priority, and the targets with it. The button is also
// under the shop's card, so the shop may use the command too; it is listed only
// for engineers, like that for the type.
func setPriority() Act {
	to := oneOf(choice{name: "priority", label: "priority.", unknown: notice.RefusedUnknownPriority},
		option[desk.Priority]{desk.P1, "P1,critical,критический,критичный"},
		option[desk.Priority]{desk.P2, "P2,high,высокий"},
		option[desk.Priority]{desk.P3, "P3,normal,обычный,средний"},
		option[desk.Priority]{desk.P4, "P4,low,низкий"})
	return Act{
		Name: desk.ActPriority, Command: ForEngineers, Button: true, May: turn.Shop | turn.Engineer, Asks: []Parameter{to},
		Change: func(_ context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			return notice.Text(notice.DonePriority, "Priority", to.Of(in).String()), c.SetPriority(t.Actor(), to.Of(in))
		},
	}
}
