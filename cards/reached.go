package cards

import (
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/notice"
)

// unreachable says how to fix it, and that escalation does not wait.
func (w *writer) unreachable(f notice.ReachChanged) {
	if f.Cause == desk.ReachAway {
		w.messengerAway(f)
		return
	}
	if f.Back {
		w.Card.Tone, w.Card.Title = desk.ToneDone, w.Say("trouble.reach_back", "Where", f.Where)
		return
	}
	w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("trouble.reach_title", "Where", f.Where)
	w.Card.Lead = w.Say("trouble." + string(f.Cause))
	if f.Line {
		w.Line(w.Say("trouble.meanwhile_line"))
	} else {
		w.Line(w.Say("trouble.meanwhile"))
	}
}

// messengerAway says that a messenger does not answer, or that it does again.
func (w *writer) messengerAway(f notice.ReachChanged) {
	where := w.Say("why.via_" + f.Where)
	if f.Back {
		w.Card.Tone, w.Card.Title = desk.ToneDone, w.Say("trouble.away_back", "Where", where)
		return
	}
	w.Card.Tone, w.Card.Title, w.Card.Lead = desk.ToneWarning, w.Say("trouble.away", "Where", where), w.Say("trouble.away_meanwhile")
}

// whoAmI shows what is written in desk.yaml: the account and the chat's
// address.
func (w *writer) whoAmI(f notice.WhoAmI) {
	w.Card.Title = w.Say("whoami.title")
	w.Field("whoami.name", f.Name)
	w.Field("whoami.account", f.Account.String())
	if f.Handle != "" {
		w.Field("whoami.handle", f.Handle)
	}
	roles := w.Say("whoami.no_roles")
	if len(f.Roles) > 0 {
		var named []string
		for _, role := range f.Roles {
			named = append(named, w.role(role))
		}
		roles = strings.Join(named, ", ")
	}
	w.Field("whoami.roles", roles)
	if !f.Chat.IsZero() {
		w.Field("whoami.chat", f.Chat.String())
	}
}

// role names a role as people do: "ROM: staff" by the shop's name, "admin" by what
// an administrator is called. A team's name stands as it is.
func (w *writer) role(role string) string {
	known := []string{"staff", "manager", "engineer", "admin"}
	code, name, ofShop := strings.Cut(role, ": ")
	switch {
	case ofShop && slices.Contains(known, name):
		return w.Project(code) + ": " + w.Say("role."+name)
	case slices.Contains(known, role):
		return w.Say("role." + role)
	default:
		return role
	}
}
