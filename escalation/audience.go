package escalation

import (
	"slices"

	"vakhta/desk"
	"vakhta/sla"
)

// everyone is the turn in which all of the third line are called, as in its
// last repetitions.
const everyone = 1 << 20

// ByHand returns the calls of an escalation by hand: to the first line after
// line in which anybody can be called who was not called yet. There may be
// none.
func (s Situation) ByHand(line int) []Call {
	for _, a := range []desk.Audience{desk.Line2, desk.Line3, desk.Managers}[min(line, 3)-1:] {
		calls, _ := s.audience(a, everyone)
		calls = slices.DeleteFunc(calls, func(c Call) bool {
			return c.Card && slices.ContainsFunc(s.Ticket.Copies, func(o desk.Copy) bool { return o.At == c.To })
		})
		if len(calls) > 0 {
			return calls
		}
	}
	return nil
}

// Person returns the call of one person in private, outside any ladder, and
// false if they cannot be reached. Engineers who see the card in their line's
// channel get none of their own.
func (s Situation) Person(who desk.EngineerID) (Call, bool) {
	c, ok := s.reach(who)
	c.Card = !s.inTeam(who.Handle())
	return c, ok
}

// HandedTo returns the calls of a hand-over to a line, or to a person of the
// third, with the card. There are none if nobody there can be reached.
func (s Situation) HandedTo(line int, who desk.EngineerID) []Call {
	if line == 3 {
		calls, _ := s.people(desk.Line3, []desk.EngineerID{who}, withCard)
		return calls
	}
	calls, _ := s.line([]desk.Audience{desk.Line1, desk.Line2}[line-1])
	return calls
}

// InVain returns the calls of a ladder that has ended without anybody: to the
// managers, the teams' leads and the desk's admins, in private.
func (s Situation) InVain() []Call {
	calls, _ := s.people(desk.Managers, s.managers(), asMessage)
	leads, _ := s.eachLead()
	for _, handle := range s.admins() {
		if c, ok := s.Person(desk.EngineerID(handle)); ok {
			c.Audience = desk.Audience(handle)
			leads = append(leads, c)
		}
	}
	return joined(calls, leads)
}

// joined adds calls to others, without a second one to the same chat.
func joined(calls, more []Call) []Call {
	for _, c := range more {
		if !slices.ContainsFunc(calls, func(o Call) bool { return o.To == c.To && o.InThread == c.InThread }) {
			calls = append(calls, c)
		}
	}
	return calls
}

func (s Situation) admins() (handles []string) {
	for _, m := range s.Desk.Admins() {
		handles = append(handles, m.Handle)
	}
	return handles
}

// thirdLineTurn counts how often a ladder has called the third line before a
// firing. Its people are called one after another, then all.
func thirdLineTurn(ladder []sla.Scheduled, f desk.Firing) int {
	turn := 0
	for _, o := range ladder {
		if o.Firing == f {
			break
		}
		if slices.Contains(o.Notify, desk.Line3) {
			turn++
		}
	}
	return turn
}

// audience returns where an audience can be called, or why nobody in it can.
func (s Situation) audience(a desk.Audience, turn int) ([]Call, Skip) {
	switch a {
	case desk.OnCall:
		return s.onDuty()
	case desk.Line1, desk.Line2:
		return s.line(a)
	case desk.Line3:
		return s.thirdLine(turn)
	case desk.Managers:
		return s.people(a, s.managers(), asMessage)
	case desk.Leads:
		return s.eachLead()
	case desk.Assignee:
		if s.Ticket.Assignee == "" {
			return s.onDuty()
		}
		return s.people(a, []desk.EngineerID{s.Ticket.Assignee}, asMessage)
	default:
		return s.people(a, ofDesk(string(a)), withCard)
	}
}

