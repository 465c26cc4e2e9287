package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

func aboutBotToken(err error) desk.Finding {
	return desk.Finding{
		What: fmt.Sprintf("the Slack bot token: %v", err),
		Fix:  fixFor(err, "set SLACK_BOT_TOKEN to the app's Bot User OAuth Token (xoxb-…)"),
	}
}

func aboutAppToken(err error) desk.Finding {
	return desk.Finding{
		What: fmt.Sprintf("the Slack app token: %v", err),
		Fix:  fixFor(err, "set SLACK_APP_TOKEN to an app-level token (xapp-…) with connections:write, and turn Socket Mode on"),
	}
}

// Refused reports whether Slack refuses one of the tokens, and what to do then.
func (a *Adapter) Refused(ctx context.Context) (desk.Finding, bool) {
	if _, err := a.people.Self(ctx); errors.Is(err, desk.ErrUnauthorized) {
		return aboutBotToken(err), true
	}
	if a.AppToken == "" {
		return desk.Finding{}, false
	}
	err := a.app.Call(ctx, "apps.connections.open", nil, nil)
	return aboutAppToken(err), errors.Is(err, desk.ErrUnauthorized)
}

// Ping asks Slack who the bot is.
func (a *Adapter) Ping(ctx context.Context) error { return a.bot.Call(ctx, "auth.test", nil, nil) }

// Check checks what the desk needs from Slack: the tokens, and the bot's
// membership of every channel in desk.yaml.
func (a *Adapter) Check(ctx context.Context, d *desk.Desk) []desk.Finding {
	self, err := a.people.Self(ctx)
	if err != nil {
		return []desk.Finding{aboutBotToken(err)}
	}
	found := []desk.Finding{{OK: true, What: "Slack knows the bot as " + self.User + " in " + self.Team}}
	if a.AppToken != "" {
		f := desk.Finding{OK: true, What: "the Slack app token opens sockets"}
		if err := a.app.Call(ctx, "apps.connections.open", nil, nil); err != nil {
			f = aboutAppToken(err)
		}
		found = append(found, f)
	}
	return append(found, a.Rights(ctx, d)...)
}

// Rights checks the scopes of the app, and what the bot may do in the channels of
// desk.yaml.
func (a *Adapter) Rights(ctx context.Context, d *desk.Desk) []desk.Finding {
	found := a.checkScopes(ctx)
	for _, channel := range channelsOf(d) {
		found = append(found, a.checkChannel(ctx, channel))
	}
	return found
}

// Scopes are those that the desk needs, as the app's manifest asks for them.
func Scopes() []string {
	return []string{
		"app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:history",
		"groups:read", "im:history", "im:read", "im:write", "metadata.message:read", "reactions:read", "reactions:write", "users:read",
	}
}

// checkScopes finds scopes that the token has not. A server that does not say which it
// has is no finding.
func (a *Adapter) checkScopes(ctx context.Context) []desk.Finding {
	given, err := a.bot.Scopes(ctx)
	if err != nil || len(given) == 0 {
		return nil
	}
	everywhere := desk.Address{Platform: desk.Slack}
	missing := slices.DeleteFunc(Scopes(), func(s string) bool { return slices.Contains(given, s) })
	if len(missing) == 0 {
		return []desk.Finding{{OK: true, What: "Slack gave the app its scopes", Of: desk.Right{In: everywhere}}}
	}
	names := strings.Join(missing, ", ")
	return []desk.Finding{{
		What: "the Slack app lacks the scopes " + names, Fix: "install the app again from deploy/slack-manifest.yaml, which asks for them",
		Of: desk.Right{In: everywhere, Name: names, Lack: desk.LackScopes},
	}}
}

func (a *Adapter) checkChannel(ctx context.Context, channel string) desk.Finding {
	var said struct {
		Channel struct {
			Name     string `json:"name"`
			Member   bool   `json:"is_member"`
			Archived bool   `json:"is_archived"`
		} `json:"channel"`
	}
	err := a.bot.Call(ctx, "conversations.info", webapi.Args{"channel": channel}, &said)
	what := fmt.Sprintf("slack:%s (#%s)", channel, said.Channel.Name)
	of := func(lack desk.Lack) desk.Right {
		right := desk.Right{In: desk.Address{Platform: desk.Slack, Chat: channel}, Lack: lack}
		if said.Channel.Name != "" {
			right.Name = "#" + said.Channel.Name
		}
		return right
	}
	switch {
	case errors.Is(err, desk.ErrChatGone):
		return desk.Finding{
			What: "slack:" + channel + " is not there, or the bot is not in it",
			Fix:  "check the id in desk.yaml; if it is right, write /invite @the-bot in the channel", Of: of(desk.LackAbsent),
		}
	case err != nil:
		return desk.Finding{What: "slack:" + channel + ": " + err.Error(), Fix: fixFor(err, "try again"), Of: of("")}
	case said.Channel.Archived:
		return desk.Finding{What: what + " is archived", Fix: "unarchive the channel, or name another in desk.yaml", Of: of(desk.LackArchived)}
	case !said.Channel.Member:
		return desk.Finding{What: what + ": the bot is not in it", Fix: "write /invite @the-bot in the channel", Of: of(desk.LackAbsent)}
	}
	return desk.Finding{OK: true, What: what + ": the bot is in it", Of: of("")}
}

func fixFor(err error, otherwise string) string {
	if errors.Is(err, webapi.ErrMissingScope) {
		return "install the app again from deploy/slack-manifest.yaml, which asks for the scope"
	}
	if errors.Is(err, desk.ErrUnauthorized) {
		return otherwise
	}
	return "see that Slack can be reached from here; " + otherwise
}

// channelsOf lists the Slack channels of a desk, each once.
func channelsOf(d *desk.Desk) []string {
	var all []string
	add := func(at desk.Address) {
		if at.Platform == desk.Slack && !slices.Contains(all, at.Chat) {
			all = append(all, at.Chat)
		}
	}
	for _, t := range d.Teams {
		add(t.Channel)
	}
	for _, p := range d.Projects {
		for _, c := range p.Chats {
			add(c.Chat)
		}
	}
	slices.Sort(all)
	return all
}
