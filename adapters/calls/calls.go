// Package calls is what e-mail and the phone share: the words of a call without
// a messenger's markup, and the link in it that acknowledges.
//
// A link names a ticket and a person, is valid for two hours and signed, so that
// nobody can make or change one. Opening it shows a button, and only the button
// acknowledges: programs that check the links in mails open them, too. It is the
// same press as in a messenger, made once however often it is sent.
package calls

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"vakhta/desk"
)

// Traits are those of a platform that carries calls only.
func Traits() desk.Traits {
	return desk.Traits{CallsOnly: true, Buttons: true, Toasts: true}
}

// Words returns a card as plain text, a paragraph for each part.
func Words(c desk.Card) string {
	var parts []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			parts = append(parts, s)
		}
	}
	add(c.Tone.Sign() + c.Title)
	add(c.Lead)
	if c.Quote != "" {
		quote := "> " + strings.ReplaceAll(c.Quote, "\n", "\n> ")
		if c.Author != "" {
			quote = c.Author + ":\n" + quote
		}
		add(quote)
	}
	var fields []string
	for _, f := range c.Fields {
		fields = append(fields, f.Label+": "+f.Value+f.Remark())
	}
	add(strings.Join(fields, "\n"))
	for _, l := range c.Lines {
		add(l)
	}
	add(c.Footer)
	return desk.Plain(strings.Join(parts, "\n\n"))
}

// ID returns the number of a call: the same whenever it is sent.
func ID(notice string) string {
	sum := sha256.Sum256([]byte(notice))
	return base64.RawURLEncoding.EncodeToString(sum[:15])
}

// Taking returns the button that acknowledges, if the card has one. A link can
// do nothing else.
func Taking(c desk.Card) (desk.Button, bool) {
	for _, row := range c.Buttons {
		for _, b := range row {
			if b.Press.Action == desk.ActAck {
				return b, true
			}
		}
	}
	return desk.Button{}, false
}
