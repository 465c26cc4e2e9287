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
// for engineers, like that for the type. What the words or the shop's people say is P1 is
// lowered only by who means it; a customer who says P1 is believed, and asked once who
// is hit.
func setPriority() Act {
	sure := surely()
	to := oneOf(choice{name: "priority", label: "priority.", unknown: notice.RefusedUnknownPriority},
		option[desk.Priority]{desk.P1, "P1,critical,критический,критичный"},
		option[desk.Priority]{desk.P2, "P2,high,высокий"},
		option[desk.Priority]{desk.P3, "P3,normal,обычный,средний"},
		option[desk.Priority]{desk.P4, "P4,low,низкий"})
	return Act{
		Name: desk.ActPriority, Command: ForEngineers, Button: true, May: turn.Shop | turn.Engineer, Asks: []Parameter{sure, to},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if p := to.Of(in); p > c.Ticket.Priority && !sure.Of(in) {
				critical, by, err := claimed(ctx, t, c)
				if err != nil {
					return nil, err
				}
				if critical {
					t.AnswerAbout(c.Ticket, notice.AskLower{Said: desk.P1, To: p, By: by})
					return nil, nil
				}
			}
			raised := to.Of(in) == desk.P1 && c.Ticket.Priority != desk.P1
			if err := c.SetPriority(t.Actor(), to.Of(in)); err != nil {
				return nil, err
			}
			if raised && t.Who.To(c.Ticket)&turn.Requester != 0 {
				if err := c.AskImpact(ctx); err != nil {
					return nil, err
				}
			}
			return notice.Text(notice.DonePriority, "Priority", to.Of(in).String()), nil
		},
	}
}

// claimed reports whether lowering the priority contradicts the request's words, or
// somebody of the shop, whose name it returns. The shop's people may change their mind.
func claimed(ctx context.Context, t *turn.Turn, c *tickets.Case) (critical bool, by string, err error) {
	said, err := c.SaidPriority(ctx)
	if err != nil || said == desk.P1 {
		return err == nil, "", err
	}
	if t.Who.To(c.Ticket)&turn.Engineer == 0 {
		return false, "", nil
	}
	own, err := c.OwnPriority(ctx)
	return own != (desk.Actor{}), own.Name, err
}
