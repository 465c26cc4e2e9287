package api

import (
	"strings"

	"vakhta/sim/telegram/content"
	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// sendFile makes sendPhoto, sendDocument and the like.
func sendFile(kind string) method {
	return func(a *API, q request.Request) (any, error) {
		caption, es, err := content.Body(q, "caption")
		if err != nil {
			return nil, err
		}
		if kind == "video_note" || kind == "sticker" {
			caption, es = "", nil // they have none
		}
		f, err := a.file(q, kind, kind, q.Text(kind))
		if err != nil {
			return nil, err
		}
		return a.sendDraft(q, func(d *world.Draft) { d.Kind, d.Text, d.Entities, d.File = kind, caption, es, f })
	}
}

// maxUpload is the largest file that a bot can upload. The front-end refuses a
// larger call before the server sees it.
const maxUpload = 50 << 20

// Limits of a photo.
const (
	maxPhoto = 10 << 20
	maxSides = 10000
	maxRatio = 20
)

// file returns the file that a call sends: uploaded in a field, attached under
// a name, or known by its id. The server does not fetch files from elsewhere.
func (a *API) file(q request.Request, kind, field, value string) (*wire.File, error) {
	if name, attached := strings.CutPrefix(value, "attach://"); attached {
		field = name
	}
	if up, ok := q.Files[field]; ok {
		return a.upload(kind, up)
	}
	if value == "" {
		return nil, wire.BadRequest("there is no %s in the request", kind)
	}
	known := a.world.FileByID(value)
	if known == nil {
		return nil, wire.BadRequest("wrong file identifier/HTTP URL specified")
	}
	f := known.File
	f.FilePath = ""
	return &f, nil
}

// upload stores an uploaded file. A file that is refused as a photo may be sent
// as a document, as a bot is expected to do then.
func (a *API) upload(kind string, up request.File) (*wire.File, error) {
	switch {
	case len(up.Data) == 0:
		return nil, wire.BadRequest("file must be non-empty")
	case len(up.Data) > maxUpload:
		return nil, &wire.Refusal{Code: 413, Text: "Request Entity Too Large"}
	case kind == "photo" && len(up.Data) > maxPhoto:
		return nil, wire.BadRequest("file is too big")
	}
	f := a.world.Store(kind, up.Name, up.MIME, up.Data)
	if kind == "photo" && f.Width == 0 {
		return nil, wire.BadRequest("IMAGE_PROCESS_FAILED")
	}
	if kind == "photo" && (f.Width+f.Height > maxSides || f.Width > maxRatio*f.Height || f.Height > maxRatio*f.Width) {
		return nil, wire.BadRequest("PHOTO_INVALID_DIMENSIONS")
	}
	return &f, nil
}

// An inputMedia is one item of an album.
type inputMedia struct {
	Type      string        `json:"type"`
	Media     string        `json:"media"`
	Caption   string        `json:"caption"`
	ParseMode string        `json:"parse_mode"`
	Entities  []wire.Entity `json:"caption_entities"`
}

// sendMediaGroup sends all items or none: each is checked before the first is
// sent, as on the real server.
func (a *API) sendMediaGroup(q request.Request) (any, error) {
	var items []inputMedia
	if _, err := content.Object(q, "media", &items); err != nil {
		return nil, err
	}
	common, err := content.Draft(q)
	if err != nil {
		return nil, err
	}
	drafts, err := a.album(q, items, common)
	if err != nil {
		return nil, err
	}
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	for i := range drafts {
		if err := a.place(c, &drafts[i]); err != nil {
			return nil, err
		}
	}
	// Clients expect an empty list, not null.
	sent := []*wire.Message{}
	for _, d := range drafts {
		sent = append(sent, a.world.Shown(c, a.world.Send(c, a.world.Bot.ID, d)))
	}
	return sent, nil
}

// album makes a draft of each item. A single item is an ordinary message.
func (a *API) album(q request.Request, items []inputMedia, common world.Draft) ([]world.Draft, error) {
	switch {
	case len(items) == 0:
		return nil, wire.BadRequest("there are no messages to send")
	case len(items) > 10:
		return nil, wire.BadRequest("too many messages to send as an album")
	}
	common.Keyboard, common.ReplyKeyboard = nil, nil // an album can have none
	if len(items) > 1 {
		common.Album = a.world.AlbumID()
	}
	var drafts []world.Draft
	for _, item := range items {
		if err := mixes(items[0].Type, item.Type); err != nil {
			return nil, err
		}
		d := common
		text, es, err := content.Formatted(item.Caption, item.ParseMode, item.Entities)
		if err != nil {
			return nil, err
		}
		f, err := a.file(q, item.Type, "", item.Media)
		if err != nil {
			return nil, err
		}
		d.Kind, d.Text, d.Entities, d.File = item.Type, text, es, f
		drafts = append(drafts, d)
	}
	return drafts, nil
}

// mixes checks that two kinds may share an album.
func mixes(a, b string) error {
	visual := func(kind string) bool { return kind == "photo" || kind == "video" }
	switch {
	case visual(b) && visual(a), a == b && (b == "document" || b == "audio"):
		return nil
	case a == "document" || b == "document":
		return wire.BadRequest("document can't be mixed with other media types")
	case a == "audio" || b == "audio":
		return wire.BadRequest("audio can't be mixed with other media types")
	default:
		return wire.BadRequest("type of the media is not allowed in an album")
	}
}
