package webapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"vakhta/sim/slack/blockkit"
	"vakhta/sim/slack/door"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/screens"
	"vakhta/sim/slack/workspace"
)

// Measured on the real service: a text of up to splitAbove characters is one
// message, a longer one becomes several of splitInto, and what is beyond
// cutAbove is lost.
const (
	splitAbove = 4040
	splitInto  = 4000
	cutAbove   = 40_000
	editLimit  = 4000
)

// postMessage posts to a channel, or in private if the channel is a user's id.
func (a *API) postMessage(c *door.Request) (door.Reply, error) {
	channel, err := a.destination(c, c.Args["channel"])
	if err != nil {
		return nil, err
	}
	draft, err := a.draft(c, channel)
	if err != nil {
		return nil, err
	}
	texts := split(draft.Text)
	var first workspace.Message
	for i, text := range texts {
		part := draft
		part.Text = text
		if i < len(texts)-1 {
			part.Blocks, part.Attachments, part.Metadata = nil, nil, nil
		}
		said, err := a.space.Post(part)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			first = said
		}
	}
	return door.Reply{"channel": first.Channel, "ts": first.TS, "message": a.space.WireMessage(first, false)}, nil
}

// destination returns the channel of a message. A bot that is not a member may
// post only to public channels, and only with a scope for it.
func (a *API) destination(c *door.Request, id string) (workspace.Channel, error) {
	if id == "" {
		return workspace.Channel{}, ledger.RefusedError("channel_not_found")
	}
	if strings.HasPrefix(id, "U") || strings.HasPrefix(id, "W") {
		channel, err := a.space.OpenIM(id)
		if err != nil {
			return channel, ledger.RefusedError("channel_not_found")
		}
		return channel, nil
	}
	channel, err := a.joined(id)
	if errors.Is(err, ledger.RefusedError("not_in_channel")) && c.Given("chat:write.public") {
		err = nil
	}
	if err == nil && channel.Archived {
		err = ledger.RefusedError("is_archived")
	}
	return channel, err
}

// draft reads and checks the message of a call.
func (a *API) draft(c *door.Request, channel workspace.Channel) (workspace.Message, error) {
	m := workspace.Message{
		Channel: channel.ID, Text: c.Args["text"], ThreadTS: c.Args["thread_ts"],
		Blocks: c.Args.JSON("blocks"), Attachments: c.Args.JSON("attachments"), Metadata: c.Args.JSON("metadata"),
		User: a.space.App.BotUserID, BotID: a.space.App.BotID,
	}
	if err := a.content(c, &m); err != nil {
		return m, err
	}
	if m.ThreadTS != "" {
		parent, err := a.space.Message(channel.ID, m.ThreadTS)
		if err != nil {
			return m, ledger.RefusedError("thread_not_found")
		}
		if parent.InThread() {
			a.Violatef("%s: thread_ts %s is a reply, not the parent of a thread", c.Method, m.ThreadTS)
		}
		if m.Broadcast = c.Args.Flag("reply_broadcast"); m.Broadcast {
			m.Subtype = "thread_broadcast"
		}
	}
	if name := c.Args["username"]; name != "" {
		if !c.Has("chat:write.customize") {
			return m, door.DetailedError{Code: "missing_scope", Needed: "chat:write.customize", Provided: c.Provided()}
		}
		// A post under another name becomes a bot_message without a user.
		m.Username, m.User, m.Subtype = name, "", "bot_message"
	}
	return m, nil
}

// content checks the parts of a message and audits its mentions.
func (a *API) content(c *door.Request, m *workspace.Message) error {
	if isNone(m.Blocks) {
		m.Blocks = nil
	}
	if isNone(m.Attachments) {
		m.Attachments = nil
	}
	if m.Blocks != nil {
		if found := a.problems(m.Blocks); len(found) > 0 {
			return door.DetailedError{Code: "invalid_blocks", Messages: blockkit.Sentences(found)}
		}
		m.Blocks = blockkit.Name(m.Blocks)
	}
	if strings.TrimSpace(m.Text) == "" && m.Blocks == nil && m.Attachments == nil {
		return ledger.RefusedError("no_text")
	}
	if m.Metadata != nil {
		var stamp struct {
			EventType    string          `json:"event_type"`
			EventPayload json.RawMessage `json:"event_payload"`
		}
		if json.Unmarshal(m.Metadata, &stamp) != nil || stamp.EventType == "" || len(stamp.EventPayload) == 0 {
			return ledger.RefusedError("invalid_metadata_format")
		}
	}
	if c.Args.Flag("link_names") || c.Args["parse"] == "full" {
		a.Violatef("%s: link_names or parse=full would make names live", c.Method)
	}
	// A shared file has blocks or a comment, not both.
	if m.Blocks != nil && strings.TrimSpace(m.Text) == "" && m.Subtype != "file_share" {
		a.Violatef("%s: blocks without a text to fall back on", c.Method)
	}
	a.Audit(c.Method+" "+m.Channel, m.Text, m.Blocks, m.Attachments)
	return nil
}

