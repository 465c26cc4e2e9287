package webapi

import (
	"vakhta/demo/fakeslack/blockkit"
	"vakhta/demo/fakeslack/screens"
)

// openView shows a modal to the person who caused the trigger.
func openView(c *call) (reply, error) {
	if err := c.modal("trigger_id"); err != nil {
		return nil, err
	}
	return c.shown(c.Screens.OpenView(c.args["trigger_id"], c.args.json("view")))
}

// pushView lays a modal over the open one.
func pushView(c *call) (reply, error) {
	if err := c.modal("trigger_id"); err != nil {
		return nil, err
	}
	return c.shown(c.Screens.PushView(c.args["trigger_id"], c.args.json("view")))
}

// updateView replaces a modal that is still open.
func updateView(c *call) (reply, error) {
	needed := "view_id"
	if c.args["external_id"] != "" {
		needed = "external_id"
	}
	if err := c.modal(needed); err != nil {
		return nil, err
	}
	return c.shown(c.Screens.UpdateView(c.args["view_id"], c.args["external_id"], c.args["hash"], c.args.json("view")))
}

// publishHome shows a Home tab to one person.
func publishHome(c *call) (reply, error) {
	if err := c.args.need("user_id", "view"); err != nil {
		return nil, err
	}
	if found := blockkit.Home(c.args.json("view")); len(found) > 0 {
		return nil, problem{code: "invalid_arguments", messages: blockkit.Sentences(found)}
	}
	if _, err := c.Workspace.User(c.args["user_id"]); err != nil {
		return nil, err
	}
	return c.shown(c.Screens.PublishHome(c.args["user_id"], c.args["hash"], c.args.json("view")))
}

// modal checks the view of a call, and that it says whose screen is meant.
func (c *call) modal(key string) error {
	if err := c.args.need(key, "view"); err != nil {
		return err
	}
	if found := blockkit.Modal(c.args.json("view")); len(found) > 0 {
		return problem{code: "invalid_arguments", messages: blockkit.Sentences(found)}
	}
	return nil
}

func (c *call) shown(v screens.View, err error) (reply, error) {
	if err != nil {
		return nil, err
	}
	return reply{"view": c.Screens.Wire(v)}, nil
}
