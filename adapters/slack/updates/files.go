package updates

import (
	"encoding/json"
	"strings"

	"vakhta/desk"
)

// A file is what Slack says about one. For files of other organisations it is
// only the id, until files.info is called.
type file struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Title  string `json:"title"`
	Mime   string `json:"mimetype"`
	Size   int64  `json:"size"`
	Link   string `json:"permalink"`
	Mode   string `json:"mode"`
	Sub    string `json:"subtype"`
	Access string `json:"file_access"`
}

func (r Decoder) files(all []file) []desk.File {
	var out []desk.File
	for _, f := range all {
		if f.Mode == "tombstone" || f.Mode == "hidden_by_limit" {
			continue
		}
		known := f.file()
		if f.Access == "check_file_info" && r.File != nil {
			if found, ok := r.File(f.ID); ok {
				known = found
			}
		}
		out = append(out, known)
	}
	return out
}

func (f file) file() desk.File {
	name := f.Name
	if name == "" {
		name = f.Title
	}
	kind, _, _ := strings.Cut(f.Mime, "/")
	switch kind {
	case "image":
		kind = "photo"
	case "video", "audio":
	default:
		kind = "document"
	}
	if f.Sub == "slack_audio" { // a clip, recorded in the client
		kind = "voice"
	}
	return desk.File{Name: name, Kind: kind, Type: f.Mime, Size: f.Size, Platform: desk.Slack, ID: f.ID, URL: f.Link}
}

// ReadFile decodes a file of files.info.
func ReadFile(raw []byte) (desk.File, error) {
	var f file
	if err := json.Unmarshal(raw, &f); err != nil {
		return desk.File{}, err
	}
	return f.file(), nil
}
