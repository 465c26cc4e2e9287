package cast

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"vakhta/sim/slack/delivery"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/mrkdwn"
	"vakhta/sim/slack/screens"
	"vakhta/sim/slack/webapi"
)

// Slash gives a command with its text in a channel, and returns the content of
// the app's acknowledgement: a message only this person sees, or one for the
// channel. Both are empty if the app only acknowledged; it may still answer
// later.
func (p *Person) Slash(command, text, channel string) (webapi.Answered, error) {
	none := webapi.Answered{}
	if known := p.stage.c.Commands; known != nil && !slices.Contains(known, command) {
		return none, fmt.Errorf("%s is not a command of the app: %w", command, ledger.RefusedError("invalid_command"))
	}
	if err := p.within(channel); err != nil {
		return none, err
	}
	where, err := p.stage.c.Space.Channel(channel)
	if err != nil {
		return none, fmt.Errorf("%s in %s: %w", command, channel, err)
	}
	user, err := p.stage.c.Space.User(p.ID)
	if err != nil {
		return none, fmt.Errorf("%s of %s: %w", command, p.ID, err)
	}
	c := p.stage.c.Space.App
	link, source := p.stage.responseURL(screens.ResponseURL{Channel: channel, User: p.ID})
	answer, err := p.stage.ask(delivery.Command, map[string]any{
		"token": "verification", "team_id": c.TeamID, "team_domain": c.TeamDomain, "api_app_id": c.AppID, "is_enterprise_install": "false",
		"channel_id": channel, "channel_name": p.stage.channelPart(where)["name"], "user_id": p.ID, "user_name": user.Name,
		"command": command, "text": p.typed(text), "response_url": link, "trigger_id": p.stage.c.Screens.NewTrigger(p.ID),
	})
	if err != nil {
		// Slackbot tells the person; the app is not told.
		p.stage.c.Screens.Whisper(Ephemeral{Channel: channel, User: p.ID, Text: command + " failed with the error \"operation_timeout\""})
		return none, fmt.Errorf("the app did not take %s of %s: %w", command, p.ID, err)
	}
	if len(answer.Body) == 0 || string(answer.Body) == "null" || string(answer.Body) == "{}" {
		return none, nil
	}
	var said webapi.Response
	if err := json.Unmarshal(answer.Body, &said); err != nil {
		return none, fmt.Errorf("the answer to %s: %w", command, err)
	}
	return p.stage.c.API.Answer(source, said)
}

// typed returns a command's text as Slack sends it to an app whose manifest has
// should_escape: mentioned users come with their handle.
func (p *Person) typed(text string) string {
	return labelled.ReplaceAllStringFunc(mrkdwn.Type(text, p.stage.c.Space), func(mention string) string {
		user, err := p.stage.c.Space.User(mention[2 : len(mention)-1])
		if err != nil {
			return mention
		}
		return "<@" + user.ID + "|" + user.Name + ">"
	})
}

var labelled = regexp.MustCompile(`<@[A-Z0-9]+>`)
