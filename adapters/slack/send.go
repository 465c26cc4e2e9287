package slack

import (
	"context"
	"errors"
	"strings"
	"time"

	"vakhta/adapters/slack/history"
	"vakhta/adapters/slack/layout"
	"vakhta/adapters/slack/people"
	"vakhta/adapters/slack/updates"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// eventType is the name of the metadata that carries a notice's key.
const eventType = "vakhta_notice"

// Post sends a card with the key. One that answers a message goes into its
// thread.
//
// The first message to a person goes to their user id, for which Slack opens
// the direct message, so that a call at night does not wait for another
// request.
func (a *Adapter) Post(ctx context.Context, to desk.Address, c desk.Card, key string) (desk.MessageRef, error) {
	if people.IsPerson(to.Chat) && to.Thread == "" && c.ReplyTo.IsZero() && a.people.Direct(to.Chat) == "" {
		at, err := a.postIn(ctx, to, to.Chat, c, key)
		if !errors.Is(err, desk.ErrChatGone) {
			return at, err
		}
	}
	channel, err := a.people.Channel(ctx, to.Chat)
	if err != nil {
		return desk.MessageRef{}, err
	}
	return a.postIn(ctx, to, channel, c, key)
}

// Split returns a card as cards of one message each.
func (a *Adapter) Split(c desk.Card) []desk.Card { return layout.Split(c) }

func (a *Adapter) postIn(ctx context.Context, to desk.Address, channel string, c desk.Card, key string) (desk.MessageRef, error) {
	thread := threadFor(to, channel, c.ReplyTo)
	at, err := a.post(ctx, channel, thread, c, key)
	if errors.Is(err, desk.ErrThreadGone) && to.Thread == "" { // the message it answers is gone: better beside the thread than not at all
		at, err = a.post(ctx, channel, "", c, key)
	}
	if err == nil {
		a.people.Learn(to.Chat, at.Chat)
	}
	return at, err
}

// threadFor returns the thread to post in: the address's own, or that of the
// message to answer.
func threadFor(to desk.Address, channel string, under desk.MessageRef) string {
	if to.Thread != "" || under.Platform != desk.Slack || under.Chat != channel {
		return to.Thread
	}
	if under.Thread != "" {
		return under.Thread
	}
	return under.Message
}

// post sends a message. If Slack refuses its form it is sent again as plain
// text.
func (a *Adapter) post(ctx context.Context, channel, thread string, c desk.Card, key string) (desk.MessageRef, error) {
	c = a.receiver.Native(c)
	m := layout.Show(c)
	args := webapi.Args{
		"channel": channel, "thread_ts": thread, "text": m.Text, "blocks": webapi.JSON(m.Blocks),
		"unfurl_links": "false", "unfurl_media": "false",
	}
	if key != "" {
		mark := history.Stamp{Type: eventType}
		mark.Payload.Key = key
		args["metadata"] = webapi.JSON(mark)
	}
	var said struct {
		Channel string `json:"channel"`
		TS      string `json:"ts"`
	}
	err := a.repaired(ctx, "chat.postMessage", args, c, &said)
	if err == nil && said.TS == "" {
		err = &desk.SendError{Fate: desk.Unknown, Err: errors.New("chat.postMessage: an answer that names no message")}
	}
	if err != nil {
		return desk.MessageRef{}, err
	}
	a.receiver.Heard(said.Channel)
	return desk.MessageRef{
		Address: desk.Address{Platform: desk.Slack, Chat: said.Channel, Thread: thread}, Message: said.TS,
	}, nil
}

// repaired calls a method that shows a card, and again with only the text if
// Slack refuses the message's form.
func (a *Adapter) repaired(ctx context.Context, method string, args webapi.Args, c desk.Card, out any) error {
	err := a.bot.Call(ctx, method, args, out)
	if webapi.Repairable(err) && a.receiver.HasNoTables(c) {
		args["blocks"] = webapi.JSON(layout.Show(c.Simple()).Blocks)
		err = a.bot.Call(ctx, method, args, out)
	}
	if !webapi.Repairable(err) {
		return err
	}
	a.Log.WarnContext(ctx, "message refused, sent again as plain text", "method", method, "error", err)
	args["text"], args["blocks"], args["metadata"] = layout.Plain(c), "[]", keepKey(err, args["metadata"])
	args["mrkdwn"] = "false"
	return a.bot.Call(ctx, method, args, out)
}

// keepKey drops the metadata of a message if Slack refused that.
func keepKey(err error, mark string) string {
	word, ok := errors.AsType[webapi.RefusalError](err)
	if ok && strings.Contains(string(word), "metadata") {
		return ""
	}
	return mark
}

// Edit makes a message show c.
func (a *Adapter) Edit(ctx context.Context, at desk.MessageRef, c desk.Card) error {
	channel, err := a.people.Channel(ctx, at.Chat)
	if err != nil {
		return err
	}
	c = a.receiver.Native(c)
	m := layout.Show(c)
	return a.repaired(ctx, "chat.update", webapi.Args{
		"channel": channel, "ts": at.Message, "text": m.Text, "blocks": webapi.JSON(m.Blocks),
	}, c, nil)
}

// Remove deletes a message of the bot.
func (a *Adapter) Remove(ctx context.Context, at desk.MessageRef) error {
	channel, err := a.people.Channel(ctx, at.Chat)
	if err != nil {
		return err
	}
	return a.bot.Call(ctx, "chat.delete", webapi.Args{"channel": channel, "ts": at.Message}, nil)
}

// React puts an emoji on a message.
func (a *Adapter) React(ctx context.Context, at desk.MessageRef, emoji string) error {
	return a.sign(ctx, "reactions.add", at, emoji)
}

// Unreact removes an emoji of the bot from a message.
func (a *Adapter) Unreact(ctx context.Context, at desk.MessageRef, emoji string) error {
	return a.sign(ctx, "reactions.remove", at, emoji)
}

func (a *Adapter) sign(ctx context.Context, method string, at desk.MessageRef, emoji string) error {
	name := updates.EmojiName(emoji)
	if name == "" {
		return &desk.SendError{Fate: desk.Refused, Err: errors.New("an emoji that Slack has no name for")}
	}
	err := a.bot.Call(ctx, method, webapi.Args{"channel": at.Chat, "timestamp": at.Message, "name": name}, nil)
	if errors.Is(err, webapi.ErrAlreadyReacted) || errors.Is(err, webapi.ErrNoReaction) {
		return nil
	}
	return err
}

// skew is how far Slack's clock may differ from the desk's.
const skew = time.Minute

// Find looks for the message with a key, in the channel and in its threads,
// because a card may have been posted in answer to a message.
func (a *Adapter) Find(ctx context.Context, to desk.Address, key string, since time.Time) (desk.MessageRef, bool, error) {
	channel, err := a.people.Channel(ctx, to.Chat)
	if err != nil {
		return desk.MessageRef{}, false, err
	}
	from := updates.TS(since.Add(-skew))
	past := history.Backlog{Bot: a.bot}
	var said []history.PastMessage
	if to.Thread != "" {
		said, err = past.Replies(ctx, channel, to.Thread, from)
	} else {
		said, err = past.Since(ctx, channel, from)
	}
	if err != nil {
		return desk.MessageRef{}, false, err
	}
	for _, m := range said {
		if m.Stamp.Type == eventType && m.Stamp.Payload.Key == key && m.Bot != "" {
			return desk.MessageRef{
				Address: desk.Address{Platform: desk.Slack, Chat: channel, Thread: m.Root()}, Message: m.TS,
			}, true, nil
		}
	}
	return desk.MessageRef{}, false, nil
}
