package outbox_test

import (
	"strings"

	"vakhta/conversations/cards"
	"vakhta/desk"
)

// Places of the desk.
var (
	firstLine = desk.Address{Platform: desk.Slack, Chat: "C0L1"}
	shopDev   = desk.Address{Platform: desk.Slack, Chat: "C0L2"}
	maria     = desk.Address{Platform: desk.Telegram, Chat: "7001"}
	lena      = desk.Address{Platform: desk.Telegram, Chat: "7002"}
	group     = desk.Address{Platform: desk.Telegram, Chat: "-1003000000003"}
)

// note is a notice of its own that shows its key.
func note(key string, to desk.Address, change ...func(*desk.Notice)) desk.Notice {
	n := desk.Notice{
		Key: key, To: to, Class: desk.ClassAnswer, Kind: cards.Greeting{}.Kind(), Facts: cards.Encode(cards.Greeting{Name: "«" + key + "»"}),
	}
	for _, c := range change {
		c(&n)
	}
	return n
}

// letters are the first n, as keys.
func letters(n int) []string { return strings.Split("abcdefghijklmnopqrstuvwxyz"[:n], "") }

// notes are one for each key, to one chat.
func notes(keys []string, to desk.Address, change ...func(*desk.Notice)) (all []desk.Notice) {
	for _, key := range keys {
		n := note(key, to, change...)
		n.Key = to.String() + "/" + key
		all = append(all, n)
	}
	return all
}

func class(c desk.Class) func(*desk.Notice) { return func(n *desk.Notice) { n.Class = c } }
