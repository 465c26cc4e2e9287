package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"vakhta/adapters/intake"
	"vakhta/adapters/slack/layout"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

const (
	// transferWithin is how long the transfer of a file may take.
	transferWithin = 5 * time.Minute
	// sharedWithin is how long to wait until Slack shows an uploaded file; it
	// checks the file first, and sometimes never shows it.
	sharedWithin = 5 * time.Second
	// firstLook is when to check for the first time.
	firstLook = 100 * time.Millisecond
)

// info is what files.info returns besides what the desk stores.
type info struct {
	Address  string `json:"url_private_download"`
	External bool   `json:"is_external"`
	Shares   map[string]map[string][]struct {
		TS     string `json:"ts"`
		Thread string `json:"thread_ts"`
	} `json:"shares"`
}

// about asks Slack what it knows about a file.
func (a *Adapter) about(ctx context.Context, id string) (desk.File, info, error) {
	var more info
	f, raw, err := a.people.File(ctx, id)
	if err == nil && json.Unmarshal(raw, &more) != nil {
		err = &desk.SendError{Fate: desk.Unknown, Err: errors.New("files.info: an answer of another shape")}
	}
	return f, more, err
}

// Fetch opens a file. A file that is linked from elsewhere, such as a Google
// document, has no bytes at Slack.
func (a *Adapter) Fetch(ctx context.Context, f desk.File) (io.ReadCloser, desk.File, error) {
	gone := &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("fetch a file: %w", desk.ErrFileGone)}
	if f.Platform != desk.Slack || f.ID == "" {
		return nil, f, gone
	}
	known, more, err := a.about(ctx, f.ID)
	if err != nil {
		return nil, f, err
	}
	if more.External || more.Address == "" {
		return nil, f, gone
	}
	ctx, cancel := context.WithTimeout(ctx, transferWithin)
	body, err := a.bot.Download(ctx, more.Address, known.Type)
	if err != nil {
		cancel()
		return nil, f, err
	}
	return intake.EndWith(body, cancel), known, nil
}

// Upload posts a file: Slack returns an address for the bytes, is told when
// they are there, and shows the file after a check. Upload waits for that, so
// that what is posted next comes after the file.
func (a *Adapter) Upload(ctx context.Context, u desk.Upload, from io.Reader) (desk.MessageRef, desk.File, error) {
	switch size := u.File.Size; {
	case size <= 0:
		return desk.MessageRef{}, u.File, &desk.SendError{Fate: desk.Refused, Err: errors.New("upload a file: its size is not known")}
	case size > Traits().MaxUpload:
		return desk.MessageRef{}, u.File, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("upload a file: %w", desk.FileTooLargeError{Most: Traits().MaxUpload})}
	}
	ctx, cancel := context.WithTimeout(ctx, transferWithin)
	defer cancel()
	channel, err := a.people.Channel(ctx, u.To.Chat)
	if err != nil {
		return desk.MessageRef{}, u.File, err
	}
	if at, f, there := a.earlier(ctx, channel, u.Again); there {
		return at, f, nil
	}
	id, err := a.store(ctx, u.File, from)
	if err != nil {
		return desk.MessageRef{}, u.File, err
	}
	args := webapi.Args{
		"files": webapi.JSON([]map[string]string{{"id": id}}), "channel_id": channel, "thread_ts": threadFor(u.To, channel, u.ReplyTo),
	}
	if u.Caption != "" { // as a block, because initial_comment is markup
		args["blocks"] = webapi.JSON(layout.Show(desk.Card{Lead: u.Caption}).Blocks)
	}
	if err := a.bot.Call(ctx, "files.completeUploadExternal", args, nil); err != nil {
		return desk.MessageRef{}, desk.File{Platform: desk.Slack, ID: id}, err
	}
	a.receiver.Heard(channel)
	return a.shared(ctx, channel, id)
}

// earlier finds an earlier upload of unknown outcome. One that is not shown is
// deleted, so that it does not appear later beside the next one.
func (a *Adapter) earlier(ctx context.Context, channel, id string) (desk.MessageRef, desk.File, bool) {
	if id == "" {
		return desk.MessageRef{}, desk.File{}, false
	}
	f, more, err := a.about(ctx, id)
	if err != nil {
		return desk.MessageRef{}, f, false
	}
	if at, there := more.in(channel); there {
		return at, f, true
	}
	if err := a.bot.Call(ctx, "files.delete", webapi.Args{"file": id}, nil); err != nil {
		a.Log.WarnContext(ctx, "a file that is not shown stays", "file", id, "error", err)
	}
	return desk.MessageRef{}, f, false
}

// in returns the message that shows the file in a channel.
func (i info) in(channel string) (desk.MessageRef, bool) {
	for _, channels := range i.Shares {
		for _, share := range channels[channel] {
			at := desk.Address{Platform: desk.Slack, Chat: channel, Thread: share.Thread}
			return desk.MessageRef{Address: at, Message: share.TS}, true
		}
	}
	return desk.MessageRef{}, false
}

// store uploads a file's bytes to Slack and returns the file's id.
func (a *Adapter) store(ctx context.Context, f desk.File, from io.Reader) (string, error) {
	name := f.Name
	if name == "" {
		name = "file"
	}
	var place struct {
		URL string `json:"upload_url"`
		ID  string `json:"file_id"`
	}
	args := webapi.Args{"filename": name, "length": strconv.FormatInt(f.Size, 10)}
	if err := a.bot.Call(ctx, "files.getUploadURLExternal", args, &place); err != nil {
		return "", err
	}
	return place.ID, a.bot.Put(ctx, place.URL, from, f.Size)
}

// shared waits until a file is in a channel. A file that does not appear may do
// so later, or never.
func (a *Adapter) shared(ctx context.Context, channel, id string) (desk.MessageRef, desk.File, error) {
	until := a.Clock.Now().Add(sharedWithin)
	for pause := firstLook; ; pause *= 2 {
		f, more, err := a.about(ctx, id)
		if err != nil {
			return desk.MessageRef{}, desk.File{Platform: desk.Slack, ID: id}, &desk.SendError{Fate: desk.Unknown, Err: fmt.Errorf("see an uploaded file: %w", err)}
		}
		if at, there := more.in(channel); there {
			return at, f, nil
		}
		if a.Clock.Now().Add(pause).After(until) || !intake.Pause(ctx, a.Clock, pause) {
			return desk.MessageRef{}, f, &desk.SendError{Fate: desk.Unknown, Err: errors.New("an uploaded file is not shown")}
		}
	}
}
