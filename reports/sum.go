package reports

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// A group is a type and priority.
type group struct {
	typ      desk.RequestType
	priority desk.Priority
}

// A count is what was counted, with the times in the lists in which they came, so
// that adding up copies none of them.
type count struct {
	storage.Count          // without times
	reactions, resolutions [][]int64
}

func counted(c storage.Count) count {
	all := count{reactions: [][]int64{c.Reactions}, resolutions: [][]int64{c.Resolutions}}
	c.Reactions, c.Resolutions = nil, nil
	all.Count = c
	return all
}

// A sum is what was counted, added up. The zero sum is of nothing.
type sum struct {
	groups   map[group]count
	people   map[desk.EngineerID]count
	backlog  desk.OpenFigures
	breaches []missed
}

// A missed target with its project.
type missed struct {
	storage.BreachRow
	project string
}

// add adds what was counted in a part of a month.
func (s *sum) add(project string, m storage.MonthCount) {
	for _, g := range m.Groups {
		s.addGroup(group{g.Type, g.Priority}, counted(g.Count))
	}
	for _, p := range m.People {
		s.addPerson(p.Engineer, counted(p.Count))
	}
	if m.Oldest > 0 {
		s.backlog.Oldest = desk.Key{Project: project, Number: m.Oldest}
	}
	for _, b := range m.Breaches {
		s.breaches = append(s.breaches, missed{b, project})
	}
}

func (s *sum) addGroup(g group, c count) {
	if s.groups == nil {
		s.groups = map[group]count{}
	}
	s.groups[g] = plus(s.groups[g], c)
	s.backlog = open(s.backlog, c.Backlog)
}

func (s *sum) addPerson(id desk.EngineerID, c count) {
	if id == "" {
		return
	}
	if s.people == nil {
		s.people = map[desk.EngineerID]count{}
	}
	s.people[id] = plus(s.people[id], c)
}

// join adds another sum.
func (s *sum) join(o sum) {
	for g, c := range o.groups {
		s.addGroup(g, c)
	}
	for id, c := range o.people {
		s.addPerson(id, c)
	}
	if s.backlog.Oldest.IsZero() || o.backlog.Oldest.Number > 0 && o.backlog.Since.Equal(s.backlog.Since) {
		s.backlog.Oldest = o.backlog.Oldest
	}
	s.breaches = append(s.breaches, o.breaches...)
}

// happened returns s without what stood open at the end.
func (s sum) happened() sum {
	without := func(c count) count {
		c.Backlog, c.Reaction.Pending, c.Resolution.Pending = desk.OpenFigures{}, 0, 0
		return c
	}
	h := sum{breaches: s.breaches}
	for g, c := range s.groups {
		h.addGroup(g, without(c))
	}
	for id, c := range s.people {
		h.addPerson(id, without(c))
	}
	return h
}

// stood returns only what stood open at the end.
func (s sum) stood() sum {
	only := func(c count) count {
		o := count{}
		o.Backlog = c.Backlog
		o.Reaction.Pending, o.Resolution.Pending = c.Reaction.Pending, c.Resolution.Pending
		return o
	}
	st := sum{}
	for g, c := range s.groups {
		st.addGroup(g, only(c))
	}
	for id, c := range s.people {
		st.addPerson(id, only(c))
	}
	st.backlog.Oldest = s.backlog.Oldest
	return st
}

func plus(a, b count) count {
	a.Tickets += b.Tickets
	a.Resolved += b.Resolved
	a.Reaction = added(a.Reaction, b.Reaction)
	a.Resolution = added(a.Resolution, b.Resolution)
	a.Waited.Customer += b.Waited.Customer
	a.Waited.Vendor += b.Waited.Vendor
	a.Reopened += b.Reopened
	a.Retyped += b.Retyped
	ratings := maps.Clone(a.Ratings)
	for stars, n := range b.Ratings {
		if ratings == nil {
			ratings = map[int]int{}
		}
		ratings[stars] += n
	}
	a.Ratings = ratings
	a.reactions = append(slices.Clip(a.reactions), b.reactions...)
	a.resolutions = append(slices.Clip(a.resolutions), b.resolutions...)
	a.Backlog = open(a.Backlog, b.Backlog)
	for i := range a.Lines {
		l := b.Lines[i]
		a.Lines[i] = desk.LineFigures{Line: i + 1, Tickets: a.Lines[i].Tickets + l.Tickets, Held: a.Lines[i].Held + l.Held, Solved: a.Lines[i].Solved + l.Solved}
	}
	return a
}

