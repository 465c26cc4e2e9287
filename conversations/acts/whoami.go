package acts

import (
	"context"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/notice"
)

// whoAmI shows what is written in desk.yaml: the account and the chat's
// address. It is listed for admins, but anybody may use it, because admins ask
// strangers for their accounts.
func whoAmI() Act {
	return Act{
		Name: "whoami", Command: ForAdmins, May: turn.Anybody,
		Do: func(_ context.Context, t *turn.Turn, _ Input) (notice.Facts, error) {
			w := notice.WhoAmI{
				Name: t.Who.Person.Name, Account: t.Event.From.Account, Handle: t.Who.Person.Handle, Chat: t.Event.In.Address,
			}
			for project, roles := range t.Who.Roles {
				for _, role := range roles.Each() {
					w.Roles = append(w.Roles, project+": "+role.String())
				}
			}
			slices.Sort(w.Roles)
			if t.Who.Admin {
				w.Roles = append(w.Roles, "admin")
			}
			return w, nil
		},
	}
}
