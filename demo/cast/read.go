package cast

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"vakhta/desk"
	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/widgets"
	simtelegram "vakhta/sim/telegram"
)

// A SeenMessage is a message as a person reads it, on either messenger.
type SeenMessage struct {
	Message string // as in an Interaction
	Bot     bool   // the desk wrote it
	Under   string // the Slack message whose thread it is in, or ""
	Text    string // with everything written on it, and its reactions
	Buttons []SeenButton
	Files   []string // their names
}

// A SeenButton is a button: what it does, to which ticket, and the name by
// which an Interaction presses it.
type SeenButton struct {
	Action string // "ack", "resolve", "rate:5" …: the stable names of the desk
	Ticket string
	Name   string
}

// Button returns the button for an action on a ticket.
func (l SeenMessage) Button(action, ticket string) (SeenButton, bool) {
	for _, b := range l.Buttons {
		if b.Action == action && b.Ticket == ticket {
			return b, true
		}
	}
	for _, b := range l.Buttons { // it carries something only the desk can know, such as a fingerprint; "reply:" asks for one that does
		if strings.HasPrefix(b.Action, strings.TrimSuffix(action, ":")+":") && b.Ticket == ticket {
			return b, true
		}
	}
	return SeenButton{}, false
}

// Lines returns the messages of a chat, including threads, oldest first.
func (c *Cast) Lines(chat string) []SeenMessage {
	at, err := desk.ParseAddress(chat)
	if err != nil {
		return nil
	}
	var all []SeenMessage
	if at.Platform == desk.Telegram {
		id, err := telegramID(at.Chat)
		if err != nil {
			return nil
		}
		for _, m := range c.Telegram.Chat(id).Messages() {
			all = append(all, telegramLine(m))
		}
		return all
	}
	room := c.Slack.In(at.Chat)
	for _, m := range room.Messages() {
		all = append(all, slackLine(m, "", c.bot))
		for _, reply := range room.Thread(m) {
			if reply.TS != m.TS {
				all = append(all, slackLine(reply, m.TS, c.bot))
			}
		}
	}
	return all
}

func telegramLine(m simtelegram.Message) SeenMessage {
	l := SeenMessage{Message: strconv.Itoa(m.ID), Bot: m.Bot, Text: m.Text}
	for _, row := range m.Keyboard {
		for _, b := range row {
			l.Text += "\n[" + b.Text + "]"
			if b.Copy != "" {
				continue
			}
			l.Buttons = append(l.Buttons, telegramButton(b.Data))
		}
	}
	for _, r := range m.Reactions {
		l.Text += "\n" + r.Emoji
	}
	if f := m.File; f != nil {
		l.Files = []string{cmp.Or(f.Name, m.Kind)}
	}
	return l
}

// telegramButton reads callback data and names it like Slack's: the action and
// its argument.
func telegramButton(data string) SeenButton {
	p, err := desk.ParsePress(data)
	if err != nil {
		return SeenButton{Action: data, Name: data}
	}
	b := SeenButton{Action: string(p.Action), Ticket: p.Key.String(), Name: data}
	if p.Arg != "" {
		b.Action += ":" + p.Arg
	}
	return b
}

func slackLine(m simslack.Message, under, bot string) SeenMessage {
	parts := []string{m.Text}
	var blocks any
	if json.Unmarshal(m.Blocks, &blocks) == nil {
		parts = append(parts, written(blocks)...)
	}
	for _, r := range m.Reactions {
		parts = append(parts, ":"+r.Name+":")
	}
	l := SeenMessage{Message: m.TS, Bot: m.User == bot, Under: under}
	for _, f := range m.Files {
		l.Files = append(l.Files, f.Name)
	}
	l.Text = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(strings.Join(parts, "\n"))
	for _, w := range widgets.All(m.Blocks) {
		value, _ := w.Element["value"].(string)
		ticket, _, _ := strings.Cut(value, ":")
		l.Buttons = append(l.Buttons, SeenButton{Action: w.ActionID(), Ticket: ticket, Name: w.ActionID()})
	}
	return l
}

// written collects the texts in blocks, from top to bottom.
func written(v any) []string {
	var out []string
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			out = append(out, written(x)...)
		}
	case map[string]any:
		if s, ok := v["text"].(string); ok {
			out = append(out, s)
		}
		if user, ok := v["user_id"].(string); ok {
			out = append(out, "<@"+user+">")
		}
		for _, key := range []string{"text", "fields", "elements", "accessory"} {
			if _, plain := v[key].(string); !plain {
				out = append(out, written(v[key])...)
			}
		}
	}
	return out
}

// cutCommand divides "/desk my" into the command and its arguments.
func cutCommand(typed string) (name, text string) {
	name, text, _ = strings.Cut(strings.TrimSpace(typed), " ")
	return name, strings.TrimSpace(text)
}
