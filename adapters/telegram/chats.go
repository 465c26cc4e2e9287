package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/layout"
	"vakhta/desk"
)

const (
	// maxTopicName is the longest name of a topic.
	maxTopicName = 128
	// forumFor is how long it is remembered whether a chat has topics.
	forumFor = 10 * time.Minute
)

// OpenThread opens a topic if the chat is a forum in which the bot may. In a
// forum where it may not, the card goes to the General topic.
func (a *Adapter) OpenThread(ctx context.Context, to desk.Address, name string) (desk.Address, error) {
	chat, _, err := place(to)
	if err != nil {
		return to, err
	}
	is, err := a.isForum(ctx, chat)
	if err != nil || !is {
		return to, err
	}
	var topic *models.ForumTopic
	err = botapi.Within(ctx, func(ctx context.Context) (err error) {
		topic, err = a.api.CreateForumTopic(ctx, &bot.CreateForumTopicParams{ChatID: chat, Name: topicName(name)})
		return err
	})
	if err != nil {
		send := a.failed("open a topic", err)
		if errors.Is(send, botapi.ErrNoForum) {
			a.Log.WarnContext(ctx, "telegram: no topic for a ticket; make the bot an administrator who may manage topics", "chat", to.Chat)
			a.forums.remember(to.Chat, forum{until: a.Clock.Now().Add(forumFor)})
			return to, nil
		}
		return to, send
	}
	to.Thread = strconv.Itoa(topic.MessageThreadID)
	return to, nil
}

// RenameThread changes a topic's name, and closes the topic or opens it again.
func (a *Adapter) RenameThread(ctx context.Context, at desk.Address, name string, closed bool) error {
	chat, topic, err := place(at)
	if err != nil {
		return err
	}
	err = a.topical(ctx, func(ctx context.Context) error {
		_, err := a.api.EditForumTopic(ctx, &bot.EditForumTopicParams{ChatID: chat, MessageThreadID: topic, Name: topicName(name)})
		return err
	})
	if err != nil {
		return err
	}
	return a.topical(ctx, func(ctx context.Context) (err error) {
		if closed {
			_, err = a.api.CloseForumTopic(ctx, &bot.CloseForumTopicParams{ChatID: chat, MessageThreadID: topic})
		} else {
			_, err = a.api.ReopenForumTopic(ctx, &bot.ReopenForumTopicParams{ChatID: chat, MessageThreadID: topic})
		}
		return err
	})
}

// topical changes a topic. That it is so already, or is gone, is no error.
func (a *Adapter) topical(ctx context.Context, change func(context.Context) error) error {
	err := botapi.Within(ctx, change)
	if err == nil {
		return nil
	}
	if send := a.failed("change a topic", err); !errors.Is(send, botapi.ErrNotModified) && !errors.Is(send, desk.ErrThreadGone) {
		return send
	}
	return nil
}

// topicName returns a name on one line, cut to the limit.
func topicName(name string) string {
	return layout.Cut(strings.Join(strings.Fields(name), " "), maxTopicName)
}

// isForum reports whether a chat has topics. Private chats count as having
// none.
func (a *Adapter) isForum(ctx context.Context, chat int64) (bool, error) {
	if chat > 0 {
		return false, nil
	}
	key := strconv.FormatInt(chat, 10)
	if f, ok := a.forums.recall(key, a.Clock.Now()); ok {
		return f.is, nil
	}
	var about struct {
		IsForum bool `json:"is_forum"`
	}
	err := botapi.Within(ctx, func(ctx context.Context) error {
		return a.calls.Call(ctx, "getChat", map[string]any{"chat_id": chat}, &about)
	})
	if err != nil {
		return false, a.failed("look at a chat", err)
	}
	a.forums.remember(key, forum{is: about.IsForum, until: a.Clock.Now().Add(forumFor)})
	return about.IsForum, nil
}

// forums remembers for a while which chats have topics: a group may get them
// later, or the bot the right to open them.
type forums struct {
	mu    sync.Mutex
	known map[string]forum
}

// A forum is what is known of one chat, and until when.
type forum struct {
	is    bool
	until time.Time
}

