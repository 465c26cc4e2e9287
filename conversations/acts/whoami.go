package acts

import (
	"context"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/notice"
)

// whoAmI tells what belongs into desk.yaml: the account, and the chat's address.
// Admins are told of the command, but those whom they ask for their account are
// nobody yet.
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
