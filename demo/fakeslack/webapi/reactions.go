package webapi

import (
	"regexp"

	"vakhta/demo/fakeslack/ledger"
	"vakhta/demo/fakeslack/workspace"
)

func addReaction(c *call) (reply, error)    { return c.react(true) }
func removeReaction(c *call) (reply, error) { return c.react(false) }

// react puts the bot's reaction under a message or takes it away.
func (c *call) react(on bool) (reply, error) {
	emoji := regexp.MustCompile(`^[a-z0-9_+'-]+(::skin-tone-[2-6])?$`)
	m, err := c.pointedAt()
	if err != nil {
		return nil, err
	}
	if !emoji.MatchString(c.args["name"]) {
		return nil, ledger.Refusal("invalid_name")
	}
	if err := c.Workspace.React(m.Channel, m.TS, c.Workspace.App.BotUserID, c.args["name"], on); err != nil {
		return nil, err
	}
	return reply{}, nil
}

func getReactions(c *call) (reply, error) {
	m, err := c.pointedAt()
	if err != nil {
		return nil, err
	}
	return reply{"type": "message", "channel": m.Channel, "message": c.Workspace.WireMessage(m, false)}, nil
}

// pointedAt answers the message that a reaction call names.
func (c *call) pointedAt() (workspace.Message, error) {
	timestamp := regexp.MustCompile(`^\d+\.\d{6}$`)
	switch ts := c.args["timestamp"]; {
	case c.args["channel"] == "" || ts == "":
		return workspace.Message{}, ledger.Refusal("no_item_specified")
	case !timestamp.MatchString(ts):
		return workspace.Message{}, ledger.Refusal("bad_timestamp")
	}
	channel, err := c.visible(c.args["channel"])
	if err != nil {
		return workspace.Message{}, err
	}
	return c.Workspace.Message(channel.ID, c.args["timestamp"])
}
