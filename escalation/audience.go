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
// managers and the desk's admins, in private.
func (s Situation) InVain() []Call {
	calls, _ := s.people(desk.Managers, s.managers(), asMessage)
	for _, handle := range s.admins() {
		c, ok := s.Person(desk.EngineerID(handle))
		if ok && !slices.ContainsFunc(calls, func(o Call) bool { return o.To == c.To }) {
			c.Audience = desk.Audience(handle)
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
	if s.takes(team.Channel) {
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
	if !s.takes(team.Channel) {
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

// managers returns the managers of the project, those of desk.yaml first.
func (s Situation) managers() []desk.EngineerID {
	return append(ofDesk(s.project().Managers...), s.Managers...)
}

// ofDesk returns people of desk.yaml as engineers.
func ofDesk(handles ...string) []desk.EngineerID {
	ids := make([]desk.EngineerID, len(handles))
	for i, h := range handles {
		ids[i] = desk.EngineerID(h)
	}
	return ids
}

// calling says what a person gets in private besides the call.
type calling bool

const (
	asMessage calling = false
	withCard  calling = true // a card of their own, posted first
)

// people calls persons in private, each on the first of their accounts that can
// be reached.
func (s Situation) people(a desk.Audience, who []desk.EngineerID, with calling) ([]Call, Skip) {
	skip := Skip{Audience: a, Cause: desk.SkipNobody}
	var calls []Call
	for _, id := range who {
		one, ok := s.reach(id)
		if !ok {
			skip.Cause, skip.Names = desk.SkipUnreachable, append(skip.Names, s.nameOf(id))
			continue
		}
		one.Audience, one.Card = a, with == withCard
		if a == desk.Line3 {
			one.Line = 3
		}
		calls = append(calls, one)
	}
	return calls, skip
}

// nameOf returns a person's name, also of somebody who joined by invitation.
func (s Situation) nameOf(who desk.EngineerID) string {
	if id, joined := who.Joined(); joined && s.Joined[id].Name != "" {
		return s.Joined[id].Name
	}
	return s.Desk.EngineerOf(s.Ticket, who).Name
}

// reach returns the private chat in which an engineer can be called.
func (s Situation) reach(who desk.EngineerID) (Call, bool) {
	if id, joined := who.Joined(); joined {
		p, known := s.Joined[id]
		return Call{To: p.Account.Private(), Who: desk.Actor{Person: id, Handle: p.Handle, Name: p.Name}}, known && s.takes(p.Account.Private())
	}
	m := s.Desk.People[who.Handle()]
	if m == nil {
		return Call{}, false
	}
	for _, a := range m.Accounts {
		if s.takes(a.Private()) {
			return Call{To: a.Private(), Who: desk.Actor{Handle: m.Handle, Name: m.Name}}, true
		}
	}
	return Call{}, false
}

// takes reports whether a chat takes the bot's messages, as far as is known.
func (s Situation) takes(chat desk.Address) bool {
	return s.Desk.On(chat.Platform) && !s.Silent[chat.Root()]
}

// inTeam reports whether a person sees the card in a line's channel.
func (s Situation) inTeam(handle string) bool {
	for line := 1; line <= 2; line++ {
		if t := s.Desk.Team(s.project(), line); t != nil && slices.Contains(t.Members, handle) {
			return true
		}
	}
	return false
}

// mention names a person by their account on the platform of the message.
func (s Situation) mention(p desk.Platform, handle string) []desk.Mention {
	m := s.Desk.People[handle]
	if m == nil {
		return nil
	}
	return []desk.Mention{{Name: m.Name, Account: m.Account(p)}}
}

// Callable returns everybody whom decisions about the ticket may call, so that
// they can be looked up in one query: chats without threads, handles of
// desk.yaml, and the assignee if they joined by invitation.
func (s Situation) Callable() (chats []desk.Address, handles []string, joined []desk.PersonID) {
	p := s.project()
	handles = slices.Concat(p.Managers, p.Line3, s.named(), s.admins())
	if id, ok := s.Ticket.Assignee.Joined(); ok {
		joined = append(joined, id)
	} else if s.Ticket.Assignee != "" {
		handles = append(handles, s.Ticket.Assignee.Handle())
	}
	if by := s.Ticket.Holder().By.Handle(); by != "" {
		handles = append(handles, by)
	}
	for line := 1; line <= 2; line++ {
		if team := s.Desk.Team(p, line); team != nil {
			chats = append(chats, team.Channel.Root())
			handles = append(handles, team.Members...)
		}
	}
	for _, h := range handles {
		if m := s.Desk.People[h]; m != nil {
			for _, a := range m.Accounts {
				chats = append(chats, a.Private())
			}
		}
	}
	return chats, handles, joined
}

// named returns the people whom the contract's steps name by handle.
func (s Situation) named() (handles []string) {
	c := s.contract()
	for _, steps := range [][]desk.Step{c.Escalation, c.Warnings} {
		for _, step := range steps {
			for _, a := range step.Notify {
				if s.Desk.People[string(a)] != nil {
					handles = append(handles, string(a))
				}
			}
		}
	}
	return handles
}
