package tickets

import (
	"context"
	"errors"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/ledger"
	"vakhta/notice"
	"vakhta/storage"
)

// ErrNoTimer means that no timer of theirs runs on the ticket.
var ErrNoTimer = errors.New("no timer runs")

// A TimerRunsError means that a person's timer runs already: there is one for each.
type TimerRunsError struct {
	On    desk.Key
	Since time.Time
}

// Error implements error.
func (e *TimerRunsError) Error() string { return "a timer runs on " + e.On.String() }

// StartTimer starts an engineer's timer on the ticket. The error may be a
// TimerRunsError.
func (c *Case) StartTimer(ctx context.Context, by desk.Actor) error {
	on, since, err := c.tx.StartTimer(ctx, by.Person, c.Ticket.ID, c.now)
	if err != nil {
		return err
	}
	if !on.IsZero() {
		return &TimerRunsError{On: on, Since: since}
	}
	c.Ticket.Timers = append(c.Ticket.Timers, desk.WorkTimer{Person: by.Person, Handle: by.Handle, Name: by.Name, Since: c.now})
	c.apply(effects{by: by, news: escalation.News{Worked: true}, event: history.TimerStarted{}, announce: true, inside: true})
	return nil
}

// StopTimer ends an engineer's timer and returns the work that it measured, for
// EnterWork. It is of the day on which it was started. The error may be ErrNoTimer.
func (c *Case) StopTimer(by desk.Actor) (WorkDone, error) {
	w := c.Ticket.TimerOf(by.Person)
	if w == nil {
		return WorkDone{}, ErrNoTimer
	}
	done := c.measured(*w, c.now)
	c.endTimer(*w)
	return done, nil
}

// DropTimer ends an engineer's timer without an entry. The error may be ErrNoTimer.
func (c *Case) DropTimer(by desk.Actor) error {
	w := c.Ticket.TimerOf(by.Person)
	if w == nil {
		return ErrNoTimer
	}
	c.endTimer(*w)
	c.apply(effects{by: by, event: history.TimerDropped{}, announce: true, inside: true})
	return nil
}

// KeepTimer says that an engineer's timer still runs. The error may be ErrNoTimer.
func (c *Case) KeepTimer(by desk.Actor) error {
	w := c.Ticket.TimerOf(by.Person)
	if w == nil {
		return ErrNoTimer
	}
	w.Kept = true
	c.tx.KeepTimer(by.Person)
	return nil
}

func (c *Case) measured(w desk.WorkTimer, until time.Time) WorkDone {
	return WorkDone{Spent: w.Measured(until), Day: c.Billing().Today(w.Since)}
}

func (c *Case) endTimer(w desk.WorkTimer) {
	var others []desk.WorkTimer
	for _, o := range c.Ticket.Timers {
		if o.Person != w.Person {
			others = append(others, o)
		}
	}
	c.Ticket.Timers = others
	c.tx.EndTimer(w.Person)
	c.shows = max(c.shows, engineers)
}

// endTimers enters what the timers of a ticket that has just ended measured, and
// tells the managers as after any other entry. The shop is asked nothing about a
// ticket that is over; what it has not agreed to is not billed.
func (c *Case) endTimers(ctx context.Context) error {
	if !c.was.Open() || c.Ticket.State.Open() {
		return nil
	}
	for _, w := range c.Ticket.Timers {
		c.endTimer(w)
		e, err := c.EnterWork(ctx, w.Actor(), c.measured(w, w.EndsAt(c.now)))
		if err != nil {
			return err
		}
		a, err := ledger.Warn(ctx, c.tx, c.desk, c.project, e.Month, c.now)
		if err != nil {
			return err
		}
		if a.Unapproved[c.Ticket.Key] > 0 {
			if err := ledger.Mark(ctx, c.tx, c.desk, ledger.Overrun{Project: c.project, Account: a, Ticket: c.Ticket.Key}, c.now); err != nil {
				return err
			}
		}
	}
	return nil
}

// AskTimers returns questions to those whose timers have run for long: a timer is
// easily forgotten. Each is asked once.
func AskTimers(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time) (notices []desk.Notice, err error) {
	asked, err := tx.AskTimers(ctx, now.Add(-desk.AskTimerAfter), now)
	for _, a := range asked {
		to, ok := d.PrivateOf(a.Person.Handle)
		if !ok {
			to = a.Person.Account.Private()
		}
		f := notice.TimerAsked{Since: a.Since}
		notices = append(notices, desk.Notice{
			Key: "timer/" + a.Key.String() + "/" + string(desk.Actor{Person: a.Person.ID}.Engineer()) + "/" + a.Since.UTC().Format(time.RFC3339),
			To:  to, Ticket: a.Ticket, Person: a.Person.ID, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
		})
	}
	return notices, err
}
