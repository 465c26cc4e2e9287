package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

// words returns words of a ticket, the notice that sends them to a chat, and the notice that deletes them there.
func words(t testing.TB, db *storage.DB) (u desk.Utterance, said, gone desk.Notice) {
	t.Helper()
	k := ticket(t, db, boris(t, db))
	u = say(t, db, desk.Utterance{Ticket: k.ID, Author: "Anna", FromDesk: true, Text: "oops", At: noon})
	of := func(n *desk.Notice) { n.Ticket, n.Slot = k.ID, "words/1/telegram:5003" }
	said = notice("words", contact, of, class(desk.ClassRelay), func(n *desk.Notice) { n.Kind, n.Utterance = "said", u.ID })
	gone = notice("gone", contact, of, class(desk.ClassAnswer), func(n *desk.Notice) { n.Kind = "gone" })
	return u, said, gone
}

// undone returns words that were cancelled while a courier held them: the notice that it holds, and the one that
// deletes what was delivered of them.
func undone(t testing.TB, db *storage.DB) (u desk.Utterance, held, gone desk.Notice) {
	t.Helper()
	u, said, gone := words(t, db)
	enqueue(t, db, said)
	held = claim(t, db, noon)[0]
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		if _, err := tx.CancelWords(ctx, u.ID); err != nil {
			return err
		}
		return tx.Enqueue(ctx, noon, gone)
	})
	return u, held, gone
}

func deliveries(t testing.TB, db *storage.DB, u desk.Utterance) []storage.Dispatch {
	t.Helper()
	return view(t, db, func(ctx context.Context, tx *storage.Tx) ([]storage.Dispatch, error) {
		return tx.Dispatches(ctx, u.Ticket, "words/1/")
	})
}

func doubts(t testing.TB, db *storage.DB, of desk.Notice) int {
	t.Helper()
	slot := storage.Slot{Ticket: of.Ticket, Name: of.Slot}
	found, err := db.Around(t.Context(), storage.Needs{Doubts: []storage.Slot{slot}})
	if err != nil {
		t.Fatal(err)
	}
	return len(found.Doubts[slot])
}

func TestWhatWasCancelledWhileItIsHeldKeepsItsLaneUntilItIsSettled(t *testing.T) {
	t.Parallel()
	sent := &desk.MessageRef{Address: contact, Message: "9"}
	for name, c := range map[string]struct {
		settle  func(held desk.Notice) storage.Settlement
		doubts  int
		stands  bool
		settled storage.NoticeState
	}{
		"sent all the same": {func(n desk.Notice) storage.Settlement { return storage.Settlement{ID: n.ID, Sent: sent} }, 0, true, storage.NoticeSent},
		"found in time":     {func(n desk.Notice) storage.Settlement { return storage.Settlement{ID: n.ID} }, 0, false, storage.NoticeHushed},
		"asked to wait": {func(n desk.Notice) storage.Settlement {
			return storage.Settlement{ID: n.ID, Tries: n.Tries, Retry: noon}
		}, 0, false, storage.NoticeHushed},
		"refused": {func(n desk.Notice) storage.Settlement {
			return storage.Settlement{ID: n.ID, Tries: n.Tries, Dead: true}
		}, 0, false, storage.NoticeHushed},
		"with an answer lost": {func(n desk.Notice) storage.Settlement {
			return storage.Settlement{ID: n.ID, Tries: n.Tries, Retry: noon, Unsure: true}
		}, 1, false, storage.NoticeHushed},
		"sent, and an answer lost before": {func(n desk.Notice) storage.Settlement { return storage.Settlement{ID: n.ID, Sent: sent, Unsure: true} }, 1, true, storage.NoticeSent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := open(t)
			u, held, gone := undone(t, db)
			enqueue(t, db, notice("call", contact, class(desk.ClassEscalation)), notice("elsewhere", group))
			free := claim(t, db, noon)
			wantKeys(t, free, "call", "elsewhere") // a call does not wait for lower classes
			settle(t, db, noon, storage.Settlement{ID: free[0].ID})
			wantKeys(t, claim(t, db, noon))
			settle(t, db, noon, c.settle(held))
			if n := doubts(t, db, gone); n != c.doubts {
				t.Errorf("%d doubts are left, want %d", n, c.doubts)
			}
			all := deliveries(t, db, u)
			if len(all) != 2 || all[0].State != c.settled || all[0].Held || all[0].Unsure != (c.doubts > 0) || all[1].State != storage.NoticeLiving {
				t.Errorf("the deliveries are %+v", all)
			}
		})
	}
}

