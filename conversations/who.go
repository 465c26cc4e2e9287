package conversations

import (
	"strings"

	"vakhta/desk"
)

// Who is a set of people, by what they are to a ticket, to a project or to the
// whole desk.
type Who uint8

// The people.
const (
	Anybody   Who = 1 << iota // whoever the bot can tell apart, strangers too
	Requester                 // of the ticket itself
	Staff                     // of the ticket's shop
	Manager
	Engineer
	Admin
)

// Shop is the side that asks.
const Shop = Requester | Staff | Manager

// String names the people, for tables and messages.
func (w Who) String() string {
	var names []string
	for i, name := range []string{"anybody", "requester", "staff", "manager", "engineer", "admin"} {
		if w&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// in is what the visitor is to a project.
func (v *visitor) in(project string) Who {
	w := Anybody
	for _, role := range v.roles[project] {
		switch role {
		case roleStaff:
			w |= Staff
		case roleManager:
			w |= Manager
		case roleEngineer:
			w |= Engineer
		}
	}
	if v.admin {
		w |= Admin
	}
	return w
}

// to is what the visitor is to a ticket.
func (v *visitor) to(t *desk.Ticket) Who {
	w := v.in(t.Key.Project)
	if t.Requester.ID == v.person.ID && v.person.ID != 0 {
		w |= Requester
	}
	return w
}

// anywhere is what the visitor is to any of the projects.
func (v *visitor) anywhere() Who {
	w := v.in("")
	for project := range v.roles {
		w |= v.in(project)
	}
	return w
}
