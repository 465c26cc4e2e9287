package acts

import (
	"context"
	"errors"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
	"vakhta/tickets"
)

// workTimer starts and stops the visitor's timer on a ticket. Without a word it
// stops the one that runs there, or else starts one. What was measured is entered as
// with logTime, with what is written behind it.
func workTimer() Act {
	what := maybe(oneOf(choice{name: "what"},
		option[string]{desk.ArgStart, desk.ArgStart + ",старт,начать"}, option[string]{desk.ArgStop, desk.ArgStop + ",стоп,остановить"},
		option[string]{desk.ArgDrop, desk.ArgDrop + ",сброс,сбросить"}, option[string]{desk.ArgKeep, desk.ArgKeep + ",идёт"}))
	what.how = byWord
	work := maybe(&Ask[written]{Question{Name: "work", how: byWord}, func(r *reading) (w written, found bool, err error) {
		w.Day = r.Desk.ContractOf(r.Desk.Projects[r.about.Key.Project]).Billing.Today(r.Now())
		return w, true, describe(r, &w)
	}})
	text := maybe(everything("text"))
	return Act{
		Name: desk.ActTimer, Command: ForEngineers, Button: true, May: turn.Engineer | turn.Holder, Asks: []Parameter{what, work, text}, When: desk.State.Open,
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			meant := what.Of(in)
			if meant == "" {
				meant = desk.ArgStart
				if c.Ticket.TimerOf(t.Who.Person.ID) != nil {
					meant = desk.ArgStop
				}
			}
			key := c.Ticket.Key.String()
			switch meant {
			case desk.ArgStop:
				w := work.Of(in)
				w.Text = text.Of(in)
				return stopTimer(ctx, t, c, w)
			case desk.ArgDrop:
				return notice.Text(notice.DoneTimerDropped, "Key", key), timerError(t, key, c.DropTimer(t.Actor()))
			case desk.ArgKeep:
				return notice.Text(notice.DoneTimerKept, "Key", key), timerError(t, key, c.KeepTimer(t.Actor()))
			default:
				return notice.Text(notice.DoneTimer, "Key", key), timerError(t, key, c.StartTimer(ctx, t.Actor()))
			}
		},
	}
}

// stopTimer enters what the visitor's timer measured. w says what kind of work it is.
func stopTimer(ctx context.Context, t *turn.Turn, c *tickets.Case, w written) (notice.Facts, error) {
	done, err := c.StopTimer(t.Actor())
	if err != nil {
		return nil, timerError(t, c.Ticket.Key.String(), err)
	}
	w.Spent = done.Spent
	if w.Day == c.Billing().Today(t.Now()) { // no other day is written
		w.Day = done.Day
	}
	e, over, err := enterWork(ctx, t, c, w)
	if err != nil {
		return nil, err
	}
	return entered(t, e, over), nil
}

// timerError puts an error about a timer into words.
func timerError(t *turn.Turn, key string, err error) error {
	var runs *tickets.TimerRunsError
	switch {
	case errors.Is(err, tickets.ErrNoTimer):
		return turn.Refuse(notice.RefusedNoTimer, "Key", key)
	case errors.As(err, &runs):
		id := notice.RefusedTimerRunning
		if runs.On.String() == key {
			id = notice.RefusedTimerRuns
		}
		at := locales.New(t.Who.Person.Locale, t.Who.Zone).When(runs.Since, t.Now())
		return turn.Refuse(id, "Key", runs.On.String(), "At", at)
	default:
		return err
	}
}
