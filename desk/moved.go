package desk

import (
	"maps"
	"slices"
)

// Moved returns the desk with the new addresses of team channels and bound
// chats: a chat gets a new id when Telegram turns it into a supergroup. Keys
// and values of moves have no thread; topics move along with their chat. d is
// not changed, and the result shares with it what did not move.
func (d *Desk) Moved(moves map[Address]Address) *Desk {
	if len(moves) == 0 {
		return d
	}
	moved := *d
	moved.Teams = maps.Clone(d.Teams)
	for name, t := range d.Teams {
		if to := follow(moves, t.Channel); to != t.Channel {
			team := *t
			team.Channel = to
			moved.Teams[name] = &team
		}
	}
	moved.Contracts = maps.Clone(d.Contracts)
	for name, c := range d.Contracts {
		chats := slices.Clone(c.Report.Chats)
		for i, at := range chats {
			chats[i] = follow(moves, at)
		}
		if !slices.Equal(chats, c.Report.Chats) {
			contract := *c
			contract.Report.Chats = chats
			moved.Contracts[name] = &contract
		}
	}
	moved.Projects = maps.Clone(d.Projects)
	for code, p := range d.Projects {
		chats := slices.Clone(p.Chats)
		for i, c := range chats {
			chats[i].Chat = follow(moves, c.Chat)
		}
		if !slices.Equal(chats, p.Chats) {
			project := *p
			project.Chats = chats
			moved.Projects[code] = &project
		}
	}
	return &moved
}

// follow returns where the chat of a is now. A chat may have moved more than
// once. A circle of moves, which no platform makes, ends after one round.
func follow(moves map[Address]Address, a Address) Address {
	at := a.Root()
	for range moves {
		to, ok := moves[at]
		if !ok {
			break
		}
		at = to
	}
	at.Thread = a.Thread
	return at
}
