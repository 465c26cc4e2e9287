package desk

import (
	"strconv"
	"strings"
)

// An Actor is a person who did something to a ticket, or was called to it. The
// name is for display and not unique. The zero Actor is the desk itself.
type Actor struct {
	Person PersonID `json:"person,omitempty"` // 0: the desk itself, or somebody it never met
	Handle string   `json:"handle,omitempty"` // of desk.yaml, or "" for someone who joined
	Name   string   `json:"name,omitempty"`
}

// Engineer returns the actor as somebody a ticket can be assigned to, "" for
// the desk itself.
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

// An EngineerID identifies an engineer: the handle of a person in desk.yaml, or
// "#17", the store's number of a person who joined by invitation and so has no
// handle. A handle begins with a letter, so the two cannot be confused. "" is
// nobody.
type EngineerID string

// Joined returns the store's number of an engineer who joined by invitation.
func (e EngineerID) Joined() (PersonID, bool) {
	number, joined := strings.CutPrefix(string(e), "#")
	id, err := strconv.ParseInt(number, 10, 64)
	return PersonID(id), joined && err == nil && id > 0
}

// Handle returns the engineer's key in desk.yaml, "" for one who joined by
// invitation.
func (e EngineerID) Handle() string {
	if strings.HasPrefix(string(e), "#") {
		return ""
	}
	return string(e)
}

// Actor returns a person as an actor, by the handle and name of desk.yaml if
// they are in it.
func (d *Desk) Actor(p Person) Actor {
	a := Actor{Person: p.ID, Name: p.Name}
	if m := d.People[p.Handle]; m != nil {
		a.Handle, a.Name = p.Handle, m.Name
	}
	return a
}

// EngineerOf returns an engineer as a ticket's timeline names them. The name of
// one who joined by invitation is known only if they are the ticket's assignee.
func (d *Desk) EngineerOf(t *Ticket, who EngineerID) Actor {
	person, joined := who.Joined()
	switch m := d.People[who.Handle()]; {
	case joined && who == t.Assignee:
		return Actor{Person: person, Name: t.AssigneeName}
	case m != nil:
		return Actor{Handle: m.Handle, Name: m.Name}
	default: // removed from desk.yaml
		return Actor{Person: person, Handle: who.Handle(), Name: string(who)}
	}
}

// Stars are a requester's rating, from 1 (poor) to 5; 0 is none.
type Stars int

// MostStars is the best rating.
const MostStars Stars = 5

// Valid reports whether s is a rating.
func (s Stars) Valid() bool { return 1 <= s && s <= MostStars }