// split divides a text the way Slack does.
func split(text string) []string {
	letters := []rune(text)
	if len(letters) > cutAbove {
		letters = letters[:cutAbove]
	}
	if len(letters) <= splitAbove {
		return []string{string(letters)}
	}
	var parts []string
	for len(letters) > 0 {
		n := min(splitInto, len(letters))
		parts = append(parts, string(letters[:n]))
		letters = letters[n:]
	}
	return parts
}

// update changes one of the bot's own messages. A text without blocks removes
// the old blocks.
func (a *API) update(c *door.Request) (door.Reply, error) {
	channel, old, err := a.own(c, "cant_update_message")
	if err != nil {
		return nil, err
	}
	next := workspace.Message{
		Channel: channel.ID, Text: c.Args["text"],
		Blocks: c.Args.JSON("blocks"), Attachments: c.Args.JSON("attachments"), Metadata: c.Args.JSON("metadata"),
	}
	if len([]rune(next.Text)) > editLimit {
		return nil, ledger.RefusedError("msg_too_long")
	}
	if err := a.content(c, &next); err != nil {
		return nil, err
	}
	said, err := a.space.Edit(channel.ID, old.TS, a.space.App.BotUserID, func(m *workspace.Message) {
		m.Text, m.Blocks, m.Attachments = next.Text, next.Blocks, next.Attachments
		if next.Metadata != nil {
			m.Metadata = next.Metadata
		}
	})
	if err != nil {
		return nil, err
	}
	return door.Reply{"channel": said.Channel, "ts": said.TS, "text": said.Text, "message": a.space.WireMessage(said, false)}, nil
}

// deleteMessage removes one of the bot's own messages.
func (a *API) deleteMessage(c *door.Request) (door.Reply, error) {
	channel, old, err := a.own(c, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	if err := a.space.Delete(channel.ID, old.TS); err != nil {
		return nil, err
	}
	return door.Reply{"channel": channel.ID, "ts": old.TS}, nil
}

// own returns the message of a call, and refuses one that is not the bot's.
func (a *API) own(c *door.Request, refusal ledger.RefusedError) (workspace.Channel, workspace.Message, error) {
	channel, err := a.visible(c.Args["channel"])
	if err != nil {
		return channel, workspace.Message{}, err
	}
	old, err := a.space.Message(channel.ID, c.Args["ts"])
	switch {
	case err != nil:
		return channel, old, err
	case old.Deleted:
		return channel, old, ledger.RefusedError("message_not_found")
	case old.BotID != a.space.App.BotID:
		return channel, old, refusal
	case channel.Archived:
		return channel, old, ledger.RefusedError("is_archived")
	}
	return channel, old, nil
}

// postEphemeral shows a message to one member of a channel. No method accepts
// the ts that it returns.
func (a *API) postEphemeral(c *door.Request) (door.Reply, error) {
	channel, err := a.joined(c.Args["channel"])
	switch {
	case err != nil:
		return nil, err
	case channel.Archived:
		return nil, ledger.RefusedError("is_archived")
	case !channel.Has(c.Args["user"]):
		return nil, ledger.RefusedError("user_not_in_channel")
	}
	m, err := a.draft(c, channel)
	if err != nil {
		return nil, err
	}
	if len([]rune(m.Text)) > cutAbove {
		return nil, ledger.RefusedError("msg_too_long")
	}
	shown := a.screens.Whisper(screens.Ephemeral{
		Channel: channel.ID, User: c.Args["user"], Text: m.Text, Blocks: m.Blocks, ThreadTS: m.ThreadTS,
	})
	return door.Reply{"message_ts": shown.ID}, nil
}

// permalink returns the address of a message on the web.
func (a *API) permalink(c *door.Request) (door.Reply, error) {
	channel, err := a.visible(c.Args["channel"])
	if err != nil {
		return nil, err
	}
	m, err := a.space.Message(channel.ID, c.Args["message_ts"])
	if err != nil {
		return nil, err
	}
	link := fmt.Sprintf("https://%s.slack.com/archives/%s/p%s", a.space.App.TeamDomain, channel.ID, strings.ReplaceAll(m.TS, ".", ""))
	if m.InThread() {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + channel.ID
	}
	return door.Reply{"channel": channel.ID, "permalink": link}, nil
}

// isNone reports whether a JSON array is missing or empty.
func isNone(raw json.RawMessage) bool {
	switch strings.TrimSpace(string(raw)) {
	case "", "[]", "null":
		return true
	}
	return false
}