// onDuty calls the person who is on call for the first line, or for the second if
// the first has no rotation: in private, and with a mention under the card in the
// line's channel.
func (s Situation) onDuty() ([]Call, Skip) {
	line := 1
	if second := s.Desk.Team(s.project(), 2); s.Desk.Team(s.project(), 1).OnCall == nil && second != nil && second.OnCall != nil {
		line = 2
	}
	team := s.Desk.Team(s.project(), line)
	shift := s.shift(team)
	if shift.Who == "" {
		return nil, Skip{Audience: desk.OnCall, Cause: desk.SkipNobodyOnDuty}
	}
	calls, skip := s.people(desk.OnCall, ofDesk(shift.Who), asMessage)
	if s.Takes(team.Channel) {
		calls = append(calls, Call{
			Audience: desk.OnCall, To: team.Channel, InThread: true, Card: line == 2, Line: line,
			Mention: s.mention(team.Channel.Platform, shift.Who),
		})
	}
	for i := range calls {
		calls[i].Shift = shift
	}
	return calls, skip
}

// line calls a line in its channel, where the card is posted first. If the
// channel takes no messages, its people are called instead.
func (s Situation) line(a desk.Audience) ([]Call, Skip) {
	n := 1
	if a == desk.Line2 {
		n = 2
	}
	team := s.Desk.Team(s.project(), n)
	if team == nil {
		return nil, Skip{Audience: a, Cause: desk.SkipNobody}
	}
	if !s.Takes(team.Channel) {
		return s.instead(a, n)
	}
	one := Call{Audience: a, To: team.Channel, InThread: true, Card: true, Line: n}
	if shift := s.shift(team); shift.Who != "" {
		one.Mention, one.Shift = s.mention(team.Channel.Platform, shift.Who), shift
	}
	return []Call{one}, Skip{}
}

// shift returns who is on call in a team, zero if nobody is.
func (s Situation) shift(team *desk.Team) OnShift {
	shift := sla.ShiftAt(team.OnCall, s.Now)
	if shift.Who == "" {
		return OnShift{}
	}
	return OnShift{shift, team.Code}
}

// instead calls the people of a line whose channel takes no messages, each in
// private with a card of their own, or else the managers.
func (s Situation) instead(a desk.Audience, line int) ([]Call, Skip) {
	team := s.Desk.Team(s.project(), line)
	calls, _ := s.people(a, ofDesk(team.Members...), withCard)
	if len(calls) == 0 {
		calls, _ = s.people(desk.Managers, s.managers(), withCard)
	}
	if len(calls) == 0 {
		return nil, Skip{Audience: a, Cause: desk.SkipUnreachable, Names: []string{team.Name}}
	}
	for i := range calls {
		calls[i].Line = line
	}
	return calls, Skip{}
}

// Lost returns whom to call about a ticket that nobody can see any more in a
// line's channel: its assignee, or while nobody has it the people of the line.
func (s Situation) Lost(line int) []Call {
	switch {
	case s.Ticket.State == desk.New && s.Ticket.Lead == 0:
		calls, _ := s.instead([]desk.Audience{desk.Line1, desk.Line2}[line-1], line)
		return calls
	case s.Ticket.State.Open() && s.Ticket.Assignee != "":
		calls, _ := s.people(desk.Assignee, []desk.EngineerID{s.Ticket.Assignee}, withCard)
		return calls
	default:
		return nil
	}
}

// thirdLine calls the person whose turn it is, or the next one who can be
// reached. After the last turn it calls all of them.
func (s Situation) thirdLine(turn int) ([]Call, Skip) {
	order := s.project().Line3
	if turn >= len(order) {
		return s.people(desk.Line3, ofDesk(order...), withCard)
	}
	var skip Skip
	for i := range order {
		calls, tried := s.people(desk.Line3, ofDesk(order[(turn+i)%len(order)]), withCard)
		if len(calls) > 0 {
			return calls, Skip{}
		}
		skip.Audience, skip.Cause, skip.Names = tried.Audience, tried.Cause, append(skip.Names, tried.Names...)
	}
	return nil, skip
}

// leads returns the handles of those who lead the project's lines.
func (s Situation) leads() []string { return slices.Clone(s.Desk.Leads(s.project())) }

// eachLead calls the leads in private. They see the card in their line's channel.
func (s Situation) eachLead() ([]Call, Skip) {
	return s.people(desk.Leads, ofDesk(s.leads()...), asMessage)
}

// managers returns the managers of the project, those of desk.yaml first.
func (s Situation) managers() []desk.EngineerID {
	return append(ofDesk(s.project().Managers...), s.Managers...)
}
