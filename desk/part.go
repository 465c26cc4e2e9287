package desk

import "strings"

// A TextPart is one of several requests in the text of a ticket: its bytes From up
// to To. It holds no words, so nothing of it has to be erased with them.
type TextPart struct {
	From     int         `json:"from"`
	To       int         `json:"to"`
	Type     RequestType `json:"type"`
	Priority Priority    `json:"priority"`
}

// Several reports whether the ticket is more than one request, as far as the
// desk can tell. A ticket with one part was separated from such a one.
func (t *Ticket) Several() bool { return len(t.Parts) > 1 }

// Gravest returns which of a ticket's requests decides how urgent it is: the one
// of the highest priority, an incident before others.
func Gravest(parts []TextPart) int {
	best := 0
	for i, p := range parts {
		b := parts[best]
		if p.Priority < b.Priority || p.Priority == b.Priority && p.Type == Incident && b.Type != Incident {
			best = i
		}
	}
	return best
}

// Of returns the words of a part of a text, "" if it is not as long any more.
func (p TextPart) Of(text string) string {
	if p.From < 0 || p.From > p.To || p.To > len(text) {
		return ""
	}
	return text[p.From:p.To]
}

// WithoutParts returns a text with an ellipsis in place of all its parts but
// one, which is how it reads after the others became tickets of their own.
func WithoutParts(text string, parts []TextPart, but int) string {
	var b strings.Builder
	at := 0
	for i, p := range parts {
		if i == but || p.From < at || p.Of(text) == "" {
			continue
		}
		b.WriteString(text[at:p.From])
		b.WriteString(Elsewhere)
		at = p.To
	}
	b.WriteString(text[at:])
	return strings.TrimSpace(b.String())
}

// Elsewhere stands for words that another ticket has.
const Elsewhere = "…"
