package webapi

import (
	"regexp"

	"vakhta/sim/slack/door"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/workspace"
)

// addReaction and removeReaction differ only in the direction.
func (a *API) addReaction(c *door.Request) (door.Reply, error)    { return a.react(c, true) }
func (a *API) removeReaction(c *door.Request) (door.Reply, error) { return a.react(c, false) }

// react adds or removes the bot's reaction on a message.
func (a *API) react(c *door.Request, on bool) (door.Reply, error) {
	emoji := regexp.MustCompile(`^[a-z0-9_+'-]+(::skin-tone-[2-6])?$`)
	m, err := a.pointedAt(c)
	if err != nil {
		return nil, err
	}
	if !emoji.MatchString(c.Args["name"]) {
		return nil, ledger.RefusedError("invalid_name")
	}
	if err := a.space.React(m.Channel, m.TS, a.space.App.BotUserID, c.Args["name"], on); err != nil {
		return nil, err
	}
	return door.Reply{}, nil
}

// getReactions returns a message with its reactions.
func (a *API) getReactions(c *door.Request) (door.Reply, error) {
	m, err := a.pointedAt(c)
	if err != nil {
		return nil, err
	}
	return door.Reply{"type": "message", "channel": m.Channel, "message": a.space.WireMessage(m, false)}, nil
}

// pointedAt returns the message of a reaction call.
func (a *API) pointedAt(c *door.Request) (workspace.Message, error) {
	timestamp := regexp.MustCompile(`^\d+\.\d{6}$`)
	switch ts := c.Args["timestamp"]; {
	case c.Args["channel"] == "" || ts == "":
		return workspace.Message{}, ledger.RefusedError("no_item_specified")
	case !timestamp.MatchString(ts):
		return workspace.Message{}, ledger.RefusedError("bad_timestamp")
	}
	channel, err := a.visible(c.Args["channel"])
	if err != nil {
		return workspace.Message{}, err
	}
	return a.space.Message(channel.ID, c.Args["timestamp"])
}
