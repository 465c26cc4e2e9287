package layout

import (
	"strings"

	"github.com/go-telegram/bot/models"

	"vakhta/desk"
)

// maxPlaceholder is how long the hint in the field of an answer may be.
const maxPlaceholder = 64

// Markup is what stands under a message: buttons, or the wish for an answer. In
// a group that wish opens the field of those alone who are called or replied to.
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

// Keyboard draws buttons. What a button says fits 64 bytes, as desk.Press promises.
func Keyboard(c desk.Card) *models.InlineKeyboardMarkup {
	k := &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{}}
	for _, row := range c.Buttons {
		var drawn []models.InlineKeyboardButton
		for _, b := range row {
			drawn = append(drawn, models.InlineKeyboardButton{
				Text: Cut(b.Label, maxLabel), CallbackData: b.Press.String(), Style: styleOf(b.Style),
			})
		}
		if len(drawn) > 0 {
			k.InlineKeyboard = append(k.InlineKeyboard, drawn)
		}
	}
	return k
}

// styleOf is a button's weight in Telegram's words.
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
