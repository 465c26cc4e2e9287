package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/tickets"
)

// Home shows the visitor's own page: a new request, what waits for their approval,
// their tickets, and for the desk's people the queue and who is on call. Each part is
// what the command of the same name answers, so it shows what the visitor may see
// and nothing else.
func Home(ctx context.Context, t *turn.Turn) error {
	if len(NewIn(t)) > 0 {
		t.Home(nil, nil, desk.Button{
			Label: t.Say("form." + string(desk.ActNew)), Press: desk.Press{Action: desk.ActNew}, Style: desk.StylePrimary,
		})
	}
	if err := undecided(ctx, t); err != nil {
		return err
	}
	for _, name := range []desk.Action{"my", "queue", "oncall"} {
		a := named(name)
		if !t.Who.Known() || a.May != turn.Anybody && t.Who.Anywhere()&a.May == 0 {
			continue
		}
		f, err := a.Do(ctx, t, Input{values: map[string]any{}})
		if err != nil {
			return err
		}
		t.Home(nil, f)
	}
	return nil
}

// mostAwaited is how many approvals the page shows, the latest first. All were sent
// to the chat as well.
const mostAwaited = 8

// undecided adds what waits for the visitor's approval.
func undecided(ctx context.Context, t *turn.Turn) error {
	projects := t.Who.Projects(turn.Approver)
	if len(projects) == 0 {
		return nil
	}
	waiting, err := t.Tx.Undecided(ctx, projects, listed)
	if err != nil {
		return err
	}
	shown := 0
	for _, k := range waiting {
		for _, a := range k.Approvals {
			name, may := t.Desk.Projects[k.Key.Project].Approvers.For(t.Who.Person.Handle, &a)
			if _, voted := a.Voted(name); !may || voted || a.Standing() != desk.Undecided || !k.Approves(a.Of) {
				continue
			}
			if shown++; shown > mostAwaited {
				return nil
			}
			t.Home(k, tickets.AsksToApprove(t.Desk, k, a))
		}
	}
	return nil
}
