package storage_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

// card returns a version of ticket 7's card in a chat.
func card(key string, to desk.Address, change ...func(*desk.Notice)) desk.Notice {
	n := notice(key, to, class(desk.ClassRefresh), func(n *desk.Notice) { n.Ticket, n.Slot, n.Kind = 7, "card", desk.NoticeKind(key) })
	for _, c := range change {
		c(&n)
	}
	return n
}

func TestANewerCardReplacesTheOneThatHasNotLeft(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, card("v1", group), card("v1 elsewhere", channel), notice("after", group, class(desk.ClassRefresh)))
	enqueue(t, db, card("v2", group, class(desk.ClassDigest)), card("v3", group, class(desk.ClassDigest)))
	got := claim(t, db, noon)
	wantKeys(t, got, "v3", "v1 elsewhere")
	if got[0].Class != desk.ClassRefresh || got[0].Kind != "v3" {
		t.Errorf("claimed %+v, want v3 in the class and place of v1", got[0])
	}
	settle(t, db, noon, storage.Settlement{ID: got[0].ID}, storage.Settlement{ID: got[1].ID})
	wantKeys(t, claim(t, db, noon), "after")
}

func TestANewerCardMayMakeTheSlotMoreUrgent(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, notice("answer", group), card("v1", group))
	enqueue(t, db, card("v2", group, class(desk.ClassEscalation)))
	wantKeys(t, claim(t, db, noon), "v2")
}

func TestACardOnItsWayIsFollowedByTheNewerOne(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, card("v1", group))
	first := claim(t, db, noon)
	enqueue(t, db, card("v2", group))
	wantKeys(t, claim(t, db, noon))
	settle(t, db, noon, storage.Settlement{ID: first[0].ID})
	wantKeys(t, claim(t, db, noon), "v2")
}

func TestACardThatIsTriedAgainKeepsItsDelayWhenItIsReplaced(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, card("v1", group))
	settle(t, db, noon, storage.Settlement{ID: claim(t, db, noon)[0].ID, Retry: noon.Add(time.Minute)})
	enqueue(t, db, card("v2", group))
	wantKeys(t, claim(t, db, noon))
	wantKeys(t, claim(t, db, noon.Add(time.Minute)), "v2")
}

func TestARepeatedKeyReplacesNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, card("v1", group))
	settle(t, db, noon, storage.Settlement{ID: claim(t, db, noon)[0].ID})
	enqueue(t, db, card("v2", group))
	enqueue(t, db, card("v1", group), card("v2", group))
	wantKeys(t, claim(t, db, noon), "v2")
}

func TestACardIsSeenBeforeItIsTakenAway(t *testing.T) {
	t.Parallel()
	db := open(t)
	away := func(n *desk.Notice) { n.Planned = noon.Add(10 * time.Second) }
	enqueue(t, db, card("shown", group), card("taken away", group, away))
	first := claim(t, db, noon)
	wantKeys(t, first, "shown")
	settle(t, db, noon, storage.Settlement{ID: first[0].ID})
	wantKeys(t, claim(t, db, noon.Add(10*time.Second)), "taken away")
}

func TestANewerCardReplacesAllThatWaitsForItsSlotNowAndLater(t *testing.T) {
	t.Parallel()
	db := open(t)
	away := func(n *desk.Notice) { n.Planned = noon.Add(10 * time.Second) }
	enqueue(t, db, card("shown", group), card("taken away", group, away), card("retracted", group))
	first := claim(t, db, noon)
	wantKeys(t, first, "retracted")
	settle(t, db, noon, storage.Settlement{ID: first[0].ID})
	wantKeys(t, claim(t, db, noon.Add(time.Hour)))
}

// step returns a ping of ticket 7's ladder.
func step(key string, to desk.Address, clock desk.ClockName) desk.Notice {
	return notice(key, to, class(desk.ClassEscalation), func(n *desk.Notice) { n.Ticket, n.Firing = 7, desk.Firing{Clock: clock} })
}

func cancel(t testing.TB, db *storage.DB, id desk.TicketID, clocks ...desk.ClockName) (n int) {
	t.Helper()
	update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
		n, err = tx.CancelLadder(ctx, id, clocks...)
		return err
	})
	return n
}

func TestAHushDropsTheLaddersNoticesAndNoOthers(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db,
		step("reaction", group, desk.ClockReaction), step("resolution", channel, desk.ClockResolution),
		notice("no step", contact, func(n *desk.Notice) { n.Ticket = 7 }))
	if n := cancel(t, db, 7, desk.ClockReaction); n != 1 {
		t.Errorf("cancelled %d, want 1", n)
	}
	if n := cancel(t, db, 8, desk.ClockResolution); n != 0 {
		t.Errorf("cancelled %d of another ticket, want none", n)
	}
	wantKeys(t, claim(t, db, noon), "resolution", "no step")
	enqueue(t, db, step("reaction", group, desk.ClockReaction))
	wantKeys(t, claim(t, db, noon), "reaction") // it never left, so its key is free
}

