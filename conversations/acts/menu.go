package acts

import (
	"slices"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
)

// groups returns the lists of commands in the order of /help, with the roles they
// are for.
func groups() []group {
	return []group{
		{ForEveryone, "", turn.Anybody},
		{ForEngineers, "engineers", turn.Engineer | turn.ThirdLine},
		{ForManagers, "managers", turn.Manager | turn.Admin},
		{ForAdmins, "admins", turn.Admin},
	}
}

type group struct {
	listing Listing
	name    string
	of      turn.Who
}

// HelpFor lists the commands for a role.
func HelpFor(who turn.Who) notice.Help {
	var h notice.Help
	for _, group := range groups() {
		if who&group.of == 0 {
			continue
		}
		g := notice.HelpGroup{Name: group.name}
		for _, a := range All() {
			if a.Command == group.listing && a.offeredTo(who) {
				g.Commands = append(g.Commands, notice.HelpCommand{Name: string(a.Name), Takes: a.takesWords()})
			}
		}
		h.Groups = append(h.Groups, g)
	}
	return h
}

// offeredTo reports whether a role is shown the command. Who may do something to a
// ticket depends on the ticket, except for the third line: what it never may is not
// shown to it.
func (a *Act) offeredTo(who turn.Who) bool {
	switch {
	case !a.OnTicket():
		return a.May&who != 0
	case who&turn.ThirdLine != 0 && who&(turn.Engineer|turn.Shop) == 0:
		return a.May&(who|turn.Called|turn.Holder) != 0
	default:
		return true
	}
}

// takesWords reports whether the command has arguments. What only a button carries
// is none.
func (a *Act) takesWords() bool {
	return a.OnTicket() || slices.ContainsFunc(a.Asks, func(f Parameter) bool { return f.question().how != byButton })
}

// Words lists every word that is a command.
func Words() []string {
	var all []string
	for _, a := range All() {
		if a.Command != NoCommand {
			all = append(append(all, string(a.Name)), a.Aliases...)
		}
	}
	return all
}

// Menus returns the command menus: for everybody a requester's commands, for a
// line's channel the engineers', and for the people of desk.yaml their own in
// private. Those who joined by an invitation may use more than they are shown.
func Menus(d *desk.Desk) []desk.CommandMenu {
	all := []desk.CommandMenu{menu(d, desk.Address{}, turn.Anybody)}
	for _, t := range d.Teams {
		all = append(all, menu(d, t.Channel, turn.Anybody|turn.Engineer))
	}
	for _, m := range d.People {
		v := turn.Visitor{Admin: m.Admin, Roles: turn.RolesOf(d, m)}
		for _, a := range m.Accounts {
			all = append(all, menu(d, a.Private(), v.Anywhere()))
		}
	}
	return all
}

func menu(d *desk.Desk, where desk.Address, who turn.Who) desk.CommandMenu {
	m := desk.CommandMenu{Where: where, Commands: map[desk.Locale][]desk.Command{}, Otherwise: d.Locale}
	for _, l := range locales.All() {
		m.Commands[l] = cards.Commands(l, HelpFor(who))
	}
	return m
}
