package acts

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"regexp"
	"strings"

	"vakhta/cards/pen"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// reply sends words to the customer: those of a form or of an answer to the
// bot's question, of which notes stay internal, or a canned answer or a note, which
// is shown before a press sends it. What the third line writes goes to the engineers.
func reply() Act {
	canned, text := maybe(answerSent("canned")), words()
	text.missing = func(_ context.Context, _ *turn.Turn, c *tickets.Case) error { return whichAnswer(c) }
	return Act{
		Name: desk.ActReply, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Called, Asks: []Parameter{canned, text},
		When: func(s desk.State) bool { return !s.Ended() }, Begins: begunReply,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if t.Who.Supplies(c.Ticket) && t.Doing.Way != string(byForm) && t.Doing.Way != string(byAnswer) {
				return nil, desk.ErrForbidden // a canned answer is for the customer
			}
			if sum := canned.Of(in); sum != "" {
				return sendCanned(ctx, t, c, sum, in.rev)
			}
			if _, canned := answerIn(t, c, text.Of(in)); t.Doing.Way == string(byCommand) && (canned || t.Traits().Buttons) {
				return nil, showCanned(t, c, text.Of(in))
			}
			words, mark := Marked(text.Of(in), desk.ThreadInternal, len(in.files) > 0)
			w := tickets.Words{Text: words, Files: in.files, Source: in.source, Place: t.Place(), Album: in.album, Waits: in.album != ""}
			if t.Who.Supplies(c.Ticket) {
				return notice.Text(notice.DoneToEngineers), c.SupplierSays(ctx, t.Actor(), w)
			}
			if mark == ToNobody {
				return notice.Text(notice.DoneNoted), c.Note(ctx, t.Actor(), w)
			}
			_, err := c.DeskSays(ctx, t.Actor(), w)
			return notice.Text(notice.DoneSent), err
		},
	}
}

// begunReply returns the shown answer that a button says to change before it leaves.
func begunReply(_ context.Context, t *turn.Turn, c *tickets.Case, words string) (map[string]string, error) {
	sum, ok := strings.CutPrefix(words, desk.ArgEdit)
	if !ok {
		return nil, nil //nolint:nilnil // it begins empty
	}
	for text := range shownAnswers(t, c) {
		if sumOf(text) == sum {
			return map[string]string{"text": text}, nil
		}
	}
	return nil, turn.ErrStale // desk.yaml says something else now
}

// showCanned shows a canned answer as the customer will read it.
func showCanned(t *turn.Turn, c *tickets.Case, name string) error {
	text, ok := answerIn(t, c, name)
	if !ok {
		return whichAnswer(c)
	}
	return show(t, c, notice.CannedAnswer{Text: text})
}

// show shows a canned answer with a button that counts while the ticket stays
// as it is.
func show(t *turn.Turn, c *tickets.Case, f notice.CannedAnswer) error {
	f.Sum, f.Rev = sumOf(f.Text), c.Ticket.Revision+1
	t.AnswerAbout(c.Ticket, f)
	return nil
}

// sendCanned sends a canned answer that was shown. If the ticket has changed
// since, it is shown once more: somebody may have answered meanwhile.
func sendCanned(ctx context.Context, t *turn.Turn, c *tickets.Case, sum string, rev int) (notice.Facts, error) {
	for text := range shownAnswers(t, c) {
		if sumOf(text) != sum {
			continue
		}
		if rev != 0 && rev < c.Ticket.Revision {
			return nil, show(t, c, notice.CannedAnswer{Text: text, Again: true})
		}
		_, err := c.DeskSays(ctx, t.Actor(), tickets.Words{Text: text, Place: t.Place()})
		return notice.Text(notice.DoneSent), err
	}
	return nil, turn.ErrStale // desk.yaml says something else now
}

// shownAnswers are the texts that an engineer may have been shown: the canned answers,
// and the notes in the customer's language.
func shownAnswers(t *turn.Turn, c *tickets.Case) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, name := range c.Project().Answers.Names() {
			if text, _ := answerIn(t, c, name); !yield(text) {
				return
			}
		}
		reads := cmp.Or(c.Ticket.Requester.Locale, t.Desk.Locale)
		for _, n := range c.Project().Knowledge {
			if text, written := n.In(reads); written == reads && !yield(text.Body) {
				return
			}
		}
	}
}

// answerIn returns a canned answer in the customer's language, with its blanks
// filled in.
func answerIn(t *turn.Turn, c *tickets.Case, name string) (string, bool) {
	text, ok := c.Project().Answers.In(name, cmp.Or(c.Ticket.Requester.Locale, t.Desk.Locale))
	return desk.Fill(text, map[desk.Blank]string{
		desk.BlankName: pen.First(c.Ticket.Requester.Name), desk.BlankKey: c.Ticket.Key.String(),
		desk.BlankShop: c.Project().Name, desk.BlankEngineer: t.Actor().Name,
	}), ok
}

// whichAnswer refuses to send an answer that the shop does not have.
func whichAnswer(c *tickets.Case) error {
	names := c.Project().Answers.Names()
	if len(names) == 0 {
		return turn.Refuse(notice.RefusedNoAnswers)
	}
	return turn.Refuse(notice.RefusedWhichAnswer, "Key", c.Ticket.Key.String(), "Text", strings.Join(names, ", "), "Name", names[0])
}

// sumOf returns a mark of a text by which a button finds it again.
func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "c" + hex.EncodeToString(sum[:6])
}

var sumPattern = regexp.MustCompile(`^c[0-9a-f]{12}$`)

// answerSent is the mark of a canned answer, as a button carries it.
func answerSent(name string) *Ask[string] {
	return &Ask[string]{Question{Name: name, how: byButton}, func(r *reading) (string, bool, error) {
		first, rest := word(r.rest)
		if !sumPattern.MatchString(first) {
			return "", false, nil
		}
		r.rest, r.full = rest, true
		return first, true, nil
	}}
}
