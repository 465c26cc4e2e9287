// Package depot serves the bytes of the simulated Slack's files: the urls that
// uploads are sent to and downloads are read from.
//
// An upload url needs no token, because it is a secret itself. A download needs
// the bot's token with files:read. Without it Slack does not refuse but shows
// its sign-in page with status 200, and so does the depot.
package depot

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"

	"vakhta/sim/slack/door"
	"vakhta/sim/slack/workspace"
)

// Depot serves the files of a workspace to tokens that the door accepts.
type Depot struct {
	Space *workspace.Workspace
	Door  *door.Door
	// Unready is how many of the next downloads get a page with status 200
	// instead of the bytes, as right after a file was shared.
	Unready atomic.Int32
}

// Register puts the depot's urls into a mux.
func (d *Depot) Register(mux *http.ServeMux) {
	mux.HandleFunc("/upload/{file}", d.upload)
	mux.HandleFunc("/files/{file}", d.download)
	mux.HandleFunc("/files/{file}/download", d.download)
	mux.HandleFunc("/signin", d.signIn)
}

// upload stores the bytes, raw or as the file of a form.
func (d *Depot) upload(w http.ResponseWriter, r *http.Request) {
	const bodyLimit = 64 << 20
	body, err := uploaded(http.MaxBytesReader(w, r.Body, bodyLimit), r)
	if err == nil {
		err = d.Space.StoreUpload(r.PathValue("file"), body)
	}
	if err != nil {
		d.Door.Record("upload", door.Args{"file": r.PathValue("file")}, http.StatusBadRequest, err.Error())
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	d.Door.Record("upload", door.Args{"file": r.PathValue("file")}, http.StatusOK, "")
	_, _ = io.WriteString(w, "OK - "+strconv.Itoa(len(body)))
}

func uploaded(body io.Reader, r *http.Request) ([]byte, error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return io.ReadAll(body)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fmt.Errorf("form: %w", err)
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("no file in the form")
		}
		if err != nil {
			return nil, fmt.Errorf("form: %w", err)
		}
		if part.FileName() != "" {
			return io.ReadAll(part)
		}
	}
}

// download sends a file's bytes to the bot's token, and the sign-in page to
// anybody else.
func (d *Depot) download(w http.ResponseWriter, r *http.Request) {
	f, err := d.Space.File(r.PathValue("file"))
	allowed := d.Door.MayRead(r)
	if !allowed {
		d.Door.Record("download", door.Args{"file": r.PathValue("file")}, http.StatusFound, "signin")
		http.Redirect(w, r, "/signin?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
		return
	}
	if err != nil {
		d.Door.Record("download", door.Args{"file": r.PathValue("file")}, http.StatusNotFound, err.Error())
		http.NotFound(w, r)
		return
	}
	d.Door.Record("download", door.Args{"file": f.ID}, http.StatusOK, "")
	if d.Unready.Add(-1) >= 0 {
		d.signIn(w, r)
		return
	}
	d.Unready.Store(0)
	w.Header().Set("Content-Type", f.Mime)
	_, _ = w.Write(f.Bytes)
}

// signIn sends the page that Slack shows to anybody who may not see a file,
// with status 200.
func (d *Depot) signIn(w http.ResponseWriter, _ *http.Request) {
	door.HTML(w, http.StatusOK)
}
