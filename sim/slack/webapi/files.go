package webapi

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"vakhta/sim/slack/door"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/workspace"
)

// startUpload returns the url to send the bytes to. It is a secret without a
// token, on the host that the app called.
func (a *API) startUpload(c *door.Request) (door.Reply, error) {
	if err := c.Args.Need("filename", "length"); err != nil {
		return nil, err
	}
	length, err := strconv.Atoi(c.Args["length"])
	if err != nil || length <= 0 {
		return nil, door.DetailedError{Code: "invalid_arguments", Messages: []string{"[ERROR] must be greater than 0 [json-pointer:/length]"}}
	}
	f := a.space.StartUpload(workspace.File{
		Name: c.Args["filename"], Alt: c.Args["alt_txt"], User: a.space.App.BotUserID, URL: c.Base.String() + "/files/",
	}, length)
	return door.Reply{"upload_url": c.Base.String() + "/upload/" + f.ID, "file_id": f.ID}, nil
}

// completeUpload makes the files exist and shares them. As with Slack, its
// answer has no ts: the app learns it from the message event.
func (a *API) completeUpload(c *door.Request) (door.Reply, error) {
	var parts []struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	if err := json.Unmarshal(c.Args.JSON("files"), &parts); err != nil || len(parts) == 0 {
		return nil, door.DetailedError{Code: "invalid_arguments", Messages: []string{"[ERROR] missing required field: files"}}
	}
	targets, err := a.shareTargets(c)
	if err != nil {
		return nil, err
	}
	draft := workspace.Message{
		Text: c.Args["initial_comment"], Blocks: c.Args.JSON("blocks"), ThreadTS: c.Args["thread_ts"],
		Subtype: "file_share", User: a.space.App.BotUserID, BotID: a.space.App.BotID,
	}
	if draft.Text != "" || draft.Blocks != nil {
		if err := a.content(c, &draft); err != nil {
			return nil, err
		}
	}
	answer := []any{}
	for _, part := range parts {
		f, err := a.space.CompleteUpload(part.ID, part.Title)
		if err != nil {
			return nil, err
		}
		draft.Files = append(draft.Files, f)
		answer = append(answer, map[string]any{"id": f.ID, "title": f.Title})
	}
	if a.unshared.Add(-1) >= 0 {
		return door.Reply{"files": answer}, nil
	}
	a.unshared.Store(0)
	for _, id := range targets {
		draft.Channel = id
		if _, err := a.space.Post(draft); err != nil {
			return nil, err
		}
	}
	return door.Reply{"files": answer}, nil
}

// shareTargets returns the channels of a completed upload.
func (a *API) shareTargets(c *door.Request) ([]string, error) {
	var found []string
	for id := range strings.SplitSeq(c.Args["channel_id"]+","+c.Args["channels"], ",") {
		if id == "" {
			continue
		}
		channel, err := a.destination(c, id)
		if err != nil {
			return nil, err
		}
		found = append(found, channel.ID)
	}
	return found, nil
}

// fileInfo returns a file and where it was shared. By the shares an app learns
// the ts of an upload without waiting for the event.
func (a *API) fileInfo(c *door.Request) (door.Reply, error) {
	f, err := a.space.File(c.Args["file"])
	if err != nil {
		return nil, err
	}
	f.Hidden = false // files.info shows the file of a shared channel
	wire := f.Wire()
	shares := map[string]map[string][]any{"public": {}, "private": {}}
	for _, channel := range a.space.Channels() {
		area := "private"
		if channel.Kind == workspace.Public {
			area = "public"
		}
		for _, m := range a.space.Messages(channel.ID) {
			if slices.ContainsFunc(m.Files, func(other workspace.File) bool { return other.ID == f.ID }) {
				shares[area][channel.ID] = append(shares[area][channel.ID], map[string]any{"ts": m.TS, "thread_ts": m.ThreadTS})
			}
		}
	}
	wire["shares"] = shares
	return door.Reply{"file": wire}, nil
}

// deleteFile removes one of the bot's own files.
func (a *API) deleteFile(c *door.Request) (door.Reply, error) {
	f, err := a.space.File(c.Args["file"])
	switch {
	case err != nil:
		return nil, err
	case f.User != a.space.App.BotUserID:
		return nil, ledger.RefusedError("cant_delete_file")
	}
	return door.Reply{}, a.space.DeleteFile(f.ID)
}

// retired refuses the old one-step upload.
func (a *API) retired(c *door.Request) (door.Reply, error) {
	a.Violatef("%s is retired", c.Method)
	return nil, ledger.RefusedError("method_deprecated")
}
