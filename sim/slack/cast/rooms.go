package cast

import (
	"slices"

	"vakhta/sim/slack/workspace"
)

// Room is a channel as its members see it.
type Room struct {
	ID    string
	stage *Stage
}

// Channel opens a public channel with the bot and these members in it.
func (s *Stage) Channel(id, name string, members ...string) Room {
	return s.Open(workspace.Channel{ID: id, Name: name, Kind: workspace.Public, Members: append(members, s.c.Space.App.BotUserID)})
}

// PrivateChannel opens a private channel with the bot and these members in it.
func (s *Stage) PrivateChannel(id, name string, members ...string) Room {
	return s.Open(workspace.Channel{ID: id, Name: name, Kind: workspace.Private, Members: append(members, s.c.Space.App.BotUserID)})
}

// Open opens a channel as described, without the bot unless it is named.
func (s *Stage) Open(c workspace.Channel) Room {
	s.c.Space.AddChannel(c)
	return Room{ID: c.ID, stage: s}
}

// UserGroup makes a group of people who can be mentioned together.
func (s *Stage) UserGroup(id string, members ...string) { s.c.Space.AddGroup(id, members...) }

// In returns the view of a channel.
func (s *Stage) In(channel string) Room { return Room{ID: channel, stage: s} }

// With returns the direct conversation of the bot and a person.
func (s *Stage) With(userID string) (Room, error) {
	c, err := s.c.Space.OpenIM(userID)
	return Room{ID: c.ID, stage: s}, err
}

// Messages returns the messages of the channel, oldest first, without replies
// in threads.
func (r Room) Messages() []Message {
	return slices.DeleteFunc(r.stage.c.Space.Messages(r.ID), func(m Message) bool { return m.InThread() && !m.Broadcast })
}

// Thread returns the replies under a message.
func (r Room) Thread(parent Message) []Message {
	return slices.DeleteFunc(r.stage.c.Space.Messages(r.ID), func(m Message) bool { return !m.InThread() || m.ThreadTS != parent.TS })
}

// Last returns the newest message of the channel itself.
func (r Room) Last() (Message, bool) {
	all := r.Messages()
	if len(all) == 0 {
		return Message{}, false
	}
	return all[len(all)-1], true
}

// Message returns a message as it stands now.
func (r Room) Message(ts string) (Message, error) { return r.stage.c.Space.Message(r.ID, ts) }

// Invite adds somebody, or the bot, to the channel.
func (r Room) Invite(userID, inviter string) error {
	return r.stage.c.Space.Join(r.ID, userID, inviter)
}

// Remove removes somebody, or the bot, from the channel.
func (r Room) Remove(userID string) error { return r.stage.c.Space.Leave(r.ID, userID) }

// Archive closes the channel; Unarchive opens it again.
func (r Room) Archive(by string) error { return r.stage.c.Space.Archive(r.ID, by, true) }

// Unarchive opens an archived channel.
func (r Room) Unarchive(by string) error { return r.stage.c.Space.Archive(r.ID, by, false) }

// Rename changes the channel's name.
func (r Room) Rename(name string) error { return r.stage.c.Space.Rename(r.ID, name) }
