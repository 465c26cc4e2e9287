package courier

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/files"
	"vakhta/storage"
)

// carry puts a file into the notice's chat: by its id if the chat is on the
// file's platform, or else by a download and an upload.
func (c *Courier) carry(ctx context.Context, m desk.Messenger, p *parcel, s shipment) (at desk.MessageRef, sent desk.File, err error) {
	f, words := s.file, p.past.shown[0]
	u := desk.Upload{To: words.Address, File: f, Quiet: true, Again: p.past.again}
	if p.besideOthers(words) {
		u.ReplyTo = words
	}
	p.touched = u.To.Root()
	if copier, can := m.(desk.Copier); can && f.Platform == p.To.Platform {
		if err = c.evidence(ctx, s); err != nil {
			return at, f, err
		}
		at, sent, err = copier.Copy(ctx, u)
	} else {
		at, sent, err = c.transfer(ctx, m, u, s)
	}
	p.posted = p.posted || err == nil
	if send, ok := errors.AsType[*desk.SendError](err); ok && send.Fate == desk.Unknown && sent.Platform == p.To.Platform && sent.ID != f.ID {
		p.past.again = sent.ID
	}
	return at, sent, err
}

// besideOthers reports whether other tickets' words stand in the same chat.
func (p *parcel) besideOthers(words desk.MessageRef) bool {
	return p.view.Traits.Threads == desk.TopicThreads && words.Thread == "" && p.To.Chat != p.view.Ticket.Place.Chat
}

// transfer downloads a file and uploads it.
func (c *Courier) transfer(ctx context.Context, m desk.Messenger, u desk.Upload, s shipment) (desk.MessageRef, desk.File, error) {
	f, most := u.File, m.Traits().MaxUpload
	if f.Preview != "" && f.Platform != u.To.Platform {
		s.words = 0 // what is stored is the file itself
		f = desk.File{Kind: "photo", Name: f.Name, Type: "image/jpeg", Platform: f.Platform, ID: f.Preview}
	}
	if most > 0 && f.Size > most {
		return desk.MessageRef{}, f, desk.FileTooLargeError{Most: most}
	}
	kept, known, err := c.obtain(ctx, s, f, most)
	if err != nil {
		return desk.MessageRef{}, f, err
	}
	defer kept.Close() //nolint:errcheck // it is temporary
	u.File = asItIs(known, kept)
	u.File.Name = nameOf(f, known, u.File)
	at, sent, err := m.(desk.Uploader).Upload(ctx, u, kept) //nolint:errcheck,forcetypeassert // missing has checked it
	return at, sent, err
}

// obtain returns a file that the desk has stored, or else downloads and stores
// it. What cannot be stored is carried all the same.
func (c *Courier) obtain(ctx context.Context, s shipment, f desk.File, most int64) (*files.Spooled, desk.File, error) {
	if c.Files == nil || s.words == 0 {
		kept, known, err := c.download(ctx, f, most)
		return c.scanned(ctx, kept, known, err)
	}
	if s.stored != "" {
		kept, err := c.unstore(ctx, s.stored, most)
		if err == nil {
			return kept, f, nil
		}
		c.Log.Warn("read a stored file", "error", err)
	}
	kept, known, err := c.download(ctx, f, most)
	if kept, known, err = c.scanned(ctx, kept, known, err); err == nil && s.stored == "" {
		if err := c.store(ctx, s, kept); err != nil {
			c.Log.Error("store a file", "error", err)
		}
		_, err = kept.Seek(0, io.SeekStart)
	}
	return kept, known, err
}

// scanned checks a downloaded file. One that is held back is closed.
func (c *Courier) scanned(ctx context.Context, kept *files.Spooled, known desk.File, err error) (*files.Spooled, desk.File, error) {
	if err != nil || c.Scan == nil {
		return kept, known, err
	}
	err = c.Scan(ctx, kept)
	if err == nil {
		_, err = kept.Seek(0, io.SeekStart)
	}
	if err == nil {
		return kept, known, nil
	}
	kept.Close() //nolint:errcheck // it is temporary
	if errors.Is(err, files.ErrUnchecked) {
		err = &notYetError{after: time.Second, err: err}
	}
	return nil, known, err
}

