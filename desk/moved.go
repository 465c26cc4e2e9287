package desk

import (
	"maps"
	"slices"
)

// Moved is the desk with every team channel and bound chat where its chat now
// is: a chat gets a new id when Telegram makes a supergroup of it. The keys and
// values of moves have no thread; a topic moves along with its chat. What did
// not move is shared with d, and d itself stays as it was.
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

// follow is where the chat at a ends up. A chat may have moved more than once;
// a circle of moves, which no platform makes, ends after one turn.
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
