package updates

import (
	"strings"

	"vakhta/desk"
)

// Accounts that stand for somebody else.
const (
	groupAnonymousBot = 1087968824 // an administrator who writes as the group
	channelBot        = 136817688  // somebody who writes as a channel
)

// voice returns who wrote a message, and false if the desk ignores them.
// Telegram shows bots each other's messages only in rare settings, and
// answering them would never end.
func (r Decoder) voice(m *message) (desk.Sender, bool) {
	if m.From == nil {
		return desk.Sender{}, false
	}
	from := sender(*m.From)
	switch {
	case m.SenderChat != nil:
		from.Anonymous, from.Name = true, m.SenderChat.Title
	case m.From.ID == groupAnonymousBot, m.From.ID == channelBot:
		from.Anonymous = true
	case m.From.IsBot:
		return desk.Sender{}, false
	}
	return from, true
}

// message returns the events of a new message. Service messages have neither
// text nor files and mean nothing, except for a move and for somebody who left.
func (r Decoder) message(m *message) []desk.Event {
	if m.MigrateTo != 0 || m.MigrateFrom != 0 {
		return moved(m)
	}
	if m.Leaver != nil && !m.Leaver.IsBot {
		return []desk.Event{{At: at(m.Date), From: sender(*m.Leaver), In: place(m.Chat, nil), Body: desk.Left{}}}
	}
	from, ok := r.voice(m)
	words, files := m.words(), m.files()
	if !ok || m.Chat.Type == "channel" || len(words.units) == 0 && len(files) == 0 {
		return nil
	}
	e := desk.Event{At: at(m.Date), From: from, In: place(m.Chat, m)}
	self := desk.MessageRef{Address: e.In.Address, Message: id(m.ID)}
	reply, author := m.reply(e.In.Address)
	if c, ok := r.command(words, e.In.Private); ok {
		if c.foreign {
			return nil
		}
		e.Body = desk.Asked{Command: c.name, Args: c.args, Message: self, ReplyTo: reply, ReplyToID: author, Answered: m.answered(), Files: files, Mentions: words.people()}
		return []desk.Event{e}
	}
	text, called := r.plain(words)
	said := desk.Said{
		Message: self, Text: text, Files: files, ReplyTo: reply, ReplyToID: author, Album: m.Album, Forwarded: m.Forward != nil, Called: called, Mentions: words.people(),
		ToBot: e.In.Private || author.ID == id(r.Bot) || r.mentioned(words),
		Whose: m.Forward.name(), Quoted: m.quoted(),
	}
	if r.mentioned(words) && m.Quote == nil {
		if said.Answered = m.answered(); !said.Answered.IsZero() && strings.EqualFold(text, "@"+r.Username) {
			said.Text = ""
		}
	}
	e.Body = said
	return []desk.Event{e}
}

// quoted returns the part of another message that the author chose.
func (m *message) quoted() desk.Excerpt {
	if m.Quote == nil || !m.Quote.Manual {
		return desk.Excerpt{}
	}
	return desk.Excerpt{Author: m.repliedTo(), Text: strings.TrimSpace(m.Quote.Text)}
}

// answered returns the replied message of a person.
func (m *message) answered() desk.Excerpt {
	to := m.ReplyTo
	if to == nil || to.TopicCreated != nil || m.IsTopic && to.ID == m.Thread || to.From == nil || to.From.IsBot {
		return desk.Excerpt{}
	}
	words := to.words()
	return desk.Excerpt{Author: m.repliedTo(), Text: strings.TrimSpace(words.slice(0, len(words.units))), Files: to.files()}
}

// repliedTo returns whose message is replied to, "" if that is not told.
func (m *message) repliedTo() string {
	if m.ReplyTo == nil || m.ReplyTo.From == nil {
		return ""
	}
	return sender(*m.ReplyTo.From).Name
}

// reply returns the replied message and its author. A message in a topic
// replies to the topic's first one if its author replied to none.
func (m *message) reply(in desk.Address) (desk.MessageRef, desk.Account) {
	to := m.ReplyTo
	if to == nil || to.TopicCreated != nil || m.IsTopic && to.ID == m.Thread {
		return desk.MessageRef{}, desk.Account{}
	}
	ref := desk.MessageRef{Address: in, Message: id(to.ID)}
	if to.From == nil || to.SenderChat != nil {
		return ref, desk.Account{}
	}
	return ref, sender(*to.From).Account
}

// edited reports a changed text. Telegram also reports changes that a bot does
// not see; the desk compares with the old text.
func (r Decoder) edited(m *message) []desk.Event {
	from, ok := r.voice(m)
	words := m.words()
	if !ok || m.Chat.Type == "channel" || len(words.units) == 0 {
		return nil
	}
	e := desk.Event{At: at(m.EditDate), From: from, In: place(m.Chat, m)}
	said := desk.Edited{Message: desk.MessageRef{Address: e.In.Address, Message: id(m.ID)}}
	said.Text, _ = r.plain(words)
	if c, ok := r.command(words, e.In.Private); ok {
		if c.foreign {
			return nil
		}
		said.Text, said.Command = c.args, c.name
	}
	e.Body = said
	return []desk.Event{e}
}

// moved reports that a group became a supergroup. Both chats report it; it is
// one event with the old chat's id, because a chat can move only once.
func moved(m *message) []desk.Event {
	from, to := m.Chat.ID, m.MigrateTo
	if m.MigrateFrom != 0 {
		from, to = m.MigrateFrom, m.Chat.ID
	}
	address := func(n int64) desk.Address { return desk.Address{Platform: desk.Telegram, Chat: id(n)} }
	e := desk.Event{
		ID: desk.EventID("telegram:moved/" + id(from)), At: at(m.Date),
		In:   desk.Place{Address: address(from), Title: m.Chat.Title},
		Body: desk.Moved{From: address(from), To: address(to)},
	}
	if m.From != nil {
		e.From = sender(*m.From)
	}
	return []desk.Event{e}
}
