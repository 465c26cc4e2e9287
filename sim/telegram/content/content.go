// Package content reads what a call sends: the text with its markup, the
// keyboard, the message to reply to. It uses only the call and not the chat, as
// the server does first, and refuses in the server's words.
package content

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"vakhta/sim/telegram/markup"
	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// Limits of a message. Text is counted in code points after parsing the markup,
// the raw parameter in bytes.
const (
	MaxText    = 4096
	MaxCaption = 1024
	maxRaw     = 32768
)

// Formatted reads a text parameter with its markup. Only the parse mode HTML is
// simulated; any other is an error.
func Formatted(raw, mode string, entities []wire.Entity) (string, []wire.Entity, error) {
	if len(raw) > maxRaw {
		return "", nil, wire.BadRequest("text is too long")
	}
	if !utf8.ValidString(raw) {
		return "", nil, wire.BadRequest("strings must be encoded in UTF-8")
	}
	switch strings.ToLower(mode) {
	case "":
	case "html":
		text, es, err := markup.Parse(raw)
		if err != nil {
			return "", nil, wire.BadRequest("%s", err)
		}
		raw, entities = text, es
	default:
		return "", nil, wire.BadRequest("unsupported parse_mode")
	}
	text, es := markup.Clean(raw, entities)
	return text, es, nil
}

// Body reads a call's text or caption.
func Body(q request.Request, name string) (string, []wire.Entity, error) {
	field := "entities"
	if name == "caption" {
		field = "caption_entities"
	}
	var entities []wire.Entity
	if _, err := Object(q, field, &entities); err != nil {
		return "", nil, err
	}
	return Formatted(q.Text(name), q.Text("parse_mode"), entities)
}

// Draft reads the parameters that all sending methods have, without checking
// the chat.
func Draft(q request.Request) (world.Draft, error) {
	d := world.Draft{
		Thread: q.Int("message_thread_id"), Silent: q.Bool("disable_notification"), Protected: q.Bool("protect_content"),
	}
	reply, err := replyParameters(q)
	if err != nil {
		return d, err
	}
	d.Reply = reply
	if q.Has("link_preview_options") {
		d.LinkPreview = json.RawMessage(q.Text("link_preview_options"))
	}
	d.Keyboard, d.ReplyKeyboard, err = Keyboard(q)
	return d, err
}

// replyParameters reads which message to reply to. The chat's id may be a
// number or a text, as the documentation says.
func replyParameters(q request.Request) (world.Reply, error) {
	var p struct {
		MessageID int         `json:"message_id"`
		ChatID    json.Number `json:"chat_id"`
		Optional  bool        `json:"allow_sending_without_reply"`
		Quote     string      `json:"quote"`
		QuoteMode string      `json:"quote_parse_mode"`
	}
	given, err := Object(q, "reply_parameters", &p)
	if err != nil || !given {
		return world.Reply{}, err
	}
	quote, _, err := Formatted(p.Quote, p.QuoteMode, nil)
	if err != nil {
		return world.Reply{}, err
	}
	other, _ := p.ChatID.Int64()
	return world.Reply{Message: p.MessageID, Chat: other, Quote: quote, Optional: p.Optional}, nil
}

// Keyboard reads reply_markup: an inline keyboard, or any other kind as it is.
func Keyboard(q request.Request) (*wire.InlineKeyboard, json.RawMessage, error) {
	if !q.Has("reply_markup") {
		return nil, nil, nil
	}
	raw := json.RawMessage(q.Text("reply_markup"))
	var m struct {
		Inline *[][]wire.InlineButton `json:"inline_keyboard"`
		Reply  *[][]any               `json:"keyboard"`
		Remove bool                   `json:"remove_keyboard"`
		Force  bool                   `json:"force_reply"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, nil, wire.BadRequest("can't parse reply keyboard markup JSON object")
	}
	switch {
	case m.Inline != nil:
		k, err := inline(*m.Inline)
		return k, nil, err
	case m.Reply != nil, m.Remove, m.Force:
		return nil, raw, nil
	default:
		return nil, nil, nil
	}
}

// Above these limits the server drops buttons silently.
const (
	maxRow     = 12
	maxButtons = 300
)

// inline keeps the one action of each button that counts, and refuses a button
// without any.
func inline(rows [][]wire.InlineButton) (*wire.InlineKeyboard, error) {
	k := &wire.InlineKeyboard{}
	total := 0
	for _, row := range rows {
		var kept []wire.InlineButton
		for _, b := range row {
			b, err := button(b)
			if err != nil {
				return nil, err
			}
			if len(kept) < maxRow && total < maxButtons {
				kept = append(kept, b)
				total++
			}
		}
		if len(kept) > 0 {
			k.Rows = append(k.Rows, kept)
		}
	}
	if total == 0 {
		k = nil // an empty keyboard removes the old one
	}
	return k, nil
}

// button keeps the action that takes precedence: an address over callback data,
// and both over copying. go-telegram sends an empty copy_text with every
// button, which the real server accepts.
func button(b wire.InlineButton) (wire.InlineButton, error) {
	kept := wire.InlineButton{Text: b.Text, Style: b.Style}
	if strings.TrimSpace(b.Text) == "" {
		return kept, wire.BadRequest("can't parse inline keyboard button: Field \"text\" must be non-empty")
	}
	switch b.Style {
	case "", "primary", "success", "danger":
	default:
		return kept, wire.BadRequest("can't parse inline keyboard button: invalid button style specified")
	}
	switch {
	case b.URL != "":
		kept.URL = b.URL
	case b.CallbackData != "":
		kept.CallbackData = b.CallbackData
	case b.CopyText != nil && b.CopyText.Text != "":
		kept.CopyText = b.CopyText
	default:
		return kept, wire.BadRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	}
	return kept, nil
}

// CheckButtons finds what only the back-end refuses, after all other checks.
func CheckButtons(k *wire.InlineKeyboard) error {
	if k == nil {
		return nil
	}
	for _, row := range k.Rows {
		for _, b := range row {
			if len(b.CallbackData) > 64 {
				return wire.BadRequest("BUTTON_DATA_INVALID")
			}
			if b.CopyText != nil && utf8.RuneCountInString(b.CopyText.Text) > 256 {
				return wire.BadRequest("BUTTON_COPY_TEXT_INVALID")
			}
		}
	}
	return nil
}

// Object decodes a JSON parameter. The error for an invalid one names the
// parameter.
func Object(q request.Request, name string, v any) (given bool, err error) {
	given, err = q.JSON(name, v)
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	if errors.As(err, &syntax) || errors.As(err, &shape) {
		return given, wire.BadRequest("can't parse %s JSON object", name)
	}
	return given, err
}
