package storage_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

func TestEveryPageOfANoticeIsRememberedAndFoundInItsOrder(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	u := say(t, db, desk.Utterance{Ticket: k.ID, Author: "Anna", FromDesk: true, Text: "long", At: noon})
	page := func(n int) desk.MessageRef { return desk.MessageRef{Address: contact, Message: fmt.Sprint(100 + n)} }
	for _, c := range []struct{ key, slot, stands string }{
		{"slot", "words/1/telegram:5003", "words/1/telegram:5003"},
		{"neighbour", "words/1/telegram:50", "words/1/telegram:50"}, // its name has the other's as a prefix
		{"no slot", "", ""},
	} {
		n := notice(c.key, contact, func(n *desk.Notice) { n.Ticket, n.Slot, n.Utterance = k.ID, c.slot, u.ID })
		enqueue(t, db, n)
		held := claim(t, db, noon)[0]
		at := storage.Slot{Ticket: k.ID, Name: c.stands}
		if c.stands == "" {
			at.Name = storage.NoticeSlot(held.ID)
		}
		want := []desk.MessageRef{}
		stand := func(what string) {
			t.Helper()
			found, err := db.Around(t.Context(), storage.Needs{Slots: []storage.Slot{at}})
			if diff := cmp.Diff(want, append([]desk.MessageRef{}, found.Slots[at]...)); diff != "" || err != nil {
				t.Errorf("%s: %s, %v (-want +got):\n%s", c.key, what, err, diff)
			}
		}
		for i := range 12 { // so many that numbers have two digits
			living, err := db.Posted(t.Context(), held.ID, i, page(i))
			if !living || err != nil {
				t.Errorf("page %d is remembered with %v, %v; want that the notice lives", i, living, err)
			}
			want = append(want, page(i))
		}
		stand("all stand")
		link := view(t, db, func(ctx context.Context, tx *storage.Tx) (storage.Link, error) { return tx.LinkOf(ctx, page(11)) })
		if link.Ticket != k.ID || link.Utterance != u.ID {
			t.Errorf("%s: the last page is linked as %+v", c.key, link)
		}
		if err := db.Unposted(t.Context(), held.ID, 11); err != nil {
			t.Error(err)
		}
		want = want[:11]
		stand("the last is gone")
		want[1] = desk.MessageRef{Address: contact, Message: "anew"}
		if _, err := db.Posted(t.Context(), held.ID, 1, want[1]); err != nil {
			t.Error(err)
		}
		stand("the second was posted anew")
		if c.slot == "" {
			settle(t, db, noon, storage.Settlement{ID: held.ID, Sent: &want[0]})
			continue
		}
		settle(t, db, noon, storage.Settlement{ID: held.ID, Gone: true})
		want = want[:0]
		stand("they were taken away")
	}
	living, err := db.Posted(t.Context(), 10_000, 1, page(1))
	if living || err == nil {
		t.Errorf("of a notice that is not there a page is remembered: %v, %v", living, err)
	}
}

func TestWhoPostsAPageLearnsThatTheNoticeWasCancelled(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	u := say(t, db, desk.Utterance{Ticket: k.ID, Author: "Anna", FromDesk: true, Text: "long", At: noon})
	enqueue(t, db, notice("words", contact, func(n *desk.Notice) { n.Ticket, n.Slot, n.Utterance = k.ID, "words", u.ID }))
	held := claim(t, db, noon)[0]
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		_, err := tx.CancelWords(ctx, u.ID)
		return err
	})
	if living, err := db.Posted(t.Context(), held.ID, 0, desk.MessageRef{Address: contact, Message: "1"}); living || err != nil {
		t.Errorf("the notice is still to be sent: %v, %v", living, err)
	}
}
