package faketelegram

import (
	"net/http"

	"vakhta/demo/faketelegram/request"
	"vakhta/demo/faketelegram/wire"
	"vakhta/demo/faketelegram/world"
)

func (s *Server) createForumTopic(q request.Request) (any, error) {
	c, err := s.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	t, err := s.world.CreateTopic(c, s.world.Bot.ID, q.Text("name"), q.Int("icon_color"))
	if err != nil {
		return nil, err
	}
	return wire.ForumTopic{MessageThreadID: t.ID, Name: t.Name, IconColor: t.Color}, nil
}

func (s *Server) editForumTopic(q request.Request) (any, error) {
	c, err := s.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	err = s.world.RenameTopic(c, s.world.Bot.ID, q.Int("message_thread_id"), q.Text("name"))
	return err == nil, err
}

// closeTopic is one of the four methods that close and reopen topics.
func closeTopic(closed, general bool) method {
	return func(s *Server, q request.Request) (any, error) {
		c, err := s.access(q, "chat_id")
		if err != nil {
			return nil, err
		}
		id := q.Int("message_thread_id")
		if general {
			id = world.General
		}
		err = s.world.CloseTopic(c, s.world.Bot.ID, id, closed)
		return err == nil, err
	}
}

func (s *Server) deleteForumTopic(q request.Request) (any, error) {
	c, err := s.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	err = s.world.DeleteTopic(c, s.world.Bot.ID, q.Int("message_thread_id"))
	return err == nil, err
}

func (s *Server) getChat(q request.Request) (any, error) {
	c, err := s.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	full := wire.ChatFullInfo{Chat: c.Chat, MaxReactionCount: 11, GiftTypes: map[string]any{}}
	if n := len(c.Pinned); n > 0 {
		if m := c.Find(c.Pinned[n-1]); m != nil {
			full.Pinned = s.world.Shown(c, m)
		}
	}
	return full, nil
}

func (s *Server) getChatMember(q request.Request) (any, error) {
	c, err := s.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	user := q.ID("user_id")
	if user != s.world.Bot.ID && s.world.Person(user) == nil {
		return nil, wire.BadRequest("PARTICIPANT_ID_INVALID")
	}
	return s.world.ShownMember(c, user), nil
}

// getChatAdministrators leaves other bots out, as the server does.
func (s *Server) getChatAdministrators(q request.Request) (any, error) {
	c, err := s.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	if c.Type == "private" {
		return nil, wire.BadRequest("there are no administrators in the private chat")
	}
	leading := []wire.ChatMember{}
	for _, id := range c.Members() {
		if status := c.Member(id).Status; status == world.Administrator || status == world.Creator {
			leading = append(leading, s.world.ShownMember(c, id))
		}
	}
	return leading, nil
}

func (s *Server) getChatMemberCount(q request.Request) (any, error) {
	c, err := s.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	if c.Type == "private" {
		return 2, nil
	}
	return len(c.Members()), nil
}

func (s *Server) leaveChat(q request.Request) (any, error) {
	c, err := s.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	if c.Type == "private" {
		return nil, wire.BadRequest("chat not found")
	}
	s.world.SetStanding(c, s.world.Bot.ID, s.world.Bot.ID, world.Member{Status: world.Left})
	return true, nil
}

func (s *Server) getFile(q request.Request) (any, error) {
	f := s.world.FileByID(q.Text("file_id"))
	switch {
	case f == nil:
		return nil, wire.BadRequest("invalid file_id")
	case len(f.Data) > world.MaxDownload:
		return nil, wire.BadRequest("file is too big")
	}
	// A download is a bare file: its name and type are the message's alone.
	return wire.File{FileID: f.FileID, FileUniqueID: f.FileUniqueID, FileSize: f.FileSize, FilePath: f.FilePath}, nil
}

func (s *Server) download(w http.ResponseWriter, path string) {
	s.mu.Lock()
	f := s.world.FileByPath(path)
	s.mu.Unlock()
	if f == nil || len(f.Data) > world.MaxDownload {
		answer(w, nil, &wire.Refusal{Code: http.StatusNotFound, Text: "Not Found"})
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(f.Data) // the client may be gone; there is nobody to tell
}
