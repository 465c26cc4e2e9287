// Package world is what exists behind the simulated Bot API: people, chats,
// messages, topics and files, with the platform's rules about who may do what.
// A World is one account's view of Telegram, that of the bot. People act
// through the same operations as the bot, under their own rules; what the bot
// would hear of goes out through the sink given to New. Refusals are worded as
// Telegram words them. A World is not safe for concurrent use: the server
// holds the lock.
package world

import (
	"fmt"
	"slices"
	"time"

	"vakhta/sim/telegram/updates"
	"vakhta/sim/telegram/wire"
)

// Ids that Telegram gives to everybody's stand-ins.
const (
	AnonymousAdmin = 1087968824
	General        = 1 // the internal id of a forum's General topic
)

// A World holds everything. New makes one.
type World struct {
	Bot wire.User
	// ReadsAll is the bot's privacy setting switched off.
	ReadsAll bool

	now     func() time.Time
	tell    func(updates.Update)
	people  map[int64]*Person
	chats   map[int64]*Chat
	order   []int64 // chats in the order they came to be
	files   map[string]*File
	presses []*Press
	// Private chats and basic groups count messages in one sequence.
	lastMessage int
	lastFile    int
	lastAlbum   int
}

// A Person is somebody with an account.
type Person struct {
	wire.User
	Deactivated bool
}

// New is an empty world with one bot in it.
func New(bot wire.User, readsAll bool, now func() time.Time, tell func(updates.Update)) *World {
	return &World{
		Bot: bot, ReadsAll: readsAll, now: now, tell: tell,
		people: map[int64]*Person{}, chats: map[int64]*Chat{}, files: map[string]*File{},
	}
}

// AddPerson makes a person, or renames the one with that id.
func (w *World) AddPerson(u wire.User) {
	if p := w.people[u.ID]; p != nil {
		p.User = u
		return
	}
	w.people[u.ID] = &Person{User: u}
}

// Person is the person with an id, nil if nobody has it.
func (w *World) Person(id int64) *Person { return w.people[id] }

// People are all people, by id.
func (w *World) People() []*Person {
	var all []*Person
	for _, p := range w.people {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *Person) int { return int(a.ID - b.ID) })
	return all
}

// user is the person or the bot with an id.
func (w *World) user(id int64) wire.User {
	if id == w.Bot.ID {
		return w.Bot
	}
	if p := w.people[id]; p != nil {
		return p.User
	}
	return wire.User{ID: id, FirstName: fmt.Sprintf("User %d", id)}
}

// Chat is the chat with an id, nil if there is none.
func (w *World) Chat(id int64) *Chat { return w.chats[id] }

// Chats are all chats in the order they came to be.
func (w *World) Chats() []*Chat {
	var all []*Chat
	for _, id := range w.order {
		all = append(all, w.chats[id])
	}
	return all
}

// Private is a person's chat with the bot. It exists once either of them has
// looked at it, but the bot may write there only after Start.
func (w *World) Private(user int64) *Chat {
	if c := w.chats[user]; c != nil {
		return c
	}
	u := w.user(user)
	return w.add(&Chat{Chat: wire.Chat{
		ID: user, Type: "private", FirstName: u.FirstName, LastName: u.LastName, Username: u.Username,
	}})
}

// AddGroup makes a group with the bot in it: a basic one, or a supergroup if
// the id is one of those. It is the scene as the story begins, so nobody is
// told of it.
func (w *World) AddGroup(id int64, title string, members ...int64) *Chat {
	kind := "group"
	if id <= -1_000_000_000_000 {
		kind = "supergroup"
	}
	// A supergroup's first message is the one that says that it was made.
	c := w.add(&Chat{Chat: wire.Chat{ID: id, Type: kind, Title: title}, lastMessage: 1})
	c.set(w.Bot.ID, Member{Status: Ordinary})
	for _, m := range members {
		c.set(m, Member{Status: Ordinary})
	}
	return c
}

// AddForum makes a supergroup with topics, in which the bot is an
// administrator, because a bot that is none can do little there.
func (w *World) AddForum(id int64, title string, members ...int64) *Chat {
	c := w.AddGroup(id, title, members...)
	c.Type, c.IsForum = "supergroup", true
	c.topics = map[int]*Topic{}
	c.set(w.Bot.ID, Member{Status: Administrator, Rights: AllRights()})
	return c
}

// add puts a chat into the world, in the place of one with the same id.
func (w *World) add(c *Chat) *Chat {
	c.members = map[int64]Member{}
	if w.chats[c.ID] == nil {
		w.order = append(w.order, c.ID)
	}
	w.chats[c.ID] = c
	return c
}

// nextMessage is the id of a chat's next message.
func (w *World) nextMessage(c *Chat) int {
	if c.Type == "supergroup" {
		c.lastMessage++
		return c.lastMessage
	}
	w.lastMessage++
	return w.lastMessage
}

// AlbumID is an id for a new album.
func (w *World) AlbumID() string {
	w.lastAlbum++
	return fmt.Sprintf("%d", 13_000_000_000_000_000+w.lastAlbum)
}
