// Package pen writes the parts of a card that many notices share: fields and
// buttons, names of people and states, a ticket's facts for engineers and for
// requesters, its timeline, a report's figures.
//
// A Pen has its input in a View and writes into a Card. Which parts make which
// card is decided in package cards.
package pen

import (
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/locales"
)

// A View is the input of a card: the reader, the time and the state of things.
type View struct {
	Desk   *desk.Desk
	Now    time.Time
	Locale desk.Locale    // the reader's
	Zone   *time.Location // the reader's
	Traits desk.Traits    // of the reader's messenger
	To     desk.Address   // where it is posted; zero: the reader's own chat
	Ticket *desk.Ticket   // nil: not about a ticket
	// Answers are the words that the shown ones reply to, if the messenger does
	// not show that itself; nil: none.
	Answers *desk.Utterance
	// NextAt and NextNotify are the next step of the unacknowledged ticket's
	// ladder, zero after its end.
	NextAt     time.Time
	Incident   *desk.MajorIncident // that the ticket is the lead of; nil: none
	NextNotify []desk.Audience
}

// A Pen writes one card.
type Pen struct {
	View
	Voice *locales.Voice
	Card  desk.Card
}

// New makes a pen for a reader. A missing language or zone is replaced by the
// desk's.
func New(v View) *Pen {
	if v.Desk != nil && v.Locale == "" {
		v.Locale = v.Desk.Locale
	}
	if v.Desk != nil && v.Zone == nil {
		v.Zone = v.Desk.TimeZone
	}
	return &Pen{View: v, Voice: locales.New(v.Locale, v.Zone)}
}

// Say returns a message in the reader's language, with its placeholders filled
// from pairs of name and value.
func (p *Pen) Say(id string, pairs ...any) string { return p.Voice.Say(id, pairs...) }

// About is Say with the ticket's key, which most messages have.
func (p *Pen) About(id string, pairs ...any) string {
	return p.Voice.Say(id, append(pairs, "Key", p.Ticket.Key.String())...)
}

// Field adds a short fact with a label, given by its id.
func (p *Pen) Field(label, value string) {
	p.Card.Fields = append(p.Card.Fields, desk.Field{Label: p.Say(label), Value: value})
}

// At adds a field with a moment, which the platform shows in the reader's own
// zone. The fallback text names the zone, because a channel's readers live in
// several. The notes are remarks on the moment.
func (p *Pen) At(label string, t time.Time, notes ...string) {
	p.Card.Fields = append(p.Card.Fields, desk.Field{
		Label: label, Value: p.Voice.WhenIn(t, p.Now), At: t, Note: strings.Join(notes, ", "),
	})
}

// Line adds a paragraph of the desk's own words. Other people's words belong
// into the quote, or into a placeholder of a message.
func (p *Pen) Line(text string) { p.Card.Lines = append(p.Card.Lines, text) }

// CopyKey adds a button that copies the ticket's key, where there are such
// buttons.
func (p *Pen) CopyKey() {
	if key := p.Ticket.Key.String(); p.Traits.Copies {
		p.Row(desk.Button{Label: p.About("button.copy_key"), Copy: key})
	}
}

// perRow is how many buttons fit a row on a phone.
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

// Button returns a button about the ticket. It has no revision; the caller adds
// it if a late press could do harm.
func (p *Pen) Button(label string, a desk.Action, arg string) desk.Button {
	return desk.Button{Label: label, Press: desk.Press{Action: a, Key: p.Ticket.Key, Arg: arg}}
}

// Person returns the name of a handle in desk.yaml; anything else is returned
// as it is.
func (p *Pen) Person(handle string) string {
	if m := p.Desk.People[handle]; m != nil {
		return m.Name
	}
	return handle
}

// Assignee returns the name of a ticket's assignee.
func (p *Pen) Assignee(t *desk.Ticket) string {
	if _, joined := t.Assignee.Joined(); joined && t.AssigneeName != "" {
		return t.AssigneeName
	}
	return p.Person(string(t.Assignee))
}

// First returns how to address somebody: by the first name only, because name
// and surname together sound like a bank's letter.
func First(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}

// Project returns the name of a project. If desk.yaml does not have it, that is
// its code.
func (p *Pen) Project(code string) string {
	if known := p.Desk.Projects[code]; known != nil {
		return known.Name
	}
	return code
}

// Audience names the people whom a step calls.
func (p *Pen) Audience(who ...desk.Audience) string {
	var names []string
	for _, a := range who {
		name := p.Person(string(a))
		if a.Role() {
			name = p.Say("audience." + string(a))
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// Command returns how a command is given where the card is read.
func (p *Pen) Command(name string) string { return p.Traits.CommandLine(name) }

// How much of a request is shown: on the card, where the platforms' limits
// (4096 and 3000 characters) must leave room for the fields, and as its
// one-line name.
const (
	quoted    = 1200
	excerpted = 60
)

// Quoted returns as much of somebody's words as fits a card.
func Quoted(text string) string { return desk.Length{Max: quoted}.Cut(text) }

// Excerpt returns text on one line, cut at a word.
func Excerpt(text string) string {
	return desk.Length{Max: excerpted}.Cut(strings.Join(strings.Fields(text), " "))
}
