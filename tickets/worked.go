package tickets

import (
	"context"
	"errors"
	"time"

	"vakhta/billing"
	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
)

// WorkDone is what an engineer enters.
type WorkDone struct {
	Spent      time.Duration
	Day        desk.Date // on which it was done, in the contract's zone
	Activity   string
	Free       bool // the customer does not pay for it
	AfterHours bool
	Text       string
}

// The errors of entering work.
var (
	// ErrNoWork means that there is no work of theirs that could be corrected.
	ErrNoWork = errors.New("no work was entered")
	// ErrLessWork means that less work was entered than is to be taken back.
	ErrLessWork = errors.New("less work was entered")
)

// EnterWork adds work to the ticket. It counts in the month of its day, or in a
// later one if that month is locked.
func (c *Case) EnterWork(ctx context.Context, by desk.Actor, w WorkDone) (billing.TimeEntry, error) {
	return c.enter(ctx, by, billing.TimeEntry{
		Day: w.Day, Spent: w.Spent, Activity: w.Activity, Free: w.Free, AfterHours: w.AfterHours, Text: c.masked(w.Text),
		Priority: c.Ticket.Priority,
	})
}

// CorrectWork takes back some of what a person entered last on the ticket, or
// all of it if spent is 0. The entry stays: its correction is another one.
// The error may be ErrNoWork or ErrLessWork.
func (c *Case) CorrectWork(ctx context.Context, by desk.Actor, spent time.Duration, text string) (billing.TimeEntry, error) {
	all, err := c.tx.WorkOn(ctx, c.Ticket.ID, by.Person)
	if err != nil {
		return billing.TimeEntry{}, err
	}
	last, net := lastWork(all)
	switch {
	case last == nil:
		return billing.TimeEntry{}, ErrNoWork
	case spent > net:
		return billing.TimeEntry{}, ErrLessWork
	case spent == 0:
		spent = net
	}
	return c.enter(ctx, by, billing.TimeEntry{
		Root: last.ID, Day: last.Day, Spent: -spent, Before: net, Priority: last.Priority,
		Activity: last.Activity, Free: last.Free, AfterHours: last.AfterHours, Text: c.masked(text),
	})
}

// lastWork returns the last entry of which anything is left, and how much.
func lastWork(all []billing.TimeEntry) (last *billing.TimeEntry, net time.Duration) {
	left := map[int64]time.Duration{}
	for _, e := range all {
		left[e.Root] += e.Spent
	}
	for i, e := range all {
		if e.ID == e.Root && left[e.ID] > 0 {
			last, net = &all[i], left[e.ID]
		}
	}
	return last, net
}

func (c *Case) enter(ctx context.Context, by desk.Actor, e billing.TimeEntry) (billing.TimeEntry, error) {
	locked, err := c.tx.LockedMonths(ctx, c.project.Code, desk.MonthOf(c.now).Add(1), 1)
	if err != nil {
		return e, err
	}
	var last desk.Month
	if len(locked) > 0 {
		last = locked[0].Month
	}
	e.Ticket, e.Person, e.Name, e.At = c.Ticket.Key, by.Person, by.Name, c.now
	e.Month = c.Billing().CountsIn(e.Day, last, c.now)
	if e.ID, err = c.tx.AddWork(ctx, c.Ticket.ID, e); err != nil {
		return e, err
	}
	f := history.Worked{
		Entry: e.ID, Spent: e.Spent, Day: e.Day.String(), Month: e.Month.String(), Corrects: e.Root,
		Activity: e.Activity, Free: e.Free, AfterHours: e.AfterHours, Text: e.Text,
	}
	if e.Root == 0 {
		e.Root = e.ID
	}
	c.apply(effects{by: by, news: escalation.News{Worked: true}, event: f, announce: true, inside: true, unseen: true})
	return e, nil
}

// Billing returns how the ticket's work is paid. Versions of a contract, and what tickets
// keep of one, have no billing.
func (c *Case) Billing() *desk.Billing { return &c.desk.ContractOf(c.project).Billing }
