package adaptertest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
)

// Files are what people attach and see attached.
type Files interface {
	// Share makes Person attach a file to a message to the bot in Channel. Its
	// type is text/plain.
	Share(name string, data []byte) desk.MessageRef
	// Attached returns the file that a message of the bot shows.
	Attached(at desk.MessageRef) (name string, data []byte)
}

// fetch opens a file that must exist.
func (b *bench) fetch(from desk.Fetcher, f desk.File) ([]byte, desk.File) {
	b.t.Helper()
	body, known, err := from.Fetch(b.t.Context(), f)
	if err != nil {
		b.t.Fatalf("fetch %+v: %v", f, err)
	}
	data, err := io.ReadAll(body)
	if err := errors.Join(err, body.Close()); err != nil {
		b.t.Fatalf("read %+v: %v", f, err)
	}
	return data, known
}

// fetches checks that an attached file can be opened later, from what the event
// says about it after it was stored, and that this contains no secret.
func fetches(t *testing.T, b *bench) {
	t.Helper()
	from, can := b.Messenger.(desk.Fetcher)
	if !can {
		return
	}
	var d diary
	b.receive(d.handle)
	sent := bytes.Repeat([]byte("строка лога\n"), 100_000)
	b.Platform.Share("till.txt", sent)
	_, said := only[desk.Said](t, &d)
	if len(said.Files) != 1 {
		t.Fatalf("files %+v, want one", said.Files)
	}
	f := said.Files[0]
	if f.Name != "till.txt" || f.Type != "text/plain" || f.Size != int64(len(sent)) || f.Platform != b.Channel.Platform || f.ID == "" {
		t.Errorf("the file is %+v", f)
	}
	data, known := b.fetch(from, f)
	if !bytes.Equal(data, sent) || known.Size != int64(len(sent)) || known.Name != f.Name || known.Type != f.Type {
		t.Errorf("fetched %d bytes as %+v, want %d as %+v", len(data), known, len(sent), f)
	}
	stored, err := json.Marshal([]desk.File{f, known})
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range b.Secrets {
		if strings.Contains(string(stored), secret) {
			t.Errorf("%q is told in %s", secret, stored)
		}
	}
}

// refusesFiles checks that the courier learns why a file cannot be opened.
func refusesFiles(t *testing.T, b *bench) {
	t.Helper()
	if from, can := b.Messenger.(desk.Fetcher); can {
		open := func(f desk.File) error {
			body, _, err := from.Fetch(t.Context(), f)
			if err == nil {
				err = errors.Join(errors.New("it was opened"), body.Close())
			}
			return err
		}
		refused(t, open(desk.File{Platform: b.Channel.Platform, ID: "F0NONSENSE"}), desk.ErrFileGone)
		refused(t, open(desk.File{Platform: "another", ID: "F1"}), desk.ErrFileGone)
		refused(t, open(desk.File{Platform: b.Channel.Platform, Kind: "location"}), desk.ErrFileGone)
		if most := b.Messenger.Traits().MaxFetch; most > 0 {
			refused(t, open(desk.File{Platform: b.Channel.Platform, ID: "F0LARGE", Size: most + 1}), desk.ErrFileTooLarge)
		}
	}
	if to, can := b.Messenger.(desk.Uploader); can {
		if most := b.Messenger.Traits().MaxUpload; most > 0 {
			large := desk.Upload{To: b.Channel, File: desk.File{Name: "film.mov", Size: most + 1}}
			_, _, err := to.Upload(t.Context(), large, unread{t})
			refused(t, err, desk.ErrFileTooLarge)
		}
		lost := desk.Upload{To: b.Stranger, File: desk.File{Name: "a.txt", Kind: "document", Type: "text/plain", Size: 1}}
		_, _, err := to.Upload(t.Context(), lost, strings.NewReader("a"))
		refused(t, err, desk.ErrChatGone)
	}
}

// unread fails the test if it is read.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("a file that is too large is read")
	return 0, io.EOF
}

