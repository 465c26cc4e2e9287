package workspace

import (
	"maps"
	"slices"

	"vakhta/sim/slack/ledger"
)

// Join adds a user to a channel; the app gets an event if the bot is inside.
func (w *Workspace) Join(channelID, userID, inviter string) error {
	defer w.Change()()
	c := w.channel(channelID)
	switch {
	case c == nil:
		return ledger.RefusedError("channel_not_found")
	case c.Archived:
		return ledger.RefusedError("is_archived")
	case c.Has(userID):
		return nil
	}
	c.Members = append(c.Members, userID)
	w.tell(c, "member_joined_channel", map[string]any{
		"user": userID, "channel": c.ID, "channel_type": c.ID[:1], "team": w.App.TeamID, "inviter": inviter,
	})
	return nil
}

// Leave removes a user from a channel. If the bot leaves, the app gets
// channel_left or group_left instead.
func (w *Workspace) Leave(channelID, userID string) error {
	defer w.Change()()
	c := w.channel(channelID)
	if c == nil {
		return ledger.RefusedError("channel_not_found")
	}
	event := "member_left_channel"
	if userID == w.App.BotUserID {
		event = string(c.Kind) + "_left"
	}
	w.tell(c, event, map[string]any{"user": userID, "channel": c.ID, "channel_type": c.ID[:1], "team": w.App.TeamID})
	c.Members = slices.DeleteFunc(c.Members, func(m string) bool { return m == userID })
	return nil
}

// Archive archives a channel, or opens it again.
func (w *Workspace) Archive(channelID, by string, archived bool) error {
	defer w.Change()()
	c := w.channel(channelID)
	if c == nil {
		return ledger.RefusedError("channel_not_found")
	}
	c.Archived = archived
	verb := "_archive"
	if !archived {
		verb = "_unarchive"
	}
	w.tell(c, string(c.Kind)+verb, map[string]any{"channel": c.ID, "user": by})
	return nil
}

// Rename changes a channel's name; its id stays.
func (w *Workspace) Rename(channelID, name string) error {
	defer w.Change()()
	c := w.channel(channelID)
	if c == nil {
		return ledger.RefusedError("channel_not_found")
	}
	c.Name = name
	w.tell(c, string(c.Kind)+"_rename", map[string]any{"channel": map[string]any{"id": c.ID, "name": name, "created": c.Created.Unix()}})
	return nil
}

// OpenHome tells the app that a person opened its Home or Messages tab, and
// which view they see there, if any.
func (w *Workspace) OpenHome(userID, tab string, view map[string]any) error {
	defer w.Change()()
	c, err := w.im(userID)
	if err != nil {
		return err
	}
	inner := map[string]any{"type": "app_home_opened", "user": userID, "channel": c.ID, "tab": tab, "event_ts": w.NextTS()}
	if view != nil {
		inner["view"] = view
	}
	w.emit("app_home_opened", false, inner)
	return nil
}

// Announce tells the app an event of the whole installation, such as
// tokens_revoked or app_uninstalled.
func (w *Workspace) Announce(event string, fields map[string]any) {
	defer w.Change()()
	inner := map[string]any{"type": event, "event_ts": w.NextTS()}
	maps.Copy(inner, fields)
	w.emit(event, false, inner)
}

// tell emits a channel's event if the bot is in it.
func (w *Workspace) tell(c *Channel, event string, inner map[string]any) {
	if !c.Has(w.App.BotUserID) {
		return
	}
	inner["type"], inner["event_ts"] = event, w.NextTS()
	w.emit(event, c.Shared, inner)
}
