package adaptertest

import (
	"bytes"
	"fmt"
	"testing"

	"vakhta/desk"
)

// albums checks that files posted as one arrive all, in order and with their
// bytes, before what is posted after them; and that an album to a chat that takes
// none is refused as a whole.
func albums(t *testing.T, b *bench) {
	t.Helper()
	to, can := b.Messenger.(desk.AlbumPoster)
	if !can {
		return
	}
	pieces := func() (all []desk.AlbumItem, files []desk.File) {
		for i := range 12 {
			data := fmt.Appendf(nil, "page %d", i)
			f := desk.File{Name: fmt.Sprintf("%d.pdf", i), Kind: "document", Type: "application/pdf", Size: int64(len(data))}
			all, files = append(all, desk.AlbumItem{File: f, From: bytes.NewReader(data)}), append(files, f)
		}
		return all, files
	}
	all, files := pieces()
	n := to.Together(files)
	if n < 2 || n > len(files) || to.Together(files[:1]) != 1 {
		t.Fatalf("of %d files %d go together, and of one file %d", len(files), n, to.Together(files[:1]))
	}
	sent, err := to.PostAlbum(t.Context(), desk.Upload{To: b.Channel}, all[:n])
	if err != nil || len(sent) != n {
		t.Fatalf("post an album of %d: %d posted, %v", n, len(sent), err)
	}
	after := b.post(card("after the album"))
	for i, one := range sent {
		if one.At.IsZero() || one.File.ID == "" || one.At.Message == after.Message {
			t.Errorf("file %d stands at %+v as %+v", i, one.At, one.File)
		}
	}
	if from, can := b.Messenger.(desk.Fetcher); can {
		for i, one := range sent {
			if data, _ := b.fetch(from, one.File); string(data) != fmt.Sprintf("page %d", i) {
				t.Errorf("file %d is %q", i, data)
			}
		}
	}
	all, _ = pieces()
	_, err = to.PostAlbum(t.Context(), desk.Upload{To: b.Stranger}, all[:2])
	refused(t, err, desk.ErrChatGone)
}
