// Package updates decodes Telegram's updates: the raw JSON of one update
// becomes events of the desk.
//
// Each update is decoded by itself, and so are its parts that mean something to
// a desk, so that an unknown one breaks nothing else. The package is pure. A
// lane is the chat whose updates must stay in order.
package updates

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

// Kinds lists the kinds of updates to ask Telegram for. It sends reactions and
// other members' changes only to bots that ask for them, and the latter only to
// administrators; otherwise there is only the service message about somebody
// who left.
func Kinds() []string {
	return []string{"message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"}
}

// A Decoder decodes updates for one bot.
type Decoder struct {
	Bot      int64
	Username string
	// Commands are the bot's commands, in lower case. In a group with several
	// bots, other commands that name no bot are ignored.
	Commands []string
}

// An Update is a decoded update.
type Update struct {
	ID     int64
	Kind   string // for metrics; "other" for one of an unknown kind
	Lane   string
	Query  string      // id of the press to answer; "" for other updates
	Locale desk.Locale // of the person who pressed
	Events []desk.Event
}

// ID returns the id of an update, even if the rest cannot be decoded, and 0 if
// it has none.
func ID(raw []byte) int64 {
	var u struct {
		ID int64 `json:"update_id"`
	}
	_ = json.Unmarshal(raw, &u) // then it stays 0
	return u.ID
}

// EventID returns the desk's id of an update.
func EventID(update int64) desk.EventID {
	return desk.EventID(string(desk.Telegram) + ":" + strconv.FormatInt(update, 10))
}

// Read decodes an update. One without events means nothing to the desk. If it
// fails it returns what it can, because a press must still be answered.
func (r Decoder) Read(raw []byte) (Update, error) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		return Salvage(raw), fmt.Errorf("decode update %d: %w", ID(raw), err)
	}
	out := Update{ID: u.ID, Kind: "other"}
	switch {
	case u.Message != nil:
		out.Kind, out.Lane = "message", lane(u.Message.Chat)
		out.Events = r.message(u.Message)
	case u.Edited != nil:
		out.Kind, out.Lane = "edited_message", lane(u.Edited.Chat)
		out.Events = r.edited(u.Edited)
	case u.Callback != nil:
		out.Kind, out.Query = "callback_query", u.Callback.ID
		out.Locale = desk.ParseLocale(u.Callback.From.Language)
		out.Events = r.pressed(u.Callback)
		if m := u.Callback.Message; m != nil {
			out.Lane = lane(m.Chat)
		}
	case u.Standing != nil:
		out.Kind, out.Lane = "my_chat_member", lane(u.Standing.Chat)
		out.Events = r.reach(u.Standing)
	case u.Member != nil:
		out.Kind, out.Lane = "chat_member", lane(u.Member.Chat)
		out.Events = left(u.Member)
	case u.Reaction != nil:
		out.Kind, out.Lane = "message_reaction", lane(u.Reaction.Chat)
		out.Events = r.reacted(u.Reaction)
	}
	name(out.ID, out.Events)
	return out, nil
}

// Salvage returns what can be read of an update that cannot be decoded.
func Salvage(raw []byte) Update {
	var u struct {
		Callback struct {
			ID   string `json:"id"`
			From struct {
				Language string `json:"language_code"`
			} `json:"from"`
		} `json:"callback_query"`
	}
	_ = json.Unmarshal(raw, &u) // fields that do not fit stay empty
	return Update{ID: ID(raw), Kind: "other", Query: u.Callback.ID, Locale: desk.ParseLocale(u.Callback.From.Language)}
}

// name gives events without an id the update's.
func name(update int64, events []desk.Event) {
	for i := range events {
		if events[i].ID != "" {
			continue
		}
		events[i].ID = EventID(update)
		if i > 0 {
			events[i].ID += desk.EventID(fmt.Sprintf("/%d", i))
		}
	}
}

