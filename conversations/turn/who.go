package turn

import (
	"maps"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
)

// Who is a set of roles, in relation to a ticket, a project or the whole desk.
type Who uint16

// The roles.
const (
	Anybody   Who = 1 << iota // anybody the bot can identify, including strangers
	Requester                 // of the ticket itself
	Staff                     // of the ticket's shop
	Manager
	// Approver of what the shop is asked to agree to, or their delegate.
	Approver
	// Engineer of the project's first or second line, or by invitation.
	Engineer
	// Lead of one of its lines, who is an engineer of it as well.
	Lead
	// ThirdLine are specialists that a project calls to some of its tickets. The others
	// do not exist for them.
	ThirdLine
	// Called are those of the third line who were called to the ticket: they read it and
	// answer.
	Called
	// Holder is one of them who has the ticket.
	Holder
	Admin
)

// Shop is the customer's side.
const Shop = Requester | Staff | Manager

// Works are those who work on a ticket, or may be asked about it.
const Works = Engineer | Called

// Each returns the single roles that w is made of.
func (w Who) Each() []Who {
	var each []Who
	for one := Anybody; one <= Admin; one <<= 1 {
		if w&one != 0 {
			each = append(each, one)
		}
	}
	return each
}

// String names the roles. The names of staff, manager and engineer are stored
// and used in invitations, and never change.
func (w Who) String() string {
	var names []string
	for _, one := range w.Each() {
		names = append(names, map[Who]string{
			Anybody: "anybody", Requester: "requester", Staff: desk.RoleStaff, Manager: desk.RoleManager, Approver: "approver", Engineer: desk.RoleEngineer, Lead: "lead",
			ThirdLine: "line_3", Called: "called", Holder: "holder", Admin: "admin",
		}[one])
	}
	return strings.Join(names, ", ")
}

// roleNamed returns the role of a stored name; 0: none.
func roleNamed(name string) Who {
	for _, role := range []Who{Staff, Manager, Engineer} {
		if role.String() == name {
			return role
		}
	}
	return 0
}

// RolesOf returns a member's roles by project, as in desk.yaml.
func RolesOf(d *desk.Desk, m *desk.Member) map[string]Who {
	roles := map[string]Who{}
	for code, p := range d.Projects {
		for role, people := range map[Who][]string{Staff: p.Staff, Manager: p.Managers, Approver: p.Approvers.All(), Engineer: d.Lines(p), Lead: d.Leads(p)} {
			if slices.Contains(people, m.Handle) {
				roles[code] |= role
			}
		}
		if roles[code]&Engineer == 0 && slices.Contains(p.Line3, m.Handle) {
			roles[code] |= ThirdLine
		}
	}
	return roles
}

// A Visitor is the person who acted, with their roles, which come from
// desk.yaml, from invitations, and from writing in a chat that is bound to a
// project. An anonymous sender is nobody and may do nothing.
type Visitor struct {
	Person desk.Person
	Zone   *time.Location
	Admin  bool
	Roles  map[string]Who // by project: staff, manager, engineer
	// Only are the projects that may be mentioned where others read along; nil:
	// all.
	Only []string
	// Engineer says that they are an engineer of any project, including those
	// outside Only.
	Engineer bool

	member *desk.Member // nil: not in desk.yaml
}

// Known reports whether the visitor is a person.
func (v *Visitor) Known() bool { return v.Person.ID != 0 }

// In returns the visitor's roles in a project.
func (v *Visitor) In(project string) Who {
	w := Anybody | v.Roles[project]
	if v.Admin {
		w |= Admin
	}
	return w
}

// To returns the visitor's roles for a ticket. Its requester has that role only
// while they belong to the shop or are an admin.
func (v *Visitor) To(t *desk.Ticket) Who {
	w := v.In(t.Key.Project)
	if v.Known() && t.Requester.ID == v.Person.ID && v.HasPart(t.Key.Project) {
		w |= Requester
	}
	if w&(ThirdLine|Engineer) == ThirdLine {
		w |= v.called(t)
	}
	return w
}

// called returns whether the visitor, who is of the third line, was called to a
// ticket, and whether they have it.
func (v *Visitor) called(t *desk.Ticket) Who {
	who := desk.EngineerID(v.member.Handle) // the third line is of desk.yaml
	switch {
	case t.Assignee == who, t.Holder().Who == who:
		return Called | Holder
	case slices.ContainsFunc(t.Copies, func(c desk.Copy) bool { return c.For == who }):
		return Called
	default:
		return 0
	}
}

// Supplies reports whether the visitor is of the third line and no engineer of the
// project: what they say is for the engineers.
func (v *Visitor) Supplies(t *desk.Ticket) bool {
	return v.In(t.Key.Project)&(ThirdLine|Engineer) == ThirdLine
}

// HasPart reports whether the visitor has a role in a project, or is an admin.
func (v *Visitor) HasPart(project string) bool { return v.Admin || v.Roles[project] != 0 }

// Joins adds the role with which the visitor has just joined a project.
func (v *Visitor) Joins(project, role string) { v.Roles[project] |= roleNamed(role) }

// Anywhere returns the visitor's roles in all projects together.
func (v *Visitor) Anywhere() Who {
	w := v.In("")
	for _, roles := range v.Roles {
		w |= roles
	}
	return w
}

// Projects returns the codes of the projects in which the visitor has one of
// these roles, sorted.
func (v *Visitor) Projects(w Who) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(v.Roles)), func(code string) bool { return v.Roles[code]&w == 0 })
}

// Sees reports whether a ticket exists for the visitor. For everyone else it is
// as if it did not exist, and so it is for the visitor where others read along.
func (v *Visitor) Sees(t *desk.Ticket) bool {
	if v.Only != nil && !slices.Contains(v.Only, t.Key.Project) {
		return false
	}
	return v.To(t)&(Shop|Works|Admin) != 0
}

// Works reports whether the visitor is one of the ticket's engineers, or was called
// to it.
func (v *Visitor) Works(t *desk.Ticket) bool { return v.To(t)&Works != 0 }

// Asks reports whether the visitor is its requester or belongs to its shop.
func (v *Visitor) Asks(t *desk.Ticket) bool { return v.To(t)&Shop != 0 }

// Actor returns the visitor as an actor.
func (t *Turn) Actor() desk.Actor { return t.Desk.Actor(t.Who.Person) }
