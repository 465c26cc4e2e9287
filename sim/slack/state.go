package slack

import (
	"encoding/json"
	"slices"

	"vakhta/sim/slack/workspace"
)

// State is a snapshot of all that can be seen in the workspace, for a web page.
// Texts are in Slack's escaped form.
type State struct {
	Version     uint64           `json:"version"`
	Team        string           `json:"team"`
	BotUserID   string           `json:"bot_user_id"`
	Connections int              `json:"connections"`
	Down        bool             `json:"down"`
	Users       []UserState      `json:"users"`
	Channels    []ChannelState   `json:"channels"`
	Modals      []ViewState      `json:"modals"`
	Homes       []ViewState      `json:"homes"`
	Ephemerals  []EphemeralState `json:"ephemerals"`
	Files       []FileState      `json:"files"`
}

// UserState is a person or a bot.
type UserState struct {
	ID       string `json:"id"`
	Handle   string `json:"handle"`
	Name     string `json:"name"`
	TZ       string `json:"tz"`
	Locale   string `json:"locale"`
	Bot      bool   `json:"bot"`
	Stranger bool   `json:"stranger"`
}

// ChannelState is a channel and its messages.
type ChannelState struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Kind     string         `json:"kind"`
	Members  []string       `json:"members"`
	Archived bool           `json:"archived"`
	Messages []MessageState `json:"messages"`
}

// MessageState is a message with its thread.
type MessageState struct {
	TS          string          `json:"ts"`
	ThreadTS    string          `json:"thread_ts,omitempty"`
	User        string          `json:"user"`
	Username    string          `json:"username,omitempty"`
	Subtype     string          `json:"subtype,omitempty"`
	Text        string          `json:"text"`
	Blocks      json.RawMessage `json:"blocks,omitempty"`
	Attachments json.RawMessage `json:"attachments,omitempty"`
	Files       []FileState     `json:"files,omitempty"`
	Reactions   []ReactionState `json:"reactions,omitempty"`
	Edited      bool            `json:"edited"`
	Deleted     bool            `json:"deleted"`
	Thread      []MessageState  `json:"thread,omitempty"`
}

// ReactionState is an emoji and who put it there.
type ReactionState struct {
	Name  string   `json:"name"`
	Users []string `json:"users"`
}

// FileState is a file without its bytes.
type FileState struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Title string `json:"title"`
	Mime  string `json:"mime"`
	Size  int    `json:"size"`
	User  string `json:"user"`
	Alt   string `json:"alt,omitempty"`
}

// ViewState is a modal or a Home tab on somebody's screen.
type ViewState struct {
	ID       string          `json:"id"`
	User     string          `json:"user"`
	Previous string          `json:"previous,omitempty"`
	View     json.RawMessage `json:"view"`
}

// EphemeralState is a message only one person sees.
type EphemeralState struct {
	ID       string          `json:"id"`
	Channel  string          `json:"channel"`
	User     string          `json:"user"`
	ThreadTS string          `json:"thread_ts,omitempty"`
	Text     string          `json:"text"`
	Blocks   json.RawMessage `json:"blocks,omitempty"`
}

// State returns a snapshot. The version is read first, so a page that shows
// this state and waits for a later version misses nothing.
func (s *Server) State() State {
	out := State{
		Version: s.Version(), Team: s.config.TeamName, BotUserID: s.config.BotUserID,
		Connections: s.Sockets.Connections(), Down: s.api.Down(),
	}
	for _, u := range s.space.Users() {
		out.Users = append(out.Users, UserState{
			ID: u.ID, Handle: u.Name, Name: u.RealName, TZ: u.TZ, Locale: u.Locale, Bot: u.IsBot, Stranger: u.Stranger,
		})
		if home, ok := s.screens.Home(u.ID); ok {
			out.Homes = append(out.Homes, ViewState{ID: home.ID, User: home.User, View: home.Body})
		}
	}
	for _, c := range s.space.Channels() {
		out.Channels = append(out.Channels, ChannelState{
			ID: c.ID, Name: c.Name, Kind: string(c.Kind), Members: c.Members, Archived: c.Archived,
			Messages: threaded(s.space.Messages(c.ID)),
		})
	}
	for _, v := range s.screens.Modals() {
		out.Modals = append(out.Modals, ViewState{ID: v.ID, User: v.User, Previous: v.Previous, View: v.Body})
	}
	for _, e := range s.screens.Whispers("") {
		out.Ephemerals = append(out.Ephemerals, EphemeralState{
			ID: e.ID, Channel: e.Channel, User: e.User, ThreadTS: e.ThreadTS, Text: e.Text, Blocks: e.Blocks,
		})
	}
	for _, f := range s.space.Files() {
		out.Files = append(out.Files, fileState(f))
	}
	return out
}

// File returns the bytes of a file and its type, for a page to show.
func (s *Server) File(id string) ([]byte, string, error) {
	f, err := s.space.File(id)
	return f.Bytes, f.Mime, err
}

// threaded puts replies under their parents.
func threaded(all []Message) []MessageState {
	var out []MessageState
	for _, m := range all {
		state := messageState(m)
		if !m.InThread() {
			out = append(out, state)
			continue
		}
		at := slices.IndexFunc(out, func(parent MessageState) bool { return parent.TS == m.ThreadTS })
		if at >= 0 {
			out[at].Thread = append(out[at].Thread, state)
		}
		if m.Broadcast {
			out = append(out, state)
		}
	}
	return out
}

func messageState(m Message) MessageState {
	state := MessageState{
		TS: m.TS, ThreadTS: m.ThreadTS, User: m.User, Username: m.Username, Subtype: m.Subtype, Text: m.Text,
		Blocks: m.Blocks, Attachments: m.Attachments, Edited: m.EditedTS != "", Deleted: m.Deleted,
	}
	for _, f := range m.Files {
		state.Files = append(state.Files, fileState(f))
	}
	for _, r := range m.Reactions {
		state.Reactions = append(state.Reactions, ReactionState{Name: r.Name, Users: r.Users})
	}
	return state
}

func fileState(f workspace.File) FileState {
	return FileState{ID: f.ID, Name: f.Name, Title: f.Title, Mime: f.Mime, Size: len(f.Bytes), User: f.User, Alt: f.Alt}
}
