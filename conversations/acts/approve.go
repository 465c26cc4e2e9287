package acts

import (
	"context"
	"strconv"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// approve agrees to what the shop was asked, an estimate or hours beyond its
// package.
func approve() Act {
	read := fingerprint()
	return Act{
		Name: desk.ActApprove, Command: ForEveryone, Button: true, May: turn.Approver, Asks: []Parameter{read},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if err := c.Vote(ctx, t.Actor(), tickets.Ballot{Print: read.Of(in)}); err != nil {
				return nil, err
			}
			key := c.Ticket.Key.String()
			if a := c.Ticket.ApprovalWith(read.Of(in)); a != nil && a.Standing() == desk.Undecided {
				return notice.Text(notice.DoneVoted, "Key", key, "N", strconv.Itoa(a.Need-len(a.Votes))), nil
			}
			return notice.Text(notice.DoneApproved, "Key", key), nil
		},
	}
}

// decline does not agree, or takes an agreement back. A press counts at once;
// the reason may be given with the command.
func decline() Act {
	read, text := fingerprint(), maybe(words())
	return Act{
		Name: desk.ActDecline, Command: ForEveryone, Button: true, May: turn.Approver, Asks: []Parameter{read, text},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			err := c.Vote(ctx, t.Actor(), tickets.Ballot{Print: read.Of(in), No: true, Text: text.Of(in)})
			return notice.Text(notice.DoneDeclined, "Key", c.Ticket.Key.String()), err
		},
	}
}

// fingerprint is that of what the visitor read, on a button.
func fingerprint() *Ask[string] {
	return maybe(&Ask[string]{Question{Name: "print", how: byButton}, func(r *reading) (string, bool, error) {
		first, rest := word(r.rest)
		if !desk.IsPrint(first) {
			return "", false, nil
		}
		r.rest = rest
		return first, true, nil
	}})
}

// forbidden refuses an act to somebody whose role does not have it, and names
// those who may, if there are few.
func forbidden(c *tickets.Case, a *Act) error {
	if names := c.Approvers(); a.May == turn.Approver && len(names) > 0 {
		return turn.Refuse(notice.RefusedNotApprover, "Text", strings.Join(names, ", "))
	}
	return desk.ErrForbidden
}
