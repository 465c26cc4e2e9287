package desk

import "time"

// A Card is the content of a message: facts in the reader's language, not
// markup. Escaping, limits and layout belong to the adapter.
type Card struct {
	Tone    Tone
	Title   string    // one line; a heading where the platform has them
	Lead    string    // our own words under the title
	Quote   string    // somebody else's words: shown literally, never as markup or a live mention
	Author  string    // whose words Quote are, "" when the title says so
	Fields  []Field   // short facts, label and value; they stand below the words
	Lines   []string  // further sentences of the desk's, a paragraph each
	Mention []Mention // people called by this card; no other part of a card makes a live mention
	Buttons [][]Button
	Footer  string
	Files   []File
	// Table says in columns what Lines say, and Chart shows some of Fields, for a
	// messenger that has tables and charts.
	Table *Grid
	Chart *Chart
	// Expect asks the reader for words in reply (Telegram's ForceReply).
	Expect string
	// Quiet delivers without a sound where the platform can.
	Quiet bool
	// ReplyTo answers a message in place where the platform shows it.
	ReplyTo MessageRef
	// Thread is the name of the thread that the card opens where it can.
	Thread string
}

// A Grid is a list in columns. Each row has as many cells as there are columns.
type Grid struct {
	Caption string
	Columns []string
	Rows    [][]string
}

// A Chart shows a bar for each of a few amounts.
type Chart struct {
	Title, Of string // what is counted, in one word
	Labels    []string
	Amounts   []int // one a label
}

// Simple returns the card without what only some messengers can show.
func (c Card) Simple() Card {
	c.Table, c.Chart = nil, nil
	return c
}

// Pages returns the card as one card for each piece of its quote. The first
// names the author and calls people; what stands below the quote is on the
// last.
func (c Card) Pages(quote []string) []Card {
	pages := make([]Card, len(quote))
	for i, words := range quote {
		pages[i] = Card{Quiet: c.Quiet}
		if i == 0 {
			pages[i] = c
			pages[i].Fields, pages[i].Files, pages[i].Lines, pages[i].Footer = nil, nil, nil, ""
		}
		pages[i].Quote = words
	}
	last := &pages[len(pages)-1]
	last.Fields, last.Files, last.Lines, last.Footer = c.Fields, c.Files, c.Lines, c.Footer
	return pages
}

// A Tone is the mood of a card. It is shown as a sign, and never by the sign
// alone.
type Tone string

// The tones.
const (
	ToneNone     Tone = ""
	ToneNew      Tone = "new"
	ToneUrgent   Tone = "urgent"
	ToneLow      Tone = "low"
	ToneOverdue  Tone = "overdue" // a target was missed
	ToneDue      Tone = "due"     // one runs out
	ToneYours    Tone = "yours"   // the reader has it
	ToneProgress Tone = "progress"
	ToneWork     Tone = "work" // the same for who waits
	ToneWaiting  Tone = "waiting"
	ToneDone     Tone = "done"
	ToneEnded    Tone = "ended"
	ToneWarning  Tone = "warning"
	ToneInfo     Tone = "info"
)

// Sign returns what shows a tone before a title, with the space between them.
// The words beside it say the same.
func (t Tone) Sign() string {
	switch t {
	case ToneNew:
		return "🔵 "
	case ToneUrgent:
		return "🔴 "
	case ToneLow:
		return "▫️ "
	case ToneOverdue:
		return "🔥 "
	case ToneDue:
		return "⏰ "
	case ToneYours:
		return "👤 "
	case ToneProgress:
		return "🟡 "
	case ToneWork:
		return "🔧 "
	case ToneWaiting:
		return "⏸ "
	case ToneDone:
		return "✅ "
	case ToneEnded:
		return "⚪ "
	case ToneWarning:
		return "⚠️ "
	case ToneInfo:
		return "ℹ️ "
	default:
		return ""
	}
}

// A Field is one short fact. When At is set, the platform shows that instant in
// the reader's own zone and Value is the fallback.
type Field struct {
	Label string
	Value string
	At    time.Time
	Note  string // what is said of the value, behind it
}

// Remark returns the note in the form that follows the value, or "" if there is
// none.
func (f Field) Remark() string {
	if f.Note == "" {
		return ""
	}
	return " — " + f.Note
}

// A Mention calls a person.
type Mention struct {
	Account Account
	Name    string
}

// A Button is something to press.
type Button struct {
	Label string
	Press Press
	Style Style
	// Copy is what a press copies on the person's device, where Traits.Copies;
	// then nobody is notified of the press, and Press is not used. "": nothing.
	Copy string
	// Confirm asks before the press counts, where the platform can ask.
	Confirm Confirm
}

// A Confirm asks for a second press. Yes and No are the texts of its buttons.
// The zero Confirm asks nothing.
type Confirm struct{ Question, Yes, No string }

// A Style is a button's weight.
type Style string

// The styles.
const (
	StylePlain   Style = ""
	StylePrimary Style = "primary"
	StyleDanger  Style = "danger"
)
