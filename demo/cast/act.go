package cast

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"vakhta/desk"
)

// ErrUnclear means that an interaction cannot be understood: a person, a place
// or a verb in it does not exist. The text around it says which.
var ErrUnclear = errors.New("unclear interaction")

// Act does an interaction as the person's own client would. An error other than
// ErrUnclear says why the messenger or the desk refused it.
func (c *Cast) Act(ctx context.Context, d Interaction) (Told, error) {
	p := c.people[d.As]
	if p == nil {
		return Told{}, fmt.Errorf("%w: nobody is called %q", ErrUnclear, d.As)
	}
	if act, ok := screens()[d.Verb]; ok {
		if p.slack == nil {
			return Told{}, fmt.Errorf("%w: %s has no Slack", ErrUnclear, d.As)
		}
		return act(p.slack, d)
	}
	if d.Verb == "start" {
		d.Chat = c.Direct(d.As)
	}
	at, err := desk.ParseAddress(d.Chat)
	if err != nil {
		return Told{}, fmt.Errorf("%w: chat %q: %w", ErrUnclear, d.Chat, err)
	}
	switch {
	case at.Platform == desk.Telegram && p.telegram != nil:
		return c.actTelegram(ctx, p.telegram, at, d)
	case at.Platform == desk.Slack && p.slack != nil:
		return c.actSlack(p.slack, at.Chat, d)
	default:
		return Told{}, fmt.Errorf("%w: %s has no account there: %s", ErrUnclear, d.As, d.Chat)
	}
}

// file returns the interaction's file, or a small picture.
func (d Interaction) file() SentFile {
	if d.File != nil && len(d.File.Data) > 0 {
		return *d.File
	}
	return SentFile{Name: "screenshot.png", MIME: "image/png", Data: picture()}
}

// telegramID returns the Telegram number of a chat or a message.
func telegramID(s string) (int64, error) {
	id, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%w: %q is no number", ErrUnclear, s)
	}
	return id, nil
}

// slackEmoji returns Slack's name of an emoji; a name is returned without
// colons.
func slackEmoji(emoji string) string {
	names := map[string]string{
		"👀": "eyes", "✅": "white_check_mark", "👍": "+1", "👎": "-1", "❤": "heart", "❤️": "heart",
		"🎉": "tada", "🙏": "pray", "🔥": "fire", "😢": "cry",
	}
	if name, ok := names[emoji]; ok {
		return name
	}
	return strings.Trim(emoji, ":")
}
