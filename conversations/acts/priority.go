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
				said, by, err := claimed(ctx, t, c)
				if err != nil {
					return nil, err
				}
				if said.Valid() && p > said {
					t.AnswerAbout(c.Ticket, notice.AskLower{Said: said, To: p, By: by})
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

// claimed returns the priority below which nobody lowers a request unasked, and who of
// the shop claims it, or "" if the words do; 0: none. Words that say P3 or P4 claim
// nothing: they are without alarm. Of the shop's own people only words that say P1 are
// held against them, and not their own choice.
func claimed(ctx context.Context, t *turn.Turn, c *tickets.Case) (said desk.Priority, by string, err error) {
	said, err = c.SaidPriority(ctx)
	if err != nil || said == desk.P1 {
		return said, "", err
	}
	if t.Who.To(c.Ticket)&turn.Engineer == 0 {
		return 0, "", nil
	}
	own, err := c.OwnPriority(ctx)
	switch {
	case err != nil:
		return 0, "", err
	case own != desk.Actor{}:
		return desk.P1, own.Name, nil
	case said == desk.P2:
		return said, "", nil
	default:
		return 0, "", nil
	}
}
