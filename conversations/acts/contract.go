package acts

import (
	"context"
	"strconv"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// applyContract counts a project's open tickets by the contract in force, if they
// keep an earlier one. It says first what changes, and asks for confirmation.
func applyContract() Act {
	of, sure := ofProject(turn.Admin), saidWord("apply", notice.ContractApply)
	sure.Optional = true
	return Act{
		Name: desk.ActContract, Command: ForAdmins, Button: true, May: turn.Admin, Asks: []Parameter{of, sure},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p := of.Of(in)
			a, changes, err := tickets.ApplyContract(ctx, t.Tx, t.Desk, p.Code,
				tickets.Applying{Who: t.Actor(), Source: t.Source(), Now: t.Now(), Write: sure.Of(in)})
			if err != nil {
				return nil, err
			}
			if a.Kept == 0 {
				return notice.Text(notice.DoneContractNone, "Project", p.Name), nil
			}
			if sure.Of(in) {
				t.Changed(changes)
				return notice.Text(notice.DoneContract, "Project", p.Name, "N", strconv.Itoa(a.Kept)), nil
			}
			f := notice.AskContract{Project: p.Code, Name: p.Name, Kept: a.Kept, Total: len(a.Moved)}
			for _, m := range a.Moved[:min(len(a.Moved), realignedShown)] {
				f.Tickets = append(f.Tickets, realigned(t.Desk, m))
			}
			return inPrivate(t, f), nil
		},
	}
}
