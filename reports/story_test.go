package reports_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/history"
)

func sortBreaches(all []desk.Breach) {
	slices.SortFunc(all, func(a, b desk.Breach) int {
		return cmp.Or(a.Due.Compare(b.Due), a.Key.Number-b.Key.Number, strings.Compare(string(a.Target), string(b.Target)))
	})
}

// A story is what a ticket's timeline says about it.
type story struct {
	key                       desk.Key
	state                     desk.State
	typ                       desk.RequestType
	priority                  desk.Priority
	opened, reacted, resolved time.Time
	acked, ended, rated       time.Time
	waits                     time.Time // since when the resolution clock is paused
	stood                     []desk.Pause
	waited, worked            time.Duration
	turned                    time.Time                    // the state's last change
	set                       time.Time                    // when the targets were set
	missed                    map[desk.ClockName]time.Time // the first deadline that passed unmet
	missedAt                  map[desk.ClockName]time.Time // and when
	late                      map[desk.ClockName]time.Time // when what it promised happened after all
	rating, reopened          int
	retyped, merged           bool
}

// read reads a timeline up to a time.
func read(line []history.Entry, at, before time.Time) story {
	s := story{
		state: desk.New, typ: desk.Incident, priority: desk.P1,
		missed: map[desk.ClockName]time.Time{}, missedAt: map[desk.ClockName]time.Time{}, late: map[desk.ClockName]time.Time{},
	}
	for _, e := range line {
		if e.At.After(at) || !e.At.Before(before) {
			break
		}
		if !s.opened.IsZero() {
			s.watch(e.At)
		}
		s.hear(e)
	}
	s.watch(at)
	return s
}

// promised are the targets of desk.example.yaml for P1 and P2, around the clock.
var promised = map[desk.Priority]map[desk.ClockName]time.Duration{
	desk.P1: {desk.ClockReaction: 15 * time.Minute, desk.ClockResolution: 4 * time.Hour},
	desk.P2: {desk.ClockReaction: 30 * time.Minute, desk.ClockResolution: 8 * time.Hour},
}

// watch looks at the clocks at a time, before anything that happens then.
func (s *story) watch(now time.Time) {
	if !s.state.Open() {
		return
	}
	if due := s.opened.Add(promised[s.priority][desk.ClockReaction]); s.reacted.IsZero() && now.After(due) {
		s.miss(desk.ClockReaction, due)
	}
	if !s.waits.IsZero() {
		return
	}
	due := s.opened.Add(promised[s.priority][desk.ClockResolution] + s.stoodBetween(s.opened, now))
	if now.After(due) {
		s.miss(desk.ClockResolution, due)
	}
}

func (s *story) miss(target desk.ClockName, due time.Time) {
	if s.missed[target].IsZero() {
		s.missed[target] = due.Truncate(time.Microsecond)
		s.missedAt[target] = later(due, s.set)
	}
}

