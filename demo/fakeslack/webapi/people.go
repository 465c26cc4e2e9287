package webapi

import (
	"net/url"

	"vakhta/demo/fakeslack/ledger"
)

func authTest(c *call) (reply, error) {
	app := c.Workspace.App
	return reply{
		"url": "https://" + app.TeamDomain + ".slack.com/", "team": app.TeamName, "team_id": app.TeamID,
		"user": app.BotName, "user_id": app.BotUserID, "bot_id": app.BotID, "is_enterprise_install": false,
	}, nil
}

// openConnection gives out the url of a websocket on the host the app called.
func openConnection(c *call) (reply, error) {
	link := url.URL{Scheme: "ws", Host: c.base.Host, Path: "/link/", RawQuery: url.Values{"ticket": {c.Sockets.Ticket()}, "app_id": {c.Workspace.App.AppID}}.Encode()}
	if c.base.Scheme == "https" {
		link.Scheme = "wss"
	}
	return reply{"url": link.String()}, nil
}

func userInfo(c *call) (reply, error) {
	if err := c.args.need("user"); err != nil {
		return nil, err
	}
	user, err := c.Workspace.User(c.args["user"])
	if err != nil {
		return nil, err
	}
	return reply{"user": c.Workspace.WireUser(user, c.args.flag("include_locale"))}, nil
}

func userList(c *call) (reply, error) {
	page, next, err := paged(c.args, c.Workspace.Users(), 1000)
	if err != nil {
		return nil, err
	}
	found := []any{}
	for _, user := range page {
		found = append(found, c.Workspace.WireUser(user, c.args.flag("include_locale")))
	}
	return reply{"members": found, "cache_ts": c.Workspace.Now().Unix(), "response_metadata": map[string]any{"next_cursor": next}}, nil
}

func botInfo(c *call) (reply, error) {
	app := c.Workspace.App
	if bot := c.args["bot"]; bot != "" && bot != app.BotID {
		return nil, ledger.Refusal("bot_not_found")
	}
	return reply{"bot": map[string]any{"id": app.BotID, "app_id": app.AppID, "user_id": app.BotUserID, "name": app.BotName, "deleted": false}}, nil
}

func teamInfo(c *call) (reply, error) {
	app := c.Workspace.App
	return reply{"team": map[string]any{"id": app.TeamID, "name": app.TeamName, "domain": app.TeamDomain}}, nil
}

func groupMembers(c *call) (reply, error) {
	users, err := c.Workspace.Group(c.args["usergroup"])
	if err != nil {
		return nil, err
	}
	return reply{"users": users}, nil
}