// recall returns what is known of a chat, and false if nothing is.
func (fs *forums) recall(chat string, now time.Time) (forum, bool) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	f, ok := fs.known[chat]
	return f, ok && now.Before(f.until)
}

// remember stores what was learned; there are only as many chats as in
// desk.yaml.
func (fs *forums) remember(chat string, f forum) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fs.known == nil {
		fs.known = map[string]forum{}
	}
	fs.known[chat] = f
}

// reopen opens the closed topic of a message: somebody closed it, but the
// ticket continues.
func (a *Adapter) reopen(ctx context.Context, p bot.SendMessageParams) error {
	return botapi.Within(ctx, func(ctx context.Context) error {
		if p.MessageThreadID == 0 {
			_, err := a.api.ReopenGeneralForumTopic(ctx, &bot.ReopenGeneralForumTopicParams{ChatID: p.ChatID})
			return err
		}
		_, err := a.api.ReopenForumTopic(ctx, &bot.ReopenForumTopicParams{ChatID: p.ChatID, MessageThreadID: p.MessageThreadID})
		return err
	})
}

// IsMember reports whether an account is in a group.
// https://core.telegram.org/bots/api#getchatmember
func (a *Adapter) IsMember(ctx context.Context, chat desk.Address, who desk.Account) (bool, error) {
	var standing struct {
		Status   string `json:"status"`
		IsMember bool   `json:"is_member"` // of somebody restricted
	}
	if err := a.ask(ctx, "getChatMember", map[string]any{"chat_id": chat.Chat, "user_id": who.ID}, &standing); err != nil {
		return false, err
	}
	switch standing.Status {
	case "creator", "administrator", "member":
		return true, nil
	case "restricted":
		return standing.IsMember, nil
	default:
		return false, nil
	}
}

// React puts an emoji on a message. If the message does not accept it any more,
// nothing is lost.
func (a *Adapter) React(ctx context.Context, at desk.MessageRef, emoji string) error {
	return a.sign(ctx, at, models.ReactionType{
		Type: models.ReactionTypeTypeEmoji, ReactionTypeEmoji: &models.ReactionTypeEmoji{Emoji: allowed(emoji)},
	})
}

// Unreact removes the emoji: a bot has at most one on a message.
func (a *Adapter) Unreact(ctx context.Context, at desk.MessageRef, _ string) error {
	return a.sign(ctx, at)
}

func (a *Adapter) sign(ctx context.Context, at desk.MessageRef, signs ...models.ReactionType) error {
	err := a.onMessage(ctx, "react", at, func(ctx context.Context, chat int64, id int) error {
		_, err := a.api.SetMessageReaction(ctx, &bot.SetMessageReactionParams{ChatID: chat, MessageID: id, Reaction: signs})
		return err
	})
	if errors.Is(err, botapi.ErrReaction) {
		return nil
	}
	return err
}

// allowed returns an emoji that bots may react with: a tick is not among them.
func allowed(emoji string) string {
	if emoji == "✅" {
		return "👍"
	}
	return desk.PlainEmoji(emoji)
}

// Remove deletes a message.
func (a *Adapter) Remove(ctx context.Context, at desk.MessageRef) error {
	return a.onMessage(ctx, "delete a message", at, func(ctx context.Context, chat int64, id int) error {
		_, err := a.api.DeleteMessage(ctx, &bot.DeleteMessageParams{ChatID: chat, MessageID: id})
		return err
	})
}

// onMessage makes a call about a message.
func (a *Adapter) onMessage(
	ctx context.Context, what string, at desk.MessageRef, call func(ctx context.Context, chat int64, id int) error,
) error {
	chat, _, err := place(at.Address)
	if err != nil {
		return err
	}
	id, err := messageID(at)
	if err != nil {
		return err
	}
	if err := botapi.Within(ctx, func(ctx context.Context) error { return call(ctx, chat, id) }); err != nil {
		return a.failed(what, err)
	}
	return nil
}

// messageID returns a message in Telegram's numbers. Anything else than a
// number never was a message here.
func messageID(at desk.MessageRef) (int, error) {
	id, err := strconv.Atoi(at.Message)
	if err != nil {
		return 0, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%.40q is no message on Telegram: %w", at.Message, desk.ErrMessageGone)}
	}
	return id, nil
}
