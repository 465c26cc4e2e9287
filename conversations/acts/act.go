// Package acts holds what a person can do, one file each.
//
// An Act is a value: its word as command and button, who may, what it has to
// know, what it does. The list of acts is the only place that names them all;
// dispatch, /help, the messengers' menus, the table of permissions and the table
// of commands in the docs are derived from it. To add a command, write its file,
// put it into the list, and give the two locale files its line of /help.
package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// An Act is one thing that a person can do. Everything that has to know of it
// is derived from it: how commands, buttons, forms, answers to questions and
// signs are dispatched, who is refused, /help, the menus of the messengers, the
// table of permissions and the table of commands in the docs.
//
// Exactly one of Do, Change and Look is set, and says what the act is about:
// no ticket, a ticket that it changes, a ticket that it shows. Each returns what
// the person is told; nil says nothing.
type Act struct {
	// Name is the word of the command and of the button, and the label in the
	// metrics. It belongs to the outside of the bot and never changes.
	Name    desk.Action
	Aliases []string // further words of the command
	Command Listing  // in whose list the command stands; the zero value: it is no command
	Button  bool     // a card offers it
	// May says who is allowed to. It is the same however the act is done.
	May turn.Who
	// Asks are what the act has to know, in the order of a command's words. What
	// a press leaves out is asked for: in a form where the messenger has forms,
	// by buttons or a question where it has none. Parameters are values: nothing but
	// read, Form and askFor looks at them, so an act may make them of desk.yaml.
	Asks []Parameter
	// Keeps says that a command's words are kept as those of its message: when the
	// message is edited, they change.
	Keeps bool
	// When says in which states of the ticket anything is asked for; nil: in all.
	When func(desk.State) bool
	// Confirm asks once more where a button cannot ask by itself.
	Confirm bool
	// Fresh refuses a press on a card that was drawn before the ticket changed,
	// where it would now do what nobody asked for: a second escalation, say.
	Fresh bool

	Do     func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error)
	Change func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error)
	Look   func(ctx context.Context, t *turn.Turn, k *desk.Ticket, in Input) (notice.Facts, error)
}

// OnTicket reports whether the act is about one ticket.
func (a *Act) OnTicket() bool { return a.Do == nil }

// A Listing says in whose list of commands an act stands.
type Listing int

// The lists, in the order of /help.
const (
	NoCommand Listing = iota
	ForEveryone
	ForEngineers
	ForManagers
	ForAdmins
	Unlisted // a command that nobody has to be told of
)
