package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/updates"
	"vakhta/desk"
)

// maxAlbum is how many files an album may have (sendMediaGroup).
const maxAlbum = 10

// Together returns how many files can be one album: photos go with videos,
// documents and audios with their own kind (sendMediaGroup), and nothing else can
// be in one.
func (a *Adapter) Together(files []desk.File) int {
	group := func(f desk.File) string {
		field := albumField(f)
		switch field {
		case "photo", "video":
			return "visual"
		case "document", "audio":
			return field
		default:
			return ""
		}
	}
	first := group(files[0])
	if first == "" {
		return 1
	}
	n := slices.IndexFunc(files, func(f desk.File) bool { return group(f) != first })
	if n < 0 {
		n = len(files)
	}
	return min(n, maxAlbum)
}

// albumField returns the type of an item: what Telegram has already stays the kind
// it is.
func albumField(f desk.File) string {
	if f.Platform == desk.Telegram {
		return f.Kind
	}
	return updates.Field(f)
}

// PostAlbum sends an album, by ids or with its bytes.
func (a *Adapter) PostAlbum(ctx context.Context, u desk.Upload, pieces []desk.AlbumItem) ([]desk.PostedFile, error) {
	ctx, cancel := context.WithTimeout(ctx, transferWithin)
	defer cancel()
	fields, err := uploadFields(u)
	if err != nil {
		return nil, err
	}
	var media []map[string]string
	var attached []botapi.Attachment
	for i, piece := range pieces {
		item := map[string]string{"type": albumField(piece.File), "media": piece.File.ID}
		if piece.From != nil {
			if most := a.Traits().MaxUpload; most > 0 && piece.File.Size > most {
				return nil, a.refuse("send an album", desk.FileTooLargeError{Most: most})
			}
			name := fmt.Sprintf("file%d", i)
			item["type"], item["media"] = updates.Field(piece.File), "attach://"+name
			attached = append(attached, botapi.Attachment{Field: name, Name: fileName(piece.File), From: piece.From})
		}
		media = append(media, item)
	}
	listed, err := json.Marshal(media)
	if err != nil {
		return nil, err
	}
	fields["media"] = string(listed)
	raw, err := a.calls.Upload(ctx, "sendMediaGroup", fields, attached...)
	if err != nil {
		return nil, a.failed("send an album", err)
	}
	var sent []json.RawMessage
	if err := json.Unmarshal(raw, &sent); err != nil || len(sent) != len(pieces) {
		return nil, a.failed("send an album", errors.New("an answer of another shape"))
	}
	var posted []desk.PostedFile
	for i, one := range sent {
		u.File = pieces[i].File
		at, f, err := a.sentFile(u, one)
		if err != nil {
			return nil, err
		}
		posted = append(posted, desk.PostedFile{At: at, File: f})
	}
	return posted, nil
}
