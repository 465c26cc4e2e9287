package courier

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"

	"vakhta/desk"
)

// hashOf returns a hash of what a message shows that was made of cards, "" if they
// are several messages. What an edit cannot change is left out.
func hashOf(cards []desk.Card) string {
	if len(cards) != 1 {
		return ""
	}
	c := cards[0]
	c.Quiet, c.ReplyTo, c.Thread = false, desk.MessageRef{}, ""
	text, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return base64.RawStdEncoding.EncodeToString(sum[:12])
}

// showsAlready reports whether the message in the slot shows this already. After an
// attempt with an unknown outcome nobody knows what it shows.
func (p *parcel) showsAlready(hash string) bool {
	return hash != "" && len(p.stands) == 1 && p.clean() && p.shown[p.stands[0]] == hash
}
