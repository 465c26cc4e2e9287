package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"vakhta/adapters/intake"
	"vakhta/adapters/telegram/botapi"
	"vakhta/adapters/telegram/layout"
	"vakhta/adapters/telegram/updates"
	"vakhta/desk"
)

const (
	// transferWithin is how long the transfer of a file may take.
	transferWithin = 5 * time.Minute
	// maxCaption is how long the text of a file may be (sendDocument, caption).
	maxCaption = 1024
)

// Fetch opens a file. Telegram tells its size, but neither its name nor its
// type: those are only in the message.
func (a *Adapter) Fetch(ctx context.Context, f desk.File) (io.ReadCloser, desk.File, error) {
	if f.Platform != desk.Telegram || f.ID == "" {
		return nil, f, a.refuse("fetch a file", desk.ErrFileGone)
	}
	if most := a.Traits().MaxFetch; most > 0 && f.Size > most {
		return nil, f, a.refuse("fetch a file", desk.FileTooLargeError{Most: most})
	}
	var known struct {
		Size int64  `json:"file_size"`
		Path string `json:"file_path"`
	}
	if err := a.ask(ctx, "getFile", map[string]any{"file_id": f.ID}, &known); err != nil {
		if errors.Is(err, desk.ErrFileTooLarge) { // a server of one's own that is not in local mode has Telegram's limit
			err = a.refuse("fetch a file", desk.FileTooLargeError{Most: cloudFetch})
		}
		return nil, f, err
	}
	if known.Size > 0 {
		f.Size = known.Size
	}
	if a.ownServer() && filepath.IsAbs(known.Path) {
		return a.local(known.Path, f)
	}
	ctx, cancel := context.WithTimeout(ctx, transferWithin)
	body, err := a.calls.Download(ctx, known.Path)
	if err != nil {
		cancel()
		return nil, f, a.failed("fetch a file", err)
	}
	return intake.EndWith(body, cancel), f, nil
}

// local opens a file where a server in local mode has put it. The folder must be
// readable here.
func (a *Adapter) local(path string, f desk.File) (io.ReadCloser, desk.File, error) {
	file, err := os.Open(path)
	if err != nil {
		a.Log.Error("read a file of the Bot API server", "error", err)
		return nil, f, a.failed("fetch a file", &desk.SendError{Fate: desk.Later, After: time.Second, Err: errors.New("the server's folder cannot be read here")})
	}
	return file, f, nil
}

// Upload posts a file as its kind: a picture is shown and a voice message is
// played. What Telegram refuses as such is sent as a document, if the reader
// can be read again.
func (a *Adapter) Upload(ctx context.Context, u desk.Upload, from io.Reader) (desk.MessageRef, desk.File, error) {
	if most := a.Traits().MaxUpload; u.File.Size > most {
		return desk.MessageRef{}, u.File, a.refuse("send a file", desk.FileTooLargeError{Most: most})
	}
	ctx, cancel := context.WithTimeout(ctx, transferWithin)
	defer cancel()
	as := updates.Field(u.File)
	at, f, err := a.upload(ctx, u, as, from)
	send, refused := errors.AsType[*desk.SendError](err)
	again, can := from.(io.Seeker)
	if as == "document" || !refused || send.Fate != desk.Refused || aboutTheChat(err) || !can {
		return at, f, err
	}
	if _, err := again.Seek(0, io.SeekStart); err != nil {
		return at, f, a.refuse("send a file", fmt.Errorf("read it again: %w", err))
	}
	return a.upload(ctx, u, "document", from)
}

// aboutTheChat reports whether a refusal was not about the file.
func aboutTheChat(err error) bool {
	return errors.Is(err, desk.ErrChatGone) || errors.Is(err, desk.ErrThreadGone) || errors.Is(err, botapi.ErrTopicClosed)
}

// upload sends a file in a field, which is also the kind it is shown as.
func (a *Adapter) upload(ctx context.Context, u desk.Upload, field string, from io.Reader) (desk.MessageRef, desk.File, error) {
	fields, err := uploadFields(u)
	if err != nil {
		return desk.MessageRef{}, u.File, err
	}
	raw, err := a.calls.Upload(ctx, methodFor(field), fields, botapi.Attachment{Field: field, Name: fileName(u.File), From: from})
	if err != nil {
		send := a.failed("send a file", err)
		if errors.Is(send, botapi.ErrTooLong) { // for a file the server reports it only by the status
			send.Err = fmt.Errorf("send a file: %w", desk.FileTooLargeError{Most: cloudUpload})
		}
		return desk.MessageRef{}, u.File, send
	}
	return a.sentFile(u, raw)
}

// methodFor returns the method that sends a file in a field: sendPhoto.
func methodFor(field string) string {
	var name strings.Builder
	for word := range strings.SplitSeq(field, "_") {
		name.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return "send" + name.String()
}

// Copy sends a file that Telegram has by its id.
func (a *Adapter) Copy(ctx context.Context, u desk.Upload) (desk.MessageRef, desk.File, error) {
	if u.File.Platform != desk.Telegram || u.File.ID == "" {
		return desk.MessageRef{}, u.File, a.refuse("copy a file", desk.ErrFileGone)
	}
	fields, err := uploadFields(u)
	if err != nil {
		return desk.MessageRef{}, u.File, err
	}
	params := map[string]any{u.File.Kind: u.File.ID}
	for name, value := range fields {
		params[name] = value
	}
	var raw json.RawMessage
	if err := a.ask(ctx, methodFor(u.File.Kind), params, &raw); err != nil {
		return desk.MessageRef{}, u.File, err
	}
	return a.sentFile(u, raw)
}

// sentFile reads Telegram's answer to a message with a file.
func (a *Adapter) sentFile(u desk.Upload, raw json.RawMessage) (desk.MessageRef, desk.File, error) {
	id, files, err := updates.Sent(raw)
	if err != nil || len(files) == 0 {
		return desk.MessageRef{}, u.File, a.failed("send a file", errors.New("an answer of another shape"))
	}
	a.Seen("file", "sent")
	sent := files[0]
	if sent.Name == "" {
		sent.Name = u.File.Name
	}
	return desk.MessageRef{Address: u.To, Message: strconv.FormatInt(id, 10)}, sent, nil
}

func uploadFields(u desk.Upload) (map[string]string, error) {
	chat, thread, err := place(u.To)
	if err != nil {
		return nil, err
	}
	fields := map[string]string{"chat_id": strconv.FormatInt(chat, 10)}
	if thread != 0 {
		fields["message_thread_id"] = strconv.Itoa(thread)
	}
	if caption := layout.Literal(u.Caption, maxCaption); caption != "" {
		fields["caption"] = caption
	}
	if u.Quiet {
		fields["disable_notification"] = "true"
	}
	if id, err := strconv.Atoi(u.ReplyTo.Message); err == nil && u.ReplyTo.Chat == u.To.Chat {
		reply, err := json.Marshal(map[string]any{"message_id": id, "allow_sending_without_reply": true})
		if err == nil {
			fields["reply_parameters"] = string(reply)
		}
	}
	return fields, nil
}

// fileName returns the file's name in Telegram's clients.
func fileName(f desk.File) string {
	if f.Name == "" {
		return "file"
	}
	return f.Name
}

// refuse returns a refusal of the adapter itself.
func (a *Adapter) refuse(what string, why error) *desk.SendError {
	return a.failed(what, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%s: %w", what, why)})
}
