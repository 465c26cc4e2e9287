package acts

import (
	"context"
	"slices"
	"strings"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/ledger"
	"vakhta/notice"
	"vakhta/tickets"
)

// overage asks the shop's approvers to agree to hours beyond the package, in one
// text: 2h what they are for.
func overage() Act {
	text := words()
	return Act{
		Name: "overage", Command: ForEngineers, May: turn.Engineer | turn.Holder, Asks: []Parameter{text},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			a, ok := estimated(text.Of(in))
			if !ok {
				return nil, turn.Refuse(notice.RefusedOverage, "Key", c.Ticket.Key.String())
			}
			if err := c.AskOverage(ctx, t.Actor(), a); err != nil {
				return nil, err
			}
			return notice.Text(notice.DoneOverage, "Key", c.Ticket.Key.String(), "Text", strings.Join(c.Approvers(), ", ")), nil
		},
	}
}

// overran acts on work that was entered after a package had run out: the shop's
// approvers are asked about it, and the managers of both sides are told once a
// month for each ticket that nobody has agreed to it. It returns how many hours
// those are.
func overran(ctx context.Context, t *turn.Turn, c *tickets.Case, a ledger.MonthAccount) (over time.Duration, err error) {
	over = a.Unapproved[c.Ticket.Key]
	if over <= 0 {
		return 0, nil
	}
	asked, err := c.Overran(ctx, t.Actor(), over)
	if err != nil {
		return over, err
	}
	var know []desk.Address
	if asked {
		know = slices.Clone(c.Ticket.Approval(desk.OfOverage).Cards)
	}
	return over, ledger.Mark(ctx, t.Tx, t.Desk, ledger.Overrun{Project: c.Project(), Account: a, Ticket: c.Ticket.Key, Known: know}, t.Now())
}
