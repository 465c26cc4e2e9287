package routines_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/files"
	"vakhta/internal/testdesk"
	"vakhta/routines"
	"vakhta/storage"
	"vakhta/tickets"
)

// TestStoredFilesGoWithTheirWords stores a file of some words and one of nobody, and erases the words.
func TestStoredFilesGoWithTheirWords(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	store := files.Folder{Path: t.TempDir()}
	all := routines.All(w.Tickets, store, files.Limit{}, routines.Outside{Rights: noRights})
	tidy := all[len(all)-1]
	for _, name := range []string{"ofwords", "ofnobody"} {
		if err := store.Put(t.Context(), files.Kept{Name: name, Size: 1}, strings.NewReader("x")); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-2 * time.Hour)
		if err := os.Chtimes(filepath.Join(store.Path, name[:2], name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	k := w.Open()
	var said desk.Utterance
	w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		_, err := c.CustomerSays(ctx, desk.Actor{Name: "Мария"}, tickets.Words{Text: "вот", Files: []desk.File{{Kind: "photo", Platform: desk.Telegram, ID: "f"}}})
		return err
	})
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		words, err := tx.Utterances(ctx, k.ID)
		if err != nil {
			return err
		}
		said = words[len(words)-1]
		return tx.StoreFile(ctx, desk.FileCopy{Utterance: said.ID}, "ofwords")
	})
	run := func() (names []string) {
		t.Helper()
		work, err := tidy.Do(t.Context(), routines.Moment{Now: time.Now()})
		if err != nil {
			t.Fatal(err)
		}
		if work != nil {
			w.Update(work)
		}
		left, err := store.All(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range left {
			names = append(names, k.Name)
		}
		return names
	}
	if left := run(); len(left) != 1 || left[0] != "ofwords" {
		t.Errorf("left: %q, want that of the words alone", left)
	}
	w.Update(func(_ context.Context, tx *storage.Tx) error { tx.EraseWords(&said); return nil })
	if left := run(); len(left) != 0 {
		t.Errorf("after the words were erased these are left: %q", left)
	}
}
