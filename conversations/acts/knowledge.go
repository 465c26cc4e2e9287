package acts

import (
	"cmp"
	"context"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/knowledge"
	"vakhta/notice"
)

// article shows engineers of the first and second line what the knowledge base says
// about a ticket, in the requester's language, with a button that sends it. A
// contractor does not see it, nor does a chat that the shop reads.
func article() Act {
	which := maybe(everything("text"))
	return Act{
		Name: desk.ActArticle, Command: ForEngineers, Button: true, May: turn.Engineer, Asks: []Parameter{which},
		Look: func(_ context.Context, t *turn.Turn, k *desk.Ticket, in Input) (notice.Facts, error) {
			if t.Who.In(k.Key.Project)&turn.Engineer == 0 || !inside(t) {
				return nil, desk.ErrForbidden
			}
			notes := t.Desk.Projects[k.Key.Project].Knowledge
			if len(notes) == 0 {
				return nil, turn.Refuse(notice.RefusedNoKnowledge)
			}
			found := knowledge.Find(notes, k.Text)
			if which.Of(in) != "" {
				found = articles(notes, which.Of(in))
			}
			if len(found) == 0 {
				return nil, turn.Refuse(notice.RefusedNoArticle, "Key", k.Key.String(), "Text", names(notes), "Name", notes[0].Name)
			}
			t.AnswerAbout(k, shown(t, k, found))
			return nil, nil
		},
	}
}

// articles returns the note of that name, or those that the words find.
func articles(notes []*desk.Note, words string) []*desk.Note {
	for _, n := range notes {
		if strings.EqualFold(n.Name, words) {
			return []*desk.Note{n}
		}
	}
	return knowledge.Search(notes, words)
}

// mostArticles is how many further notes are named.
const mostArticles = 5

// shown shows the first of the notes as the requester will read it, if it is written
// in their language, and names the others.
func shown(t *turn.Turn, k *desk.Ticket, found []*desk.Note) notice.CannedAnswer {
	reads := cmp.Or(k.Requester.Locale, t.Desk.Locale)
	text, written := found[0].In(reads)
	f := notice.CannedAnswer{Article: text.Title(), Text: text.Body, Sum: sumOf(text.Body), Rev: k.Revision}
	if made := found[0].Made; made != nil {
		f.Made, _ = desk.ParseKey(found[0].Name)
		f.By, f.At = made.By, made.At
	}
	if written != reads {
		f.Sum = ""
	}
	if more := found[1:]; len(more) > 0 {
		f.Others = names(more[:min(len(more), mostArticles)])
	}
	return f
}

func names(notes []*desk.Note) string {
	all := make([]string, len(notes))
	for i, n := range notes {
		all[i] = n.Name
	}
	return strings.Join(all, ", ")
}
