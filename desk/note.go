package desk

// A Note is a piece of a shop's or the desk's knowledge: the answer to a question
// that comes again, or what to do about a fault. Each is written in some of the
// languages; "" is for readers of any.
type Note struct {
	Name  string // of its file, without the language: returns; or the key of its ticket
	Texts map[Locale]NoteText
	Made  *Origin // by engineers, of a ticket; nil: it is a file
}

// A NoteText is a note in one language.
type NoteText struct {
	// Headings are its title and the headings below it, by which it is found.
	Headings []string
	Body     string // without the title, as plain text
}

// Title is the first heading.
func (t NoteText) Title() string { return t.Headings[0] }

// In returns the note in a language; if it is not written in that, in another one,
// and which.
func (n *Note) In(l Locale) (NoteText, Locale) {
	for _, written := range []Locale{l, "", English, Russian} {
		if text, ok := n.Texts[written]; ok {
			if written == "" {
				written = l
			}
			return text, written
		}
	}
	return NoteText{Headings: []string{n.Name}}, l
}
