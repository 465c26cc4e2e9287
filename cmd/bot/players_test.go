package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	simslack "vakhta/sim/slack"
)

func (w *world) says(who, place, text string, mention bool) error {
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	text = strings.ReplaceAll(text, `\n`, "\n")
	switch {
	case at.slack == "" && mention:
		_, err = p.telegram.Says(at.telegram, "@vakhta_bot "+text)
	case at.slack == "":
		_, err = p.telegram.Says(at.telegram, text)
	case mention:
		_, err = p.slack.Mentions(at.slack, text)
	default:
		_, err = p.slack.Says(at.slack, text)
	}
	w.pass(settleFor)
	return err
}

func (w *world) playerAt(who, place string) (*player, spot, error) {
	p := w.people[who]
	if p == nil {
		return nil, spot{}, fmt.Errorf("nobody is called %q", who)
	}
	at, err := w.spot(place)
	return p, at, err
}

func (w *world) sendsPhoto(who, place, caption string) error {
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	_, err = p.telegram.SendsPhoto(at.telegram, caption, "")
	w.pass(settleFor)
	return err
}

func (w *world) answers(who, place, words, text string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	p := w.people[who]
	if m.slack.TS != "" {
		root := m.slack
		if root.ThreadTS != "" && root.ThreadTS != root.TS {
			if root, err = w.slack.In(root.Channel).Message(root.ThreadTS); err != nil {
				return err
			}
		}
		_, err = p.slack.RepliesInThread(root, text)
	} else {
		_, err = p.telegram.Replies(m.telegram, text)
	}
	w.pass(settleFor)
	return err
}

func (w *world) edits(who, place, words, text string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	if m.slack.TS != "" {
		err = w.people[who].slack.Edits(m.slack, text)
	} else {
		_, err = w.people[who].telegram.Edits(m.telegram, text)
	}
	w.pass(settleFor)
	return err
}

func (w *world) presses(who, place, words, button string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	p := w.people[who]
	p.told = ""
	if m.slack.TS != "" {
		before := len(p.slack.Ephemerals())
		err = p.slack.Presses(m.slack, button)
		w.pass(settleFor)
		p.hear(before)
		return err
	}
	press, err := p.telegram.Presses(m.telegram, button)
	if err != nil {
		return err
	}
	w.pass(settleFor)
	answer, _ := press.Answer()
	p.told = answer.Text
	return nil
}

// hear records what Slack showed to the player alone after the first before
// messages.
func (p *player) hear(before int) {
	for _, e := range p.slack.Ephemerals()[before:] {
		p.told += slackText(simslack.Message{Text: e.Text, Blocks: e.Blocks}) + "\n"
	}
}

// slackNames are Slack's names of the emojis in scripts.
var slackNames = map[string]string{"👀": "eyes", "✅": "white_check_mark", "👍": "+1", "❤": "heart", "🔥": "fire", "🤡": "clown_face", "👎": "-1"}

// unreacts takes all of somebody's emojis off a message.
func (w *world) unreacts(who, place, words, emoji string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	if m.slack.TS != "" {
		err = w.people[who].slack.Unreacts(m.slack, slackNames[emoji])
	} else {
		err = w.people[who].telegram.Reacts(m.telegram)
	}
	w.pass(settleFor)
	return err
}

// wears fails unless the bot's emojis on the newest message with these words are those.
func (w *world) wears(place, words, emojis string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	var shown []string
	for _, r := range m.telegram.Reactions {
		if strings.HasPrefix(telegramToken, fmt.Sprint(r.By, ":")) {
			shown = append(shown, r.Emoji)
		}
	}
	for _, r := range m.slack.Reactions {
		if slices.Contains(r.Users, "U0DESK") {
			shown = append(shown, r.Name)
		}
	}
	if got := cmp.Or(strings.Join(shown, " "), "nothing"); got != emojis {
		return fmt.Errorf("on %q in %s the bot has put %s, want %s", words, place, got, emojis)
	}
	return nil
}

func (w *world) reacts(who, place, words, emoji string) error {
	m, err := w.find(place, words)
	if err != nil {
		return err
	}
	if m.slack.TS != "" {
		err = w.people[who].slack.Reacts(m.slack, slackNames[emoji])
	} else {
		err = w.people[who].telegram.Reacts(m.telegram, emoji)
	}
	w.pass(settleFor)
	return err
}

func (w *world) runs(who, place, command string) error {
	command = strings.ReplaceAll(command, `\n`, "\n")
	p, at, err := w.playerAt(who, place)
	if err != nil {
		return err
	}
	if payload, ok := strings.CutPrefix(command, "/start"); ok && at.slack == "" {
		_, err = p.telegram.Start(strings.TrimSpace(payload))
		w.pass(settleFor)
		return err
	}
	if at.slack == "" {
		_, err = p.telegram.Says(at.telegram, command)
		w.pass(settleFor)
		return err
	}
	name, text, _ := strings.Cut(command, " ")
	if name != "/report" && name != "/ticket" && name != "/desk" {
		name, text = "/desk", strings.TrimPrefix(command, "/")
	}
	before := len(p.slack.Ephemerals())
	p.told = ""
	answer, err := p.slack.Slash(name, text, at.slack)
	if answer.Whisper != nil {
		p.told = slackText(simslack.Message{Text: answer.Whisper.Text, Blocks: answer.Whisper.Blocks})
	}
	w.pass(settleFor)
	p.hear(before)
	return err
}

func (w *world) fills(who string, fields map[string]string) error {
	p := w.people[who]
	if _, open := p.slack.Modal(); !open {
		return fmt.Errorf("%s sees no form", who)
	}
	before := len(p.slack.Ephemerals())
	p.told = ""
	result, err := p.slack.SubmitsModal(fields)
	w.pass(settleFor)
	p.hear(before)
	if len(result.Errors) > 0 {
		p.told = strings.Join(slices.Sorted(maps.Values(result.Errors)), "\n")
	}
	return err
}

func (w *world) isTold(who, words string) error {
	if told := w.people[who].told; !strings.Contains(told, words) {
		return fmt.Errorf("%s was told %q", who, told)
	}
	return nil
}

func (w *world) blocks(who string) error {
	w.people[who].telegram.Blocks()
	w.pass(settleFor)
	return nil
}
