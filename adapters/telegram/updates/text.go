package updates

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"vakhta/desk"
)

// A text is a message's text with its entities. It is kept in UTF-16, in which
// Telegram counts.
type text struct {
	units    []uint16
	entities []entity
}

// words returns a message's text, or the caption of its file.
func (m *message) words() text {
	s, es := m.Text, m.Entities
	if s == "" {
		s, es = m.Caption, m.CaptionEntities
	}
	if s == "" {
		s = m.spoken.words()
	}
	t := text{units: utf16.Encode([]rune(s))}
	for _, e := range es {
		if e.Offset >= 0 && e.Length > 0 && e.Offset <= len(t.units) && e.Length <= len(t.units)-e.Offset {
			t.entities = append(t.entities, e)
		}
	}
	t.spellLinks()
	t.spellFormats()
	return t
}

// spellLinks writes the addresses of linked words behind them, which plain text
// would lose.
func (t *text) spellLinks() {
	for i, e := range t.entities {
		if e.Type != "text_link" || e.URL == "" || strings.TrimSuffix(e.URL, "/") == strings.TrimSuffix(t.of(e), "/") {
			continue
		}
		t.insert(e.Offset+e.Length, " ("+e.URL+")", i)
	}
}

// slice returns a part of the text, in UTF-16 units.
func (t text) slice(from, to int) string { return string(utf16.Decode(t.units[from:to])) }

// of returns the part that an entity covers.
func (t text) of(e entity) string { return t.slice(e.Offset, e.Offset+e.Length) }

// after returns everything after an entity.
func (t text) after(e entity) string {
	return strings.TrimSpace(t.slice(e.Offset+e.Length, len(t.units)))
}

// mentions reports whether an entity mentions the bot.
func (r Decoder) mentions(t text, e entity) bool {
	switch e.Type {
	case "mention":
		return strings.EqualFold(t.of(e), "@"+r.Username)
	case "text_mention":
		return e.User != nil && e.User.ID == r.Bot
	default:
		return false
	}
}

// mentioned reports whether the bot is mentioned anywhere in a text.
func (r Decoder) mentioned(t text) bool {
	return slices.ContainsFunc(t.entities, func(e entity) bool { return r.mentions(t, e) })
}

// people returns the people whom a text mentions with their account: Telegram
// tells the account only for people without a username.
func (t text) people() (people []desk.Mention) {
	for _, e := range t.entities {
		if e.Type == "text_mention" && e.User != nil && !e.User.IsBot {
			people = append(people, desk.Mention{Account: sender(*e.User).Account, Name: t.of(e)})
		}
	}
	return people
}

// plain returns the text without the bot's own name in front, and whether it
// was there.
func (r Decoder) plain(t text) (said string, called bool) {
	for _, e := range t.entities {
		if e.Offset == 0 && r.mentions(t, e) {
			if rest := strings.TrimLeft(t.after(e), " ,.:;!\n—–-"); rest != "" {
				return rest, true
			}
		}
	}
	return strings.TrimSpace(t.slice(0, len(t.units))), false
}

// A command is a command found in a text.
type command struct {
	name, args string
	foreign    bool // it is for another bot
}

// command returns the command of a message. It is at the beginning, after
// nothing but punctuation or the bot's own name; one that names this bot may be
// anywhere. A word with a slash in the middle of a sentence is part of
// somebody's request.
func (r Decoder) command(t text, private bool) (command, bool) {
	for _, e := range t.entities {
		if e.Type != "bot_command" {
			continue
		}
		name, to, addressed := strings.Cut(strings.TrimPrefix(t.of(e), "/"), "@")
		c := command{name: strings.ToLower(name), args: t.after(e)}
		switch {
		case addressed && strings.EqualFold(to, r.Username):
			return c, true
		case !r.leads(t, e):
			continue
		case addressed, !private && !slices.Contains(r.Commands, c.name):
			c.foreign = true
		}
		return c, true
	}
	return command{}, false
}

// leads reports whether nothing readable precedes an entity except the bot's
// own name.
func (r Decoder) leads(t text, e entity) bool {
	from := 0
	for _, o := range t.entities {
		if o.Offset+o.Length <= e.Offset && r.mentions(t, o) {
			if t.leadsFrom(from, o.Offset) {
				from = o.Offset + o.Length
			}
		}
	}
	return t.leadsFrom(from, e.Offset)
}

// leadsFrom reports whether a part has nothing that is read as a word.
func (t text) leadsFrom(from, to int) bool {
	return !strings.ContainsFunc(t.slice(from, to), func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}
