package webapi

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"vakhta/sim/slack/door"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/workspace"
)

// conversationInfo returns a channel. A private one without the bot is
// channel_not_found, so an app cannot distinguish "deleted" from "removed from
// it".
func (a *API) conversationInfo(c *door.Request) (door.Reply, error) {
	channel, err := a.visible(c.Args["channel"])
	if err != nil {
		return nil, err
	}
	wire := a.space.WireChannel(channel)
	if c.Args["include_num_members"] != "" && !c.Args.Flag("include_num_members") {
		delete(wire, "num_members")
	}
	return door.Reply{"channel": wire}, nil
}

// members returns the members of a channel, page by page.
func (a *API) members(c *door.Request) (door.Reply, error) {
	channel, err := a.visible(c.Args["channel"])
	if err != nil {
		return nil, err
	}
	page, next, err := paged(c.Args, channel.Members, 100)
	if err != nil {
		return nil, err
	}
	return door.Reply{"members": page, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

// kinds returns which kinds of channels a list asks for.
func kinds(a door.Args) []workspace.Kind {
	names := map[string]workspace.Kind{"public_channel": workspace.Public, "private_channel": workspace.Private, "im": workspace.Direct}
	var out []workspace.Kind
	for name := range strings.SplitSeq(a["types"], ",") {
		if kind, ok := names[strings.TrimSpace(name)]; ok {
			out = append(out, kind)
		}
	}
	if out == nil {
		return []workspace.Kind{workspace.Public}
	}
	return out
}

// listScopes returns the first missing scope for the kinds that a list asks
// for; Slack then refuses the whole list.
func (a *API) listScopes(c *door.Request) []string {
	area := map[workspace.Kind]string{workspace.Public: "channels:read", workspace.Private: "groups:read", workspace.Direct: "im:read"}
	for _, kind := range kinds(c.Args) {
		if !c.Has(area[kind]) {
			return []string{area[kind]}
		}
	}
	return nil
}

// list returns the channels that the bot may know of, page by page. By default
// these are the public ones.
func (a *API) list(c *door.Request) (door.Reply, error) {
	wanted := kinds(c.Args)
	found := []map[string]any{}
	for _, channel := range a.space.Channels() {
		_, err := a.visible(channel.ID)
		if err != nil || !slices.Contains(wanted, channel.Kind) || channel.Archived && c.Args.Flag("exclude_archived") {
			continue
		}
		found = append(found, a.space.WireChannel(channel))
	}
	page, next, err := paged(c.Args, found, 100)
	if err != nil {
		return nil, err
	}
	return door.Reply{"channels": page, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

// history returns a channel's messages, newest first, without thread replies.
func (a *API) history(c *door.Request) (door.Reply, error) {
	channel, err := a.joined(c.Args["channel"])
	if err != nil {
		return nil, err
	}
	var found []workspace.Message
	for _, m := range slices.Backward(a.space.Messages(channel.ID)) {
		if (!m.InThread() || m.Broadcast) && a.inRange(c, m.TS) {
			found = append(found, m)
		}
	}
	return a.messages(c, found, 100)
}

// replies returns a thread, its parent first.
func (a *API) replies(c *door.Request) (door.Reply, error) {
	channel, err := a.joined(c.Args["channel"])
	if err != nil {
		return nil, err
	}
	root, err := a.space.Message(channel.ID, c.Args["ts"])
	if err != nil {
		return nil, ledger.RefusedError("thread_not_found")
	}
	thread := root.TS
	if root.InThread() {
		thread = root.ThreadTS
	}
	var found []workspace.Message
	for _, m := range a.space.Messages(channel.ID) {
		if m.TS == thread || m.ThreadTS == thread && a.inRange(c, m.TS) {
			found = append(found, m)
		}
	}
	return a.messages(c, found, 1000)
}

// inRange reports whether a ts is between oldest and latest, which are included
// only if the call says inclusive.
func (a *API) inRange(c *door.Request, ts string) bool {
	oldest, latest, inclusive := c.Args["oldest"], c.Args["latest"], c.Args.Flag("inclusive")
	if inclusive && (ts == oldest || ts == latest) {
		return true
	}
	return (oldest == "" || before(oldest, ts)) && (latest == "" || before(ts, latest))
}

// before compares two points in time; a limit may have no fraction.
func before(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	// Floats cannot distinguish all ts, so equal ones are compared as text.
	if errX == nil && errY == nil && x != y {
		return x < y
	}
	return a < b
}

// messages returns a page of messages. On the last page next_cursor is left
// out, as by Slack, not empty.
func (a *API) messages(c *door.Request, found []workspace.Message, byDefault int) (door.Reply, error) {
	page, next, err := paged(c.Args, found, byDefault)
	if err != nil {
		return nil, err
	}
	wire := []any{}
	for _, m := range page {
		wire = append(wire, a.space.WireMessage(m, c.Args.Flag("include_all_metadata") && c.Has("metadata.message:read")))
	}
	out := door.Reply{"messages": wire, "has_more": next != ""}
	if next != "" {
		out["response_metadata"] = map[string]any{"next_cursor": next}
	}
	return out, nil
}

// paged returns the page that a call's cursor and limit ask for.
func paged[T any](a door.Args, all []T, byDefault int) ([]T, string, error) {
	const most = 999
	start := 0
	if cursor := a["cursor"]; cursor != "" {
		raw, err := base64.StdEncoding.DecodeString(cursor)
		at, ok := strings.CutPrefix(string(raw), "next:")
		if start, _ = strconv.Atoi(at); err != nil || !ok || start > len(all) {
			return nil, "", ledger.RefusedError("invalid_cursor")
		}
	}
	end := min(len(all), start+a.Number("limit", byDefault, most))
	if end == len(all) {
		return all[start:end], "", nil
	}
	return all[start:end], base64.StdEncoding.EncodeToString([]byte("next:" + strconv.Itoa(end))), nil
}

// openConversation returns the direct conversation with one person.
func (a *API) openConversation(c *door.Request) (door.Reply, error) {
	user := c.Args["users"]
	switch {
	case c.Args["channel"] != "":
		channel, err := a.visible(c.Args["channel"])
		if err != nil {
			return nil, err
		}
		return door.Reply{"channel": map[string]any{"id": channel.ID}}, nil
	case user == "":
		return nil, ledger.RefusedError("users_list_not_supplied")
	case strings.Contains(user, ","):
		return nil, ledger.RefusedError("too_many_users")
	case user == a.space.App.BotUserID:
		return nil, ledger.RefusedError("invalid_user_combination")
	}
	channel, err := a.space.OpenIM(user)
	if err != nil {
		return nil, err
	}
	if c.Args.Flag("return_im") {
		return door.Reply{"channel": a.space.WireChannel(channel)}, nil
	}
	return door.Reply{"channel": map[string]any{"id": channel.ID}}, nil
}

// join adds the bot to a public channel.
func (a *API) join(c *door.Request) (door.Reply, error) {
	channel, err := a.visible(c.Args["channel"])
	if err != nil {
		return nil, err
	}
	if channel.Kind != workspace.Public {
		return nil, ledger.RefusedError("method_not_supported_for_channel_type")
	}
	if err := a.space.Join(channel.ID, a.space.App.BotUserID, ""); err != nil {
		return nil, err
	}
	channel, err = a.space.Channel(channel.ID)
	if err != nil {
		return nil, err
	}
	return door.Reply{"channel": a.space.WireChannel(channel)}, nil
}
