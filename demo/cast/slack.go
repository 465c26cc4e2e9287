package cast

import (
	"errors"
	"fmt"
	"slices"

	"vakhta/desk"
	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/workspace"
)

// actSlack does an interaction in a channel of the Slack client.
func (c *Cast) actSlack(p *simslack.Person, channel string, d Interaction) (told Told, err error) {
	switch d.Verb {
	case "say":
		_, err = p.Says(channel, d.Text)
	case "slash":
		err = slash(p, channel, d.Command)
	case "photo", "file":
		f := d.file()
		var under *simslack.Message
		if d.Message != "" {
			m, err := c.slackMessage(channel, d)
			if err != nil {
				return told, err
			}
			under = &m
		}
		_, err = p.Shares(channel, d.Text, under, simslack.Upload{Name: f.Name, Bytes: f.Data})
	case "press":
		return told, c.pressSlack(p, channel, d)
	default:
		m, err := c.slackMessage(channel, d)
		if err != nil {
			return told, err
		}
		return told, actOnSlack(p, m, d)
	}
	return told, err
}

// actOnSlack does an interaction with a message in the channel.
func actOnSlack(p *simslack.Person, m simslack.Message, d Interaction) (err error) {
	switch d.Verb {
	case "reply":
		_, err = p.RepliesInThread(m, d.Text)
	case "edit":
		err = p.Edits(m, d.Text)
	case "delete":
		err = p.Deletes(m)
	case "react":
		name := slackEmoji(d.Emoji)
		mine := func(r workspace.Reaction) bool { return r.Name == name && slices.Contains(r.Users, p.ID) }
		if slices.ContainsFunc(m.Reactions, mine) {
			return p.Unreacts(m, name)
		}
		err = p.Reacts(m, name)
	default:
		err = fmt.Errorf("%w: Slack has no verb %q", ErrUnclear, d.Verb)
	}
	return err
}

// pressSlack presses a button of a message, or of one that only they see.
func (c *Cast) pressSlack(p *simslack.Person, channel string, d Interaction) error {
	for _, e := range p.Ephemerals() {
		if e.ID == d.Message {
			return p.PressesEphemeral(e, d.Button, d.Choice)
		}
	}
	m, err := c.slackMessage(channel, d)
	if err != nil {
		return err
	}
	return p.Selects(m, d.Button, d.Choice)
}

func (c *Cast) slackMessage(channel string, d Interaction) (simslack.Message, error) {
	m, err := c.Slack.In(channel).Message(d.Message)
	if err != nil {
		return m, fmt.Errorf("%w: %s has no message %q: %w", ErrUnclear, d.Chat, d.Message, err)
	}
	return m, nil
}

// screens returns the verbs that need no chat, because they act on a person's
// own screen.
func screens() map[string]func(*simslack.Person, Interaction) (Told, error) {
	return map[string]func(*simslack.Person, Interaction) (Told, error){
		"submit": func(p *simslack.Person, d Interaction) (Told, error) {
			sent, err := p.SubmitsModal(d.Values)
			if err == nil && len(sent.Errors) > 0 {
				return Told{Fields: sent.Errors}, errors.New("the form was sent back")
			}
			return Told{}, err
		},
		"pressModal": func(p *simslack.Person, d Interaction) (Told, error) {
			return Told{}, p.PressesInModal(d.Button, d.Choice)
		},
		"closeModal": func(p *simslack.Person, _ Interaction) (Told, error) { return Told{}, p.ClosesModal(false) },
		"openHome":   func(p *simslack.Person, _ Interaction) (Told, error) { return Told{}, p.OpensHome() },
		"pressHome": func(p *simslack.Person, d Interaction) (Told, error) {
			return Told{}, p.PressesHome(d.Button, d.Choice)
		},
	}
}

// slash gives a command, typed with its arguments.
func slash(p *simslack.Person, channel, typed string) error {
	name, text := cutCommand(typed)
	if known := slackCommands(desk.English); !slices.ContainsFunc(known, func(k MenuLine) bool { return k.Command == name }) {
		return fmt.Errorf("%w: Slack knows no command %q", ErrUnclear, name)
	}
	_, err := p.Slash(name, text, channel)
	return err
}

// slackCommands returns the commands of the app's manifest, in a language.
func slackCommands(lang desk.Locale) []MenuLine {
	if lang == desk.Russian {
		return []MenuLine{
			{Command: "/desk", Hint: "my [all] | status KEY | queue | ack KEY | resolve KEY текст | help", Description: "Команды поддержки"},
			{Command: "/ticket", Hint: "что случилось или что нужно", Description: "Новая заявка"},
			{Command: "/report", Hint: "[проект] [today|week|month|2026-10]", Description: "Показатели проекта за период"},
		}
	}
	return []MenuLine{
		{Command: "/desk", Hint: "my [all] | status KEY | queue | ack KEY | resolve KEY text | help", Description: "The desk's commands"},
		{Command: "/ticket", Hint: "what is wrong or what you need", Description: "Open a request"},
		{Command: "/report", Hint: "[project] [today|week|month|2026-10]", Description: "SLA report for a shop"},
	}
}

// ModalOpen reports whether somebody has a form open in Slack.
func (c *Cast) ModalOpen(handle string) bool {
	p := c.people[handle]
	if p == nil || p.slack == nil {
		return false
	}
	_, open := p.slack.Modal()
	return open
}
