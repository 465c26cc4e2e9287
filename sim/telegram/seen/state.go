package seen

import (
	"slices"

	"vakhta/sim/telegram/world"
)

// A State is everything that can be seen, ready for JSON.
type State struct {
	Version uint64   `json:"version"`
	Bot     Member   `json:"bot"`
	People  []Member `json:"people"`
	Chats   []Chat   `json:"chats"`
	Waiting []string `json:"waiting"` // ids of presses without an answer
}

// A Member is a person, in a group with their status.
type Member struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Username string `json:"username,omitempty"`
	Language string `json:"language,omitempty"`
	Status   string `json:"status,omitempty"`
}

// A Chat is one chat with all its visible messages.
type Chat struct {
	ID         int64         `json:"id"`
	Type       string        `json:"type"`
	Title      string        `json:"title"`
	Forum      bool          `json:"forum"`
	Started    bool          `json:"started"`
	Blocked    bool          `json:"blocked"`
	Typing     bool          `json:"typing"` // "Vakhta is typing…"
	MigratedTo int64         `json:"migrated_to,omitempty"`
	Members    []Member      `json:"members"`
	Topics     []world.Topic `json:"topics,omitempty"`
	Pinned     []int         `json:"pinned,omitempty"`
	Messages   []Message     `json:"messages"`
}

// All returns everything in a world.
func All(w *world.World) State {
	st := State{Bot: member(w, w.Bot.ID, ""), People: []Member{}, Chats: []Chat{}, Waiting: []string{}}
	for _, p := range w.People() {
		st.People = append(st.People, member(w, p.ID, ""))
	}
	for _, c := range w.Chats() {
		st.Chats = append(st.Chats, chat(w, c))
	}
	for _, p := range w.Presses() {
		if p.Answer == nil {
			st.Waiting = append(st.Waiting, p.ID)
		}
	}
	return st
}

// chat returns one chat; a private one has its person's name.
func chat(w *world.World, c *world.Chat) Chat {
	st := Chat{
		ID: c.ID, Type: c.Type, Title: c.Title, Forum: c.IsForum, Started: c.Started, Blocked: c.Blocked,
		Typing: w.Typing(c), MigratedTo: c.MigratedTo, Members: []Member{}, Topics: c.Topics(), Pinned: slices.Clone(c.Pinned),
		Messages: In(w, c),
	}
	if c.Type == "private" {
		st.Title = member(w, c.ID, "").Name
	}
	for _, id := range c.Members() {
		st.Members = append(st.Members, member(w, id, string(c.Member(id).Status)))
	}
	return st
}

// In returns the visible messages of a chat, in order, none if there is no such
// chat.
func In(w *world.World, c *world.Chat) []Message {
	all := []Message{}
	if c == nil {
		return all
	}
	for _, m := range c.Messages() {
		if !m.Deleted {
			all = append(all, Of(w, c, m))
		}
	}
	return all
}

// member returns a person, or the bot, which has no language.
func member(w *world.World, id int64, status string) Member {
	u := w.Bot
	if p := w.Person(id); p != nil {
		u = p.User
	}
	return Member{ID: id, Name: fullName(u), Username: u.Username, Language: u.LanguageCode, Status: status}
}
