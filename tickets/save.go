package tickets

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// Changes are the alarms to report to the queue of timers after the commit.
type Changes struct {
	Set       []desk.Alarm
	Cancelled []desk.Alarm
}

// Add adds the changes of another case of the same transaction.
func (c *Changes) Add(o Changes) {
	c.Set = append(c.Set, o.Set...)
	c.Cancelled = append(c.Cancelled, o.Cancelled...)
}

// writes collects what acts have changed and is not written yet. A case that
// needs it reads it from here.
type writes struct {
	tickets  []*desk.Ticket
	firings  []storage.Fired
	alarms   []desk.Alarm
	lines    []storage.TimelineRow
	notices  []desk.Notice
	outcomes []storage.MonthFacts

	responses []storage.NextResponse
}

func (w *writes) add(o writes) {
	w.tickets = append(w.tickets, o.tickets...)
	w.firings = append(w.firings, o.firings...)
	w.alarms = append(w.alarms, o.alarms...)
	w.lines = append(w.lines, o.lines...)
	w.notices = append(w.notices, o.notices...)
	w.outcomes = append(w.outcomes, o.outcomes...)
	w.responses = append(w.responses, o.responses...)
}

func (w *writes) write(ctx context.Context, tx *storage.Tx, now time.Time) error {
	return errors.Join(
		tx.MarkFired(ctx, w.firings...),
		tx.Arm(ctx, w.alarms...),
		tx.SaveTickets(ctx, w.tickets...),
		tx.Log(ctx, w.lines...),
		tx.Enqueue(ctx, now, w.notices...),
		tx.SaveOutcomes(ctx, w.outcomes...),
		tx.SaveNextResponses(w.responses...),
	)
}

// Save writes the ticket and all effects of what was done to it.
func (c *Case) Save(ctx context.Context) (Changes, error) { return SaveAll(ctx, c.tx, c.now, c) }

// SaveAll is Save for several tickets with common statements: a thousand alarms
// of one second are written as rows of a few statements.
func SaveAll(ctx context.Context, tx *storage.Tx, now time.Time, cases ...*Case) (Changes, error) {
	var changes Changes
	var all writes
	var shown []string
	for _, c := range cases {
		fresh := c.fresh
		its, err := c.follow(ctx)
		if err != nil {
			return Changes{}, err
		}
		if c.shows > nobody || fresh {
			shown = append(shown, c.Ticket.Key.Project)
		}
		changes.Add(its)
		all.add(c.writes)
		c.pending, c.was, c.since = pending{}, c.Ticket.State, c.Ticket.StateAt
		c.had, c.holder = c.Ticket.Assignee, c.Ticket.Holder()
	}
	if len(cases) > 0 {
		changes.Set = append(changes.Set, RedrawHomes(tx, cases[0].desk, now, shown...)...)
	}
	return changes, all.write(ctx, tx, now)
}

// follow adds the effects of all the acts together. Alarms come first: a clock
// that stops cancels what it had in the outbox, and only the rest is refreshed.
func (c *Case) follow(ctx context.Context) (Changes, error) {
	c.settleHolder()
	if err := c.endTimers(ctx); err != nil {
		return Changes{}, err
	}
	if c.alone && c.Ticket.Lead != 0 {
		if err := c.leave(ctx); err != nil {
			return Changes{}, err
		}
	}
	c.endApprovals()
	c.settleNext()
	if err := c.followMajor(ctx); err != nil {
		return Changes{}, err
	}
	if c.shows > nobody || c.unseen {
		c.setDeadlines()
	}
	if c.unseen && !reflect.DeepEqual(c.looked, looks(c.Ticket)) {
		c.shows = everybody
	}
	changes, err := c.setAlarms(ctx)
	if err != nil {
		return Changes{}, err
	}
	if err := c.endPings(ctx); err != nil {
		return Changes{}, err
	}
	if err := c.silenceAlerts(ctx); err != nil {
		return Changes{}, err
	}
	if err := c.firstWord(ctx); err != nil {
		return Changes{}, err
	}
	c.count()
	if !c.fresh {
		if c.shows > nobody {
			c.Ticket.Drawn = c.Ticket.Revision + 1
			if err := c.refreshCopies(ctx); err != nil {
				return Changes{}, err
			}
		}
		if c.was.Ended() != c.Ticket.State.Ended() {
			c.renameTopics()
		}
		c.tickets = append(c.tickets, c.Ticket)
	}
	handed, err := c.inherit(ctx)
	if err != nil {
		return Changes{}, err
	}
	changes.Add(handed)
	changes.Set = append(changes.Set, c.early...)
	return changes, c.echo(ctx)
}

// looks returns what cards may show of a ticket, in a form that can be compared.
func looks(t *desk.Ticket) desk.Ticket {
	l := *t
	l.Revision, l.Drawn, l.RepliedAt, l.Timers = 0, 0, time.Time{}, nil
	l.ReactionDue, l.ResolutionDue = t.ReactionDue.UTC(), t.ResolutionDue.UTC()
	l.Copies, l.Pauses, l.Approvals = slices.Clone(t.Copies), slices.Clone(t.Pauses), slices.Clone(t.Approvals)
	return l
}
