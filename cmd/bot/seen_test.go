package main

import (
	"encoding/json"
	"fmt"
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

// transcript logs what every chat shows at the end, to be read by people.
func (w *world) transcript() {
	for _, name := range []string{"maria's chat", "lena's chat", "the group", "john's Slack chat", "#romashka", "#first-line", "#shop-dev",
		"boris's Slack chat", "anna's chat", "noc's chat", "olga's chat"} {
		if at, err := w.spot(name); err == nil {
			w.t.Logf("%s\n%s", name, dump(w.messages(at)))
		}
	}
}
