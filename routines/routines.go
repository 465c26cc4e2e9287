// Package routines does what is due without a ticket: it deletes old data, and
// is the place for anything else with a schedule, such as a weekly digest.
//
// A [Routine] is a value: its name, when it is due next and what it does. Its
// times are alarms of the subject "routine/NAME", stored in the database and
// rung by the keeper like those of tickets. So a routine runs once with any
// number of replicas, and one that became due while no replica ran is run when
// one does. To add a routine, write a function that returns it in a file of its
// own, and add it to [All].
package routines

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// Kind is the kind of the routines' subjects.
const Kind = "routine"

// A Routine is something to do on a schedule.
type Routine struct {
	// Name is unique. It is stored: under another name it is another routine.
	Name string
	// Next returns the first time after another at which it is due; zero: never
	// again.
	Next func(after time.Time) time.Time
	// EachMissed runs it once for every time that passed while no replica ran.
	// Otherwise one run stands for all of them.
	EachMissed bool
	// Do does the work in two parts. It may read and use the network, but
	// changes nothing itself. The Work that it returns runs in the transaction
	// that also sets the next time. If either fails, both run again after a
	// minute. So Do may be called more than once for a time, but only the work
	// of one call is committed.
	Do func(ctx context.Context, m Moment) (Work, error)
}

// A Moment is when a routine was due and when it runs.
type Moment struct{ Due, Now time.Time }

// Work is what a routine changes. Like the function of a [storage.DB.Update],
// it may be called more than once. nil changes nothing.
type Work func(ctx context.Context, tx *storage.Tx) error

// Config is what a Runner needs.
type Config struct {
	Tickets *tickets.Service // the routines use its store; it passes on the alarms that were committed
	All     []Routine
	// Ran is called after each run, for the metrics, with a nil error if it was
	// committed. It may be nil.
	Ran func(name string, err error)
}

// A Runner runs routines. There is one in each replica.
type Runner struct {
	Config
	byName map[string]Routine
}

// New makes a runner. Two routines of one name are an error.
func New(c Config) (*Runner, error) {
	r := &Runner{Config: c, byName: map[string]Routine{}}
	for _, one := range c.All {
		if _, twice := r.byName[one.Name]; twice {
			return nil, fmt.Errorf("two routines are called %s", one.Name)
		}
		r.byName[one.Name] = one
	}
	return r, nil
}

// Start sets when each routine is due next. One that is overdue stays so, and
// runs as soon as the keeper does. For the others Next is asked again, because
// desk.yaml may have changed; but no time is run twice.
func (r *Runner) Start(ctx context.Context, now time.Time) error {
	return r.commit(ctx, func(tx *storage.Tx) (set []desk.Alarm, err error) {
		for _, one := range r.All {
			s := desk.Of(Kind, one.Name)
			armed, err := tx.LockAlarm(ctx, s, "")
			if errors.Is(err, desk.ErrNotFound) {
				armed.Due, err = time.Time{}, nil
			}
			if err != nil {
				return nil, err
			}
			last, err := lastRun(ctx, tx, s)
			if err != nil {
				return nil, err
			}
			overdue := !armed.Due.IsZero() && !armed.Due.After(now)
			if next := one.Next(later(now, last)); !overdue && !next.IsZero() {
				set = append(set, desk.Alarm{Subject: s, Due: next})
			}
		}
		return set, tx.Arm(ctx, set...)
	})
}

// forgotten is after how long an overdue alarm is deleted if this replica does
// not know its routine. Until then a newer replica that knows it may start.
const forgotten = 24 * time.Hour

// errNotDue means that there is nothing to do: another replica has done it.
var errNotDue = errors.New("not due")

// Fire runs the routine whose alarm rang, unless another replica has run it.
func (r *Runner) Fire(ctx context.Context, now time.Time, rang desk.Alarm) error {
	s := rang.Subject
	m, err := r.moment(ctx, s, now)
	one, known := r.byName[s.Name()]
	switch {
	case err != nil:
	case known:
		err = r.run(ctx, one, m)
		if r.Ran != nil && !errors.Is(err, errNotDue) {
			r.Ran(one.Name, err)
		}
	case now.Sub(m.Due) < forgotten:
		err = errors.New("there is no such routine here")
	default:
		err = r.commit(ctx, func(tx *storage.Tx) ([]desk.Alarm, error) { return nil, tx.Disarm(ctx, s, "") })
	}
	if err == nil || errors.Is(err, errNotDue) {
		return nil
	}
	return fmt.Errorf("run %s: %w", s, err)
}

// moment returns when the routine was due, or errNotDue.
func (r *Runner) moment(ctx context.Context, s desk.Subject, now time.Time) (m Moment, err error) {
	err = r.Tickets.Store.View(ctx, func(tx *storage.Tx) error {
		armed, err := tx.AlarmsOf(ctx, s)
		if err == nil && (len(armed) == 0 || armed[0].Due.After(now)) {
			err = errNotDue
		}
		if err == nil {
			m = Moment{Due: armed[0].Due, Now: now}
		}
		return err
	})
	return m, err
}

// run runs a routine and sets its next time, unless another replica has done
// so.
func (r *Runner) run(ctx context.Context, one Routine, m Moment) error {
	work, err := one.Do(ctx, m)
	if err != nil {
		return err
	}
	s := desk.Of(Kind, one.Name)
	return r.commit(ctx, func(tx *storage.Tx) ([]desk.Alarm, error) {
		armed, err := tx.LockAlarm(ctx, s, "")
		if errors.Is(err, desk.ErrNotFound) || err == nil && !armed.Due.Equal(m.Due) {
			return nil, errNotDue
		}
		if err == nil && work != nil {
			err = work(ctx, tx)
		}
		if err == nil {
			err = tx.SetMark(ctx, s.String(), m.Due.Format(time.RFC3339Nano))
		}
		if err != nil {
			return nil, err
		}
		next := desk.Alarm{Subject: s, Due: one.Next(m.Due)}
		if !one.EachMissed && !next.Due.After(m.Now) {
			next.Due = one.Next(m.Now)
		}
		if next.Due.IsZero() {
			return nil, tx.Disarm(ctx, s, "")
		}
		return []desk.Alarm{next}, tx.Arm(ctx, next)
	})
}

// lastRun returns the time for which a routine was last run; zero: never.
func lastRun(ctx context.Context, tx *storage.Tx, s desk.Subject) (time.Time, error) {
	mark, err := tx.Mark(ctx, s.String())
	if err != nil || mark == "" {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339Nano, mark)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// commit runs fn in a transaction and passes on which alarms it set.
func (r *Runner) commit(ctx context.Context, fn func(tx *storage.Tx) ([]desk.Alarm, error)) error {
	var set []desk.Alarm
	err := r.Tickets.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		set, err = fn(tx)
		return err
	})
	if err == nil {
		r.Tickets.Committed(ctx, tickets.Changes{Set: set})
	}
	return err
}
