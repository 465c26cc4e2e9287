package workspace

import (
	"encoding/json"
	"time"
)

// WireMessage returns a message as Slack writes it in answers and payloads.
// Metadata payloads are included only if asked for.
func (w *Workspace) WireMessage(m Message, allMetadata bool) map[string]any {
	defer w.Look()()
	out := w.wireMessage(&m)
	if allMetadata && len(m.Metadata) > 0 {
		out["metadata"] = m.Metadata
	}
	return out
}

func (w *Workspace) wireMessage(m *Message) map[string]any {
	out := map[string]any{"type": "message", "ts": m.TS, "text": m.Text, "team": w.App.TeamID}
	set := func(key, value string) {
		if value != "" {
			out[key] = value
		}
	}
	raw := func(key string, value json.RawMessage) {
		if len(value) > 0 {
			out[key] = value
		}
	}
	set("user", m.User)
	set("subtype", m.Subtype)
	set("thread_ts", m.ThreadTS)
	set("username", m.Username)
	raw("blocks", m.Blocks)
	raw("attachments", m.Attachments)
	if stamp := eventType(m.Metadata); stamp != "" {
		out["metadata"] = map[string]any{"event_type": stamp}
	}
	if m.BotID != "" {
		out["bot_id"] = m.BotID
		if m.BotID == w.App.BotID {
			out["app_id"] = w.App.AppID
		}
		out["bot_profile"] = map[string]any{"id": m.BotID, "app_id": out["app_id"], "name": w.App.BotName, "team_id": w.App.TeamID}
	} else if m.Subtype == "" {
		out["client_msg_id"] = "msg-" + m.TS
	}
	if m.EditedTS != "" {
		out["edited"] = map[string]any{"user": m.EditedBy, "ts": m.EditedTS}
	}
	if len(m.Replies) > 0 {
		out["reply_count"], out["latest_reply"] = len(m.Replies), m.Replies[len(m.Replies)-1]
	}
	if len(m.Files) > 0 {
		files := []any{}
		for _, f := range m.Files {
			files = append(files, f.Wire())
		}
		out["files"], out["upload"] = files, false
	}
	if len(m.Reactions) > 0 {
		reactions := []any{}
		for _, r := range m.Reactions {
			reactions = append(reactions, map[string]any{"name": r.Name, "users": r.Users, "count": len(r.Users)})
		}
		out["reactions"] = reactions
	}
	if author := w.user(m.User); author != nil && author.TeamID != w.App.TeamID {
		out["user_team"], out["source_team"], out["team"] = author.TeamID, author.TeamID, author.TeamID
	}
	return out
}

// WireUser returns a person like users.info, with the locale only if asked for.
func (w *Workspace) WireUser(u User, withLocale bool) map[string]any {
	defer w.Look()()
	return w.wireUser(&u, withLocale)
}

func (w *Workspace) wireUser(u *User, withLocale bool) map[string]any {
	zone, err := time.LoadLocation(u.TZ)
	if err != nil {
		zone = time.UTC
	}
	label, offset := w.Now().In(zone).Zone()
	out := map[string]any{
		"id": u.ID, "team_id": u.TeamID, "name": u.Name, "real_name": u.RealName,
		"deleted": u.Deleted, "is_bot": u.IsBot, "is_stranger": u.Stranger,
		"is_restricted": u.Guest, "is_ultra_restricted": false, "is_app_user": false,
		"tz": u.TZ, "tz_label": label, "tz_offset": offset,
		"profile": map[string]any{"real_name": u.RealName, "display_name": u.Name, "team": u.TeamID},
	}
	if withLocale {
		out["locale"] = u.Locale
	}
	return out
}

// WireChannel returns a channel like conversations.info for the bot.
func (w *Workspace) WireChannel(c Channel) map[string]any {
	out := map[string]any{
		"id": c.ID, "name": c.Name, "name_normalized": c.Name, "created": c.Created.Unix(),
		"is_channel": c.Kind == Public, "is_group": c.Kind == Private, "is_im": c.Kind == Direct,
		"is_mpim": false, "is_private": c.Kind != Public, "is_archived": c.Archived, "is_general": false,
		"is_shared": c.Shared, "is_ext_shared": c.Shared, "is_org_shared": false,
		"is_member": c.Has(w.App.BotUserID), "num_members": len(c.Members), "context_team_id": w.App.TeamID,
	}
	if c.Kind == Direct {
		out["user"] = c.Members[0]
		out["is_open"] = true
		delete(out, "name")
	}
	return out
}

// Wire returns a file as in files.info and file_share messages.
func (f File) Wire() map[string]any {
	if f.Hidden {
		// Slack Connect hides everything but the id until files.info is called.
		return map[string]any{"id": f.ID, "mode": "file_access", "file_access": "check_file_info", "created": f.Created.Unix()}
	}
	subtype := ""
	if f.Clip {
		subtype = "slack_audio"
	}
	return map[string]any{
		"id": f.ID, "name": f.Name, "title": f.Title, "subtype": subtype, "mimetype": f.Mime, "filetype": f.extension(),
		"size": len(f.Bytes), "user": f.User, "mode": "hosted", "is_external": false, "created": f.Created.Unix(),
		"url_private": f.URL, "url_private_download": f.URL + "/download", "permalink": f.URL, "alt_txt": f.Alt,
	}
}

// eventType returns the name of a message's metadata, the only part that events
// include.
func eventType(metadata json.RawMessage) string {
	var stamp struct {
		EventType string `json:"event_type"`
	}
	if json.Unmarshal(metadata, &stamp) != nil {
		return ""
	}
	return stamp.EventType
}
