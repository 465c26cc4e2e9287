package workspace

import (
	"mime"
	"path"
	"slices"
	"strings"
	"time"

	"vakhta/sim/slack/ledger"
)

// File is an uploaded file with its bytes.
type File struct {
	ID, Name, Title, Alt string
	User, Mime, URL      string
	Bytes                []byte
	Created              time.Time
	// Hidden marks a file of another organisation: only its id is shown.
	Hidden  bool
	Deleted bool
	// Clip marks a voice message that was recorded in the client.
	Clip bool

	announced int  // the length announced before the bytes came
	stored    bool // the bytes have been stored
	shared    bool // the upload was completed
}

func (f File) extension() string { return strings.TrimPrefix(path.Ext(f.Name), ".") }

// StartUpload is the first of an upload's three steps. It assigns an id for so
// many bytes.
func (w *Workspace) StartUpload(f File, length int) File {
	defer w.Change()()
	f.ID, f.Created, f.announced = w.NextID("F"), w.Now(), length
	f.Mime = mimeOf(f.Name)
	f.URL += f.ID
	w.files = append(w.files, &f)
	return f
}

// StoreUpload is the second step. The number of bytes must be as announced.
func (w *Workspace) StoreUpload(id string, bytes []byte) error {
	defer w.Change()()
	f := w.file(id)
	switch {
	case f == nil || f.stored:
		return ledger.RefusedError("file_not_found")
	case len(bytes) != f.announced:
		return ledger.RefusedError("file_upload_size_mismatch")
	}
	f.Bytes, f.stored = bytes, true
	return nil
}

// CompleteUpload is the last step: from now on the files exist.
func (w *Workspace) CompleteUpload(id, title string) (File, error) {
	defer w.Change()()
	f := w.file(id)
	if f == nil || !f.stored || f.shared {
		return File{}, ledger.RefusedError("file_not_found")
	}
	f.shared = true
	if f.Title = title; title == "" {
		f.Title = f.Name
	}
	return *f, nil
}

// AddFile adds a whole file to the workspace, as a person's client does.
func (w *Workspace) AddFile(f File) File {
	defer w.Change()()
	f.ID, f.Created = w.NextID("F"), w.Now()
	f.stored, f.shared, f.Title = true, true, f.Name
	if f.Mime == "" {
		f.Mime = mimeOf(f.Name)
	}
	f.URL += f.ID
	w.files = append(w.files, &f)
	return f
}

// DeleteFile deletes the bytes; files.info then returns file_deleted.
func (w *Workspace) DeleteFile(id string) error {
	defer w.Change()()
	f := w.file(id)
	if f == nil {
		return ledger.RefusedError("file_not_found")
	}
	f.Deleted, f.Bytes = true, nil
	return nil
}

// File returns a completed file.
func (w *Workspace) File(id string) (File, error) {
	defer w.Look()()
	f := w.file(id)
	switch {
	case f == nil || !f.shared:
		return File{}, ledger.RefusedError("file_not_found")
	case f.Deleted:
		return File{}, ledger.RefusedError("file_deleted")
	}
	return *f, nil
}

// Files returns every completed file, oldest first.
func (w *Workspace) Files() []File {
	defer w.Look()()
	var out []File
	for _, f := range w.files {
		if f.shared && !f.Deleted {
			out = append(out, *f)
		}
	}
	return out
}

func (w *Workspace) file(id string) *File {
	at := slices.IndexFunc(w.files, func(f *File) bool { return f.ID == id })
	if at < 0 {
		return nil
	}
	return w.files[at]
}

func mimeOf(name string) string {
	// The machine's table may have other names for a type; the common ones are
	// fixed, so that tests are the same everywhere.
	known := map[string]string{
		".png": "image/png", ".jpg": "image/jpeg", ".pdf": "application/pdf", ".csv": "text/csv", ".txt": "text/plain",
		".gif": "image/gif", ".webp": "image/webp", ".mp4": "video/mp4", ".mov": "video/quicktime",
		".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	}
	if t, ok := known[path.Ext(name)]; ok {
		return t
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
