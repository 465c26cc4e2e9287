package cues

import (
	"strings"

	"vakhta/classify/words"
)

// AlarmPrefix begins the names of the lexicon's groups for what must never be
// missed: the shop is down, nobody can pay, a stranger's data is shown.
const AlarmPrefix = "alarm."

// How many words a message may have to be passed over: a request may hide in a
// longer one, whatever the weights make of it. One that speaks of the shop at
// all must be shorter still.
const (
	shortWords = 15
	topicWords = 4
)

// Idle reports whether nothing in a message could be a request: it is short, it
// says what people say among themselves, and it tells of no fault, or of one
// that is over. Only then may the weights pass it over in silence.
func Idle(t words.Text, found []Cue) bool {
	if t.Words == 0 && t.Emoji > 0 {
		return t.Social == t.Emoji
	}
	social, fault, over, topic := false, false, false, false
	for _, c := range found {
		if c.With != "" {
			continue
		}
		switch c.Name {
		case "withdrawn", "selfdone":
			over = true
		case "greet", "thanks", "ack", "bye", "fyi", "meet", "chat":
			social = true
		case "broke", "negfn", "wrong", "slow", "nosales", "takenmoney", "privacy", "pricewrong", "security", "browserwarn", "absurd", "openlink", "halted":
			fault = true
		case "shop", "pay", "price", "client", "thing", "svcnoun", "datanoun", "cutoff", "placeholder", "quiet", "give", "build", "ops":
			topic = true
		}
		fault = fault || strings.HasPrefix(c.Name, AlarmPrefix)
		topic = topic || strings.HasPrefix(c.Name, "fn.") || strings.HasPrefix(c.Name, "loss.")
	}
	switch {
	case t.Words > shortWords:
		return false
	case over:
		return true
	}
	return social && !fault && (!topic || t.Words <= topicWords)
}
