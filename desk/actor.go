package desk

import (
	"strconv"
	"strings"
)

// An Actor is who did something to a ticket, or was called to it. Only the name
// is shown; it tells nobody apart, for two people may share one. The zero Actor
// is the desk itself.
type Actor struct {
	Person PersonID `json:"person,omitempty"` // 0: the desk itself, or somebody it never met
	Handle string   `json:"handle,omitempty"` // of desk.yaml, or "" for someone who joined
	Name   string   `json:"name,omitempty"`
}

// Engineer is the actor as somebody who may have a ticket; "" for the desk itself.
func (a Actor) Engineer() EngineerID {
	switch {
	case a.Handle != "":
		return EngineerID(a.Handle)
	case a.Person != 0:
		return EngineerID("#" + strconv.FormatInt(int64(a.Person), 10))
	default:
		return ""
	}
}

// An EngineerID says which engineer it is: the handle of somebody of desk.yaml,
// or "#17", the store's number of somebody who joined by invitation. Those have
// no handle, and two of them may share a name. A handle begins with a letter, so
// the two are never mixed up. "" is nobody.
type EngineerID string

// Joined is the store's number of an engineer who joined by invitation.
func (e EngineerID) Joined() (PersonID, bool) {
	number, joined := strings.CutPrefix(string(e), "#")
	id, err := strconv.ParseInt(number, 10, 64)
	return PersonID(id), joined && err == nil && id > 0
}

// Handle is the engineer's key in desk.yaml, or "" for one who joined.
func (e EngineerID) Handle() string {
	if strings.HasPrefix(string(e), "#") {
		return ""
	}
	return string(e)
}

// What somebody may be to a project who joined it by invitation.
const (
	RoleStaff    = "staff"
	RoleManager  = "manager"
	RoleEngineer = "engineer"
)

// Actor is a person as the one who does something: by the handle and name of
// desk.yaml where it knows them.
func (d *Desk) Actor(p Person) Actor {
	a := Actor{Person: p.ID, Name: p.Name}
	if m := d.People[p.Handle]; m != nil {
		a.Handle, a.Name = p.Handle, m.Name
	}
	return a
}

// EngineerOf is an engineer as the timeline of a ticket keeps them. Of those who
// joined the ticket knows its assignee's name alone.
func (d *Desk) EngineerOf(t *Ticket, who EngineerID) Actor {
	person, joined := who.Joined()
	switch m := d.People[who.Handle()]; {
	case joined && who == t.Assignee:
		return Actor{Person: person, Name: t.AssigneeName}
	case m != nil:
		return Actor{Handle: m.Handle, Name: m.Name}
	default: // not of desk.yaml any more
		return Actor{Person: person, Handle: who.Handle(), Name: string(who)}
	}
}

// Stars are a requester's verdict, from 1, poor, to 5; 0 is none.
type Stars int

// MostStars is the best verdict.
const MostStars Stars = 5

// Valid reports whether s is a verdict.
func (s Stars) Valid() bool { return 1 <= s && s <= MostStars }