// evidence stores a file that is copied within its messenger, so that it is there
// when the messenger has it no longer. Only a scanner that holds it back keeps it
// from being copied.
func (c *Courier) evidence(ctx context.Context, s shipment) error {
	_, can := c.Messengers[s.file.Platform].(desk.Fetcher)
	if !can || s.stored != "" || c.Files == nil && c.Scan == nil {
		return nil
	}
	if most := c.Messengers[s.file.Platform].Traits().MaxFetch; most > 0 && s.file.Size > most {
		if c.Scan != nil {
			return fmt.Errorf("%w: %w", files.ErrUnchecked, desk.FileTooLargeError{Most: most})
		}
		return nil
	}
	kept, _, err := c.obtain(ctx, s, s.file, 0)
	if err == nil {
		return kept.Close()
	}
	if c.Scan != nil {
		return err
	}
	c.Log.Warn("store a copied file", "words", s.words, "part", s.part+1, "error", err)
	return nil
}

// unstore reads a stored file into the spool.
func (c *Courier) unstore(ctx context.Context, name string, most int64) (*files.Spooled, error) {
	body, err := c.Files.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer body.Close() //nolint:errcheck // read to its end or given up
	return c.Spool.Keep(body, most)
}

// storeWithin is how long storing a file may take.
const storeWithin = 20 * time.Second

// store stores a file under a new name.
func (c *Courier) store(ctx context.Context, s shipment, kept *files.Spooled) error {
	within, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	name := rand.Text()
	if err := c.Files.Put(within, files.Kept{Name: name, Size: kept.Size, Type: kept.Type}, kept); err != nil {
		return err
	}
	return c.Store.Update(ctx, func(tx *storage.Tx) error {
		return tx.StoreFile(ctx, desk.FileCopy{Utterance: s.words, Part: s.part}, name)
	})
}

// download fetches a file into the spool. What the file's platform says about
// its own chats and tokens does not concern the notice's chat, so its errors
// are not passed on as they are.
func (c *Courier) download(ctx context.Context, f desk.File, most int64) (*files.Spooled, desk.File, error) {
	source := c.Messengers[f.Platform]
	body, known, err := source.(desk.Fetcher).Fetch(ctx, f) //nolint:errcheck,forcetypeassert // missing has checked it
	if err != nil {
		return nil, f, fetchError(err)
	}
	kept, err := c.Spool.Keep(body, most)
	body.Close() //nolint:errcheck // read to its end or given up
	switch {
	case errors.Is(err, files.ErrTooLarge):
		return nil, f, desk.FileTooLargeError{Most: most}
	case errors.Is(err, files.ErrNoRoom):
		c.Log.Error("keep a file for a moment", "error", err)
		return nil, f, err
	case err != nil:
		return nil, f, &notYetError{after: time.Second, err: err}
	case kept.Size == 0:
		err = desk.ErrFileEmpty
	case known.Size > 0 && kept.Size < known.Size:
		err = &notYetError{after: time.Second, err: files.ErrBroken}
	}
	if err != nil {
		kept.Close() //nolint:errcheck // it is temporary
	}
	return kept, known, err
}

func fetchError(err error) error {
	send, ok := errors.AsType[*desk.SendError](err)
	switch {
	case errors.Is(err, desk.ErrFileTooLarge):
		return err
	case ok && send.Fate == desk.Refused:
		return fmt.Errorf("%w: %w", desk.ErrFileGone, send.Err)
	case ok && send.Fate == desk.Later:
		return &notYetError{after: max(send.After, time.Second), err: send.Err}
	case ok:
		return &notYetError{after: time.Second, err: send.Err}
	default:
		return err
	}
}

// asItIs returns a file as its bytes are: a picture that is none is a document.
func asItIs(f desk.File, kept *files.Spooled) desk.File {
	f.Size = kept.Size
	if f.Type == "" || f.Type == "application/octet-stream" {
		f.Type = kept.Type
	}
	if f.Kind == "photo" {
		if f.Type = kept.Type; !strings.HasPrefix(kept.Type, "image/") {
			f.Kind = "document"
		}
	}
	return f
}

// nameOf returns the name under which a file is uploaded: that of its message, or
// what its platform calls it.
func nameOf(f, known, as desk.File) string { return fileName(cmp.Or(f.Name, known.Name), as) }

// longestName is the longest name of a file in characters; file systems allow
// about twice as many bytes.
const longestName = 120

// fileName returns the name under which a file is uploaded: without folders,
// not too long, and with an ending by which clients know its type.
func fileName(name string, f desk.File) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name)
	if name == "." || name == ".." || name == "/" || name == "" {
		name = cmp.Or(f.Kind, "file")
	}
	end := path.Ext(name)
	if len(end) > 12 || strings.Contains(end, " ") {
		end = ""
	}
	stem := []rune(strings.TrimSuffix(name, end))
	if end == "" {
		end = files.Ending(f.Type)
	}
	return string(stem[:min(len(stem), longestName)]) + end
}