// stoodBetween returns for how long the resolution clock stood.
func (s *story) stoodBetween(from, to time.Time) (sum time.Duration) {
	all := s.stood
	if !s.waits.IsZero() {
		all = append(slices.Clone(all), desk.Pause{From: s.waits, To: to})
	}
	for _, p := range all {
		begin, end := later(p.From, from), p.To
		if end.After(to) {
			end = to
		}
		if end.After(begin) {
			sum += end.Sub(begin)
		}
	}
	return sum
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (s *story) hear(e history.Entry) {
	react := func() {
		if s.reacted.IsZero() {
			s.reacted, s.late[desk.ClockReaction] = e.At, e.At
		}
	}
	ack := func() {
		if s.acked.IsZero() {
			s.acked = e.At
		}
	}
	enter := func(state desk.State) {
		if s.state.Open() {
			s.worked += e.At.Sub(s.turned)
		}
		if s.state == desk.WaitingCustomer {
			s.waited += e.At.Sub(s.turned)
		}
		s.state, s.turned = state, e.At
		stands := state == desk.WaitingCustomer || state == desk.Resolved
		switch {
		case stands && s.waits.IsZero():
			s.waits = e.At
		case !stands && state.Open() && !s.waits.IsZero():
			s.stood, s.waits = append(s.stood, desk.Pause{From: s.waits, To: e.At}), time.Time{}
		}
	}
	switch event := e.Event.(type) {
	case history.Opened:
		s.opened, s.turned, s.set = e.At, e.At, e.At
	case history.Acknowledged:
		react()
		ack()
		if s.state == desk.New {
			enter(desk.InProgress)
		}
	case history.Replied:
		react()
	case history.PutOnHold:
		react()
		ack()
		enter(event.On)
	case history.Resumed:
		enter(desk.InProgress)
	case history.Released:
		enter(desk.New)
	case history.Resolved:
		react()
		ack()
		s.resolved = e.At
		if s.late[desk.ClockResolution].IsZero() && !s.missed[desk.ClockResolution].IsZero() {
			s.late[desk.ClockResolution] = e.At
		}
		enter(desk.Resolved)
	case history.Reopened:
		s.resolved, s.ended, s.rating, s.rated = time.Time{}, time.Time{}, 0, time.Time{}
		s.reopened++
		enter(desk.InProgress)
	case history.Closed:
		s.ended = e.At
		enter(desk.Closed)
	case history.Cancelled:
		s.ended = e.At
		enter(desk.Cancelled)
	case history.Merged:
		if !event.Into.IsZero() {
			s.ended, s.merged = e.At, true
			enter(desk.Cancelled)
		}
	case history.Retyped:
		s.typ, s.retyped = event.To, true
	case history.Prioritized:
		s.priority, s.set = event.To, e.At
	case history.Rated:
		s.rating, s.rated = int(event.Stars), e.At
	default: // not counted by a report
	}
}

// count computes the report in the simplest way, ticket by ticket.
func count(all []story, period desk.Period, at time.Time) desk.Report {
	r := desk.Report{Figures: desk.Figures{Ratings: map[int]int{}}, Lines: []desk.LineFigures{{}}}
	of := map[[2]int]*desk.Figures{}
	var reactions, resolutions []time.Duration
	for _, s := range all {
		g := [2]int{slices.Index(desk.RequestTypes(), s.typ), int(s.priority)}
		if of[g] == nil {
			of[g] = &desk.Figures{}
		}
		if period.Within(s.opened) && !s.merged {
			r.Tickets++
			of[g].Tickets++
			if s.retyped {
				r.Retyped++
			}
		}
		if period.Within(s.rated) && !s.merged {
			r.Ratings[s.rating]++
		}
		late := s.judge(&r, &r.Reaction, desk.ClockReaction, s.reacted, period, at)
		late = s.judge(&r, &r.Resolution, desk.ClockResolution, s.resolved, period, at) || late
		if period.Within(s.reacted) {
			reactions = append(reactions, s.reacted.Sub(s.opened))
		}
		if period.Within(s.resolved) {
			resolutions = append(resolutions, s.resolved.Sub(s.opened)-s.stoodBetween(s.opened, s.resolved))
			r.Resolved++
			of[g].Resolved++
			r.Waited.Customer += s.waited
			r.Lines[0].Held += s.worked
			if s.reopened > 0 {
				r.Reopened++
			}
		}
		if s.state.Open() {
			s.stands(&r.Backlog, late)
		}
	}
	r.Reaction.Measured, r.Reaction.Median, r.Reaction.P95 = len(reactions), least(reactions, 0.5), least(reactions, 0.95)
	r.Resolution.Measured, r.Resolution.Median, r.Resolution.P95 = len(resolutions), least(resolutions, 0.5), least(resolutions, 0.95)
	for i, typ := range desk.RequestTypes() {
		for _, priority := range desk.Priorities() {
			if f := of[[2]int{i, int(priority)}]; f != nil && f.Tickets+f.Resolved > 0 {
				r.Groups = append(r.Groups, desk.Group{Type: typ, Priority: priority, Figures: *f})
			}
		}
	}
	sortBreaches(r.Breaches)
	return r
}

func (s story) stands(b *desk.OpenFigures, late bool) {
	b.Open++
	if s.acked.IsZero() {
		b.Untaken++
	}
	if s.state.Waiting() {
		b.Waiting++
	}
	if late {
		b.Breached++
	}
	if b.Since.IsZero() || s.opened.Before(b.Since) {
		b.Since = s.opened.UTC()
	}
}

// judge counts one target, and reports whether it is overdue.
func (s story) judge(r *desk.Report, f *desk.TargetFigures, target desk.ClockName, done time.Time, period desk.Period, at time.Time) (late bool) {
	due := s.missed[target]
	switch {
	case !due.IsZero():
		until, still := s.late[target], false
		if until.IsZero() {
			until, still = at, !s.state.Ended()
			if !s.ended.IsZero() {
				until = s.ended
			}
		}
		by := until.Sub(due)
		if target == desk.ClockResolution {
			by -= s.stoodBetween(due, until)
		}
		if period.Within(s.missedAt[target]) {
			f.Promised++
			r.Breaches = append(r.Breaches, desk.Breach{Key: s.key, Type: s.typ, Priority: s.priority, Target: target, Due: due.UTC(), Late: by, Still: still && s.state.Open()})
		}
	case period.Within(done):
		f.Promised++
		f.Met++
	case s.state.Open() && done.IsZero():
		f.Pending++
	}
	return s.overdue(target)
}

// overdue reports whether a target is missed and was not met since.
func (s story) overdue(target desk.ClockName) bool {
	return !s.missed[target].IsZero() && s.late[target].IsZero()
}

// least returns the smallest element that at least this part of all does not exceed; 0 if there are none.
func least(all []time.Duration, part float64) time.Duration {
	best := time.Duration(0)
	for _, candidate := range all {
		within := 0
		for _, v := range all {
			if v <= candidate {
				within++
			}
		}
		if float64(within) >= part*float64(len(all)) && (best == 0 || candidate < best) {
			best = candidate
		}
	}
	return best
}
