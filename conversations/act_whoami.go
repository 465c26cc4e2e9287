package conversations

import (
	"context"
	"slices"

	"vakhta/notice"
)

// whoAmI tells what belongs into desk.yaml: the account, and the chat's address.
// Admins are told of the command, but those whom they ask for their account are
// nobody yet.
func whoAmI() Act {
	return Act{
		Name: "whoami", Command: ForAdmins, May: Anybody,
		Do: func(_ context.Context, t *turn, _ Input) (notice.Facts, error) {
			w := notice.WhoAmI{
				Name: t.who.person.Name, Account: t.event.From.Account, Handle: t.who.person.Handle, Chat: t.event.In.Address,
			}
			for project, roles := range t.who.roles {
				for _, role := range roles {
					w.Roles = append(w.Roles, project+": "+role)
				}
			}
			slices.Sort(w.Roles)
			if t.who.admin {
				w.Roles = append(w.Roles, "admin")
			}
			return w, nil
		},
	}
}
