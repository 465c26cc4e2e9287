package conversations_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

func with(name string) func(*desk.Said) {
	return func(s *desk.Said) {
		s.Files = append(s.Files, desk.File{Name: name, Kind: "document", Platform: desk.Telegram, ID: "id-of-" + name, Size: 7})
	}
}

// kept returns the stored files of a ticket's words.
func (k *talk) kept(key desk.Key) []string {
	said := testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) ([]desk.Utterance, error) {
		return tx.Utterances(ctx, k.Ticket(key).ID)
	})
	var names []string
	for _, u := range said {
		for _, f := range u.Files {
			if f.ID == "id-of-"+f.Name && f.Size == 7 {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// shown returns the files that the desk's engineers were shown since the last call.
func (k *talk) shown() []string {
	var names []string
	for _, l := range k.Post() {
		if said, ok := l.Facts.(notice.CustomerSaid); ok {
			for _, f := range said.Files {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// lastUtterance returns the number of a ticket's latest words, as a button carries it.
func (k *talk) lastUtterance(key desk.Key) string {
	said := testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) ([]desk.Utterance, error) {
		return tx.Utterances(ctx, k.Ticket(key).ID)
	})
	return strconv.FormatInt(said[len(said)-1].ID, 10)
}

func (k *talk) wantFiles(what string, got []string, want ...string) {
	k.t.Helper()
	if !slices.Equal(got, want) {
		k.t.Fatalf("%s: files %q, want %q", what, got, want)
	}
}

func TestFilesStayWithTheirWords(t *testing.T) {
	t.Parallel()
	k := open(t)
	maria := k.private("maria")
	k.says("maria", maria, "Не печатает принтер", with("first.jpg"))
	k.wantFiles("the request is shown", k.shown(), "first.jpg")
	k.Pass(10 * time.Minute)
	more := k.says("maria", maria, "И сайт не открывается", with("site.png"), with("site.log"))
	k.wantFiles("more words are shown", k.shown(), "site.png", "site.log")

	k.does("maria", maria, desk.Edited{Message: more, Text: "И сайт давно не открывается"})
	k.wantFiles("after an edit they are shown", k.shown(), "site.png", "site.log")
	k.wantFiles("after an edit they are kept", k.kept(rom(1)), "first.jpg", "site.png", "site.log")

	k.presses("maria", maria, desk.ActSplit, rom(1), k.lastUtterance(rom(1)))
	k.wantFiles("the ticket that was split off has", k.kept(rom(2)), "site.png", "site.log")
	k.wantFiles("its thread is shown", k.shown(), "site.png", "site.log")

	k.presses("maria", maria, desk.ActAttach, rom(1), "2")
	k.wantFiles("attached again they are shown in the first", k.shown(), "site.png", "site.log")
	k.does("maria", maria, desk.Deleted{Message: more})
	k.wantFiles("of what was deleted is kept in the first", k.kept(rom(1)), "first.jpg")
	k.wantFiles("of what was deleted is kept in the second", k.kept(rom(2)))
}
