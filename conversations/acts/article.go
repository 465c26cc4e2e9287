package acts

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/knowledge"
	"vakhta/notice"
	"vakhta/tickets"
)

// makeArticle makes an article of the knowledge base of a ticket: it asks for its
// headings and its text, which begin with the question and the answer. Of a ticket
// that has one it changes or withdraws that.
func makeArticle() Act {
	off, heading, text := withdrawal(), wordsNamed("heading"), words()
	heading.asked, text.asked = true, true
	return Act{
		Name: desk.ActMake, Command: ForEngineers, Button: true, May: turn.Engineer, Asks: []Parameter{off, heading, text},
		Begins: begunArticle,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if !inside(t) {
				return nil, desk.ErrForbidden
			}
			key := c.Ticket.Key.String()
			if off.Of(in) {
				err := c.WithdrawArticle(ctx, t.Actor())
				if errors.Is(err, desk.ErrNotFound) {
					return nil, turn.Refuse(notice.RefusedNotMade, "Key", key)
				}
				t.After(func() { relearnt(ctx, t) })
				return notice.Text(notice.DoneWithdrawn, "Key", key), err
			}
			written := desk.NoteText{Headings: lines(heading.Of(in)), Body: strings.TrimSpace(text.Of(in))}
			switch {
			case len(written.Headings) == 0 || written.Body == "":
				return nil, turn.Refuse(notice.RefusedNoHeading, "Key", key)
			case utf8.RuneCountInString(heading.Of(in)) > desk.MostHeadings || utf8.RuneCountInString(written.Body) > desk.MostArticle:
				return nil, turn.Refuse(notice.RefusedLongArticle)
			}
			c.WriteArticle(t.Actor(), writtenIn(written.Body), written)
			t.After(func() { relearnt(ctx, t) })
			return notice.Text(notice.DoneArticle, "Key", key), nil
		},
	}
}

// withdrawal is a word that takes the article out of the knowledge base; nothing else
// is asked for then.
func withdrawal() *Ask[bool] {
	word := maybe(saidWord("off", "off,withdraw,отозвать,убрать"))
	said := word.take
	word.take = func(r *reading) (bool, bool, error) {
		v, found, err := said(r)
		r.full = r.full || found
		return v, found, err
	}
	return word
}

// relearnt lets this replica know of an article after the commit. The others read it
// within a minute.
func relearnt(ctx context.Context, t *turn.Turn) {
	if err := t.Tickets.Reload(context.WithoutCancel(ctx)); err != nil {
		t.Log.Warn("read the articles", "error", err)
	}
}

// begunArticle returns the article that was made of the ticket, or what a new one
// begins with.
func begunArticle(ctx context.Context, t *turn.Turn, c *tickets.Case, _ string) (map[string]string, error) {
	if !inside(t) {
		return nil, desk.ErrForbidden
	}
	a, err := c.Article(ctx)
	if errors.Is(err, desk.ErrNotFound) {
		var said []desk.Utterance
		said, err = c.Said(ctx)
		a.NoteText = articleOf(c.Ticket, said)
	}
	return map[string]string{"heading": strings.Join(a.Headings, "\n"), "text": a.Body}, err
}

// articleOf returns what an article is begun with: what the desk has said to the
// customer, and the resolution.
func articleOf(k *desk.Ticket, said []desk.Utterance) desk.NoteText {
	var answers []string
	people := []string{k.Requester.Name}
	for _, u := range said {
		switch {
		case u.Internal:
		case !u.FromDesk:
			people = append(people, u.Author)
		case u.Text != "":
			answers = append(answers, u.Text)
		}
	}
	if !slices.Contains(answers, k.Resolution) {
		answers = append(answers, k.Resolution)
	}
	return knowledge.Draft(k.Text, answers, people)
}

// lines returns the lines that have words.
func lines(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(strings.TrimLeft(line, "# ")); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// writtenIn returns the language of a text, by its letters.
func writtenIn(text string) desk.Locale {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return desk.Russian
	}
	return desk.English
}

// mostMade is how many articles are listed.
const mostMade = 20

// articleList lists the articles that engineers made of tickets, the latest first.
func articleList() Act {
	of := maybe(ofProject(turn.Engineer))
	return Act{
		Name: "articles", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{of},
		Do: func(_ context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			if !inside(t) {
				return nil, desk.ErrForbidden
			}
			p, err := theProject(t, of.Of(in), turn.Engineer)
			if err != nil {
				return nil, err
			}
			list := notice.Articles{Project: p.Code}
			for _, n := range p.Knowledge {
				if n.Made != nil {
					for _, text := range n.Texts {
						list.Made = append(list.Made, notice.MadeArticle{Name: n.Name, Title: text.Title(), By: n.Made.By, At: n.Made.At})
					}
				} else {
					list.Files++
				}
			}
			slices.SortStableFunc(list.Made, func(a, b notice.MadeArticle) int { return b.At.Compare(a.At) })
			list.More = max(0, len(list.Made)-mostMade)
			list.Made = list.Made[:len(list.Made)-list.More]
			return list, nil
		},
	}
}
