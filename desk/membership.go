package desk

import (
	"slices"
	"time"
)

// What somebody may be to a project who joined it.
const (
	RoleStaff    = "staff"
	RoleManager  = "manager"
	RoleEngineer = "engineer"
)

// A Membership says that somebody joined a project, and as what: by invitation,
// or by writing in a chat of its staff.
type Membership struct {
	Project, Role string
	Chat          Address // that they were seen in; zero: they came otherwise
	// SeenAt is when they were seen there last, about to the day. Without a chat it
	// is when an older program's entry, which doesn't say how they came, began to
	// run out. Zero: they came by invitation.
	SeenAt time.Time
	Since  time.Time
}

// Present is how long somebody counts as staff after they were seen in a chat of
// a shop's staff. Chats where the bot is no administrator may not tell who left.
const Present = 30 * 24 * time.Hour

// Lasts reports whether somebody is still what they joined a project as: by
// invitation until they are removed, in a chat while it is one of the project's
// and they are seen.
func (m Membership) Lasts(p *Project, now time.Time) bool {
	switch {
	case m.SeenAt.IsZero():
		return true
	case now.Sub(m.SeenAt) >= Present:
		return false
	case m.Chat.IsZero():
		return true
	default:
		return slices.ContainsFunc(p.Chats, func(c BoundChat) bool { return c.Chat.Root() == m.Chat })
	}
}

// Names reports whether desk.yaml gives somebody a part in a project: on its
// staff, as a manager or as an engineer.
func (d *Desk) Names(p *Project, handle string) bool {
	return slices.Contains(p.Staff, handle) || slices.Contains(p.Managers, handle) || slices.Contains(d.Engineers(p), handle)
}
