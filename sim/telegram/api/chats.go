package api

import (
	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// createForumTopic returns the topic, whose id is that of the service message
// which begins it.
func (a *API) createForumTopic(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	t, err := a.world.CreateTopic(c, a.world.Bot.ID, q.Text("name"), q.Int("icon_color"))
	if err != nil {
		return nil, err
	}
	return wire.ForumTopic{MessageThreadID: t.ID, Name: t.Name, IconColor: t.Color}, nil
}

// editForumTopic renames a topic. The same name is an error.
func (a *API) editForumTopic(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	err = a.world.RenameTopic(c, a.world.Bot.ID, q.Int("message_thread_id"), q.Text("name"))
	return err == nil, err
}

// closeTopic makes one of the four methods that close and reopen topics.
func closeTopic(closed, general bool) method {
	return func(a *API, q request.Request) (any, error) {
		c, err := a.access(q, "chat_id")
		if err != nil {
			return nil, err
		}
		id := q.Int("message_thread_id")
		if general {
			id = world.General
		}
		err = a.world.CloseTopic(c, a.world.Bot.ID, id, closed)
		return err == nil, err
	}
}

// deleteForumTopic also deletes the topic's messages.
func (a *API) deleteForumTopic(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	err = a.world.DeleteTopic(c, a.world.Bot.ID, q.Int("message_thread_id"))
	return err == nil, err
}

// getChat fails exactly as sending would, so a bot can check with it whether a
// chat still exists.
func (a *API) getChat(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	full := wire.ChatFullInfo{Chat: c.Chat, MaxReactionCount: 11, GiftTypes: map[string]any{}}
	if n := len(c.Pinned); n > 0 {
		if m := c.Find(c.Pinned[n-1]); m != nil {
			full.Pinned = a.world.Shown(c, m)
		}
	}
	return full, nil
}

// getChatMember knows everybody who has an account, also as "left". An unknown
// id has another error.
func (a *API) getChatMember(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	user := q.ID("user_id")
	if user != a.world.Bot.ID && a.world.Person(user) == nil {
		return nil, wire.BadRequest("PARTICIPANT_ID_INVALID")
	}
	return a.world.ShownMember(c, user), nil
}

// getChatAdministrators leaves out other bots, as the server does.
func (a *API) getChatAdministrators(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	if c.Type == "private" {
		return nil, wire.BadRequest("there are no administrators in the private chat")
	}
	leading := []wire.ChatMember{}
	for _, id := range c.Members() {
		if status := c.Member(id).Status; status == world.Administrator || status == world.Creator {
			leading = append(leading, a.world.ShownMember(c, id))
		}
	}
	return leading, nil
}

// getChatMemberCount includes the bot.
func (a *API) getChatMemberCount(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	if c.Type == "private" {
		return 2, nil
	}
	return len(c.Members()), nil
}

// leaveChat produces an update about the bot's own status.
func (a *API) leaveChat(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	if c.Type == "private" {
		return nil, wire.BadRequest("chat not found")
	}
	a.world.SetStanding(c, a.world.Bot.ID, a.world.Bot.ID, world.Member{Status: world.Left})
	return true, nil
}

// getFile returns the path of a download. The name and type that the sender
// gave the file are not part of it: a bot must take them from the message.
func (a *API) getFile(q request.Request) (any, error) {
	f := a.world.FileByID(q.Text("file_id"))
	switch {
	case f == nil:
		return nil, wire.BadRequest("invalid file_id")
	case len(f.Data) > world.MaxDownload:
		return nil, wire.BadRequest("file is too big")
	}
	// The name and type are only in the message.
	return wire.File{FileID: f.FileID, FileUniqueID: f.FileUniqueID, FileSize: f.FileSize, FilePath: f.FilePath}, nil
}
