package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// A spot is a chat of a script: a person's chat with the bot, the shop's
// Telegram group, or a Slack channel.
type spot struct {
	telegram int64
	slack    string
	handle   string // of the person who gets mails, or calls
	by       string // "mail" or "phone"
}

// spot finds a chat by the name a script gives it: "maria's chat", "boris's
// Slack chat", "the group", "#first-line".
func (w *world) spot(name string) (spot, error) {
	if at, ok := map[string]spot{
		"the group":           {telegram: groupID},
		"the forum":           {telegram: forumID},
		"the engineers' chat": {telegram: engineersID},
		"the old group":       {telegram: oldGroupID},
		"the supergroup":      {telegram: newGroupID},
		"#first-line":         {slack: "C0L1"},
		"#shop-dev":           {slack: "C0L2"},
		"#romashka":           {slack: "C0ROM"},
		"#lilia":              {slack: "C0LIL"},
	}[name]; ok {
		return at, nil
	}
	handle, which, _ := strings.Cut(name, "'s ")
	p := w.people[handle]
	if w.desk.People[handle] != nil && (which == "mail" || which == "phone") {
		return spot{handle: handle, by: which}, nil
	}
	if p == nil {
		return spot{}, fmt.Errorf("no chat is called %q", name)
	}
	if p.telegram != nil && which == "chat" {
		return spot{telegram: p.telegram.ID}, nil
	}
	if p.slack == nil {
		return spot{}, fmt.Errorf("%s has no Slack", handle)
	}
	room, err := w.slack.With(p.slack.ID)
	if err != nil {
		return spot{}, err
	}
	return spot{slack: room.ID}, nil
}

// plainSpaces lets a script write an ordinary space where the desk puts an
// unbreakable one between a number and its unit.
var plainSpaces = strings.NewReplacer("\u00a0", " ")

// A seen is a message as a script looks at it.
type seen struct {
	text     string
	telegram simtelegram.Message
	slack    simslack.Message
}

// messages returns all messages of a chat, threads included, as people read them.
func (w *world) messages(at spot) []seen {
	if at.by != "" {
		return w.delivered(at.handle, at.by)
	}
	var all []seen
	if at.slack == "" {
		for _, m := range w.telegram.Chat(at.telegram).Messages() {
			text := m.Text
			for _, r := range m.Reactions {
				text += "\n" + r.Emoji
			}
			for _, label := range m.Labels() {
				text += "\n[" + label + "]"
			}
			all = append(all, seen{text: plainSpaces.Replace(text), telegram: m})
		}
		return all
	}
	room := w.slack.In(at.slack)
	for _, m := range room.Messages() {
		all = append(all, seen{text: slackText(m), slack: m})
		for _, reply := range room.Thread(m) {
			if reply.TS != m.TS {
				all = append(all, seen{text: slackText(reply), slack: reply})
			}
		}
	}
	return all
}

// slackText returns everything a reader sees of a Slack message.
func slackText(m simslack.Message) string {
	parts := []string{m.Text}
	var blocks any
	if json.Unmarshal(m.Blocks, &blocks) == nil {
		parts = append(parts, textsOf(blocks)...)
	}
	for _, r := range m.Reactions {
		parts = append(parts, ":"+r.Name+":")
	}
	r := strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
	return plainSpaces.Replace(r.Replace(strings.Join(parts, "\n")))
}

// textsOf returns the words in a block, in order.
func textsOf(v any) []string {
	var out []string
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			out = append(out, textsOf(x)...)
		}
	case map[string]any:
		if s, ok := v["text"].(string); ok {
			out = append(out, s)
		}
		if v["type"] == "button" {
			return []string{"[" + strings.Join(textsOf(v["text"]), "") + "]"}
		}
		for _, key := range []string{"text", "fields", "elements", "accessory"} {
			if _, plain := v[key].(string); !plain {
				out = append(out, textsOf(v[key])...)
			}
		}
	}
	return out
}

// find returns the newest message of a chat that contains some words.
func (w *world) find(place, words string) (seen, error) {
	at, err := w.spot(place)
	if err != nil {
		return seen{}, err
	}
	all := w.messages(at)
	for _, a := range slices.Backward(all) {
		if strings.Contains(a.text, words) {
			return a, nil
		}
	}
	return seen{}, fmt.Errorf("%s shows no %q, but:\n%s", place, words, dump(all))
}

func dump(all []seen) string {
	var b strings.Builder
	for _, s := range all {
		fmt.Fprintf(&b, "  | %s\n", strings.ReplaceAll(s.text, "\n", "\n  |   "))
	}
	return b.String()
}

func (w *world) shows(place, words string, want bool) error {
	_, err := w.find(place, words)
	if want {
		return err
	}
	if err == nil {
		return fmt.Errorf("%s shows %q", place, words)
	}
	return nil
}

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

// transcript logs what every chat shows at the end, to be read by people.
func (w *world) transcript() {
	for _, name := range []string{"maria's chat", "lena's chat", "the group", "john's Slack chat", "#romashka", "#first-line", "#shop-dev",
		"boris's Slack chat", "anna's chat", "noc's chat", "olga's chat"} {
		if at, err := w.spot(name); err == nil {
			w.t.Logf("%s\n%s", name, dump(w.messages(at)))
		}
	}
}
