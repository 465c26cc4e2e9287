package updates

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vakhta/desk"
)

// media is what may be attached to a message. The names are the Bot API's, and
// the desk's kinds of files have the same names.
type media struct {
	Photo     []file    `json:"photo"` // the same picture in several sizes, largest last
	Document  *file     `json:"document"`
	Voice     *file     `json:"voice"`
	Video     *file     `json:"video"`
	VideoNote *file     `json:"video_note"`
	Audio     *file     `json:"audio"`
	Sticker   *file     `json:"sticker"`
	Animation *file     `json:"animation"` // a document, too
	Location  *location `json:"location"`
	Contact   *contact  `json:"contact"`
	Venue     *venue    `json:"venue"` // a location, too
	Story     *story    `json:"story"`
	spoken
}

// A file is one of several objects of the Bot API with these common fields.
type file struct {
	ID    string `json:"file_id"`
	Name  string `json:"file_name"`
	Type  string `json:"mime_type"`
	Size  int64  `json:"file_size"`
	Emoji string `json:"emoji"` // of a sticker
	// Moves and Film are stickers that only Telegram's clients can play.
	Moves bool  `json:"is_animated"`
	Film  bool  `json:"is_video"`
	Still *file `json:"thumbnail"`
}

// A location is a point on the map.
type location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// A contact is somebody's contact card. It need not be the sender's own.
type contact struct {
	Phone string `json:"phone_number"`
	First string `json:"first_name"`
	Last  string `json:"last_name"`
}

// files returns what is attached to a message.
func (m media) files() []desk.File {
	var all []desk.File
	if n := len(m.Photo); n > 0 {
		all = append(all, m.Photo[n-1].as("photo"))
	}
	document := m.Document
	if m.Animation != nil {
		document = nil
	}
	for _, f := range []struct {
		kind string
		file *file
	}{
		{"document", document}, {"animation", m.Animation}, {"voice", m.Voice}, {"video", m.Video},
		{"video_note", m.VideoNote}, {"audio", m.Audio}, {"sticker", m.Sticker},
	} {
		if f.file != nil {
			all = append(all, f.file.as(f.kind))
		}
	}
	switch {
	case m.Venue != nil:
		all = append(all, m.Venue.Location.as("venue", join(", ", m.Venue.Title, m.Venue.Address)))
	case m.Location != nil:
		all = append(all, m.Location.as("location", fmt.Sprintf("%.5f, %.5f", m.Location.Latitude, m.Location.Longitude)))
	}
	if c := m.Contact; c != nil {
		all = append(all, desk.File{Kind: "contact", Name: join(" ", c.First, c.Last, c.Phone)})
	}
	if s := m.Story; s != nil {
		all = append(all, s.as())
	}
	return all
}

// join joins the words that are not empty.
func join(by string, words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return strings.TrimSpace(w) == "" }), by)
}

// Sent reads Telegram's answer to a message that the bot sent: its id and
// files.
func Sent(raw []byte) (id int64, files []desk.File, err error) {
	var m struct {
		ID int64 `json:"message_id"`
		media
	}
	err = json.Unmarshal(raw, &m)
	return m.ID, m.files(), err
}

// maxPhoto is the largest picture that can be sent as a photo (sendPhoto); a
// larger one is sent as a document.
const maxPhoto = 10 << 20

// Field returns how a file can be sent: the name of the field that carries it,
// which is also the kind it is shown as.
func Field(f desk.File) string {
	switch {
	case f.Kind == "photo" && f.Size <= maxPhoto && (f.Type == "image/jpeg" || f.Type == "image/png"):
		return "photo"
	case f.Kind == "voice" && slices.Contains([]string{"audio/ogg", "audio/mpeg", "audio/mp4"}, f.Type): // other types cannot be voice messages
		return "voice"
	case f.Type == "image/gif", f.Kind == "animation" && f.Type == "video/mp4":
		return "animation"
	case f.Kind == "video" && f.Type == "video/mp4":
		return "video"
	case f.Kind == "audio" && (f.Type == "audio/mpeg" || f.Type == "audio/mp4"):
		return "audio"
	default:
		return "document"
	}
}

// as returns the file as a file of the desk, with its kind. Stickers have no
// name but their emoji.
func (f file) as(kind string) desk.File {
	if f.Name == "" {
		f.Name = f.Emoji
	}
	switch kind { // the Bot API tells no type for these; getFile always returns this one
	case "photo":
		f.Type = "image/jpeg"
	case "video_note":
		f.Type = "video/mp4"
	case "sticker": // the Bot API tells no type, only how it moves
		switch {
		case f.Moves:
			f.Type = "application/x-tgsticker"
		case f.Film:
			f.Type = "video/webm"
		default:
			f.Type = "image/webp"
		}
	}
	known := desk.File{Kind: kind, Type: f.Type, Platform: desk.Telegram, ID: f.ID, Name: f.Name, Size: f.Size}
	if kind == "sticker" && (f.Moves || f.Film) && f.Still != nil {
		known.Preview = f.Still.ID
	}
	return known
}
