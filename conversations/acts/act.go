// Package acts has everything that a person can do, one file each.
//
// An Act is a value: its word as command and button, who may, its input, and
// what it does. The list of acts is the only place that names them all;
// dispatch, /help, the messengers' menus, the permission table and the table of
// commands in the docs are derived from it. To add a command, write its file,
// add it to the list, and add its line of /help to the two locale files.
package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// An Act is one thing that a person can do. Everything that depends on it is
// derived from it: the dispatch of commands, buttons, forms, answers to
// questions and emojis, permissions, /help, the messengers' menus, the
// permission table and the table of commands in the docs.
//
// Exactly one of Do, Change and Look is set: for an act about no ticket, one
// that changes a ticket, and one that shows a ticket. Each returns what the
// person is told; nil says nothing.
type Act struct {
	// Name is the word of the command and of the button, and the label in the
	// metrics. It is visible outside the bot and never changes.
	Name    desk.Action
	Aliases []string // other words for the command
	Command Listing  // the list that shows the command; zero: it is no command
	Button  bool     // a card has a button for it
	// May says which roles may do it, in any way.
	May turn.Who
	// Asks are the inputs, in the order of a command's words. What a press
	// leaves out is asked for: in a form if the messenger has forms, otherwise
	// by buttons or a question. Parameters are values that only read, Form and
	// askFor use, so an act may build them from desk.yaml.
	Asks []Parameter
	// Keeps says that a command's words are stored as those of its message:
	// when the message is edited, they change.
	Keeps bool
	// Begins returns what stands in the fields before they are filled in, by their
	// names, from a button's argument; nil: nothing.
	Begins func(ctx context.Context, t *turn.Turn, c *tickets.Case, words string) (map[string]string, error)
	// When says in which states of the ticket the inputs are asked for; nil: in
	// all.
	When func(desk.State) bool
	// Confirm asks for confirmation if the button cannot.
	Confirm bool
	// Fresh refuses a press on a card that was drawn before the ticket changed,
	// if it could do harm, such as a second escalation.
	Fresh bool

	Do     func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error)
	Change func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error)
	// Each is what the act does to every ticket that is linked to its ticket, if
	// that is a major incident; nil: nothing.
	Each func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) error
	Look func(ctx context.Context, t *turn.Turn, k *desk.Ticket, in Input) (notice.Facts, error)
}

// OnTicket reports whether the act is about one ticket.
func (a *Act) OnTicket() bool { return a.Do == nil }

// A Listing says which list of commands shows an act.
type Listing int

// The lists, in the order of /help.
const (
	NoCommand Listing = iota
	ForEveryone
	ForEngineers
	ForManagers
	ForAdmins
	Unlisted // not shown in any list
)
