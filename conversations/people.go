package conversations

import (
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
)

// The roles of an invitation.
const (
	roleStaff    = "staff"
	roleManager  = "manager"
	roleEngineer = "engineer"
)

// A visitor is who did something, with what they may do: roles come from
// desk.yaml, from invitations, and from writing in a chat that is bound to a
// project. An anonymous voice is nobody and may do nothing.
type visitor struct {
	person   desk.Person
	zone     *time.Location
	member   *desk.Member
	admin    bool
	roles    map[string][]string // by project
	engineer bool                // of any project, whatever is spoken of here
	only     []string            // where others read along: the projects that are spoken of there
}

func (v *visitor) is(project, role string) bool { return slices.Contains(v.roles[project], role) }

// projects are the codes of the projects in which the visitor has a role, sorted.
func (v *visitor) projects(role string) []string {
	var codes []string
	for code := range v.roles {
		if v.is(code, role) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

func (v *visitor) any(role string) bool { return len(v.projects(role)) > 0 }

// sees reports whether a ticket exists for the visitor: to everyone else it is
// as if it did not, and so it is to the visitor in front of others.
func (v *visitor) sees(t *desk.Ticket) bool {
	if v.only != nil && !slices.Contains(v.only, t.Key.Project) {
		return false
	}
	return len(v.roles[t.Key.Project]) > 0 || t.Requester.ID == v.person.ID && v.person.ID != 0
}

// works reports whether the visitor may do an engineer's deeds to a ticket.
func (v *visitor) works(t *desk.Ticket) bool { return v.is(t.Key.Project, roleEngineer) }

// asks reports whether the visitor may do a requester's deeds to a ticket: it
// is theirs, or of their shop.
func (v *visitor) asks(t *desk.Ticket) bool {
	return t.Requester.ID == v.person.ID || v.is(t.Key.Project, roleStaff) || v.is(t.Key.Project, roleManager)
}

// recognise finds out who did it.
func (t *turn) recognise(ctx context.Context) error {
	from := t.event.From
	t.who = visitor{roles: map[string][]string{}, zone: t.desk.TimeZone}
	t.who.person.Locale = t.localeOf(nil, from.Locale)
	if from.Anonymous || from.ID == "" {
		return nil
	}
	m := t.desk.MemberByAccount(from.Account)
	seen := desk.Person{Name: from.Name, Account: from.Account, Locale: from.Locale, TimeZone: from.TimeZone}
	if m != nil {
		seen.Handle, seen.Name = m.Handle, m.Name
	}
	person, err := t.tx.PersonOf(ctx, seen, t.now())
	if err != nil {
		return err
	}
	person.Locale = t.localeOf(m, person.Locale)
	t.who.person, t.who.member = person, m
	t.who.zone = t.zoneOf(m, person)
	return t.findRoles(ctx, m)
}

func (t *turn) findRoles(ctx context.Context, m *desk.Member) error {
	if m != nil {
		t.who.admin, t.who.roles = m.Admin, rolesOf(t.desk, m)
	}
	grant := func(project, role string) {
		if !t.who.is(project, role) {
			t.who.roles[project] = append(t.who.roles[project], role)
		}
	}
	joined, err := t.tx.Memberships(ctx, t.who.person.ID)
	if err != nil {
		return err
	}
	for _, j := range joined {
		if t.desk.Projects[j.Project] != nil {
			grant(j.Project, j.Role)
		}
	}
	bound, _ := t.desk.ProjectByChat(t.event.In.Address)
	if bound != nil && !t.event.In.Private && len(t.who.roles[bound.Code]) == 0 {
		grant(bound.Code, roleStaff)
		err = t.tx.Join(ctx, t.who.person.ID, bound.Code, roleStaff, t.now())
	}
	t.who.engineer = t.who.any(roleEngineer)
	t.stayWithin(bound)
	return err
}

// rolesOf are a member's roles by project, as desk.yaml gives them.
func rolesOf(d *desk.Desk, m *desk.Member) map[string][]string {
	roles := map[string][]string{}
	for code, p := range d.Projects {
		for role, people := range map[string][]string{
			roleStaff: p.Staff, roleManager: p.Managers, roleEngineer: d.Engineers(p),
		} {
			if slices.Contains(people, m.Handle) {
				roles[code] = append(roles[code], role)
			}
		}
	}
	return roles
}

// stayWithin keeps to the projects of a chat whose people read the answer, too:
// whoever serves or works for two shops does not show one's tickets to the other.
func (t *turn) stayWithin(bound *desk.Project) {
	if t.event.In.Private || !t.inChat() {
		return
	}
	team := t.desk.TeamByChannel(t.event.In.Address)
	t.who.only = []string{}
	for code, p := range t.desk.Projects {
		if p == bound || team != nil && (t.desk.Team(p, 1) == team || t.desk.Team(p, 2) == team) {
			t.who.only = append(t.who.only, code)
		}
	}
	maps.DeleteFunc(t.who.roles, func(code string, _ []string) bool { return !slices.Contains(t.who.only, code) })
}

// localeOf is the language somebody is spoken to in: the one they chose or
// their platform tells, then desk.yaml's for them, then the desk's.
func (t *turn) localeOf(m *desk.Member, known desk.Locale) desk.Locale {
	switch {
	case known != "":
		return known
	case m != nil && m.Locale != "":
		return m.Locale
	default:
		return t.desk.Locale
	}
}

func (t *turn) zoneOf(m *desk.Member, p desk.Person) *time.Location {
	if m != nil && m.TimeZone != nil {
		return m.TimeZone
	}
	if p.TimeZone != "" {
		if zone, err := time.LoadLocation(p.TimeZone); err == nil {
			return zone
		}
	}
	return t.desk.TimeZone
}

func (t *turn) now() time.Time { return t.Clock.Now() }
