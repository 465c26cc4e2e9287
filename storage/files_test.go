package storage_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

func photo() desk.File {
	return desk.File{Name: "чек.jpg", Kind: "photo", Type: "image/jpeg", Size: 1 << 40, Platform: desk.Slack, ID: "F1", URL: "https://x/F1"}
}

func TestFilesStayWithTheWordsTheyCameWith(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	k, other := ticket(t, db, who), ticket(t, db, who)
	place := desk.File{Kind: "location", Name: "55.75, 37.61"}
	u := say(t, db, desk.Utterance{Ticket: k.ID, Author: "Boris", Text: "look", Source: k.Origin, At: noon, Files: []desk.File{photo(), place}})
	plain := say(t, db, desk.Utterance{Ticket: k.ID, Author: "Boris", Text: "no file", At: noon})
	u.Text = "look here"
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		if err := tx.SaveUtterance(ctx, &u); err != nil {
			return err
		}
		return tx.MoveUtterances(ctx, []int64{u.ID, plain.ID}, other.ID)
	})
	u.Ticket, plain.Ticket = other.ID, other.ID
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.Utterance, error) {
		return tx.Utterances(ctx, other.ID)
	})
	if d := cmp.Diff([]desk.Utterance{u, plain}, got); d != "" {
		t.Errorf("after an edit and a move (-want +got):\n%s", d)
	}
}

func TestAFileNameThatPostgreSQLCannotHoldIsKeptWithoutIt(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	u := say(t, db, desk.Utterance{Ticket: k.ID, At: noon, Files: []desk.File{{Name: "a\x00b \\u0000\"", Kind: "document"}}})
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) (desk.Utterance, error) { return tx.UtteranceByID(ctx, u.ID) })
	if len(got.Files) != 1 || got.Files[0].Name != `ab \u0000"` {
		t.Errorf("kept as %+v", got.Files)
	}
}

func TestAFilesCopiesAreRemembered(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	u := say(t, db, desk.Utterance{Ticket: k.ID, At: noon, Files: []desk.File{photo(), photo()}})
	copies := []desk.FileCopy{
		{Utterance: u.ID, Part: 0, ID: "BQAD", At: desk.MessageRef{Address: group, Message: "11"}},
		{Utterance: u.ID, Part: 1, ID: "BQAE", At: desk.MessageRef{Address: group, Message: "12"}},
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		for _, c := range append(copies, copies...) { // again is fine
			if err := tx.CopyFile(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.FileCopy, error) { return tx.FileCopies(ctx, u.ID) })
	if d := cmp.Diff(copies, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
