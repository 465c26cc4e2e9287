package webapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vakhta/demo/fakeslack/ledger"
	"vakhta/demo/fakeslack/workspace"
)

// startUpload gives out where the bytes go. Only the url says so: it holds no
// token, and it lives on the host the app called.
func startUpload(c *call) (reply, error) {
	if err := c.args.need("filename", "length"); err != nil {
		return nil, err
	}
	length, err := strconv.Atoi(c.args["length"])
	if err != nil || length <= 0 {
		return nil, problem{code: "invalid_arguments", messages: []string{"[ERROR] must be greater than 0 [json-pointer:/length]"}}
	}
	f := c.Workspace.StartUpload(workspace.File{Name: c.args["filename"], Alt: c.args["alt_txt"], User: c.Workspace.App.BotUserID, URL: c.base.String() + "/files/"}, length)
	return reply{"upload_url": c.base.String() + "/upload/" + f.ID, "file_id": f.ID}, nil
}

// upload takes the bytes, raw or as the file of a form.
func (a *API) upload(w http.ResponseWriter, r *http.Request) {
	const bodyLimit = 64 << 20
	body, err := uploaded(http.MaxBytesReader(w, r.Body, bodyLimit), r)
	if err == nil {
		err = a.Workspace.StoreUpload(r.PathValue("file"), body)
	}
	if err != nil {
		a.record("upload", args{"file": r.PathValue("file")}, http.StatusBadRequest, err.Error())
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	a.record("upload", args{"file": r.PathValue("file")}, http.StatusOK, "")
	fmt.Fprintf(w, "OK - %d", len(body))
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

// completeUpload makes the files exist and shares them. The answer knows no
// ts: the app learns it from the message event, as with Slack.
func completeUpload(c *call) (reply, error) {
	var parts []struct{ ID, Title string }
	if err := json.Unmarshal(c.args.json("files"), &parts); err != nil || len(parts) == 0 {
		return nil, problem{code: "invalid_arguments", messages: []string{"[ERROR] missing required field: files"}}
	}
	targets, err := c.shareTargets()
	if err != nil {
		return nil, err
	}
	draft := workspace.Message{Text: c.args["initial_comment"], Blocks: c.args.json("blocks"), ThreadTS: c.args["thread_ts"], Subtype: "file_share", User: c.Workspace.App.BotUserID, BotID: c.Workspace.App.BotID}
	if draft.Text != "" || draft.Blocks != nil {
		if err := c.content(&draft); err != nil {
			return nil, err
		}
	}
	answer := []any{}
	for _, part := range parts {
		f, err := c.Workspace.CompleteUpload(part.ID, part.Title)
		if err != nil {
			return nil, err
		}
		draft.Files = append(draft.Files, f)
		answer = append(answer, map[string]any{"id": f.ID, "title": f.Title})
	}
	for _, id := range targets {
		draft.Channel = id
		if _, err := c.Workspace.Post(draft); err != nil {
			return nil, err
		}
	}
	return reply{"files": answer}, nil
}

// shareTargets answers the channels a completed upload goes to.
func (c *call) shareTargets() ([]string, error) {
	var found []string
	for id := range strings.SplitSeq(c.args["channel_id"]+","+c.args["channels"], ",") {
		if id == "" {
			continue
		}
		channel, err := c.destination(id)
		if err != nil {
			return nil, err
		}
		found = append(found, channel.ID)
	}
	return found, nil
}

func fileInfo(c *call) (reply, error) {
	f, err := c.Workspace.File(c.args["file"])
	if err != nil {
		return nil, err
	}
	f.Hidden = false // asking is what lifts the veil of a shared channel
	wire := f.Wire()
	shares := map[string]map[string][]any{"public": {}, "private": {}}
	for _, channel := range c.Workspace.Channels() {
		area := "private"
		if channel.Kind == workspace.Public {
			area = "public"
		}
		for _, m := range c.Workspace.Messages(channel.ID) {
			if slices.ContainsFunc(m.Files, func(other workspace.File) bool { return other.ID == f.ID }) {
				shares[area][channel.ID] = append(shares[area][channel.ID], map[string]any{"ts": m.TS, "thread_ts": m.ThreadTS})
			}
		}
	}
	wire["shares"] = shares
	return reply{"file": wire}, nil
}

func deleteFile(c *call) (reply, error) {
	f, err := c.Workspace.File(c.args["file"])
	switch {
	case err != nil:
		return nil, err
	case f.User != c.Workspace.App.BotUserID:
		return nil, ledger.Refusal("cant_delete_file")
	}
	return reply{}, c.Workspace.DeleteFile(f.ID)
}

// retired answers the old one-step upload.
func retired(c *call) (reply, error) {
	c.Violate("%s is retired", c.method)
	return nil, ledger.Refusal("method_deprecated")
}

// download answers a file's bytes to the bot's token, and the sign-in page to
// anybody else.
func (a *API) download(w http.ResponseWriter, r *http.Request) {
	f, err := a.Workspace.File(r.PathValue("file"))
	allowed := r.Header.Get("Authorization") == "Bearer "+a.BotToken && (a.Scopes == nil || slices.Contains(a.Scopes, "files:read"))
	if !allowed {
		a.record("download", args{"file": r.PathValue("file")}, http.StatusFound, "signin")
		http.Redirect(w, r, "/signin?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
		return
	}
	if err != nil {
		a.record("download", args{"file": r.PathValue("file")}, http.StatusNotFound, err.Error())
		http.NotFound(w, r)
		return
	}
	a.record("download", args{"file": f.ID}, http.StatusOK, "")
	w.Header().Set("Content-Type", f.Mime)
	_, _ = w.Write(f.Bytes)
}

// signIn is the page Slack shows to whoever may not see a file, with status
// 200.
func (a *API) signIn(w http.ResponseWriter, _ *http.Request) {
	html(w, http.StatusOK)
}
