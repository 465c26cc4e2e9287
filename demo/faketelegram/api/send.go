package api

import (
	"strings"
	"unicode/utf8"

	"vakhta/demo/faketelegram/content"
	"vakhta/demo/faketelegram/markup"
	"vakhta/demo/faketelegram/request"
	"vakhta/demo/faketelegram/wire"
	"vakhta/demo/faketelegram/world"
)

// post is the second half of every sending method: the checks that need the
// chat, in the server's order, and then the message.
func (a *API) post(c *world.Chat, d world.Draft) (*world.Message, error) {
	if err := a.place(c, &d); err != nil {
		return nil, err
	}
	return a.world.Send(c, a.world.Bot.ID, d), nil
}

func (a *API) place(c *world.Chat, d *world.Draft) error {
	if err := a.world.Place(c, a.world.Bot.ID, d); err != nil {
		return err
	}
	if err := a.world.MayWrite(c, d.Kind); err != nil {
		return err
	}
	switch {
	case d.Kind == "text" && !markup.Visible(d.Text):
		return wire.BadRequest("text must be non-empty")
	case d.Kind == "text" && utf8.RuneCountInString(d.Text) > content.MaxText:
		return wire.BadRequest("message is too long")
	case d.Kind != "text" && utf8.RuneCountInString(d.Text) > content.MaxCaption:
		return wire.BadRequest("message caption is too long")
	}
	return content.CheckButtons(d.Keyboard)
}

func (a *API) sendMessage(q request.Request) (any, error) {
	text, es, err := content.Body(q, "text")
	if err != nil {
		return nil, err
	}
	return a.sendDraft(q, func(d *world.Draft) { d.Kind, d.Text, d.Entities = "text", text, es })
}

// sendDraft reads the common parameters, has the content filled in and sends.
func (a *API) sendDraft(q request.Request, fill func(*world.Draft)) (any, error) {
	d, err := content.Draft(q)
	if err != nil {
		return nil, err
	}
	fill(&d)
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	m, err := a.post(c, d)
	if err != nil {
		return nil, err
	}
	return a.world.Shown(c, m), nil
}

// sendFile is sendPhoto, sendDocument and the like.
func sendFile(kind string) method {
	return func(a *API, q request.Request) (any, error) {
		caption, es, err := content.Body(q, "caption")
		if err != nil {
			return nil, err
		}
		f, err := a.file(q, kind, kind, q.Text(kind))
		if err != nil {
			return nil, err
		}
		return a.sendDraft(q, func(d *world.Draft) { d.Kind, d.Text, d.Entities, d.File = kind, caption, es, f })
	}
}

// Bounds of a photo.
const (
	maxPhoto = 10 << 20
	maxSides = 10000
	maxRatio = 20
)

// file is the file that a call sends: uploaded in a field, attached under a
// name, or known already by its id. The server fetches none from elsewhere.
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

func (a *API) upload(kind string, up request.File) (*wire.File, error) {
	switch {
	case len(up.Data) == 0:
		return nil, wire.BadRequest("file must be non-empty")
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
	sent := []*wire.Message{}
	for _, d := range drafts {
		sent = append(sent, a.world.Shown(c, a.world.Send(c, a.world.Bot.ID, d)))
	}
	return sent, nil
}

// album makes a draft of each item. A single one is an ordinary message.
func (a *API) album(q request.Request, items []inputMedia, common world.Draft) ([]world.Draft, error) {
	switch {
	case len(items) == 0:
		return nil, wire.BadRequest("there are no messages to send")
	case len(items) > 10:
		return nil, wire.BadRequest("too many messages to send as an album")
	}
	common.Keyboard, common.ReplyKeyboard = nil, nil // an album cannot carry any
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

func (a *API) copyMessage(q request.Request) (any, error) {
	d, m, err := a.relay(q, "copy", "copied")
	if err != nil {
		return nil, err
	}
	if _, given := q.Params["caption"]; given && m.Kind != "text" {
		if d.Text, d.Entities, err = content.Body(q, "caption"); err != nil {
			return nil, err
		}
	}
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	sent, err := a.post(c, d)
	if err != nil {
		return nil, err
	}
	return map[string]int{"message_id": sent.MessageID}, nil
}

func (a *API) forwardMessage(q request.Request) (any, error) {
	d, m, err := a.relay(q, "forward", "forwarded")
	if err != nil {
		return nil, err
	}
	d.Forward = &wire.Origin{Type: "user", Date: m.Date, SenderUser: m.From}
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	sent, err := a.post(c, d)
	if err != nil {
		return nil, err
	}
	return a.world.Shown(c, sent), nil
}

// relay is a draft with the content of another message.
func (a *API) relay(q request.Request, verb, done string) (world.Draft, *world.Message, error) {
	d, err := content.Draft(q)
	if err != nil {
		return d, nil, err
	}
	_, m, err := a.target(q, "from_chat_id", verb)
	if err != nil {
		return d, nil, err
	}
	if m.Service != "" || m.Protected {
		return d, nil, wire.BadRequest("message can't be %s", done)
	}
	d.Kind, d.File = m.Kind, m.File()
	d.Text, d.Entities = m.Body()
	return d, m, nil
}

func (a *API) sendChatAction(q request.Request) (any, error) {
	switch q.Text("action") {
	case "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
		"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note":
	default:
		return nil, wire.BadRequest("wrong parameter action in request")
	}
	c, err := a.access(q, "chat_id")
	if err != nil {
		return nil, err
	}
	a.world.SetTyping(c)
	return true, nil
}
