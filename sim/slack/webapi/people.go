package webapi

import (
	"net/url"

	"vakhta/sim/slack/door"
	"vakhta/sim/slack/ledger"
)

// authTest returns whose token it is. Every valid token may ask.
func (a *API) authTest(_ *door.Request) (door.Reply, error) {
	app := a.space.App
	return door.Reply{
		"url": "https://" + app.TeamDomain + ".slack.com/", "team": app.TeamName, "team_id": app.TeamID,
		"user": app.BotName, "user_id": app.BotUserID, "bot_id": app.BotID, "is_enterprise_install": false,
	}, nil
}

// openConnection returns the url of a websocket on the host that the app
// called.
func (a *API) openConnection(c *door.Request) (door.Reply, error) {
	ticket := url.Values{"ticket": {a.sockets.Ticket()}, "app_id": {a.space.App.AppID}}
	link := url.URL{Scheme: "ws", Host: c.Base.Host, Path: "/link/", RawQuery: ticket.Encode()}
	if c.Base.Scheme == "https" {
		link.Scheme = "wss"
	}
	return door.Reply{"url": link.String()}, nil
}

// userInfo returns a person, with their language only if include_locale is set.
func (a *API) userInfo(c *door.Request) (door.Reply, error) {
	if err := c.Args.Need("user"); err != nil {
		return nil, err
	}
	user, err := a.space.User(c.Args["user"])
	if err != nil {
		return nil, err
	}
	return door.Reply{"user": a.space.WireUser(user, c.Args.Flag("include_locale"))}, nil
}

// userList returns everybody, including bots and closed accounts.
func (a *API) userList(c *door.Request) (door.Reply, error) {
	page, next, err := paged(c.Args, a.space.Users(), 1000)
	if err != nil {
		return nil, err
	}
	found := []any{}
	for _, user := range page {
		found = append(found, a.space.WireUser(user, c.Args.Flag("include_locale")))
	}
	return door.Reply{"members": found, "cache_ts": a.space.Now().Unix(), "response_metadata": map[string]any{"next_cursor": next}}, nil
}

// botInfo returns the app's own bot; there is no other.
func (a *API) botInfo(c *door.Request) (door.Reply, error) {
	app := a.space.App
	if bot := c.Args["bot"]; bot != "" && bot != app.BotID {
		return nil, ledger.RefusedError("bot_not_found")
	}
	return door.Reply{"bot": map[string]any{
		"id": app.BotID, "app_id": app.AppID, "user_id": app.BotUserID, "name": app.BotName, "deleted": false,
	}}, nil
}

// teamInfo returns the workspace the app is installed in.
func (a *API) teamInfo(_ *door.Request) (door.Reply, error) {
	app := a.space.App
	return door.Reply{"team": map[string]any{"id": app.TeamID, "name": app.TeamName, "domain": app.TeamDomain}}, nil
}

// groupMembers returns the people of a user group.
func (a *API) groupMembers(c *door.Request) (door.Reply, error) {
	users, err := a.space.Group(c.Args["usergroup"])
	if err != nil {
		return nil, err
	}
	return door.Reply{"users": users}, nil
}