// uploads checks that a file arrives unchanged, under its name and with words
// that mention nobody, before what is posted after it; and that it can be
// fetched again.
func uploads(t *testing.T, b *bench) {
	t.Helper()
	to, can := b.Messenger.(desk.Uploader)
	if !can {
		return
	}
	for _, f := range []desk.File{
		{Name: "отчёт за месяц.xlsx", Kind: "document", Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{Name: "no picture.jpg", Kind: "photo", Type: "image/jpeg"}, // posted as a document if it is refused as a photo
		{Kind: "voice", Type: "audio/ogg"},
	} {
		data := []byte("the bytes of " + f.Name + " " + f.Kind)
		f.Size = int64(len(data))
		caption := "Мария: " + strings.Join(hostile(), "\n")
		at, sent, err := to.Upload(t.Context(), desk.Upload{To: b.Channel, File: f, Caption: caption}, bytes.NewReader(data))
		if err != nil {
			t.Fatalf("upload %q: %v", f.Name, err)
		}
		after := b.post(card("after the file"))
		name, got := b.Platform.Attached(at)
		if !bytes.Equal(got, data) || f.Name != "" && f.Kind == "document" && name != f.Name {
			t.Errorf("people see %q with %q, want %q with %q", name, got, f.Name, data)
		}
		if called := b.Platform.Called(at); len(called) > 0 {
			t.Errorf("the words with a file call %q", called)
		}
		if text := b.shown(at); !strings.Contains(text, "Мария") {
			t.Errorf("with the file people read %q", text)
		}
		if at.Message >= after.Message || at.Root() != b.Channel.Root() {
			t.Errorf("the file is at %+v, what came after it at %+v", at, after)
		}
		if from, can := b.Messenger.(desk.Fetcher); can {
			if again, _ := b.fetch(from, sent); !bytes.Equal(again, data) {
				t.Errorf("fetched again it is %q", again)
			}
		}
		b.copies(sent, data)
	}
}

// copies checks that a messenger that can show its own files again does so, as
// what they are, and refuses those of others.
func (b *bench) copies(f desk.File, data []byte) {
	b.t.Helper()
	to, can := b.Messenger.(desk.Copier)
	if !can {
		return
	}
	at, again, err := to.Copy(b.t.Context(), desk.Upload{To: b.Channel, File: f, Caption: "Мария: ещё раз"})
	if err != nil {
		b.t.Fatalf("copy %+v: %v", f, err)
	}
	if _, got := b.Platform.Attached(at); !bytes.Equal(got, data) || again.Kind != f.Kind || !strings.Contains(b.shown(at), "ещё раз") {
		b.t.Errorf("copied %+v it is %+v with %q and the words %q", f, again, got, b.shown(at))
	}
	for _, lost := range []desk.File{{Platform: b.Channel.Platform, ID: "F0NONSENSE", Kind: "document"}, {Platform: "another", ID: "F1", Kind: "document"}} {
		_, _, err := to.Copy(b.t.Context(), desk.Upload{To: b.Channel, File: lost})
		refused(b.t, err, desk.ErrFileGone)
	}
}

// losesFiles checks that a failure has a fate and reveals no secret: a download
// address may contain a token.
func losesFiles(t *testing.T, b *bench) {
	t.Helper()
	var d diary
	b.receive(d.handle)
	b.Platform.Share("till.txt", []byte("log"))
	_, said := only[desk.Said](t, &d)
	var told strings.Builder
	for fault, want := range faults() {
		tries := map[string]func() error{}
		if from, can := b.Messenger.(desk.Fetcher); can {
			tries["fetch"] = func() error { _, _, err := from.Fetch(t.Context(), said.Files[0]); return err }
		}
		if to, can := b.Messenger.(desk.Uploader); can {
			u := desk.Upload{To: b.Channel, File: desk.File{Name: "a.txt", Kind: "document", Type: "text/plain", Size: 1}}
			tries["upload"] = func() error { _, _, err := to.Upload(t.Context(), u, strings.NewReader("a")); return err }
		}
		for what, try := range tries {
			b.Platform.Fail(fault)
			err := try()
			send, ok := errors.AsType[*desk.SendError](err)
			if !ok || send.Fate != want || fault == TooMany && send.After != Wait {
				t.Errorf("%s: %s ends with %v, want the fate %s", fault, what, err, want)
			}
			fmt.Fprintln(&told, err)
			pass(time.Second)
		}
	}
	told.WriteString(b.log.String())
	for _, secret := range append(b.Secrets, "/file/bot") {
		if strings.Contains(told.String(), secret) {
			t.Errorf("%q is told in:\n%s", secret, told.String())
		}
	}
}
