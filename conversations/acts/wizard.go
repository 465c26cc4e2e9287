package acts

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// answeredFor is how long the next message in a private chat is taken as the answer to
// a question of a form. Later it has to reply to the question.
const answeredFor = 30 * time.Minute

// takeStep does what a button of the form says: without a word it begins or continues
// the form. A button of a question that is not asked any more only shows the one
// that is.
func takeStep(ctx context.Context, t *turn.Turn, c *tickets.Case, arg string) error {
	d, changed, err := draftOf(ctx, t, c)
	if err != nil {
		return err
	}
	w := wizard{Turn: t, c: c, d: d, step: notice.FormStep{Changed: changed}}
	what, field, option := readStep(arg)
	switch {
	case what == "later":
		w.step.Stage = notice.FormPut
		return w.put()
	case what == "" || changed:
		w.d.At = w.open()
		return w.show()
	case what == "send" && w.d.At == "":
		return w.send(ctx)
	case field != indexOf(w.d.Plan, w.d.At):
		return w.show()
	case what == "back":
		if before := w.d.Before(w.d.At); before != nil {
			w.d.At = before.Name
		}
		return w.show()
	}
	at := w.d.Plan.Field(w.d.At)
	switch {
	case at == nil:
	case what == "pick" && option >= 0 && option < len(at.Options):
		w.d.Answers[at.Name] = at.Options[option].Value
		w.forward()
	case what == "skip" && !at.Required:
		delete(w.d.Answers, at.Name)
		w.forward()
	case what == "next" && w.d.Answers[at.Name] != "":
		w.forward()
	}
	return w.show()
}

// A wizard asks the questions of a form one by one in one message.
type wizard struct {
	*turn.Turn
	c    *tickets.Case
	d    desk.Draft
	step notice.FormStep
}

// open returns the first question without an answer, "" if there is none.
func (w *wizard) open() string {
	if w.d.Sent != nil { // it is corrected
		return ""
	}
	for _, f := range w.d.Plan.Asked(w.d.Answers) {
		if w.d.Answers[f.Name] == "" {
			return f.Name
		}
	}
	return ""
}

// forward goes to the next question, "" after the last.
func (w *wizard) forward() {
	next := w.d.Next(w.d.At)
	if w.d.At = ""; next != nil {
		w.d.At = next.Name
	} else if missing := w.d.Missing(); missing != nil {
		w.d.At = missing.Name
	}
}

// show puts the question, or all answers, into the message.
func (w *wizard) show() error {
	asked := w.d.Plan.Asked(w.d.Answers)
	l := w.Who.Person.Locale
	at := w.d.Plan.Field(w.d.At)
	if at == nil {
		w.step.Text, w.step.Index = w.d.Words(l), indexOf(w.d.Plan, "")
		return w.put()
	}
	w.step.Field, w.step.Index = at, indexOf(w.d.Plan, at.Name)
	w.step.Nth = 1 + slices.IndexFunc(asked, func(f desk.FieldPlan) bool { return f.Name == at.Name })
	w.step.Of, w.step.First = len(asked), w.d.Before(at.Name) == nil
	switch v := w.d.Answers[at.Name]; {
	case v == "":
	case at.Kind == desk.FilesField:
		w.step.Files, _ = strconv.Atoi(v)
	default:
		w.step.Text, w.step.Chosen = []string{at.Shown(v, l)}, v
	}
	return w.put()
}

// put stores the draft and draws the message.
func (w *wizard) put() error {
	w.step.Title, w.step.Again = titleOf(w.Turn, w.c.Ticket), w.d.Sent != nil
	w.step.Who = desk.Mention{Account: w.Event.From.Account, Name: w.Who.Person.Name}
	w.c.ShowForm(w.Place(), w.step)
	return w.c.SaveDraft(w.d)
}

