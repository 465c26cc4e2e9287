package acts

import (
	"context"
	"errors"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// start greets a newcomer, and accepts an invitation. Telegram sends the
// command itself when a link is followed.
func start() Act {
	code := oneWord("code")
	return Act{
		Name: "start", Command: Unlisted, May: turn.Anybody, Asks: []Parameter{maybe(code)},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			if code := code.Of(in); code != "" {
				return join(ctx, t, code)
			}
			if len(t.Who.Roles) == 0 && !t.Who.Admin {
				return notice.Stranger{Account: t.Event.From.Account}, nil
			}
			return welcome(t), nil
		},
	}
}

// welcome greets the visitor by their role, of several by the one with the most
// rights.
func welcome(t *turn.Turn) notice.Welcome {
	w := notice.Welcome{Name: t.Who.Person.Name}
	for _, role := range []turn.Who{turn.Engineer, turn.ThirdLine, turn.Manager, turn.Staff} {
		if codes := t.Who.Projects(role); len(codes) > 0 {
			if role == turn.ThirdLine {
				role = turn.Engineer
			}
			w.Role, w.Shops = role.String(), codes
			return w
		}
	}
	w.Role = turn.Admin.String()
	return w
}

// join accepts an invitation, which works once.
func join(ctx context.Context, t *turn.Turn, code string) (notice.Facts, error) {
	inv, err := t.Tx.TakeInvite(ctx, hashCode(code), t.Who.Person.ID, t.Now())
	if err != nil && !errors.Is(err, desk.ErrNotFound) {
		return nil, err
	}
	p := t.Desk.Projects[inv.Project]
	if err != nil || p == nil {
		return nil, turn.Refuse(notice.RefusedInvite)
	}
	// The new membership replaces the one before.
	if t.Who.Roles[p.Code]&turn.Engineer != 0 && inv.Role != desk.RoleEngineer && !slices.Contains(t.Desk.Engineers(p), t.Who.Person.Handle) {
		if err := t.Dismiss(ctx, p.Code, t.Actor().Engineer()); err != nil {
			return nil, err
		}
	}
	t.Who.Joins(p.Code, inv.Role)
	// Only by their number: they may leave one day, and it stays.
	t.Record(p.Code, desk.Actor{Person: t.Who.Person.ID}, history.Joined{Role: inv.Role, Invitation: nameOf(code)})
	w := notice.Welcome{Name: t.Who.Person.Name, Shops: []string{p.Code}, Role: inv.Role}
	return w, t.Tx.Join(ctx, t.Who.Person.ID, inv.Project, inv.Role, t.Now())
}
