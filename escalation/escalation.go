// Package escalation decides what a ticket's ladders do: which steps fire now, whom each of them calls and where,
// which audience is skipped and why, and what is due next.
//
// A Decision depends only on a Situation: the ticket, the desk with the contract, what has fired, which chats take no
// messages, and the time. Nothing is read, stored or sent here; package tickets records a Decision and queues the
// notices.
package escalation

import (
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// A Situation is the input of a decision.
type Situation struct {
	Desk   *desk.Desk
	Ticket *desk.Ticket
	Fired  []desk.Firing                 // of all its ladders
	Silent map[desk.Address]bool         // chats, without threads, that do not take the bot's messages; without a chat, a whole messenger
	Joined map[desk.PersonID]desk.Person // people who joined by invitation and may be called
	// Managers are those of the project who joined by invitation, besides those of desk.yaml.
	Managers []desk.EngineerID
	Now      time.Time
}

// A Decision is what a ladder does now.
type Decision struct {
	Rounds []Round        // the rounds that fire, in this order
	Next   *sla.Scheduled // what is due after them; nil: the ladder has ended
}

// A Round is one firing of a ladder's step.
type Round struct {
	sla.Scheduled
	Again   bool            // it fired before, and those it called cannot be reached: others are called
	Planned time.Time       // when it was due, or now if it fires early
	Reason  desk.Reason     // what the people called are told
	Percent int             // of the target that has passed; 0: the step has a fixed time
	Calls   []Call          // each place once; empty: nobody is reached
	Skipped []Skip          // audiences in which nobody can be called
	Passed  []sla.Scheduled // overdue repetitions, which count as fired
}

// A Call is one place where people are called.
type Call struct {
	Audience desk.Audience // how the step names them
	To       desk.Address
	InThread bool           // under the card in a line's channel
	Card     bool           // the card has to be posted there first
	Who      desk.Actor     // whose private chat it is; zero: a channel
	Mention  []desk.Mention // who is on call, in a channel
	Shift    OnShift        // of the person on call; zero: nobody's duty decided
	Line     int            // the line that has the ticket from now on; 0: unchanged
}

// An OnShift is the shift by which somebody was called, as it was decided then.
type OnShift struct {
	sla.Shift
	Team string // its key
}

// A Skip is an audience of a step in which nobody can be called.
type Skip struct {
	Audience desk.Audience
	Cause    desk.SkipCause
	Names    []string // those who were tried
}

// Live reports whether notices of a clock's steps still have to be sent: an acknowledgement also stops those on their
// way. Notices of a clock without a ladder always have to.
func Live(t *desk.Ticket, clock desk.ClockName) bool {
	switch clock {
	case desk.ClockReaction:
		return t.State == desk.New && t.Lead == 0
	case desk.ClockResolution:
		return t.State.Open() && !t.Paused() && t.Lead == 0
	default:
		return true
	}
}

// Ladder returns the steps of one of the ticket's two ladders, earliest first.
func (s Situation) Ladder(clock desk.ClockName) []sla.Scheduled {
	if clock == desk.ClockReaction {
		count := sla.Reaction(s.Desk, s.contract(), s.Ticket)
		count.From = s.Ticket.LadderFrom
		return sla.Ladder(clock, s.steps(clock), count)
	}
	return sla.Ladder(clock, s.steps(clock), sla.Resolution(s.Desk, s.contract(), s.Ticket, s.Now))
}

// NextCall returns when the reaction ladder calls people next, and whom, by its armed alarm. After an acknowledgement
// it returns nothing.
func (s Situation) NextCall(next desk.Alarm) (at time.Time, who []desk.Audience) {
	if s.project() == nil || s.Ticket.State != desk.New {
		return time.Time{}, nil
	}
	for _, f := range s.Ladder(desk.ClockReaction) {
		if f.Firing == next.Firing {
			who = f.Notify
		}
	}
	return next.Due, who
}

// steps returns the contract's steps for a clock.
func (s Situation) steps(clock desk.ClockName) []desk.Step {
	if clock == desk.ClockReaction {
		return s.contract().Escalation
	}
	return s.contract().Warnings
}

func (s Situation) project() *desk.Project { return s.Desk.Projects[s.Ticket.Key.Project] }

func (s Situation) contract() *desk.Contract { return s.Desk.ContractFor(s.project(), s.Ticket) }

// Due decides what happens when a firing is due. A step that reaches nobody is skipped and the next one fires at
// once, so that no time is lost waiting for people who cannot be reached. Repetitions of such a step keep their time,
// because somebody may be reachable by then.
func (s Situation) Due(f desk.Firing) Decision {
	ladder := s.Ladder(f.Clock)
	i := index(ladder, f)
	if i < 0 { // the contract changed while the ladder ran
		gone := Round{Scheduled: sla.Scheduled{Firing: f, At: s.Now}, Planned: s.Now}
		return s.decided(ladder, []Round{gone})
	}
	return s.decided(ladder, s.from(ladder, i))
}

// Refused decides what happens after a call of a firing was refused. If the whole chat is gone, others of that step
// are called, or the same person elsewhere. If that reaches nobody, or only the one call was refused, the next step
// fires at once.
func (s Situation) Refused(f desk.Firing, gone bool) Decision {
	ladder := s.Ladder(f.Clock)
	i := index(ladder, f)
	if i < 0 || !Live(s.Ticket, f.Clock) {
		return s.decided(ladder, nil)
	}
	var steps []Round
	if gone {
		again := s.step(ladder, ladder[i])
		again.Again = true
		steps = append(steps, again)
		if len(again.Calls) > 0 {
			return s.decided(ladder, steps)
		}
	}
	if next := otherStep(ladder, i); next >= 0 {
		steps = append(steps, s.from(ladder, next)...)
	}
	return s.decided(ladder, steps)
}

// Unseen decides what happens if the first line's card could not be posted, and nobody was called instead: nobody can
// take the ticket, so the ladder does not wait.
func (s Situation) Unseen() Decision {
	ladder := s.Ladder(desk.ClockReaction)
	next, more := sla.Next(ladder, s.Fired)
	if !more || !Live(s.Ticket, desk.ClockReaction) {
		return Decision{}
	}
	return s.decided(ladder, s.from(ladder, index(ladder, next.Firing)))
}

// Next returns the first firing of a ladder that has not happened yet.
func (s Situation) Next(clock desk.ClockName) (sla.Scheduled, bool) {
	return sla.Next(s.Ladder(clock), s.Fired)
}

// from returns the steps that fire from the i-th of a ladder on: up to the first that reaches somebody, or that fired
// before.
func (s Situation) from(ladder []sla.Scheduled, i int) []Round {
	var steps []Round
	var passed []desk.Firing
	for i >= 0 && !slices.Contains(s.Fired, ladder[i].Firing) {
		if !slices.Contains(passed, ladder[i].Firing) {
			step := s.step(ladder, ladder[i])
			step.Passed = s.overdue(ladder, ladder[i].Firing)
			steps = append(steps, step)
			if len(step.Calls) > 0 {
				break
			}
			for _, p := range step.Passed {
				passed = append(passed, p.Firing)
			}
		}
		i = otherStep(ladder, i)
	}
	return steps
}

// step decides whom one firing calls.
func (s Situation) step(ladder []sla.Scheduled, f sla.Scheduled) Round {
	step := Round{Scheduled: f, Planned: f.At, Reason: desk.ReasonEscalated, Percent: s.steps(f.Clock)[f.Step].After.Share}
	if f.Clock == desk.ClockResolution {
		step.Reason = desk.ReasonWarning
	}
	if f.At.After(s.Now) { // early, after a step that reached nobody
		step.Planned = s.Now
	}
	for _, a := range f.Notify {
		found, skip := s.audience(a, thirdLineTurn(ladder, f.Firing))
		if len(found) == 0 {
			step.Skipped = append(step.Skipped, skip)
		}
		step.Calls = joined(step.Calls, found)
	}
	return step
}

// overdue returns the repetitions of a firing's step that are due as well. They count as fired, so that nobody is
// called six times at once after an outage or when a target became shorter.
func (s Situation) overdue(ladder []sla.Scheduled, f desk.Firing) (passed []sla.Scheduled) {
	for _, o := range ladder {
		if o.Step == f.Step && o.Rep > f.Rep && !o.At.After(s.Now) && !slices.Contains(s.Fired, o.Firing) {
			passed = append(passed, o)
		}
	}
	return passed
}

// decided returns a decision with what is due after its steps.
func (s Situation) decided(ladder []sla.Scheduled, steps []Round) Decision {
	d := Decision{Rounds: steps}
	if next, more := sla.Next(ladder, append(slices.Clip(s.Fired), d.Fired()...)); more {
		d.Next = &next
	}
	return d
}

// Fired returns the firings that a decision makes happen.
func (d Decision) Fired() (all []desk.Firing) {
	for _, step := range d.Rounds {
		if !step.Again {
			all = append(all, step.Firing)
		}
		for _, p := range step.Passed {
			all = append(all, p.Firing)
		}
	}
	return all
}

// index returns where a firing is on a ladder, -1 if it is not there.
func index(ladder []sla.Scheduled, f desk.Firing) int {
	return slices.IndexFunc(ladder, func(o sla.Scheduled) bool { return o.Firing == f })
}

// otherStep returns the first firing after the i-th that belongs to another step, -1 for none.
func otherStep(ladder []sla.Scheduled, i int) int {
	for j := i + 1; j < len(ladder); j++ {
		if ladder[j].Step != ladder[i].Step {
			return j
		}
	}
	return -1
}
