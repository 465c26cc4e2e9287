// Package pen draws the parts of a card that are the same whatever the notice:
// fields and buttons, people's and states' names, a ticket's facts as engineers
// and as requesters see them, its timeline, a report's figures.
//
// It knows the reader and the state of things, its View, and writes into a Card;
// which parts make which card is for the package above to say.
package pen

import (
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/locales"
)

// A View is what a card is drawn with: the reader, the moment and the present
// state of things.
type View struct {
	Desk   *desk.Desk
	Now    time.Time
	Locale desk.Locale    // the reader's
	Zone   *time.Location // the reader's
	Traits desk.Traits    // of the messenger where it is read
	To     desk.Address   // where it goes; zero: where its reader is
	Ticket *desk.Ticket   // nil: about no ticket
	// NextAt and NextNotify are where the unacknowledged ticket's ladder stands: what comes next
	// and when; zero when it is over.
	NextAt     time.Time
	NextNotify []desk.Audience
}

// A Pen writes one card.
type Pen struct {
	View
	Voice *locales.Voice
	Card  desk.Card
}

// New takes up a pen for a reader. Somebody of no language or no zone is given
// the desk's.
func New(v View) *Pen {
	if v.Desk != nil && v.Locale == "" {
		v.Locale = v.Desk.Locale
	}
	if v.Desk != nil && v.Zone == nil {
		v.Zone = v.Desk.TimeZone
	}
	return &Pen{View: v, Voice: locales.New(v.Locale, v.Zone)}
}

// Say is a message in the reader's language, its blanks filled by pairs of name
// and value.
func (p *Pen) Say(id string, pairs ...any) string { return p.Voice.Say(id, pairs...) }

// About is Say with the ticket's address, which most messages have a blank for.
func (p *Pen) About(id string, pairs ...any) string {
	return p.Voice.Say(id, append(pairs, "Key", p.Ticket.Key.String())...)
}

// Field is a short fact under a label, which is given by its id.
func (p *Pen) Field(label, value string) {
	p.Card.Fields = append(p.Card.Fields, desk.Field{Label: p.Say(label), Value: value})
}

// At is a field with a moment, under a label in words, that the platform shows in the reader's own zone; the fallback
// names the zone, for a channel's readers live in several.
func (p *Pen) At(label string, t time.Time) {
	p.Card.Fields = append(p.Card.Fields, desk.Field{
		Label: label, Value: p.Voice.WhenIn(t, p.Now), At: t,
	})
}

// Line is a paragraph of ours; words of others belong into the quote, or into a
// blank of a message.
func (p *Pen) Line(text string) { p.Card.Lines = append(p.Card.Lines, text) }

// perRow is how many buttons stand side by side legibly on a phone.
const perRow = 3

// Row adds buttons, in as many rows as they need.
func (p *Pen) Row(buttons ...desk.Button) {
	for len(buttons) > perRow {
		p.Card.Buttons = append(p.Card.Buttons, buttons[:perRow:perRow])
		buttons = buttons[perRow:]
	}
	if len(buttons) > 0 {
		p.Card.Buttons = append(p.Card.Buttons, buttons)
	}
}

// Button is about the ticket at hand. It carries no revision: where a late press
// would do something else, whoever draws the button adds it.
func (p *Pen) Button(label string, a desk.Action, arg string) desk.Button {
	return desk.Button{Label: label, Press: desk.Press{Action: a, Key: p.Ticket.Key, Arg: arg}}
}

// Person is the name behind a handle of desk.yaml; anything else is itself.
func (p *Pen) Person(handle string) string {
	if m := p.Desk.People[handle]; m != nil {
		return m.Name
	}
	return handle
}

// Assignee is the name of who has a ticket.
func (p *Pen) Assignee(t *desk.Ticket) string {
	if _, joined := t.Assignee.Joined(); joined && t.AssigneeName != "" {
		return t.AssigneeName
	}
	return p.Person(string(t.Assignee))
}

// Project is the name of a project; a code that desk.yaml does not know is itself.
func (p *Pen) Project(code string) string {
	if known := p.Desk.Projects[code]; known != nil {
		return known.Name
	}
	return code
}

// Audience names those whom a step calls.
func (p *Pen) Audience(who ...desk.Audience) string {
	var names []string
	for _, a := range who {
		switch a {
		case desk.OnCall, desk.Line1, desk.Line2, desk.Line3, desk.Managers, desk.Assignee:
			names = append(names, p.Say("audience."+string(a)))
		default:
			names = append(names, p.Person(string(a)))
		}
	}
	return strings.Join(names, ", ")
}

// Command is how a command is given where the card is read.
func (p *Pen) Command(name string) string { return p.Traits.CommandLine(name) }

// How much of a request is shown: on the card, where the platforms' own limits
// (4096 and 3000 characters) leave room for the fields, and as its name in one line.
const (
	quoted    = 1200
	excerpted = 60
)

// Quoted is as much of somebody's words as a card has room for.
func Quoted(text string) string { return desk.Length{Max: quoted}.Cut(text) }

// Excerpt is text in one line, cut at a word.
func Excerpt(text string) string {
	return desk.Length{Max: excerpted}.Cut(strings.Join(strings.Fields(text), " "))
}
