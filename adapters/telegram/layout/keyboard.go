package layout

import (
	"strings"

	"github.com/go-telegram/bot/models"

	"vakhta/desk"
)

// maxPlaceholder is the longest hint in the input field of a reply.
const maxPlaceholder = 64

// Markup returns what is under a message: buttons, or a request for a reply. In
// a group, only people who are mentioned or replied to get the reply field.
func Markup(c desk.Card, group bool) models.ReplyMarkup {
	switch {
	case c.Expect != "":
		hint := Cut(strings.Join(strings.Fields(c.Expect), " "), maxPlaceholder)
		return &models.ForceReply{ForceReply: true, Selective: group, InputFieldPlaceholder: hint}
	case len(c.Buttons) > 0:
		return Keyboard(c)
	default:
		return nil
	}
}

// maxLabel keeps a button on one line of a phone's screen.
const maxLabel = 48

// maxCopied is how much a button can copy (CopyTextButton, text).
const maxCopied = 256

// Keyboard returns buttons. Their data fits 64 bytes, as desk.Press promises.
func Keyboard(c desk.Card) *models.InlineKeyboardMarkup {
	k := &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{}}
	for _, row := range c.Buttons {
		var drawn []models.InlineKeyboardButton
		for _, b := range row {
			button := models.InlineKeyboardButton{Text: Cut(b.Label, maxLabel), Style: styleOf(b.Style)}
			if b.Copy != "" {
				button.CopyText.Text = Cut(b.Copy, maxCopied)
			} else {
				button.CallbackData = b.Press.String()
			}
			drawn = append(drawn, button)
		}
		if len(drawn) > 0 {
			k.InlineKeyboard = append(k.InlineKeyboard, drawn)
		}
	}
	return k
}

// styleOf returns a button's style in Telegram's words.
func styleOf(s desk.Style) string {
	switch s {
	case desk.StylePrimary:
		return "primary"
	case desk.StyleDanger:
		return "danger"
	default:
		return ""
	}
}
