package turn

import (
	"maps"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
)

// Who is a set of people, by what they are to a ticket, to a project or to the
// whole desk.
type Who uint8

// The people.
const (
	Anybody   Who = 1 << iota // whom the bot can tell apart, strangers too
	Requester                 // of the ticket itself
	Staff                     // of the ticket's shop
	Manager
	Engineer
	Admin
)

// Shop is the side that asks.
const Shop = Requester | Staff | Manager

// Each lists the sets of one kind of people that w is made of.
func (w Who) Each() []Who {
	var each []Who
	for one := Anybody; one <= Admin; one <<= 1 {
		if w&one != 0 {
			each = append(each, one)
		}
	}
	return each
}

// String names the people. Staff, manager and engineer are the names of roles in
// the store and in an invitation, and never change.
func (w Who) String() string {
	var names []string
	for _, one := range w.Each() {
		names = append(names, map[Who]string{
			Anybody: "anybody", Requester: "requester", Staff: desk.RoleStaff, Manager: desk.RoleManager, Engineer: desk.RoleEngineer, Admin: "admin",
		}[one])
	}
	return strings.Join(names, ", ")
}

// roleNamed is the role of a name in the store; 0: none.
func roleNamed(name string) Who {
	for _, role := range []Who{Staff, Manager, Engineer} {
		if role.String() == name {
			return role
		}
	}
	return 0
}

// RolesOf are a member's roles by project, as desk.yaml gives them.
func RolesOf(d *desk.Desk, m *desk.Member) map[string]Who {
	roles := map[string]Who{}
	for code, p := range d.Projects {
		for role, people := range map[Who][]string{Staff: p.Staff, Manager: p.Managers, Engineer: d.Engineers(p)} {
			if slices.Contains(people, m.Handle) {
				roles[code] |= role
			}
		}
	}
	return roles
}

// A Visitor is who did something, with what they may do: roles come from
// desk.yaml, from invitations, and from writing in a chat that is bound to a
// project. An anonymous voice is nobody and may do nothing.
type Visitor struct {
	Person desk.Person
	Zone   *time.Location
	Admin  bool
	Roles  map[string]Who // by project: staff, manager, engineer
	// Only are the projects that are spoken of where others read along; nil: all.
	Only []string
	// Engineer of any project, also of those that are not spoken of here.
	Engineer bool

	member *desk.Member // nil: desk.yaml does not know them
}

// Known reports whether somebody in particular did it.
func (v *Visitor) Known() bool { return v.Person.ID != 0 }

// In is what the visitor is to a project.
func (v *Visitor) In(project string) Who {
	w := Anybody | v.Roles[project]
	if v.Admin {
		w |= Admin
	}
	return w
}

// To is what the visitor is to a ticket. Its requester is who asked while they
// have a part in the shop: who left it has left their tickets there.
func (v *Visitor) To(t *desk.Ticket) Who {
	w := v.In(t.Key.Project)
	if v.Known() && t.Requester.ID == v.Person.ID && v.Roles[t.Key.Project] != 0 {
		w |= Requester
	}
	return w
}

// Anywhere is what the visitor is to any of the projects.
func (v *Visitor) Anywhere() Who {
	w := v.In("")
	for _, roles := range v.Roles {
		w |= roles
	}
	return w
}

// Projects are the codes of the projects to which the visitor is one of these
// people, sorted.
func (v *Visitor) Projects(w Who) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(v.Roles)), func(code string) bool { return v.Roles[code]&w == 0 })
}

// Sees reports whether a ticket exists for the visitor: to everyone else it is
// as if it did not, and so it is to the visitor in front of others.
func (v *Visitor) Sees(t *desk.Ticket) bool {
	if v.Only != nil && !slices.Contains(v.Only, t.Key.Project) {
		return false
	}
	return v.To(t)&(Shop|Engineer|Admin) != 0
}

// Works reports whether the visitor is one of the ticket's engineers.
func (v *Visitor) Works(t *desk.Ticket) bool { return v.To(t)&Engineer != 0 }

// Asks reports whether the ticket is the visitor's or of their shop.
func (v *Visitor) Asks(t *desk.Ticket) bool { return v.To(t)&Shop != 0 }

// Actor is the visitor as somebody who does something to a ticket.
func (t *Turn) Actor() desk.Actor { return t.Desk.Actor(t.Who.Person) }
