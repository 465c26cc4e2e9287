package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// members lists who belongs to a project, and why: they are in desk.yaml, or
// they joined. It is answered in private, because it contains people's names.
func members() Act {
	of := ofProject(turn.Admin)
	return Act{
		Name: "members", Command: ForAdmins, May: turn.Admin, Asks: []Parameter{of},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p := of.Of(in)
			joined, err := present(ctx, t, p)
			if err != nil {
				return nil, err
			}
			list := notice.Members{Project: p.Code}
			for _, named := range []struct {
				role    string
				handles []string
			}{{desk.RoleEngineer, t.Desk.Engineers(p)}, {desk.RoleManager, p.Managers}, {desk.RoleStaff, p.Staff}} {
				for _, handle := range named.handles {
					list.People = append(list.People, notice.MemberLine{Name: t.Desk.People[handle].Name, Handle: handle, Role: named.role})
				}
			}
			for _, m := range joined {
				list.People = append(list.People, notice.MemberLine{
					Person: m.ID, Name: m.Name, Role: m.Role, Chat: m.Chat, SeenAt: m.SeenAt, Since: m.Since,
				})
			}
			return inPrivate(t, list), nil
		},
	}
}

// present returns those whose membership in a project is still valid.
func present(ctx context.Context, t *turn.Turn, p *desk.Project) ([]storage.ProjectMember, error) {
	all, err := t.Tx.Members(ctx, p.Code)
	lasting := all[:0]
	for _, m := range all {
		if m.Lasts(p, t.Now()) {
			lasting = append(lasting, m)
		}
	}
	return lasting, err
}

// inPrivate posts an answer to the visitor's private chat if others read along,
// and returns it otherwise.
func inPrivate(t *turn.Turn, f notice.Facts) notice.Facts {
	if t.Who.Only == nil {
		return f
	}
	t.Post(t.Event.From.Private(), f)
	return nil
}
