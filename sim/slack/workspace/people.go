package workspace

import (
	"slices"
	"time"

	"vakhta/sim/slack/ledger"
)

// User is a person or a bot.
type User struct {
	ID, Name, RealName string
	TZ, Locale         string
	TeamID             string
	IsBot, Deleted     bool
	// Stranger marks a member of another organisation, who is in a shared
	// channel.
	Stranger bool
	// Guest marks a person who sees only the channels they were invited to.
	Guest bool
}

// Kind is the type of a conversation.
type Kind string

// The kinds of conversations, spelled as channel_type in event payloads.
const (
	Public  Kind = "channel"
	Private Kind = "group"
	Direct  Kind = "im"
)

// Channel is a conversation and its members.
type Channel struct {
	ID, Name string
	Kind     Kind
	Members  []string
	Archived bool
	Shared   bool
	Created  time.Time
	messages []*Message
}

// Has reports whether a user is in the channel.
func (c Channel) Has(userID string) bool { return slices.Contains(c.Members, userID) }

// subscription returns the message subscription that covers the channel.
func (c Channel) subscription() string {
	return "message." + map[Kind]string{Public: "channels", Private: "groups", Direct: "im"}[c.Kind]
}

// AddUser adds a person to the workspace, or replaces one.
func (w *Workspace) AddUser(u User) {
	defer w.Change()()
	if u.TeamID == "" {
		u.TeamID = w.App.TeamID
	}
	if known := w.user(u.ID); known != nil {
		*known = u
		w.emit("user_change", false, map[string]any{"type": "user_change", "user": w.wireUser(&u, true), "event_ts": w.NextTS()})
		return
	}
	w.users = append(w.users, &u)
	w.people[u.ID] = &u
}

// AddChannel opens a channel; the bot is in it only if it is a member.
func (w *Workspace) AddChannel(c Channel) {
	defer w.Change()()
	if c.Kind == "" {
		c.Kind = Public
	}
	c.Created = w.Now()
	c.Members = slices.Clone(c.Members)
	w.open(&c)
}

func (w *Workspace) open(c *Channel) {
	w.channels = append(w.channels, c)
	w.rooms[c.ID] = c
	if c.Kind == Direct {
		for _, who := range c.Members {
			w.directs[who] = c
		}
	}
}

// AddGroup adds a user group.
func (w *Workspace) AddGroup(id string, members ...string) {
	defer w.Change()()
	w.groups[id] = slices.Clone(members)
}

// Group returns the members of a user group.
func (w *Workspace) Group(id string) ([]string, error) {
	defer w.Look()()
	members, ok := w.groups[id]
	if !ok {
		return nil, ledger.RefusedError("no_such_subteam")
	}
	return slices.Clone(members), nil
}

// User returns a person by id.
func (w *Workspace) User(id string) (User, error) {
	defer w.Look()()
	if u := w.user(id); u != nil {
		return *u, nil
	}
	return User{}, ledger.RefusedError("user_not_found")
}

// Users returns everybody in the order in which they were added.
func (w *Workspace) Users() []User {
	defer w.Look()()
	var out []User
	for _, u := range w.users {
		out = append(out, *u)
	}
	return out
}

// Channel returns a channel by id.
func (w *Workspace) Channel(id string) (Channel, error) {
	defer w.Look()()
	if c := w.channel(id); c != nil {
		return c.copy(), nil
	}
	return Channel{}, ledger.RefusedError("channel_not_found")
}

// Channels returns every channel in the order they were opened.
func (w *Workspace) Channels() []Channel {
	defer w.Look()()
	var out []Channel
	for _, c := range w.channels {
		out = append(out, c.copy())
	}
	return out
}

// OpenIM returns the direct conversation of the bot with a person, opening it
// if needed.
func (w *Workspace) OpenIM(userID string) (Channel, error) {
	defer w.Change()()
	c, err := w.im(userID)
	if err != nil {
		return Channel{}, err
	}
	return c.copy(), nil
}

func (w *Workspace) im(userID string) (*Channel, error) {
	u := w.user(userID)
	switch {
	case u == nil:
		return nil, ledger.RefusedError("user_not_found")
	case u.Deleted:
		return nil, ledger.RefusedError("user_disabled")
	}
	if c := w.directs[userID]; c != nil {
		return c, nil
	}
	c := &Channel{ID: w.NextID("D"), Kind: Direct, Members: []string{userID, w.App.BotUserID}, Created: w.Now()}
	w.open(c)
	return c, nil
}

// UserNamed returns the id of the user with a handle.
func (w *Workspace) UserNamed(handle string) (string, bool) {
	defer w.Look()()
	for _, u := range w.users {
		if u.Name == handle {
			return u.ID, true
		}
	}
	return "", false
}

// ChannelNamed returns the id of the channel with a name.
func (w *Workspace) ChannelNamed(name string) (string, bool) {
	defer w.Look()()
	for _, c := range w.channels {
		if name != "" && c.Name == name {
			return c.ID, true
		}
	}
	return "", false
}

func (w *Workspace) user(id string) *User { return w.people[id] }

func (w *Workspace) channel(id string) *Channel { return w.rooms[id] }

func (c Channel) copy() Channel {
	out := c
	out.Members = slices.Clone(c.Members)
	out.messages = nil
	return out
}
