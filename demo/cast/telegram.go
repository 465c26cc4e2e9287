package cast

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vakhta/desk"
	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/seen"
)

// actTelegram does an interaction in a Telegram client.
func (c *Cast) actTelegram(ctx context.Context, u *simtelegram.User, at desk.Address, d Interaction) (Told, error) {
	chat, err := telegramID(at.Chat)
	if err != nil {
		return Told{}, err
	}
	if !u.Sees(chat) {
		return Told{}, fmt.Errorf("%w: %s does not see %s", ErrUnclear, d.As, d.Chat)
	}
	switch d.Verb {
	case "start":
		_, err = u.Start(d.Text)
	case "say":
		_, err = u.Says(chat, d.Text)
	case "slash":
		_, err = u.Says(chat, d.Command)
	case "photo", "file":
		_, err = u.Posts(chat, simtelegram.Post{Text: d.Text, File: telegramFile(d)})
	default:
		return c.actOnTelegram(ctx, u, chat, d)
	}
	return Told{}, err
}

// telegramFile returns a picture for a photo, and other files as a client sends
// them: what can be played as such, the rest as a document.
func telegramFile(d Interaction) *simtelegram.Upload {
	f := d.file()
	kind := map[string]string{"video/mp4": "video", "audio/ogg": "voice", "audio/mpeg": "audio", "audio/mp4": "audio"}[f.MIME]
	switch {
	case d.Verb == "photo":
		kind = "photo"
	case kind == "":
		kind = "document"
	}
	return &simtelegram.Upload{Kind: kind, Name: f.Name, MIME: f.MIME, Data: f.Data}
}

// actOnTelegram does an interaction with a message in the chat.
func (c *Cast) actOnTelegram(ctx context.Context, u *simtelegram.User, chat int64, d Interaction) (told Told, err error) {
	id, err := telegramID(d.Message)
	if err != nil {
		return told, err
	}
	m, ok := c.Telegram.Chat(chat).Message(int(id))
	if !ok {
		return told, fmt.Errorf("%w: %s has no message %s", ErrUnclear, d.Chat, d.Message)
	}
	switch d.Verb {
	case "reply":
		_, err = u.Replies(m, d.Text)
	case "edit":
		_, err = u.Edits(m, d.Text)
	case "delete":
		err = u.Deletes(m)
	case "react":
		err = u.Reacts(m, toggled(m, u.ID, d.Emoji)...)
	case "press":
		return pressTelegram(ctx, u, m, d.Button)
	default:
		err = fmt.Errorf("%w: Telegram has no verb %q", ErrUnclear, d.Verb)
	}
	return told, err
}

// toggled returns a person's reactions after they choose an emoji: it replaces
// another one, and the same one again removes it.
func toggled(m simtelegram.Message, by int64, emoji string) []string {
	if slices.Contains(m.Reactions, seen.Reaction{By: by, Emoji: emoji}) {
		return nil
	}
	return []string{emoji}
}

// pressTelegram presses a button and waits for the bot's answer.
func pressTelegram(ctx context.Context, u *simtelegram.User, m simtelegram.Message, button string) (Told, error) {
	press, err := u.Presses(m, button)
	if err != nil {
		return Told{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	answer, err := press.Wait(ctx)
	if err != nil {
		return Told{}, err
	}
	if answer.Alert {
		return Told{Alert: answer.Text}, nil
	}
	return Told{Toast: answer.Text}, nil
}

// A MenuLine is one line of a client's command menu.
type MenuLine struct {
	Command     string `json:"command"` // with its slash
	Hint        string `json:"hint,omitempty"`
	Description string `json:"description"`
}

// Commands returns the command menu that somebody sees in a chat.
func (c *Cast) Commands(handle, chat string) ([]MenuLine, error) {
	p := c.people[handle]
	at, err := desk.ParseAddress(chat)
	if err != nil || p == nil {
		return nil, fmt.Errorf("%w: %q in chat %q", ErrUnclear, handle, chat)
	}
	if at.Platform == desk.Slack {
		return slackCommands(c.desk.Locale), nil
	}
	id, err := telegramID(at.Chat)
	if err != nil || p.telegram == nil {
		return nil, fmt.Errorf("%w: %q in chat %q", ErrUnclear, handle, chat)
	}
	menu, err := c.Telegram.Commands(id, p.telegram.ID)
	if err != nil {
		return nil, err
	}
	all := []MenuLine{}
	for _, m := range menu {
		all = append(all, MenuLine{Command: "/" + strings.TrimPrefix(m.Command, "/"), Description: m.Description})
	}
	return all, nil
}