func added(a, b desk.TargetFigures) desk.TargetFigures {
	return desk.TargetFigures{Promised: a.Promised + b.Promised, Met: a.Met + b.Met, Pending: a.Pending + b.Pending}
}

func open(a, b desk.OpenFigures) desk.OpenFigures {
	a.Open += b.Open
	a.Untaken += b.Untaken
	a.Waiting += b.Waiting
	a.Breached += b.Breached
	for i := range a.Ages {
		a.Ages[i] += b.Ages[i]
	}
	if a.Since.IsZero() || !b.Since.IsZero() && b.Since.Before(a.Since) {
		a.Since = b.Since
	}
	return a
}

// total returns the count of all groups.
func (s *sum) total() (all count) {
	for _, c := range s.groups {
		all = plus(all, c)
	}
	return all
}

// figures returns the figures of all groups.
func (s *sum) figures() desk.Figures { return measured(s.total()) }

// byGroup returns the groups in the order of types and priorities.
func (s *sum) byGroup(promise func(desk.RequestType, desk.Priority) desk.Target) (all []desk.Group) {
	for _, typ := range desk.RequestTypes() {
		for _, priority := range desk.Priorities() {
			if c, ok := s.groups[group{typ, priority}]; ok {
				g := desk.Group{Type: typ, Priority: priority, Promise: promise(typ, priority), Figures: measured(c)}
				if !g.Quiet() {
					all = append(all, g)
				}
			}
		}
	}
	return all
}

// byPerson returns the engineers by name.
func (s *sum) byPerson(names map[desk.EngineerID]string) (all []desk.PersonFigures) {
	for id, c := range s.people {
		f := measured(c)
		if f.Resolved > 0 || c.Backlog.Open > 0 || f.Resolution.Promised > 0 || len(f.Ratings) > 0 {
			all = append(all, desk.PersonFigures{Engineer: id, Name: names[id], Resolved: f.Resolved, Resolution: f.Resolution, Ratings: f.Ratings, Open: c.Backlog.Open})
		}
	}
	slices.SortFunc(all, func(a, b desk.PersonFigures) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Engineer, b.Engineer))
	})
	return all
}

// measured returns the figures of a count, with median and 95th percentile.
func measured(c count) desk.Figures {
	f := c.Figures
	measure(&f.Reaction, c.reactions)
	measure(&f.Resolution, c.resolutions)
	if f.Ratings == nil {
		f.Ratings = map[int]int{}
	}
	return f
}

// measure computes the median and the 95th percentile by nearest rank: the
// smallest value that at least that share of the values do not exceed.
func measure(f *desk.TargetFigures, all [][]int64) {
	sorted := slices.Concat(all...)
	f.Measured = len(sorted)
	if len(sorted) == 0 {
		return
	}
	slices.Sort(sorted)
	f.Median = time.Duration(sorted[rank(len(sorted), 50)])
	f.P95 = time.Duration(sorted[rank(len(sorted), 95)])
}

func rank(n, percent int) int { return (n*percent+99)/100 - 1 }

// breach returns a missed target as it is reported.
func (m missed) breach(words storage.TicketWords, assignee string) desk.Breach {
	return desk.Breach{
		Key: desk.Key{Project: m.project, Number: m.Number}, Type: m.Type, Priority: m.Priority,
		Subject: words.Request, Did: words.Resolution,
		Target: m.Target, Due: m.Due, Late: m.Late, Still: m.Still,
		Reason: m.reason(), Line: m.Line, Assignee: assignee,
	}
}

// reason returns what the breach came from.
func (m missed) reason() desk.BreachReason {
	switch {
	case m.Target == desk.ClockReaction && m.Acked:
		return desk.BreachUnanswered
	case !m.Acked:
		return desk.BreachUntaken
	case m.Reopened:
		return desk.BreachReopened
	case m.Line > 1:
		return desk.BreachLine
	default:
		return desk.BreachWork
	}
}
