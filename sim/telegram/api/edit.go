package api

import (
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vakhta/sim/telegram/content"
	"vakhta/sim/telegram/markup"
	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

const notModified = "message is not modified: specified new message content and reply markup " +
	"are exactly the same as a current content and reply markup of the message"

// edit makes editMessageText, editMessageCaption or editMessageReplyMarkup. All
// of them replace the inline keyboard, and remove it if none is given.
func edit(what string) method {
	return func(a *API, q request.Request) (any, error) {
		var text string
		var es []wire.Entity
		var err error
		if what != "reply_markup" {
			if text, es, err = content.Body(q, what); err != nil {
				return nil, err
			}
		}
		k, _, err := content.Keyboard(q)
		if err != nil {
			return nil, err
		}
		c, m, err := a.target(q, "chat_id", "edit")
		if err != nil {
			return nil, err
		}
		if err := a.editable(m, what); err != nil {
			return nil, err
		}
		old, oldEntities := m.Body()
		if what == "reply_markup" {
			text, es = old, oldEntities
		} else if err := checkEdited(what, text); err != nil {
			return nil, err
		} else {
			es = markup.Detect(text, es)
		}
		if err := content.CheckButtons(k); err != nil {
			return nil, err
		}
		if text == old && slices.EqualFunc(es, oldEntities, equal) && equal(k, m.ReplyMarkup) {
			return nil, wire.BadRequest(notModified)
		}
		m.SetBody(text, es)
		m.ReplyMarkup = k
		// Telegram does not show "edited" for a change of the keyboard.
		if what != "reply_markup" {
			m.EditDate = a.now().Unix()
		}
		return a.world.Shown(c, m), nil
	}
}

// equal compares contents after parsing, as the server does: other markup with
// the same meaning is no modification.
func equal[T any](a, b T) bool { return reflect.DeepEqual(a, b) }

// editable checks that the bot may edit a message, and that it has what is to
// be changed.
func (a *API) editable(m *world.Message, what string) error {
	switch {
	case m.Author != a.world.Bot.ID, m.Service != "", m.ForwardOrigin != nil, m.ReplyKeyboard != nil:
		return wire.BadRequest("message can't be edited")
	case what == "text" && m.Kind != "text":
		return wire.BadRequest("there is no text in the message to edit")
	case what == "caption" && m.Kind == "text":
		return wire.BadRequest("there is no caption in the message to edit")
	}
	return nil
}

// checkEdited checks the length of the new content. For a text that is too long
// an edit has another error than a new message.
func checkEdited(what, text string) error {
	n := utf8.RuneCountInString(text)
	switch {
	case what == "text" && !markup.Visible(text):
		return wire.BadRequest("text must be non-empty")
	case what == "text" && n > content.MaxText:
		return wire.BadRequest("MESSAGE_TOO_LONG")
	case what == "caption" && n > content.MaxCaption:
		return wire.BadRequest("MEDIA_CAPTION_TOO_LONG")
	}
	return nil
}

// deleteWindow is how long a message can be deleted.
const deleteWindow = 48 * time.Hour

// deleteMessage produces no update: Telegram has none for deletions.
func (a *API) deleteMessage(q request.Request) (any, error) {
	c, m, err := a.target(q, "chat_id", "delete")
	if err != nil {
		return nil, err
	}
	if !a.mayDelete(c, m) {
		return nil, wire.BadRequest("message can't be deleted for everyone")
	}
	a.world.Delete(m)
	return true, nil
}

// mayDelete reports whether the bot may delete a message for everyone: its own,
// any in private, and others' in groups if it has the right to.
func (a *API) mayDelete(c *world.Chat, m *world.Message) bool {
	if a.now().Sub(m.At()) >= deleteWindow {
		return false
	}
	me := c.Member(a.world.Bot.ID)
	return m.Author == a.world.Bot.ID || c.Type == "private" ||
		me.Status == world.Administrator && me.Rights.CanDeleteMessages
}

// deleteMessages skips messages that do not exist or may not be deleted.
func (a *API) deleteMessages(q request.Request) (any, error) {
	var ids []int
	if _, err := content.Object(q, "message_ids", &ids); err != nil {
		return nil, err
	}
	if len(ids) > 100 {
		return nil, wire.BadRequest("too many message identifiers specified")
	}
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if m := c.Find(id); m != nil && a.mayDelete(c, m) {
			a.world.Delete(m)
		}
	}
	return true, nil
}

// mayPin checks the right to pin, which everybody has in private.
func (a *API) mayPin(c *world.Chat) error {
	me := c.Member(a.world.Bot.ID)
	if c.Type == "private" || me.Status == world.Administrator && me.Rights.CanPinMessages {
		return nil
	}
	return wire.BadRequest("not enough rights to manage pinned messages in the chat")
}

// pinChatMessage also produces a service message, with an update.
func (a *API) pinChatMessage(q request.Request) (any, error) {
	c, m, err := a.target(q, "chat_id", "pin")
	if err != nil {
		return nil, err
	}
	if err := a.mayPin(c); err != nil {
		return nil, err
	}
	a.world.Pin(c, a.world.Bot.ID, m)
	return true, nil
}

// unpinChatMessage unpins the newest pin if no message is named.
func (a *API) unpinChatMessage(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	if err := a.mayPin(c); err != nil {
		return nil, err
	}
	id := q.Int("message_id")
	if id == 0 && len(c.Pinned) > 0 {
		id = c.Pinned[len(c.Pinned)-1]
	}
	if !slices.Contains(c.Pinned, id) {
		return nil, wire.BadRequest("message to unpin not found")
	}
	c.Pinned = slices.DeleteFunc(c.Pinned, func(p int) bool { return p == id })
	return true, nil
}

// unpinAllChatMessages succeeds even if nothing is pinned.
func (a *API) unpinAllChatMessages(q request.Request) (any, error) {
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	if err := a.mayPin(c); err != nil {
		return nil, err
	}
	c.Pinned = nil
	return true, nil
}

// standardReactions are the emojis that a bot may react with.
const standardReactions = "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 " +
	"🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 " +
	"🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"

// setMessageReaction sets or removes the bot's reaction on a message. A bot has
// no premium account, so a second emoji is refused.
func (a *API) setMessageReaction(q request.Request) (any, error) {
	var wanted []wire.Reaction
	if _, err := content.Object(q, "reaction", &wanted); err != nil {
		return nil, err
	}
	_, m, err := a.target(q, "chat_id", "react")
	if err != nil {
		return nil, err
	}
	if len(wanted) > 1 {
		return nil, wire.BadRequest("REACTIONS_TOO_MANY")
	}
	var emojis []string
	for _, r := range wanted {
		// The variation selector is optional on Telegram.
		plain := strings.ReplaceAll(r.Emoji, "\ufe0f", "")
		if !slices.Contains(strings.Fields(standardReactions), plain) {
			return nil, wire.BadRequest("REACTION_INVALID")
		}
		emojis = append(emojis, plain)
	}
	a.world.ReactAsBot(m, emojis)
	return true, nil
}

// answerCallbackQuery stops the spinner. If its text is too long the query
// stays open, so that a shorter answer can follow.
func (a *API) answerCallbackQuery(q request.Request) (any, error) {
	if utf8.RuneCountInString(q.Text("text")) > 200 {
		return nil, wire.BadRequest("MESSAGE_TOO_LONG")
	}
	err := a.world.AnswerPress(q.Text("callback_query_id"), world.Answer{Text: q.Text("text"), Alert: q.Bool("show_alert")})
	return err == nil, err
}
