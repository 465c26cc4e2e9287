package desk

import (
	"slices"
	"time"
)

// A Measurement is what became of a target: measured when the target's clock stopped
// or its deadline passed, and never again, whatever desk.yaml says later.
type Measurement struct {
	Target ClockName     `json:"target"`        // reaction or resolution
	Due    time.Time     `json:"due,omitzero"`  // the deadline; zero: nothing was promised
	Done   time.Time     `json:"done,omitzero"` // zero: it had not happened when the deadline passed
	Took   time.Duration `json:"took,omitzero"` // until Done, in the time of the target's calendar without pauses
}

// stored returns the measurement with times as precise as those of a stored ticket,
// so that they stay equal.
func (v Measurement) stored() Measurement {
	v.Due, v.Done = v.Due.Truncate(time.Microsecond).UTC(), v.Done.Truncate(time.Microsecond).UTC()
	return v
}

// Missed reports whether the deadline passed before what was promised happened.
// At the deadline itself it is kept.
func (v Measurement) Missed() bool {
	return !v.Due.IsZero() && (v.Done.IsZero() || v.Done.After(v.Due))
}

// An Outcome is what became of a promise.
type Outcome int

// The outcomes of a promise.
const (
	Unpromised Outcome = iota // there is no such target, or the ticket ended before it mattered
	Pending                   // not decided yet
	Kept
	Broken
)

// A Judgement says how a target of a ticket stands at a time.
type Judgement struct {
	Outcome  Outcome
	Due      time.Time     // if it is broken, the first deadline that passed
	Late     time.Duration // on the wall clock, without the waits of a resolution
	Still    bool          // it is broken, has not happened, and still may
	Took     time.Duration // how long it took, in the time of its calendar
	Measured bool          // it has happened, and Took is known
}

// Judge says how a target stands at now. A promise that was broken once stays
// broken: by no later priority, pause, merge or reopening does its deadline
// move. What has passed unmet since the ticket was last saved counts as well.
func (t *Ticket) Judge(target ClockName, now time.Time) Judgement {
	j := Judgement{Due: t.due(target)}
	done := t.done(target)
	for _, v := range t.Measured {
		if v.Target == target && !done.IsZero() && v.Done.Equal(done.Truncate(time.Microsecond)) {
			j.Took, j.Measured = v.Took, true
		}
	}
	broken, found := t.missed(target)
	if !found && !done.IsZero() { // a version before this one measured nothing
		broken = Measurement{Due: j.Due, Done: done}
		found = broken.Missed()
	}
	if !found {
		broken, found = t.overdue(target, now)
	}
	switch {
	case found:
		j.Outcome, j.Due = Broken, broken.Due
		until := broken.Done
		if until.IsZero() {
			until = done
		}
		if until.IsZero() {
			until, j.Still = now, !t.State.Ended()
			if !t.EndedAt.IsZero() {
				until = t.EndedAt
			}
		}
		j.Late = until.Sub(j.Due)
		if target == ClockResolution {
			j.Late -= t.waited(j.Due, until)
		}
	case j.Due.IsZero():
	case !done.IsZero():
		j.Outcome = Kept
	case t.State.Open():
		j.Outcome = Pending
	}
	return j
}

// Lapse records the deadlines that have passed by now and were not met. It has
// to be called before anything that may move a deadline.
func (t *Ticket) Lapse(now time.Time) {
	for _, target := range []ClockName{ClockReaction, ClockResolution} {
		if _, before := t.missed(target); before {
			continue
		}
		if v, passed := t.overdue(target, now); passed {
			t.Measured = append(slices.Clip(t.Measured), v.stored())
		}
	}
}

// Decide records that what was promised happened at done, after took of the
// calendar's time.
func (t *Ticket) Decide(target ClockName, done time.Time, took time.Duration) {
	v := Measurement{Target: target, Due: t.due(target), Done: done, Took: took}.stored()
	t.Measured = slices.Clone(t.Measured)
	for i, o := range t.Measured {
		if o.Target == target && o.Done.IsZero() { // late, for the deadline that was missed first
			v.Due = o.Due
			t.Measured[i] = v
			return
		}
	}
	t.Measured = append(t.Measured, v)
}

// Undecide takes back what Decide recorded, because it did not hold: words were
// undone, or a resolution was not one. That a deadline passed stays.
func (t *Ticket) Undecide(target ClockName) {
	var kept []Measurement
	for _, v := range t.Measured {
		if v.Target == target && !v.Missed() {
			continue
		}
		if v.Target == target && target == ClockReaction {
			v.Done, v.Took = time.Time{}, 0
		}
		kept = append(kept, v)
	}
	t.Measured = kept
}

// missed returns the first recorded deadline of a target that was missed.
func (t *Ticket) missed(target ClockName) (Measurement, bool) {
	for _, v := range t.Measured {
		if v.Target == target && v.Missed() {
			return v, true
		}
	}
	return Measurement{}, false
}

// overdue returns the present deadline of a target if it has passed by now, and
// what was promised has not happened. While the clock is stopped, and after the
// ticket's end, no deadline passes.
func (t *Ticket) overdue(target ClockName, now time.Time) (Measurement, bool) {
	v := Measurement{Target: target, Due: t.due(target)}
	if v.Due.IsZero() || !t.done(target).IsZero() {
		return v, false
	}
	if !t.EndedAt.IsZero() {
		now = t.EndedAt
	}
	if target == ClockResolution && t.Paused() {
		now = t.Pauses[len(t.Pauses)-1].From
	}
	return v, now.After(v.Due)
}

// waited returns for how long the resolution clock was stopped between two times.
func (t *Ticket) waited(from, to time.Time) (sum time.Duration) {
	for _, p := range t.Pauses {
		begin, end := p.From, p.To
		if begin.Before(from) {
			begin = from
		}
		if end.IsZero() || end.After(to) {
			end = to
		}
		sum += max(end.Sub(begin), 0)
	}
	return sum
}

func (t *Ticket) due(target ClockName) time.Time {
	if target == ClockReaction {
		return t.ReactionDue
	}
	return t.ResolutionDue
}

func (t *Ticket) done(target ClockName) time.Time {
	if target == ClockReaction {
		return t.ReactedAt
	}
	return t.ResolvedAt
}
