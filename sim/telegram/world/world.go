// Package world is what exists behind the simulated Bot API: people, chats,
// messages, topics and files, with the platform's rules about who may do what.
// A World is Telegram as the bot's account sees it. People act through the same
// operations as the bot, under their own rules; updates for the bot go to the
// sink given to New. Refusals are worded as by Telegram. Only one goroutine may
// use a World at a time: the server holds the lock.
package world

import (
	"fmt"
	"slices"
	"time"

	"vakhta/sim/telegram/updates"
	"vakhta/sim/telegram/wire"
)

// Ids that Telegram uses for accounts that stand for others.
const (
	AnonymousAdmin = 1087968824
	General        = 1 // the internal id of a forum's General topic
)

// A World holds everything. New makes one.
type World struct {
	Bot wire.User
	// ReadsAll means that the bot's privacy mode is off.
	ReadsAll bool

	now     func() time.Time
	tell    func(updates.Update)
	people  map[int64]*Person
	chats   map[int64]*Chat
	order   []int64 // chats in the order in which they were made
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

// New returns an empty world with one bot in it.
func New(bot wire.User, readsAll bool, now func() time.Time, tell func(updates.Update)) *World {
	return &World{
		Bot: bot, ReadsAll: readsAll, now: now, tell: tell,
		people: map[int64]*Person{}, chats: map[int64]*Chat{}, files: map[string]*File{},
	}
}

// AddPerson adds a person, or renames the one with that id.
func (w *World) AddPerson(u wire.User) {
	if p := w.people[u.ID]; p != nil {
		p.User = u
		return
	}
	w.people[u.ID] = &Person{User: u}
}

// Person returns the person with an id, nil if nobody has it.
func (w *World) Person(id int64) *Person { return w.people[id] }

// People returns all people, by id.
func (w *World) People() []*Person {
	var all []*Person
	for _, p := range w.people {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *Person) int { return int(a.ID - b.ID) })
	return all
}

// user returns the person or the bot with an id.
func (w *World) user(id int64) wire.User {
	if id == w.Bot.ID {
		return w.Bot
	}
	if p := w.people[id]; p != nil {
		return p.User
	}
	return wire.User{ID: id, FirstName: fmt.Sprintf("User %d", id)}
}

// Chat returns the chat with an id, nil if there is none.
func (w *World) Chat(id int64) *Chat { return w.chats[id] }

// Chats returns all chats in the order in which they were made.
func (w *World) Chats() []*Chat {
	var all []*Chat
	for _, id := range w.order {
		all = append(all, w.chats[id])
	}
	return all
}

// Private returns a person's chat with the bot. It exists once either has
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

// AddGroup makes a group with the bot in it: a supergroup if the id is one,
// otherwise a basic group. It is part of the initial state, so it produces no
// update.
func (w *World) AddGroup(id int64, title string, members ...int64) *Chat {
	kind := "group"
	if id <= -1_000_000_000_000 {
		kind = "supergroup"
	}
	// A supergroup's first message says that it was made.
	c := w.add(&Chat{Chat: wire.Chat{ID: id, Type: kind, Title: title}, lastMessage: 1})
	c.set(w.Bot.ID, Member{Status: Ordinary})
	for _, m := range members {
		c.set(m, Member{Status: Ordinary})
	}
	return c
}

// AddForum makes a supergroup with topics, in which the bot is an
// administrator, because otherwise it can do little there.
func (w *World) AddForum(id int64, title string, members ...int64) *Chat {
	c := w.AddGroup(id, title, members...)
	c.Type, c.IsForum = "supergroup", true
	c.topics = map[int]*Topic{}
	c.set(w.Bot.ID, Member{Status: Administrator, Rights: AllRights()})
	return c
}

// add puts a chat into the world, replacing one with the same id.
func (w *World) add(c *Chat) *Chat {
	c.members = map[int64]Member{}
	if w.chats[c.ID] == nil {
		w.order = append(w.order, c.ID)
	}
	w.chats[c.ID] = c
	return c
}

// nextMessage returns the id of a chat's next message.
func (w *World) nextMessage(c *Chat) int {
	if c.Type == "supergroup" {
		c.lastMessage++
		return c.lastMessage
	}
	w.lastMessage++
	return w.lastMessage
}

// AlbumID returns an id for a new album.
func (w *World) AlbumID() string {
	w.lastAlbum++
	return fmt.Sprintf("%d", 13_000_000_000_000_000+w.lastAlbum)
}
