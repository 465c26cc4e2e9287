package main

import (
	"fmt"
	"slices"
	"strings"

	simtelegram "vakhta/sim/telegram"
	"vakhta/sim/telegram/wire"
)

// quotes replies to a message with a part of it chosen: what is the words of the
// message and that part.
func (w *world) quotes(who, place string, what [2]string, text string) error {
	m, err := w.find(place, what[0])
	if err != nil {
		return err
	}
	_, err = w.people[who].telegram.Posts(m.telegram.Chat, simtelegram.Post{Text: text, ReplyTo: m.telegram.ID, Quote: what[1]})
	w.pass(settleFor)
	return err
}

// forwards sends words of somebody whose account is hidden.
func (w *world) forwards(who, place, author, text string) error {
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	_, err = p.telegram.Posts(at.telegram, simtelegram.Post{Text: text, Forward: &wire.Origin{Type: "hidden_user", Date: 1, HiddenName: author}})
	w.pass(settleFor)
	return err
}

// shares lets a person share a message from one Slack channel in another: what is
// where it is, its words, and where to.
func (w *world) shares(who, author string, what [3]string, text string) error {
	m, err := w.find(what[0], what[1])
	if err != nil {
		return err
	}
	p, at, err := w.playerAt(who, what[2])
	if err != nil {
		return err
	}
	_, err = p.slack.Passes(m.slack, at.slack, author, text)
	w.pass(settleFor)
	return err
}

// usesShortcut starts one of the app's shortcuts in Slack.
func (w *world) usesShortcut(who, callback string) error {
	err := w.people[who].slack.UsesShortcut(callback)
	w.pass(settleFor)
	return err
}

// usesShortcutOn starts one on a message.
func (w *world) usesShortcutOn(who, callback, place, words string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	p := w.people[who]
	before := len(p.slack.Ephemerals())
	p.told = ""
	err = p.slack.UsesMessageShortcut(m.slack, callback)
	w.pass(settleFor)
	p.hear(before)
	return err
}

// pressesWhisper presses a button under the last message that Slack showed to somebody
// alone.
func (w *world) pressesWhisper(who, button string) error {
	p := w.people[who]
	all := p.slack.Ephemerals()
	if len(all) == 0 {
		return fmt.Errorf("%s was told nothing", who)
	}
	p.told = ""
	err := p.slack.PressesEphemeral(all[len(all)-1], button, "")
	w.pass(settleFor)
	p.hear(len(all))
	return err
}

// hasReply fails unless a chat on Telegram has a message with these words that
// replies to one with others.
func (w *world) hasReply(place, to, words string) error {
	at, err := w.spot(place)
	if err != nil {
		return err
	}
	for _, m := range w.messages(at) {
		answered := slices.IndexFunc(w.messages(at), func(o seen) bool { return o.telegram.ID == m.telegram.ReplyTo })
		if strings.Contains(m.text, words) && answered >= 0 && strings.Contains(w.messages(at)[answered].text, to) {
			return nil
		}
	}
	return fmt.Errorf("%s has no reply to %q that shows %q:\n%s", place, to, words, dump(w.messages(at)))
}

// writesFormatted sends a text whose formats a person has chosen, written as HTML.
func (w *world) writesFormatted(who, place, html string) error {
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	_, err = p.telegram.Posts(at.telegram, simtelegram.Post{Text: strings.ReplaceAll(html, `\n`, "\n"), Formatted: true})
	w.pass(settleFor)
	return err
}
