// Package api implements the methods of the simulated Bot API. A method reads
// its call with package content, then does to the world what the bot asked, or
// refuses in Telegram's words and in the server's order: the content first,
// then the chat, its topic, the replied message, lengths, and last what only
// Telegram's back-end checks.
package api

import (
	"context"
	"strconv"
	"time"

	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/updates"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// An API answers calls. As with the world behind it, only one goroutine may use
// it at a time; only GetUpdates, which waits, is an exception.
type API struct {
	world    *world.World
	queue    *updates.Queue
	now      func() time.Time
	methods  map[string]method
	commands map[commandsKey][]wire.BotCommand
}

// A method is one method of the Bot API. Its call has been checked against the
// documentation.
type method func(a *API, q request.Request) (any, error)

// A Described result has the sentence that the webhook methods add.
type Described struct {
	Result any
	Text   string
}

// New returns the API of a world whose updates are in the queue.
func New(w *world.World, q *updates.Queue, now func() time.Time) *API {
	return &API{world: w, queue: q, now: now, methods: methods(), commands: map[commandsKey][]wire.BotCommand{}}
}

// Simulates reports whether a method, by its documented name, is simulated.
func (a *API) Simulates(name string) bool { return a.methods[name] != nil }

// Call runs a simulated method.
func (a *API) Call(q request.Request) (any, error) { return a.methods[q.Method](a, q) }

// methods returns the simulated ones by their documented names. getUpdates is
// not among them, because it waits and must not hold the lock.
func methods() map[string]method {
	return map[string]method{
		"getMe":          (*API).getMe,
		"setWebhook":     (*API).setWebhook,
		"deleteWebhook":  (*API).deleteWebhook,
		"getWebhookInfo": (*API).getWebhookInfo,

		"sendMessage":    (*API).sendMessage,
		"sendPhoto":      sendFile("photo"),
		"sendDocument":   sendFile("document"),
		"sendVideo":      sendFile("video"),
		"sendVoice":      sendFile("voice"),
		"sendAudio":      sendFile("audio"),
		"sendAnimation":  sendFile("animation"),
		"sendVideoNote":  sendFile("video_note"),
		"sendSticker":    sendFile("sticker"),
		"sendMediaGroup": (*API).sendMediaGroup,
		"copyMessage":    (*API).copyMessage,
		"forwardMessage": (*API).forwardMessage,
		"sendChatAction": (*API).sendChatAction,

		"editMessageText":        edit("text"),
		"editMessageCaption":     edit("caption"),
		"editMessageReplyMarkup": edit("reply_markup"),
		"deleteMessage":          (*API).deleteMessage,
		"deleteMessages":         (*API).deleteMessages,
		"pinChatMessage":         (*API).pinChatMessage,
		"unpinChatMessage":       (*API).unpinChatMessage,
		"unpinAllChatMessages":   (*API).unpinAllChatMessages,
		"setMessageReaction":     (*API).setMessageReaction,
		"answerCallbackQuery":    (*API).answerCallbackQuery,

		"createForumTopic":        (*API).createForumTopic,
		"editForumTopic":          (*API).editForumTopic,
		"closeForumTopic":         closeTopic(true, false),
		"reopenForumTopic":        closeTopic(false, false),
		"closeGeneralForumTopic":  closeTopic(true, true),
		"reopenGeneralForumTopic": closeTopic(false, true),
		"deleteForumTopic":        (*API).deleteForumTopic,

		"getChat":               (*API).getChat,
		"getChatMember":         (*API).getChatMember,
		"getChatAdministrators": (*API).getChatAdministrators,
		"getChatMemberCount":    (*API).getChatMemberCount,
		"leaveChat":             (*API).leaveChat,
		"getFile":               (*API).getFile,

		"setMyCommands":         (*API).setMyCommands,
		"getMyCommands":         (*API).getMyCommands,
		"deleteMyCommands":      (*API).deleteMyCommands,
		"setMyName":             accept,
		"setMyDescription":      accept,
		"setMyShortDescription": accept,
		"setChatMenuButton":     accept,
	}
}

// accept does nothing, for calls whose effect nothing here depends on.
func accept(*API, request.Request) (any, error) { return true, nil }

// getMe tells the bot its privacy mode, which it cannot find out otherwise.
func (a *API) getMe(request.Request) (any, error) {
	return wire.Me{User: a.world.Bot, CanJoinGroups: true, CanReadAllGroupMessages: a.world.ReadsAll}, nil
}

// GetUpdates implements the long poll.
func (a *API) GetUpdates(ctx context.Context, q request.Request) (any, error) {
	a.queue.Allow(q.Text("allowed_updates"))
	limit := 100
	if q.Has("limit") {
		limit = max(1, q.Int("limit"))
	}
	batch, err := a.queue.Poll(ctx, updates.Ask{
		Offset: q.Int("offset"), Limit: limit, Timeout: time.Duration(q.Int("timeout")) * time.Second,
	})
	if err != nil {
		return nil, err
	}
	return batch, nil
}

// setWebhook accepts plain HTTP and any port, like a local Bot API server. New
// allowed_updates apply even if the URL does not change.
func (a *API) setWebhook(q request.Request) (any, error) {
	if !q.Has("url") {
		return a.deleteWebhook(q)
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
	a.queue.Allow(q.Text("allowed_updates"))
	hook := updates.Hook{URL: q.Text("url"), Secret: secret, MaxConnections: q.Int("max_connections")}
	if !a.queue.SetHook(hook, q.Bool("drop_pending_updates")) {
		return Described{true, "Webhook is already set"}, nil
	}
	return Described{true, "Webhook was set"}, nil
}

// isTokenLetter reports whether a webhook's secret may contain r.
func isTokenLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-'
}

// deleteWebhook returns to polling, with what is in the queue.
func (a *API) deleteWebhook(q request.Request) (any, error) {
	if !a.queue.SetHook(updates.Hook{}, q.Bool("drop_pending_updates")) {
		return Described{true, "Webhook is already deleted"}, nil
	}
	return Described{true, "Webhook was deleted"}, nil
}

// getWebhookInfo tells an operator why nothing arrives.
func (a *API) getWebhookInfo(request.Request) (any, error) { return a.queue.Info(), nil }

// access returns the chat of a call's parameter, if the bot may enter it.
func (a *API) access(q request.Request, param string) (*world.Chat, error) {
	id := q.Text(param)
	if id == "" {
		return nil, wire.BadRequest("%s is empty", param)
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, wire.BadRequest("chat not found")
	}
	return a.world.Access(n)
}

// target returns the message of a call, in a chat that the bot may enter.
func (a *API) target(q request.Request, chatParam, what string) (*world.Chat, *world.Message, error) {
	c, err := a.access(q, chatParam)
	if err != nil {
		return nil, nil, err
	}
	m := c.Find(q.Int("message_id"))
	if m == nil {
		return nil, nil, wire.BadRequest("message to %s not found", what)
	}
	return c, m, nil
}
