package faketelegram

import (
	"slices"

	"vakhta/demo/faketelegram/world"
)

// A State is everything there is to see, ready for JSON.
type State struct {
	Version uint64      `json:"version"`
	Bot     Member      `json:"bot"`
	People  []Member    `json:"people"`
	Chats   []ChatState `json:"chats"`
	Waiting []string    `json:"waiting"` // ids of presses without an answer
}

// A Member is somebody, and in a group what they are there.
type Member struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Username string `json:"username,omitempty"`
	Language string `json:"language,omitempty"`
	Status   string `json:"status,omitempty"`
}

// A ChatState is one chat with all that is to be seen in it.
type ChatState struct {
	ID         int64     `json:"id"`
	Type       string    `json:"type"`
	Title      string    `json:"title"`
	Forum      bool      `json:"forum"`
	Started    bool      `json:"started"`
	Blocked    bool      `json:"blocked"`
	MigratedTo int64     `json:"migrated_to,omitempty"`
	Members    []Member  `json:"members"`
	Topics     []Topic   `json:"topics,omitempty"`
	Pinned     []int     `json:"pinned,omitempty"`
	Messages   []Message `json:"messages"`
}

// State is the whole state at one moment.
func (s *Server) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := State{Version: s.version, Bot: s.member(s.world.Bot.ID, ""), People: []Member{}, Chats: []ChatState{}, Waiting: []string{}}
	for _, p := range s.world.People() {
		st.People = append(st.People, s.member(p.ID, ""))
	}
	for _, c := range s.world.Chats() {
		st.Chats = append(st.Chats, s.chatState(c))
	}
	for _, p := range s.world.Presses() {
		if p.Answer == nil {
			st.Waiting = append(st.Waiting, p.ID)
		}
	}
	return st
}

func (s *Server) chatState(c *world.Chat) ChatState {
	st := ChatState{
		ID: c.ID, Type: c.Type, Title: c.Title, Forum: c.IsForum, Started: c.Started, Blocked: c.Blocked,
		MigratedTo: c.MigratedTo, Members: []Member{}, Topics: c.Topics(), Pinned: slices.Clone(c.Pinned),
		Messages: s.visible(c),
	}
	if c.Type == "private" {
		st.Title = s.member(c.ID, "").Name
	}
	for _, id := range c.Members() {
		st.Members = append(st.Members, s.member(id, string(c.Member(id).Status)))
	}
	return st
}

func (s *Server) member(id int64, status string) Member {
	u := s.world.Bot
	if p := s.world.Person(id); p != nil {
		u = p.User
	}
	return Member{ID: id, Name: fullName(u), Username: u.Username, Language: u.LanguageCode, Status: status}
}

// File is a stored file's bytes with its name and type, as a client shows it.
func (s *Server) File(id string) (data []byte, name, mimeType string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.world.FileByID(id)
	if f == nil {
		return nil, "", "", false
	}
	return f.Data, f.FileName, f.MimeType, true
}
