package desk

import "slices"

// An Audience says whom a step calls: one of the words below, or a person's handle.
type Audience string

// The audiences that are not a person.
const (
	OnCall   Audience = "on_call"
	Line1    Audience = "line_1"
	Line2    Audience = "line_2"
	Line3    Audience = "line_3"
	Managers Audience = "managers"
	Leads    Audience = "leads" // of the project's lines
	Assignee Audience = "assignee"
)

// Roles lists the audiences that are not a person.
func Roles() []Audience { return []Audience{OnCall, Line1, Line2, Line3, Managers, Leads, Assignee} }

// Role reports whether an audience is not a person.
func (a Audience) Role() bool { return slices.Contains(Roles(), a) }
