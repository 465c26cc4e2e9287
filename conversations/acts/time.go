package acts

import (
	"context"
	"errors"
	"strings"
	"time"

	"vakhta/billing"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/ledger"
	"vakhta/locales"
	"vakhta/notice"
	"vakhta/tickets"
)

// logTime enters work on a ticket, or takes back some of what its author entered last.
func logTime() Act {
	spent := &Ask[written]{Question{Name: "hours", how: byWord}, readWork}
	text := maybe(words())
	return Act{
		Name: "time", Command: ForEngineers, May: turn.Engineer | turn.Holder, Asks: []Parameter{spent, text},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			w := spent.Of(in)
			w.Text = text.Of(in)
			e, over, err := enterWork(ctx, t, c, w)
			if err != nil {
				return nil, err
			}
			return entered(t, e, over), nil
		},
	}
}

// written is work as it was written with a command.
type written struct {
	tickets.WorkDone
	undo bool // all of the last entry is taken back
}

// What may stand between the hours and the words about them.
const (
	phraseUndo      = "undo,отмена,отменить"
	phraseFree      = "free,бесплатно"
	phraseAfter     = "after hours,после работы,нерабочее время"
	phraseToday     = "today,сегодня"
	phraseYesterday = "yesterday,вчера"
)

// readWork reads the hours, then the day, the activity and what else the contract distinguishes, in any order. The
// first word that is none of these begins the text.
func readWork(r *reading) (w written, found bool, err error) {
	terms := &r.Desk.ContractOf(r.Desk.Projects[r.about.Key.Project]).Billing
	w.Day = terms.Today(r.Now())
	if r.takes(phraseUndo) {
		w.undo = true
		return w, true, nil
	}
	if r.rest == "" {
		return w, false, nil
	}
	var ok bool
	if w.Spent, r.rest, ok = desk.ParseWork(r.rest); !ok {
		return w, false, turn.Refuse(notice.RefusedWork, "Text", r.rest)
	}
	return w, true, describe(r, &w)
}

// describe reads the day, the activity and the rest.
func describe(r *reading, w *written) error {
	terms := &r.Desk.ContractOf(r.Desk.Projects[r.about.Key.Project]).Billing
	for more := true; more; {
		first, rest := word(r.rest)
		activity, isActivity := terms.Activity(first)
		day, notDay := time.Parse(time.DateOnly, first)
		switch {
		case isActivity && w.Activity == "":
			w.Activity, w.Free, r.rest = activity.Name, w.Free || activity.Free, rest
		case notDay == nil:
			w.Day, r.rest = desk.DateOf(day), rest
		case r.takes(phraseYesterday):
			w.Day = terms.Today(r.Now().AddDate(0, 0, -1))
		case r.takes(phraseToday):
		case r.takes(phraseFree):
			w.Free = true
		case r.takes(phraseAfter):
			w.AfterHours = true
		default:
			more = false
		}
	}
	return sensible(r, terms, *w)
}

// takes reports whether the text begins with one of these phrases, and removes it.
func (r *reading) takes(phrases string) bool {
	for phrase := range strings.SplitSeq(phrases, ",") {
		if rest, ok := after(r.rest, phrase); ok {
			r.rest = rest
			return true
		}
	}
	return false
}

// sensible refuses work that was not done yet or too long ago, and after-hours work where the contract knows none.
func sensible(r *reading, terms *desk.Billing, w written) error {
	now := r.Now()
	switch today := terms.Today(now); {
	case w.Day.In(time.UTC).After(today.In(time.UTC)), w.Day.In(time.UTC).Before(today.In(time.UTC).AddDate(-1, 0, 0)):
		return turn.Refuse(notice.RefusedWorkDay, "Text", w.Day.String())
	case w.AfterHours && terms.AfterHours.Calendar == "":
		return turn.Refuse(notice.RefusedNoAfterHours)
	default:
		return nil
	}
}

// spentOn is how long somebody worked, which a form asks for beside its words.
func spentOn() *Ask[time.Duration] {
	return &Ask[time.Duration]{Question{Name: "time", how: byWords, Optional: true}, func(r *reading) (time.Duration, bool, error) {
		if strings.TrimSpace(r.rest) == "" {
			return 0, false, nil
		}
		spent, rest, ok := desk.ParseWork(r.rest)
		if !ok || spent < 0 || rest != "" {
			return 0, false, turn.Refuse(notice.RefusedWork, "Text", r.rest)
		}
		r.rest = ""
		return spent, true, nil
	}}
}

// enterToday enters work that was done just now; nothing if spent is 0.
func enterToday(ctx context.Context, t *turn.Turn, c *tickets.Case, spent time.Duration) error {
	if spent == 0 {
		return nil
	}
	_, _, err := enterWork(ctx, t, c, written{WorkDone: tickets.WorkDone{Spent: spent, Day: c.Billing().Today(t.Now())}})
	return err
}

// enterWork enters or corrects work, and warns the managers if it uses up the package. Over are the ticket's hours
// beyond it that nobody has agreed to.
func enterWork(ctx context.Context, t *turn.Turn, c *tickets.Case, w written) (e billing.TimeEntry, over time.Duration, err error) {
	switch {
	case w.undo:
		e, err = c.CorrectWork(ctx, t.Actor(), 0, w.Text)
	case w.Spent < 0:
		e, err = c.CorrectWork(ctx, t.Actor(), -w.Spent, w.Text)
	default:
		e, err = c.EnterWork(ctx, t.Actor(), w.WorkDone)
	}
	switch {
	case errors.Is(err, tickets.ErrNoWork):
		return e, 0, turn.Refuse(notice.RefusedNoWork, "Key", c.Ticket.Key.String())
	case errors.Is(err, tickets.ErrLessWork):
		return e, 0, turn.Refuse(notice.RefusedLessWork, "Key", c.Ticket.Key.String())
	case err != nil:
		return e, 0, err
	}
	a, err := ledger.Warn(ctx, t.Tx, t.Desk, c.Project(), e.Month, t.Now())
	if err != nil || e.Spent < 0 {
		return e, 0, err
	}
	over, err = overran(ctx, t, c, a)
	return e, over, err
}

// entered confirms work. If it counts in another month than it was done in, or if nobody has agreed to some hours of the
// ticket, that is said.
func entered(t *turn.Turn, e billing.TimeEntry, over time.Duration) notice.Facts {
	v := locales.New(t.Who.Person.Locale, t.Who.Zone)
	id, hours := notice.DoneWorked, v.Hours(e.Spent.Abs())
	switch {
	case e.Spent < 0 && e.Late():
		id = notice.DoneWorkedBackLate
	case e.Spent < 0:
		id = notice.DoneWorkedBack
	case e.Late():
		id = notice.DoneWorkedLate
	}
	if over > 0 && !e.Late() {
		return notice.Text(notice.DoneWorkedOver, "Key", e.Ticket.String(), "Hours", hours, "Over", v.Hours(over))
	}
	if e.Late() {
		return notice.Text(id, "Key", e.Ticket.String(), "Hours", hours, "Month", v.Month(e.Day.OfMonth()), "Next", v.Month(e.Month))
	}
	return notice.Text(id, "Key", e.Ticket.String(), "Hours", hours)
}
