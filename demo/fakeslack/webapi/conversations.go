package webapi

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"vakhta/demo/fakeslack/ledger"
	"vakhta/demo/fakeslack/workspace"
)

func conversationInfo(c *call) (reply, error) {
	channel, err := c.visible(c.args["channel"])
	if err != nil {
		return nil, err
	}
	wire := c.Workspace.WireChannel(channel)
	if c.args["include_num_members"] != "" && !c.args.flag("include_num_members") {
		delete(wire, "num_members")
	}
	return reply{"channel": wire}, nil
}

func members(c *call) (reply, error) {
	channel, err := c.visible(c.args["channel"])
	if err != nil {
		return nil, err
	}
	page, next, err := paged(c.args, channel.Members, 100)
	if err != nil {
		return nil, err
	}
	return reply{"members": page, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

// kinds answers which kinds of channel a list asks for.
func kinds(a args) []workspace.Kind {
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

func listScopes(c *call) []string {
	area := map[workspace.Kind]string{workspace.Public: "channels:read", workspace.Private: "groups:read", workspace.Direct: "im:read"}
	for _, kind := range kinds(c.args) {
		if !c.has(area[kind]) {
			return []string{area[kind]}
		}
	}
	return nil
}

func list(c *call) (reply, error) {
	wanted := kinds(c.args)
	found := []map[string]any{}
	for _, channel := range c.Workspace.Channels() {
		_, err := c.visible(channel.ID)
		if err != nil || !slices.Contains(wanted, channel.Kind) || channel.Archived && c.args.flag("exclude_archived") {
			continue
		}
		found = append(found, c.Workspace.WireChannel(channel))
	}
	page, next, err := paged(c.args, found, 100)
	if err != nil {
		return nil, err
	}
	return reply{"channels": page, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

// history answers a channel's messages, newest first, without thread replies.
func history(c *call) (reply, error) {
	channel, err := c.joined(c.args["channel"])
	if err != nil {
		return nil, err
	}
	var found []workspace.Message
	for _, m := range slices.Backward(c.Workspace.Messages(channel.ID)) {
		if (!m.InThread() || m.Broadcast) && c.inRange(m.TS) {
			found = append(found, m)
		}
	}
	return c.messages(found, 100)
}

// replies answers a thread, its parent first.
func replies(c *call) (reply, error) {
	channel, err := c.joined(c.args["channel"])
	if err != nil {
		return nil, err
	}
	root, err := c.Workspace.Message(channel.ID, c.args["ts"])
	if err != nil {
		return nil, ledger.Refusal("thread_not_found")
	}
	thread := root.TS
	if root.InThread() {
		thread = root.ThreadTS
	}
	var found []workspace.Message
	for _, m := range c.Workspace.Messages(channel.ID) {
		if m.TS == thread || m.ThreadTS == thread && c.inRange(m.TS) {
			found = append(found, m)
		}
	}
	return c.messages(found, 1000)
}

// inRange reports whether a ts lies between oldest and latest, which count
// themselves only when the call says inclusive.
func (c *call) inRange(ts string) bool {
	oldest, latest, inclusive := c.args["oldest"], c.args["latest"], c.args.flag("inclusive")
	if inclusive && (ts == oldest || ts == latest) {
		return true
	}
	return (oldest == "" || before(oldest, ts)) && (latest == "" || before(ts, latest))
}

// before compares two points in time; a limit may be written without its
// fraction.
func before(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	// Floats cannot hold every ts apart, so equal ones are compared as text.
	if errX == nil && errY == nil && x != y {
		return x < y
	}
	return a < b
}

func (c *call) messages(found []workspace.Message, byDefault int) (reply, error) {
	page, next, err := paged(c.args, found, byDefault)
	if err != nil {
		return nil, err
	}
	wire := []any{}
	for _, m := range page {
		wire = append(wire, c.Workspace.WireMessage(m, c.args.flag("include_all_metadata")))
	}
	out := reply{"messages": wire, "has_more": next != ""}
	if next != "" {
		out["response_metadata"] = map[string]any{"next_cursor": next}
	}
	return out, nil
}

// paged cuts out the page a call's cursor and limit ask for.
func paged[T any](a args, all []T, byDefault int) ([]T, string, error) {
	const most = 999
	start := 0
	if cursor := a["cursor"]; cursor != "" {
		raw, err := base64.StdEncoding.DecodeString(cursor)
		at, ok := strings.CutPrefix(string(raw), "next:")
		if start, _ = strconv.Atoi(at); err != nil || !ok || start > len(all) {
			return nil, "", ledger.Refusal("invalid_cursor")
		}
	}
	end := min(len(all), start+a.number("limit", byDefault, most))
	if end == len(all) {
		return all[start:end], "", nil
	}
	return all[start:end], base64.StdEncoding.EncodeToString([]byte("next:" + strconv.Itoa(end))), nil
}

// openConversation answers the direct conversation with one person.
func openConversation(c *call) (reply, error) {
	user := c.args["users"]
	switch {
	case c.args["channel"] != "":
		channel, err := c.visible(c.args["channel"])
		if err != nil {
			return nil, err
		}
		return reply{"channel": map[string]any{"id": channel.ID}}, nil
	case user == "":
		return nil, ledger.Refusal("users_list_not_supplied")
	case strings.Contains(user, ","):
		return nil, ledger.Refusal("too_many_users")
	case user == c.Workspace.App.BotUserID:
		return nil, ledger.Refusal("invalid_user_combination")
	}
	channel, err := c.Workspace.OpenIM(user)
	if err != nil {
		return nil, err
	}
	if c.args.flag("return_im") {
		return reply{"channel": c.Workspace.WireChannel(channel)}, nil
	}
	return reply{"channel": map[string]any{"id": channel.ID}}, nil
}

// join brings the bot into a public channel.
func join(c *call) (reply, error) {
	channel, err := c.visible(c.args["channel"])
	if err != nil {
		return nil, err
	}
	if channel.Kind != workspace.Public {
		return nil, ledger.Refusal("method_not_supported_for_channel_type")
	}
	if err := c.Workspace.Join(channel.ID, c.Workspace.App.BotUserID, ""); err != nil {
		return nil, err
	}
	channel, err = c.Workspace.Channel(channel.ID)
	if err != nil {
		return nil, err
	}
	return reply{"channel": c.Workspace.WireChannel(channel)}, nil
}
