package desk

import (
	"slices"
	"time"
)

// The roles in a project that a person can join in.
const (
	RoleStaff    = "staff"
	RoleManager  = "manager"
	RoleEngineer = "engineer"
)

// A Membership is a person's role in a project, by invitation or from writing
// in a chat of its staff.
type Membership struct {
	Project, Role string
	Chat          Address // where they were seen; zero: they joined otherwise
	// SeenAt is when they were last seen there, accurate to about a day.
	// Without a chat it is when the entry of an older program, which does not
	// say how they joined, began to expire. Zero: they joined by invitation.
	SeenAt time.Time
	Since  time.Time
}

// Present is how long a person counts as staff after they were seen in a chat
// of a shop's staff, because without administrator rights the bot may not learn
// who left.
const Present = 30 * 24 * time.Hour

// Silent is how long a person may not have been seen in a chat before the
// messenger is asked whether they are still there, when they act elsewhere.
const Silent = 7 * 24 * time.Hour

// Lasts reports whether a membership is still valid: by invitation until it is
// removed, by a chat while that belongs to the project and they are seen there.
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

// Names reports whether desk.yaml gives a person a role in a project: as staff,
// manager or engineer.
func (d *Desk) Names(p *Project, handle string) bool {
	return slices.Contains(p.Staff, handle) || slices.Contains(p.Managers, handle) || slices.Contains(d.Engineers(p), handle)
}
