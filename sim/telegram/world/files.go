package world

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif" // the size of a picture is read from its header
	_ "image/jpeg"
	_ "image/png"
	"path"
	"strings"

	"vakhta/sim/telegram/wire"
)

// MaxDownload is the size from which getFile refuses.
const MaxDownload = 20 << 20

// A File is a stored file with its bytes.
type File struct {
	wire.File
	Data []byte
}

// Store stores a file that is sent as a kind ("photo", "document", …). Its id
// is always new; its unique id is the same for the same bytes.
func (w *World) Store(kind, name, mimeType string, data []byte) wire.File {
	w.lastFile++
	sum := sha256.Sum256(data)
	f := &File{Data: data, File: wire.File{
		FileID:       fmt.Sprintf("%s-file-%d", kind, w.lastFile),
		FileUniqueID: "u" + hex.EncodeToString(sum[:7]),
		FileSize:     len(data),
		FilePath:     fmt.Sprintf("%ss/file_%d%s", kind, w.lastFile, path.Ext(name)),
	}}
	switch kind {
	case "photo":
		f.Width, f.Height = size(data)
		f.FilePath = fmt.Sprintf("photos/file_%d.jpg", w.lastFile)
	case "voice":
		f.MimeType, f.Duration = "audio/ogg", 1
	case "video_note":
		f.Duration = 1
	case "sticker":
		f.Width, f.Height, f.Emoji = 512, 512, "🙂"
		if f.IsAnimated = path.Ext(name) == ".tgs"; f.IsAnimated {
			still := w.Store("photo", "", "", []byte("\xff\xd8\xff a still picture of "+name))
			f.Thumbnail = &still
		}
	default:
		f.FileName, f.MimeType = name, mimeType
	}
	w.files[f.FileID] = f
	shown := f.File
	shown.FilePath = ""
	return shown
}

// size returns a picture's size, zero for other files.
func size(data []byte) (width, height int) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	return c.Width, c.Height
}

// FileByID returns a stored file. A photo's smaller sizes have the same bytes.
func (w *World) FileByID(id string) *File {
	if f := w.files[id]; f != nil {
		return f
	}
	return w.files[strings.TrimSuffix(id, "s")]
}

// FileByPath returns the file at the path of a download address.
func (w *World) FileByPath(p string) *File {
	for _, f := range w.files {
		if f.FilePath == p {
			return f
		}
	}
	return nil
}
