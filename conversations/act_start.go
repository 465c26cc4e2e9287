package conversations

import (
	"context"
	"errors"

	"vakhta/desk"
	"vakhta/notice"
)

// start greets somebody who begins, and lets in somebody who brings an
// invitation. Telegram gives the command by itself when a link is followed.
func start() Act {
	code := oneWord("code")
	return Act{
		Name: "start", Command: Unlisted, May: Anybody, Asks: []Field{maybe(code)},
		Do: func(ctx context.Context, t *turn, in Input) (notice.Facts, error) {
			if code := code.Of(in); code != "" {
				return t.join(ctx, code)
			}
			if len(t.who.roles) == 0 && !t.who.admin {
				return notice.Stranger{}, nil
			}
			w := notice.Welcome{Name: t.who.person.Name}
			if staff := t.who.projects(roleStaff); len(staff) > 0 {
				w.Project = t.desk.Projects[staff[0]].Name
			}
			return w, nil
		},
	}
}

// join takes an invitation, which works once.
func (t *turn) join(ctx context.Context, code string) (notice.Facts, error) {
	inv, err := t.tx.TakeInvite(ctx, hashCode(code), t.who.person.ID, t.now())
	if err != nil && !errors.Is(err, desk.ErrNotFound) {
		return nil, err
	}
	p := t.desk.Projects[inv.Project]
	if err != nil || p == nil {
		return nil, say(notice.RefusedInvite)
	}
	w := notice.Welcome{Name: t.who.person.Name, Project: p.Name, Role: inv.Role}
	return w, t.tx.Join(ctx, t.who.person.ID, inv.Project, inv.Role, t.now())
}
