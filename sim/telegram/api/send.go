package api

import (
	"unicode/utf8"

	"vakhta/sim/telegram/content"
	"vakhta/sim/telegram/markup"
	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// post is the second half of every sending method: the checks that need the
// chat, in the server's order, and then the message.
func (a *API) post(c *world.Chat, d world.Draft) (*world.Message, error) {
	if err := a.place(c, &d); err != nil {
		return nil, err
	}
	return a.world.Send(c, a.world.Bot.ID, d), nil
}

// place checks a draft against its chat. Telegram checks the topic and the
// replied message before the length of the text, and only its back-end checks
// the buttons. A bot that fixes one error at a time meets the next in this
// order.
func (a *API) place(c *world.Chat, d *world.Draft) error {
	if err := a.world.Place(c, a.world.Bot.ID, d); err != nil {
		return err
	}
	if err := a.world.MayWrite(c, d.Kind); err != nil {
		return err
	}
	switch {
	case d.Kind == "text" && !markup.Visible(d.Text):
		return wire.BadRequest("text must be non-empty")
	case d.Kind == "text" && utf8.RuneCountInString(d.Text) > content.MaxText:
		return wire.BadRequest("message is too long")
	case d.Kind != "text" && utf8.RuneCountInString(d.Text) > content.MaxCaption:
		return wire.BadRequest("message caption is too long")
	}
	return content.CheckButtons(d.Keyboard)
}

// sendMessage parses the text before it checks the chat: for broken markup in a
// chat that does not exist, the bot gets the error about the markup.
func (a *API) sendMessage(q request.Request) (any, error) {
	text, es, err := content.Body(q, "text")
	if err != nil {
		return nil, err
	}
	return a.sendDraft(q, func(d *world.Draft) { d.Kind, d.Text, d.Entities = "text", text, es })
}

// sendDraft reads the common parameters, calls fill for the content, and sends.
func (a *API) sendDraft(q request.Request, fill func(*world.Draft)) (any, error) {
	d, err := content.Draft(q)
	if err != nil {
		return nil, err
	}
	fill(&d)
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	m, err := a.post(c, d)
	if err != nil {
		return nil, err
	}
	return a.world.Shown(c, m), nil
}

// copyMessage sends another message's content as the bot's own. A given
// caption, even an empty one, replaces the old one.
func (a *API) copyMessage(q request.Request) (any, error) {
	d, m, err := a.relay(q, "copy", "copied")
	if err != nil {
		return nil, err
	}
	if _, given := q.Params["caption"]; given && m.Kind != "text" {
		if d.Text, d.Entities, err = content.Body(q, "caption"); err != nil {
			return nil, err
		}
	}
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	sent, err := a.post(c, d)
	if err != nil {
		return nil, err
	}
	return map[string]int{"message_id": sent.MessageID}, nil
}

// forwardMessage names the author of the original. The copy cannot be edited.
func (a *API) forwardMessage(q request.Request) (any, error) {
	d, m, err := a.relay(q, "forward", "forwarded")
	if err != nil {
		return nil, err
	}
	d.Forward = &wire.Origin{Type: "user", Date: m.Date, SenderUser: m.From}
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	sent, err := a.post(c, d)
	if err != nil {
		return nil, err
	}
	return a.world.Shown(c, sent), nil
}

// relay returns a draft with the content of another message.
func (a *API) relay(q request.Request, verb, done string) (world.Draft, *world.Message, error) {
	d, err := content.Draft(q)
	if err != nil {
		return d, nil, err
	}
	_, m, err := a.target(q, "from_chat_id", verb)
	if err != nil {
		return d, nil, err
	}
	if m.Service != "" || m.Protected {
		return d, nil, wire.BadRequest("message can't be %s", done)
	}
	d.Kind, d.File = m.Kind, m.File()
	d.Text, d.Entities = m.Body()
	return d, m, nil
}

// sendChatAction shows for a few seconds that the bot is typing.
func (a *API) sendChatAction(q request.Request) (any, error) {
	switch q.Text("action") {
	case "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
		"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note":
	default:
		return nil, wire.BadRequest("wrong parameter action in request")
	}
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	a.world.SetTyping(c)
	return true, nil
}
