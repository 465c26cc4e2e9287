// Package updates understands what Telegram tells the bot: the raw JSON of one
// update becomes the desk's events.
//
// An update is decoded apart from its neighbours and from the objects of it
// that mean nothing to a desk, so that an unheard-of one spoils nothing else.
// It is pure; a lane is the chat whose updates must stay in order.
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

// Kinds lists the kinds of update to ask Telegram for. Reactions and what becomes
// of other members are never told to those who do not ask, and the latter only to
// administrators; what is left then is the service message about a leaver.
func Kinds() []string {
	return []string{"message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"}
}

// A Decoder decodes updates for one bot.
type Decoder struct {
	Bot      int64
	Username string
	// Commands are those the bot knows, in lower case: in a group, where
	// several bots listen, others that name nobody are somebody else's.
	Commands []string
}

// An Update is one update, understood.
type Update struct {
	ID     int64
	Kind   string // for metrics; "other" for one of an unknown kind
	Lane   string
	Query  string      // the press that must be answered; "" for any other update
	Locale desk.Locale // of the one who pressed
	Events []desk.Event
}

// ID is the id of an update whatever else is in it, 0 when it has none.
func ID(raw []byte) int64 {
	var u struct {
		ID int64 `json:"update_id"`
	}
	_ = json.Unmarshal(raw, &u) // then it stays 0
	return u.ID
}

// EventID names an update as an event.
func EventID(update int64) desk.EventID {
	return desk.EventID(string(desk.Telegram) + ":" + strconv.FormatInt(update, 10))
}

// Read decodes an update. One without events means nothing to the desk. Of one
// that cannot be understood it tells what it can: a press must still be answered.
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

// Salvage is what can be told of an update that cannot be understood.
func Salvage(raw []byte) Update {
	var u struct {
		Callback struct {
			ID   string `json:"id"`
			From struct {
				Language string `json:"language_code"`
			} `json:"from"`
		} `json:"callback_query"`
	}
	_ = json.Unmarshal(raw, &u) // what does not fit is left out
	return Update{ID: ID(raw), Kind: "other", Query: u.Callback.ID, Locale: desk.ParseLocale(u.Callback.From.Language)}
}

// name gives events that have no id of their own the update's.
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

// lane is the queue an update waits in: its chat's. Presses wait there, too, so
// that one does not overtake the words before it.
func lane(c chat) string { return id(c.ID) }

// id writes a number as the desk keeps it.
func id(n int64) string { return strconv.FormatInt(n, 10) }

// place is where a message stands. Only a forum's topics are threads: other
// supergroups number the chains of replies by the same field, and General has
// none. A private chat is one place, whatever topics its owner may keep.
func place(c chat, m *message) desk.Place {
	p := desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: id(c.ID)}, Private: c.Type == "private", Title: c.Title}
	if m != nil && m.IsTopic && m.Thread != 0 && !p.Private {
		p.Thread = id(m.Thread)
	}
	return p
}

// sender is a person. The language is the one of their client, where it tells.
func sender(u user) desk.Sender {
	return desk.Sender{
		Account: desk.Account{Platform: desk.Telegram, ID: id(u.ID)},
		Name:    strings.TrimSpace(u.First + " " + u.Last), Locale: desk.ParseLocale(u.Language),
	}
}

// at is a moment in Telegram's seconds; zero where it does not say.
func at(unix int64) time.Time {
	if unix <= 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0)
}

// pressed is what a button says. The message it stands under may be out of the
// bot's sight; its id is still told.
func (r Decoder) pressed(c *callback) []desk.Event {
	if c.Message == nil {
		return nil // from an inline message, which this bot never sends
	}
	press, err := desk.ParsePress(c.Data)
	if err != nil {
		return nil // not a button of ours; it is answered all the same
	}
	where := place(c.Message.Chat, c.Message)
	return []desk.Event{{
		From: sender(c.From), In: where,
		Body: desk.Pressed{Press: press, Message: desk.MessageRef{Address: where.Address, Message: id(c.Message.ID)}},
	}}
}

// reach tells whether a chat takes the bot's messages. In a private chat it is
// told of nothing but a block and its end.
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

// left tells of a person who is in a chat no more, on their own or by another's hand.
func left(s *standing) []desk.Event {
	out := s.New.Status == "left" || s.New.Status == "kicked" || s.New.Status == "restricted" && !s.New.IsMember
	if !out || s.New.User.IsBot {
		return nil
	}
	return []desk.Event{{At: at(s.Date), From: sender(s.New.User), In: place(s.Chat, nil), Body: desk.Left{}}}
}

// reacted tells of the emojis that were added: taking one away says nothing.
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
	for _, added := range s.New {
		if added.Type != "emoji" || slices.Contains(s.Old, added) {
			continue
		}
		events = append(events, desk.Event{At: at(s.Date), From: from, In: where, Body: desk.Reacted{
			Message: desk.MessageRef{Address: where.Address, Message: id(s.Message)}, Emoji: added.Emoji,
		}})
	}
	return events
}