func TestAHushReachesWhatACourierHolds(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, step("step", group, desk.ClockReaction), notice("next", group))
	held := claim(t, db, noon)[0]
	stands := func() bool {
		t.Helper()
		around, err := db.Around(t.Context(), storage.Needs{Notices: []int64{held.ID}})
		if err != nil {
			t.Errorf("look around: %v", err)
		}
		return around.Standing[held.ID]
	}
	if !stands() {
		t.Error("a notice does not stand though nobody cancelled it")
	}
	if n := cancel(t, db, 7, desk.ClockReaction); n != 1 {
		t.Errorf("cancelled %d, want 1", n)
	}
	if stands() {
		t.Error("a cancelled notice stands")
	}
	// Neither a retry nor the end of the lease makes it wait again.
	settle(t, db, noon, storage.Settlement{ID: held.ID, Tries: held.Tries, Retry: noon})
	wantKeys(t, claim(t, db, noon.Add(2*lease)), "next")
}

func TestWhatWasSentInSpiteOfAHushHasAReceipt(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	enqueue(t, db, notice("too late", group, func(n *desk.Notice) { n.Ticket, n.Firing = k.ID, desk.Firing{Clock: desk.ClockReaction} }),
		notice("in time", channel, func(n *desk.Notice) { n.Ticket, n.Firing = k.ID, desk.Firing{Clock: desk.ClockReaction} }))
	held := claim(t, db, noon)
	cancel(t, db, k.ID, desk.ClockReaction)
	settle(t, db, noon, storage.Settlement{ID: held[0].ID, Sent: &desk.MessageRef{Address: group, Message: "9"}}, storage.Settlement{ID: held[1].ID})
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]storage.SentReceipt, error) {
		return tx.ReceiptsOf(ctx, k.ID)
	})
	if len(got) != 1 || got[0].Key != "too late" || got[0].Message.Message != "9" {
		t.Errorf("receipts %+v, want only that of what was sent", got)
	}
}

func TestWordsThatWereTakenBackDoNotLeave(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	u, other := say(t, db, desk.Utterance{Ticket: k.ID, At: noon}), say(t, db, desk.Utterance{Ticket: k.ID, At: noon})
	copyOf := func(key string, to desk.Address, u desk.Utterance) desk.Notice {
		return notice(key, to, func(n *desk.Notice) { n.Ticket, n.Utterance = k.ID, u.ID })
	}
	enqueue(t, db, copyOf("copy", group, u), copyOf("other", group, other), copyOf("another copy", contact, u))
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		n, err := tx.CancelWords(ctx, u.ID)
		if n != 2 {
			t.Errorf("cancelled %d, want 2", n)
		}
		return err
	})
	wantKeys(t, claim(t, db, noon), "other")
}

func TestWhatAKilledCourierHeldIsFreeForWhoeverBeginsAlone(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, notice("a", channel), notice("b", contact))
	claim(t, db, noon)
	wantKeys(t, claim(t, db, noon))
	if err := db.Free(t.Context()); err != nil {
		t.Fatal(err)
	}
	freed := claim(t, db, noon)
	wantKeys(t, freed, "a", "b")
	if freed[0].Tries != 2 {
		t.Errorf("it was tried %d times, want 2: the killed courier may have sent it", freed[0].Tries)
	}
}

// The backlog of one project delays another's notice in the same chat by one notice, in every class.
func TestProjectsTakeTurnsInALaneTheyShare(t *testing.T) {
	t.Parallel()
	for _, class := range []desk.Class{desk.ClassEscalation, desk.ClassRelay} {
		db := open(t)
		who := boris(t, db)
		of := func(project string) desk.TicketID {
			return ticket(t, db, who, func(k *desk.Ticket) { k.Key.Project = project }).ID
		}
		rom, lil := of("ROM"), of("LIL")
		about := func(key string, id desk.TicketID) desk.Notice {
			n := notice(key, group)
			n.Ticket, n.Class = id, class
			return n
		}
		for i := range 5 {
			enqueue(t, db, about(fmt.Sprintf("rom %d", i), rom))
		}
		enqueue(t, db, about("rom 5", rom), about("rom 6", rom))
		var went []string
		send := func(n int) {
			for range n { // only one notice of a lane is claimed at a time
				for _, c := range claim(t, db, noon) {
					went = append(went, c.Key)
					settle(t, db, noon, storage.Settlement{ID: c.ID, Tries: c.Tries})
				}
			}
		}
		send(2)
		enqueue(t, db, about("lil 0", lil), about("lil 1", lil))
		send(7)
		if diff := cmp.Diff([]string{"rom 0", "rom 1", "rom 2", "lil 0", "rom 3", "lil 1", "rom 4", "rom 5", "rom 6"}, went); diff != "" {
			t.Errorf("class %d went (-want +got):\n%s", class, diff)
		}
	}
}