func TestAfterTheLeaseOfWhatWasCancelledTheLaneGoesOnAndNobodyKnows(t *testing.T) {
	t.Parallel()
	db := open(t)
	_, _, gone := undone(t, db)
	wantDue(t, db, false, noon.Add(lease))
	wantKeys(t, claim(t, db, noon.Add(lease-time.Microsecond)))
	wantKeys(t, claim(t, db, noon.Add(lease)), "gone")
	if n := doubts(t, db, gone); n != 1 {
		t.Errorf("%d doubts, want one: the courier was killed in the middle of it", n)
	}
}

func TestWhoBeginsAloneFreesTheLaneOfWhatWasCancelled(t *testing.T) {
	t.Parallel()
	db := open(t)
	_, _, gone := undone(t, db)
	if err := db.Free(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, claim(t, db, noon), "gone")
	if n := doubts(t, db, gone); n != 1 {
		t.Errorf("%d doubts, want one", n)
	}
}

func TestACancelledCallKeepsTheCallsOfItsLaneWaiting(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, step("step", group, desk.ClockReaction))
	held := claim(t, db, noon)[0]
	cancel(t, db, 7, desk.ClockReaction)
	enqueue(t, db, notice("next call", group, class(desk.ClassEscalation)))
	wantKeys(t, claim(t, db, noon))
	wantDue(t, db, true, noon.Add(lease))
	settle(t, db, noon, storage.Settlement{ID: held.ID})
	wantKeys(t, claim(t, db, noon), "next call")
}

func TestAnAnswerThatWasLostIsForgottenOnceItIsKnownWhatCameOfIt(t *testing.T) {
	t.Parallel()
	db := open(t)
	u, said, _ := words(t, db)
	enqueue(t, db, said)
	first := claim(t, db, noon)[0]
	settle(t, db, noon, storage.Settlement{ID: first.ID, Tries: first.Tries, Retry: noon, Unsure: true})
	again := claim(t, db, noon)[0]
	settle(t, db, noon, storage.Settlement{ID: again.ID, Sent: &desk.MessageRef{Address: contact, Message: "9"}, Certain: true})
	if all := deliveries(t, db, u); len(all) != 1 || all[0].Unsure || !all[0].At.Equal(noon) {
		t.Errorf("the deliveries are %+v, want one that is known", all)
	}
}

func TestWhatStandsNowhereAnyMoreIsADoubt(t *testing.T) {
	t.Parallel()
	db := open(t)
	_, said, gone := words(t, db)
	enqueue(t, db, said)
	settle(t, db, noon, storage.Settlement{ID: claim(t, db, noon)[0].ID, Sent: &desk.MessageRef{Address: contact, Message: "9"}})
	if n := doubts(t, db, gone); n != 0 {
		t.Errorf("%d doubts about words that stand in their slot", n)
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		return tx.MoveChat(ctx, contact, desk.Address{Platform: desk.Telegram, Chat: "-1005003"}, noon)
	})
	if n := doubts(t, db, gone); n != 1 {
		t.Errorf("%d doubts once their chat has moved, want one: the message has another number there", n)
	}
}

func TestAChatHeardLastWhenSomethingReachedIt(t *testing.T) {
	t.Parallel()
	db := open(t)
	u, said, _ := words(t, db)
	heard := func() time.Time {
		return view(t, db, func(ctx context.Context, tx *storage.Tx) (time.Time, error) {
			return tx.LastHeard(ctx, u.Ticket, contact)
		})
	}
	enqueue(t, db, said, notice("nothing", contact, func(n *desk.Notice) { n.Ticket = u.Ticket }))
	if at := heard(); !at.IsZero() {
		t.Errorf("it heard at %s, before anything was sent", at)
	}
	for i, sent := range []*desk.MessageRef{nil, {Address: contact, Message: "9"}} {
		settle(t, db, noon.Add(time.Duration(i)*time.Minute), storage.Settlement{ID: claim(t, db, noon)[0].ID, Sent: sent})
	}
	if diff := cmp.Diff(noon.Add(time.Minute), heard(), cmp.Comparer(time.Time.Equal)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