// send adds the answers to the ticket; the message says so.
func (w *wizard) send(ctx context.Context) error {
	if missing := w.d.Missing(); missing != nil {
		w.d.At, w.step.Fault = missing.Name, desk.FaultMissing
		return w.show()
	}
	w.step.Stage, w.step.Title, w.step.Text = notice.FormSent, titleOf(w.Turn, w.c.Ticket), w.d.Words(w.Who.Person.Locale)
	w.c.ShowForm(w.Place(), w.step)
	return sendDraft(ctx, w.Turn, w.c, w.d)
}

// answer takes a message as the answer to the question.
func (w *wizard) answer(ctx context.Context, s desk.Said) error {
	at := w.d.Plan.Field(w.d.At)
	if at == nil {
		return w.show()
	}
	if len(s.Files) > 0 { // they belong to the ticket at once, so that none is lost
		words := tickets.Words{Text: s.Text, Files: s.Files, Source: s.Message, Place: w.Place(), Album: s.Album}
		if _, err := w.c.CustomerSays(ctx, w.Actor(), words); err != nil {
			return err
		}
	}
	if at.Kind == desk.FilesField {
		if len(s.Files) == 0 {
			w.step.Fault = desk.FaultMissing
			return w.show()
		}
		had, _ := strconv.Atoi(w.d.Answers[at.Name]) // 0: none yet
		w.d.Answers[at.Name] = strconv.Itoa(had + len(s.Files))
		return w.show()
	}
	value, fault := at.Read(s.Text, w.Now().In(w.Who.Zone))
	if fault != "" {
		w.step.Fault = fault
		return w.show()
	}
	if w.d.Answers[at.Name] = value; value == "" {
		delete(w.d.Answers, at.Name)
	}
	w.forward()
	return w.show()
}

// Fills takes a message as the answer to the question of a form: one that replies to
// it, or the next one in private. What is urgent is a request, whatever was asked.
func Fills(ctx context.Context, t *turn.Turn, s desk.Said) (bool, error) {
	if !t.Who.Known() || t.Traits().Forms {
		return false, nil
	}
	d, found, err := awaited(ctx, t, s)
	if err != nil || !found {
		return false, err
	}
	about, err := t.Tx.TicketByID(ctx, d.Ticket)
	if err != nil || !about.State.Open() || t.Who.To(about)&turn.Shop == 0 {
		return false, err
	}
	t.Doing = turn.Doing{Act: desk.ActDetails, Way: string(byAnswer)}
	return true, t.With(ctx, about.Key, func(c *tickets.Case) error {
		d, changed, err := draftOf(ctx, t, c)
		if err != nil {
			return err
		}
		w := wizard{Turn: t, c: c, d: d, step: notice.FormStep{Changed: changed}}
		if changed { // the question that this answers may not be asked any more
			w.d.Kept = append(w.d.Kept, s.Text)
			w.d.At = w.open()
			return w.show()
		}
		return w.answer(ctx, s)
	})
}

// awaited returns the draft whose question a message answers.
func awaited(ctx context.Context, t *turn.Turn, s desk.Said) (desk.Draft, bool, error) {
	drafts, err := t.Tx.DraftsBy(ctx, t.Event.From.Account, t.Event.In.Chat)
	if err != nil || len(drafts) == 0 {
		return desk.Draft{}, false, err
	}
	var link storage.Link
	if !s.ReplyTo.IsZero() {
		link, err = t.Tx.LinkOf(ctx, s.ReplyTo)
		if err != nil && !errors.Is(err, desk.ErrNotFound) {
			return desk.Draft{}, false, err
		}
	}
	for _, d := range drafts {
		switch {
		case d.At == "":
		case link.Ticket == d.Ticket && link.Slot == notice.FormSlot(t.Place()):
			return d, true, nil
		case s.ReplyTo.IsZero() && t.Event.In.Private && t.Now().Sub(d.Asked) < answeredFor:
			g := t.Classifier.Guess("", s.Text)
			return d, g.Type != desk.Incident || g.Priority != desk.P1, nil
		}
	}
	return desk.Draft{}, false, nil
}
