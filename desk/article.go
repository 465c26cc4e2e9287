package desk

import (
	"maps"
	"slices"
	"time"
)

// An Article is a note that engineers made of an answered request. There is at most
// one of a ticket, whose key is its name.
type Article struct {
	Ticket TicketID
	Key    Key
	Locale Locale // that it is written in
	NoteText
	Origin
	Withdrawn bool // it is not in the knowledge base any more
}

// Origin says where a note comes from that is not a file.
type Origin struct {
	By string    // the displayed name of the person who wrote it last
	At time.Time // when
}

// MostArticle and MostHeadings are how many characters an article and its headings
// may have: as many as Slack's input of a form takes (block kit, plain_text_input).
const (
	MostArticle  = 3000
	MostHeadings = 300
)

// Taught returns the desk with the articles in the knowledge of their projects, after
// the notes of files. d is not changed.
func (d *Desk) Taught(all []Article) *Desk {
	more := *d
	more.Projects = maps.Clone(d.Projects)
	added := map[string]bool{}
	for _, a := range all {
		p := more.Projects[a.Key.Project]
		if p == nil {
			continue
		}
		if !added[p.Code] {
			own := *p
			own.Knowledge = slices.Clone(p.Knowledge)
			p, added[p.Code] = &own, true
			more.Projects[p.Code] = p
		}
		p.Knowledge = append(p.Knowledge, &Note{Name: a.Key.String(), Texts: map[Locale]NoteText{a.Locale: a.NoteText}, Made: &a.Origin})
	}
	return &more
}

// ArticleOf returns the note of a project that was made of a ticket, or nil.
func (p *Project) ArticleOf(key Key) *Note {
	i := slices.IndexFunc(p.Knowledge, func(n *Note) bool { return n.Made != nil && n.Name == key.String() })
	if i < 0 {
		return nil
	}
	return p.Knowledge[i]
}
