package cues

import (
	"strings"

	"vakhta/classify/words"
)

// AlarmPrefix begins the names of the lexicon's groups for what must never be
// missed: the shop is down, nobody can pay, a stranger's data is shown.
const AlarmPrefix = "alarm."

// How many words a message may have to go unanswered, because a longer one may
// contain a request whatever the weights say. One that mentions the shop must
// be even shorter.
const (
	shortWords = 15
	topicWords = 4
)

// Idle reports whether nothing in a message could be a request: it is short, is
// what people say among themselves, and reports no fault, or one that is over.
// Otherwise it must not go unanswered.
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