// lane returns the lane of an update: its chat. Presses wait there, too, so
// that none overtakes the message before it.
func lane(c chat) string { return id(c.ID) }

// id returns a number as the desk writes it.
func id(n int64) string { return strconv.FormatInt(n, 10) }

// place returns where a message is. Only a forum's topics are threads: other
// supergroups use the same field for chains of replies, and General has none. A
// private chat is one place, even if it has topics.
func place(c chat, m *message) desk.Place {
	p := desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: id(c.ID)}, Private: c.Type == "private", Title: c.Title}
	if m != nil && m.IsTopic && m.Thread != 0 && !p.Private {
		p.Thread = id(m.Thread)
	}
	return p
}

// sender returns a person, with the language of their client if it is known.
func sender(u user) desk.Sender {
	return desk.Sender{
		Account: desk.Account{Platform: desk.Telegram, ID: id(u.ID)},
		Name:    strings.TrimSpace(u.First + " " + u.Last), Locale: desk.ParseLocale(u.Language),
	}
}

// at converts Telegram's seconds; zero if missing.
func at(unix int64) time.Time {
	if unix <= 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0)
}

// pressed returns the event of a press. The bot may not see the message any
// more; its id is still there.
func (r Decoder) pressed(c *callback) []desk.Event {
	if c.Message == nil {
		return nil // from an inline message, which this bot never sends
	}
	press, err := desk.ParsePress(c.Data)
	if err != nil {
		return nil // not the desk's button; it is answered all the same
	}
	where := place(c.Message.Chat, c.Message)
	return []desk.Event{{
		From: sender(c.From), In: where,
		Body: desk.Pressed{Press: press, Message: desk.MessageRef{Address: where.Address, Message: id(c.Message.ID)}},
	}}
}

// reach reports whether a chat takes the bot's messages. In private chats only
// a block and its end are told.
func (r Decoder) reach(s *standing) []desk.Event {
	b := desk.Reach{Able: true, Cause: desk.ReachAdded}
	private := s.Chat.Type == "private"
	switch s.New.Status {
	case "kicked":
		b = desk.Reach{Cause: desk.ReachKicked}
		if private {
			b.Cause = desk.ReachBlocked
		}
	case "left":
		b = desk.Reach{Cause: desk.ReachLeft}
	case "restricted":
		b.Able = s.New.IsMember && s.New.CanSend
		b.Cause = desk.ReachRestricted
	}
	return []desk.Event{{At: at(s.Date), From: sender(s.From), In: place(s.Chat, nil), Body: b}}
}

// left reports a person who left a chat or was removed.
func left(s *standing) []desk.Event {
	out := s.New.Status == "left" || s.New.Status == "kicked" || s.New.Status == "restricted" && !s.New.IsMember
	if !out || s.New.User.IsBot {
		return nil
	}
	return []desk.Event{{At: at(s.Date), From: sender(s.New.User), In: place(s.Chat, nil), Body: desk.Left{}}}
}

// reacted reports the emojis that were taken off, and those that were added.
func (r Decoder) reacted(s *reactionSet) []desk.Event {
	from := desk.Sender{Anonymous: true}
	switch {
	case s.User != nil && s.User.IsBot:
		return nil
	case s.User != nil:
		from = sender(*s.User)
	case s.Actor != nil:
		from.Account, from.Name = desk.Account{Platform: desk.Telegram, ID: id(s.Actor.ID)}, s.Actor.Title
	}
	where := place(s.Chat, nil)
	var events []desk.Event
	changed := func(now, before []reaction, off bool) {
		for _, one := range now {
			if one.Type == "emoji" && !slices.Contains(before, one) {
				events = append(events, desk.Event{At: at(s.Date), From: from, In: where, Body: desk.Reacted{
					Message: desk.MessageRef{Address: where.Address, Message: id(s.Message)}, Emoji: one.Emoji, Off: off,
				}})
			}
		}
	}
	changed(s.Old, s.New, true)
	changed(s.New, s.Old, false)
	return events
}
