package world

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"vakhta/sim/telegram/updates"
	"vakhta/sim/telegram/wire"
)

// A Press is a press of an inline button. It waits for the bot's answer; the
// person's client shows a spinner until Done is closed.
type Press struct {
	ID      string
	By      int64
	Chat    int64
	Message int
	Button  wire.InlineButton
	At      time.Time
	Answer  *Answer
	Done    chan struct{}
}

// An Answer is what the bot showed the person who pressed.
type Answer struct {
	Text  string `json:"text"`
	Alert bool   `json:"alert"`
}

const tooOld = "query is too old and response timeout expired or query ID is invalid"

// Press presses a button as a person saw it on a message. The message may have
// changed or disappeared since.
func (w *World) Press(c *Chat, by int64, id int, b wire.InlineButton) (*Press, error) {
	if c.Type != "private" && !c.Member(by).present() || c.Type == "private" && c.ID != by {
		return nil, fmt.Errorf("user %d does not see chat %d", by, c.ID)
	}
	m := c.FindAny(id)
	if m == nil {
		return nil, fmt.Errorf("chat %d has no message %d", c.ID, id)
	}
	if b.CallbackData == "" {
		return nil, fmt.Errorf("button %q does not call back", b.Text)
	}
	p := &Press{
		ID: strconv.Itoa(4_000_000_000 + len(w.presses) + 1), By: by, Chat: c.ID, Message: id,
		Button: b, At: w.now(), Done: make(chan struct{}),
	}
	w.presses = append(w.presses, p)
	query := wire.CallbackQuery{ID: p.ID, From: w.user(by), ChatInstance: fmt.Sprint(c.ID), Data: b.CallbackData}
	if m.Deleted {
		query.Message = wire.InaccessibleMessage{Chat: c.Chat, MessageID: id}
	} else {
		query.Message = w.Shown(c, m)
	}
	w.tell(updates.Update{Kind: "callback_query", Key: fmt.Sprintf("user:%d", by), Life: updates.PressLife, Payload: query})
	return p, nil
}

// AnswerPress answers a press, once and in time.
func (w *World) AnswerPress(id string, a Answer) error {
	i := slices.IndexFunc(w.presses, func(p *Press) bool { return p.ID == id })
	if i < 0 {
		return wire.BadRequest(tooOld)
	}
	p := w.presses[i]
	if p.Answer != nil || w.now().Sub(p.At) >= updates.PressLife {
		return wire.BadRequest(tooOld)
	}
	p.Answer = &a
	close(p.Done)
	return nil
}

// Presses returns all presses so far.
func (w *World) Presses() []*Press { return w.presses }

// React makes emojis the reactions of a person on a message. The bot gets an
// update in private chats, and in groups where it is an administrator.
func (w *World) React(c *Chat, by int64, m *Message, emojis []string, anonymous bool) error {
	if err := w.mayAct(c, by); err != nil {
		return err
	}
	old := m.react(by, emojis)
	if c.Type != "private" && !c.Member(w.Bot.ID).leads() {
		return nil
	}
	u := w.user(by)
	told := wire.MessageReactionUpdated{
		Chat: c.Chat, MessageID: m.MessageID, User: &u, Date: w.now().Unix(), Old: reactions(old), New: reactions(emojis),
	}
	if anonymous {
		told.User, told.ActorChat = nil, &c.Chat
	}
	w.tell(updates.Update{Kind: "message_reaction", Key: fmt.Sprintf("reactions:%d", c.ID), Life: updates.DayLife, Payload: told})
	return nil
}

// ReactAsBot makes emojis the bot's reactions, without an update.
func (w *World) ReactAsBot(m *Message, emojis []string) { m.react(w.Bot.ID, emojis) }

func reactions(emojis []string) []wire.Reaction {
	rs := []wire.Reaction{}
	for _, e := range emojis {
		rs = append(rs, wire.Reaction{Type: "emoji", Emoji: e})
	}
	return rs
}
