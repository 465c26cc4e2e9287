package webapi

import (
	"vakhta/sim/slack/blockkit"
	"vakhta/sim/slack/door"
	"vakhta/sim/slack/screens"
)

// openView shows a modal to the person who caused the trigger.
func (a *API) openView(c *door.Request) (door.Reply, error) {
	if err := a.modal(c, "trigger_id"); err != nil {
		return nil, err
	}
	return a.shown(a.screens.OpenView(c.Args["trigger_id"], c.Args.JSON("view")))
}

// pushView puts a modal on top of the open one.
func (a *API) pushView(c *door.Request) (door.Reply, error) {
	if err := a.modal(c, "trigger_id"); err != nil {
		return nil, err
	}
	return a.shown(a.screens.PushView(c.Args["trigger_id"], c.Args.JSON("view")))
}

// updateView replaces a modal that is still open.
func (a *API) updateView(c *door.Request) (door.Reply, error) {
	needed := "view_id"
	if c.Args["external_id"] != "" {
		needed = "external_id"
	}
	if err := a.modal(c, needed); err != nil {
		return nil, err
	}
	return a.shown(a.screens.UpdateView(c.Args["view_id"], c.Args["external_id"], c.Args["hash"], c.Args.JSON("view")))
}

// publishHome shows a Home tab to one person.
func (a *API) publishHome(c *door.Request) (door.Reply, error) {
	if err := c.Args.Need("user_id", "view"); err != nil {
		return nil, err
	}
	if found := blockkit.Home(c.Args.JSON("view")); len(found) > 0 {
		return nil, door.DetailedError{Code: "invalid_arguments", Messages: blockkit.Sentences(found)}
	}
	if _, err := a.space.User(c.Args["user_id"]); err != nil {
		return nil, err
	}
	return a.shown(a.screens.PublishHome(c.Args["user_id"], c.Args["hash"], c.Args.JSON("view")))
}

// modal checks the view of a call, and that it has a trigger.
func (a *API) modal(c *door.Request, key string) error {
	if err := c.Args.Need(key, "view"); err != nil {
		return err
	}
	if found := blockkit.Modal(c.Args.JSON("view")); len(found) > 0 {
		return door.DetailedError{Code: "invalid_arguments", Messages: blockkit.Sentences(found)}
	}
	return nil
}

// shown returns a view with its id and hash, which the app needs for the next
// change.
func (a *API) shown(v screens.View, err error) (door.Reply, error) {
	if err != nil {
		return nil, err
	}
	return door.Reply{"view": a.screens.Wire(v)}, nil
}
