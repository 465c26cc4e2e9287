package faketelegram

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"vakhta/demo/faketelegram/request"
	"vakhta/demo/faketelegram/updates"
	"vakhta/demo/faketelegram/wire"
	"vakhta/demo/faketelegram/world"
)

// methods are the simulated ones, by their documented names. getUpdates is not
// among them, because it waits and must not hold the lock meanwhile.
func methods() map[string]method {
	return map[string]method{
		"getMe":          (*Server).getMe,
		"setWebhook":     (*Server).setWebhook,
		"deleteWebhook":  (*Server).deleteWebhook,
		"getWebhookInfo": (*Server).getWebhookInfo,

		"sendMessage":    (*Server).sendMessage,
		"sendPhoto":      sendFile("photo"),
		"sendDocument":   sendFile("document"),
		"sendVideo":      sendFile("video"),
		"sendVoice":      sendFile("voice"),
		"sendAudio":      sendFile("audio"),
		"sendMediaGroup": (*Server).sendMediaGroup,
		"copyMessage":    (*Server).copyMessage,
		"forwardMessage": (*Server).forwardMessage,
		"sendChatAction": (*Server).sendChatAction,

		"editMessageText":        edit("text"),
		"editMessageCaption":     edit("caption"),
		"editMessageReplyMarkup": edit("reply_markup"),
		"deleteMessage":          (*Server).deleteMessage,
		"deleteMessages":         (*Server).deleteMessages,
		"pinChatMessage":         (*Server).pinChatMessage,
		"unpinChatMessage":       (*Server).unpinChatMessage,
		"unpinAllChatMessages":   (*Server).unpinAllChatMessages,
		"setMessageReaction":     (*Server).setMessageReaction,
		"answerCallbackQuery":    (*Server).answerCallbackQuery,

		"createForumTopic":        (*Server).createForumTopic,
		"editForumTopic":          (*Server).editForumTopic,
		"closeForumTopic":         closeTopic(true, false),
		"reopenForumTopic":        closeTopic(false, false),
		"closeGeneralForumTopic":  closeTopic(true, true),
		"reopenGeneralForumTopic": closeTopic(false, true),
		"deleteForumTopic":        (*Server).deleteForumTopic,

		"getChat":               (*Server).getChat,
		"getChatMember":         (*Server).getChatMember,
		"getChatAdministrators": (*Server).getChatAdministrators,
		"getChatMemberCount":    (*Server).getChatMemberCount,
		"leaveChat":             (*Server).leaveChat,
		"getFile":               (*Server).getFile,

		"setMyCommands":         (*Server).setMyCommands,
		"getMyCommands":         (*Server).getMyCommands,
		"deleteMyCommands":      (*Server).deleteMyCommands,
		"setMyName":             accept,
		"setMyDescription":      accept,
		"setMyShortDescription": accept,
		"setChatMenuButton":     accept,
	}
}

// accept takes a call that changes nothing which anybody here looks at.
func accept(*Server, request.Request) (any, error) { return true, nil }

func (s *Server) getMe(request.Request) (any, error) {
	return wire.Me{User: s.world.Bot, CanJoinGroups: true, CanReadAllGroupMessages: s.cfg.ReadsAll}, nil
}

func (s *Server) getUpdates(ctx context.Context, q request.Request) (any, error) {
	s.queue.Allow(q.Text("allowed_updates"))
	limit := 100
	if q.Has("limit") {
		limit = max(1, q.Int("limit"))
	}
	batch, err := s.queue.Poll(ctx, updates.Ask{
		Offset: q.Int("offset"), Limit: limit, Timeout: time.Duration(q.Int("timeout")) * time.Second,
	})
	if errors.Is(err, updates.ErrInterrupted) {
		return nil, errDropped
	}
	if err != nil {
		return nil, err
	}
	return batch, nil
}

func (s *Server) setWebhook(q request.Request) (any, error) {
	if !q.Has("url") {
		return s.deleteWebhook(q)
	}
	secret := q.Text("secret_token")
	if len(secret) > 256 {
		return nil, wire.BadRequest("secret token is too long")
	}
	for _, r := range secret {
		if !isTokenLetter(r) {
			return nil, wire.BadRequest("secret token contains unallowed characters")
		}
	}
	s.queue.Allow(q.Text("allowed_updates"))
	hook := updates.Hook{URL: q.Text("url"), Secret: secret, MaxConnections: q.Int("max_connections")}
	if !s.queue.SetHook(hook, q.Bool("drop_pending_updates")) {
		return described{true, "Webhook is already set"}, nil
	}
	return described{true, "Webhook was set"}, nil
}

func isTokenLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-'
}

func (s *Server) deleteWebhook(q request.Request) (any, error) {
	if !s.queue.SetHook(updates.Hook{}, q.Bool("drop_pending_updates")) {
		return described{true, "Webhook is already deleted"}, nil
	}
	return described{true, "Webhook was deleted"}, nil
}

func (s *Server) getWebhookInfo(request.Request) (any, error) { return s.queue.Info(), nil }

// access is the chat of a call's parameter, if the bot may enter it.
func (s *Server) access(q request.Request, param string) (*world.Chat, error) {
	id := q.Text(param)
	if id == "" {
		return nil, wire.BadRequest("%s is empty", param)
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, wire.BadRequest("chat not found")
	}
	return s.world.Access(n)
}

// target is the message of a call, in a chat that the bot may enter.
func (s *Server) target(q request.Request, chatParam, what string) (*world.Chat, *world.Message, error) {
	c, err := s.access(q, chatParam)
	if err != nil {
		return nil, nil, err
	}
	m := c.Find(q.Int("message_id"))
	if m == nil {
		return nil, nil, wire.BadRequest("message to %s not found", what)
	}
	return c, m, nil
}

// object decodes a JSON parameter; what is none is refused in the parameter's name.
func object(q request.Request, name string, v any) (given bool, err error) {
	given, err = q.JSON(name, v)
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	if errors.As(err, &syntax) || errors.As(err, &shape) {
		return given, wire.BadRequest("can't parse %s JSON object", name)
	}
	return given, err
}
