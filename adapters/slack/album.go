package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// maxAlbum is how many files one message of the desk shows. Slack names no limit;
// its clients let people send ten.
const maxAlbum = 10

// Together returns how many files can be one message: all kinds go together.
func (a *Adapter) Together(files []desk.File) int { return min(len(files), maxAlbum) }

// PostAlbum uploads files one by one and shows them in one message. It waits for
// the message, as Upload does.
func (a *Adapter) PostAlbum(ctx context.Context, u desk.Upload, pieces []desk.AlbumItem) ([]desk.PostedFile, error) {
	ctx, cancel := context.WithTimeout(ctx, transferWithin)
	defer cancel()
	channel, err := a.people.Channel(ctx, u.To.Chat)
	if err != nil {
		return nil, err
	}
	if sent, there := a.earlierAlbum(ctx, channel, u.Again); there {
		return sent, nil
	}
	var ids []map[string]string
	for _, piece := range pieces {
		switch size := piece.File.Size; {
		case piece.From == nil || size <= 0:
			return nil, &desk.SendError{Fate: desk.Refused, Err: errors.New("upload an album: the bytes of a file are missing")}
		case size > Traits().MaxUpload:
			return nil, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("upload an album: %w", desk.FileTooLargeError{Most: Traits().MaxUpload})}
		}
		id, err := a.store(ctx, piece.File, piece.From)
		if err != nil {
			return nil, err
		}
		ids = append(ids, map[string]string{"id": id})
	}
	args := webapi.Args{"files": webapi.JSON(ids), "channel_id": channel, "thread_ts": threadFor(u.To, channel, u.ReplyTo)}
	var unsure []desk.PostedFile
	for _, id := range ids {
		unsure = append(unsure, desk.PostedFile{File: desk.File{Platform: desk.Slack, ID: id["id"]}})
	}
	if err := a.bot.Call(ctx, "files.completeUploadExternal", args, nil); err != nil {
		return unsure, err
	}
	a.receiver.Heard(channel)
	var sent []desk.PostedFile
	for _, id := range ids {
		at, f, err := a.shared(ctx, channel, id["id"])
		if err != nil {
			return unsure, err
		}
		sent = append(sent, desk.PostedFile{At: at, File: f})
	}
	return sent, nil
}

// earlierAlbum finds an earlier album of unknown outcome, by the ids of its files.
// What is not shown is deleted.
func (a *Adapter) earlierAlbum(ctx context.Context, channel, ids string) (sent []desk.PostedFile, there bool) {
	if ids == "" {
		return nil, false
	}
	there = true
	for id := range strings.SplitSeq(ids, ",") {
		at, f, shown := a.earlier(ctx, channel, id)
		there = there && shown
		sent = append(sent, desk.PostedFile{At: at, File: f})
	}
	return sent, there
}
