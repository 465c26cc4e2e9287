package escalation

import (
	"slices"

	"vakhta/desk"
)

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
		return Call{To: p.Account.Private(), Who: desk.Actor{Person: id, Handle: p.Handle, Name: p.Name}}, known && s.Takes(p.Account.Private())
	}
	m := s.Desk.People[who.Handle()]
	if m == nil {
		return Call{}, false
	}
	for _, a := range m.Accounts {
		if s.Takes(a.Private()) {
			return Call{To: a.Private(), Who: desk.Actor{Handle: m.Handle, Name: m.Name}}, true
		}
	}
	return Call{}, false
}

// Takes reports whether a chat takes the bot's messages, as far as is known.
func (s Situation) Takes(chat desk.Address) bool {
	return s.Desk.On(chat.Platform) && !s.Silent[chat.Root()] && !s.Away(chat.Platform)
}

// Away reports whether a whole messenger does not answer.
func (s Situation) Away(p desk.Platform) bool { return s.Silent[desk.Address{Platform: p}] }

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
	handles = slices.Concat(p.Managers, p.Line3, s.named(), s.admins(), s.leads())
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
