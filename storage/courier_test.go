package storage_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

func TestANoticeIsClaimedAsItWasEnqueued(t *testing.T) {
	t.Parallel()
	db := open(t)
	want := desk.Notice{
		Key: "ROM-1/reaction/step2/l2", Ticket: 7, To: desk.Address{Platform: desk.Telegram, Chat: "-100300", Thread: "12"},
		InThread: true, Slot: "card", Class: desk.ClassRelay, Kind: "ping", Facts: json.RawMessage(`{"a": "\u0000"}`),
		Utterance: 3, Person: 5, Firing: desk.Firing{Clock: desk.ClockReaction, Step: 2, Rep: 1}, Planned: noon.Add(-time.Second), Tries: 1,
	}
	if zero := zeroFields(want, "ID"); len(zero) > 0 {
		t.Fatalf("the test's full notice leaves %v empty", zero)
	}
	enqueue(t, db, want)
	got := claim(t, db, noon)
	if len(got) != 1 || got[0].ID == 0 {
		t.Fatalf("claimed %+v, want one with an ID", got)
	}
	want.ID = got[0].ID
	if diff := cmp.Diff(want, got[0]); diff != "" {
		t.Errorf("(-enqueued +claimed):\n%s", diff)
	}
}

func TestAKeyIsSaidOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, notice("once", group), notice("once", channel))
	first := claim(t, db, noon)
	wantKeys(t, first, "once")
	settle(t, db, noon, storage.Settlement{ID: first[0].ID})
	enqueue(t, db, notice("once", group))
	wantKeys(t, claim(t, db, noon))
}

func TestALaneHandsOutOneNoticeAtATimeTheMostUrgentFirst(t *testing.T) {
	t.Parallel()
	db := open(t)
	topic := desk.Address{Platform: group.Platform, Chat: group.Chat, Thread: "5"} // of the same lane
	enqueue(t, db,
		notice("digest", group, class(desk.ClassDigest)), notice("answer 1", group), notice("answer 2", topic),
		notice("step", group, class(desk.ClassEscalation)), notice("elsewhere", channel, class(desk.ClassRelay)))
	for _, want := range [][]string{{"step", "elsewhere"}, {"answer 1"}, {"answer 2"}, {"digest"}, nil} {
		got := claim(t, db, noon)
		wantKeys(t, got, want...)
		for _, n := range got {
			settle(t, db, noon, storage.Settlement{ID: n.ID, Tries: n.Tries})
		}
	}
}

func TestALowerClassNeverHoldsUpAHigherOne(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, notice("digest", group, class(desk.ClassDigest)))
	wantKeys(t, claim(t, db, noon), "digest") // and it stays on its way
	enqueue(t, db, notice("step", group, class(desk.ClassEscalation)), notice("answer", group))
	wantKeys(t, claim(t, db, noon), "step")
	wantKeys(t, claim(t, db, noon))
}

func TestALeaseThatRanOutIsHandedToAnother(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, notice("a", group), notice("b", group))
	lost := claim(t, db, noon)
	wantKeys(t, lost, "a")
	wantKeys(t, claim(t, db, noon.Add(lease-time.Microsecond)))
	again := claim(t, db, noon.Add(lease))
	wantKeys(t, again, "a")
	if again[0].Tries != 2 {
		t.Errorf("tries is %d, want 2", again[0].Tries)
	}
	// A courier that lost the lease cannot decide what happens next.
	settle(t, db, noon, storage.Settlement{ID: lost[0].ID, Tries: lost[0].Tries, Retry: noon}, storage.Settlement{ID: lost[0].ID, Tries: lost[0].Tries, Dead: true})
	wantKeys(t, claim(t, db, noon.Add(lease)))
}

func TestTwoCouriersNeverHoldTheSameNotice(t *testing.T) {
	t.Parallel()
	db := open(t)
	var all []desk.Notice
	for lane := range 20 {
		for i := range 3 {
			all = append(all, notice(fmt.Sprintf("%d/%d", lane, i), desk.Address{Platform: desk.Slack, Chat: fmt.Sprint("C", lane)}))
		}
	}
	enqueue(t, db, all...)
	var mu sync.Mutex
	held := map[string]int{}  // by key
	seen := map[string]bool{} // keys in the order of their lane
	var couriers sync.WaitGroup
	for range 4 {
		couriers.Go(func() {
			for {
				got, err := db.Claim(t.Context(), storage.ClaimOpts{Now: noon, Lease: lease, Limit: 3})
				if err != nil {
					t.Errorf("claim: %v", err)
				}
				if len(got) == 0 {
					return
				}
				mu.Lock()
				for _, n := range got {
					held[n.Key]++
					var lane, i int
					if _, err := fmt.Sscanf(n.Key, "%d/%d", &lane, &i); err != nil || i > 0 && !seen[fmt.Sprintf("%d/%d", lane, i-1)] {
						t.Errorf("%s was handed out before the one that it follows", n.Key)
					}
					seen[n.Key] = true
				}
				mu.Unlock()
				for _, n := range got {
					if err := db.Settle(t.Context(), noon, storage.Settlement{ID: n.ID, Tries: n.Tries}); err != nil {
						t.Errorf("settle: %v", err)
					}
				}
			}
		})
	}
	couriers.Wait()
	// A courier ends when it finds nothing, which may be because others hold
	// everything. The rest is claimed here.
	for got := claim(t, db, noon); len(got) > 0; got = claim(t, db, noon) {
		for _, n := range got {
			held[n.Key]++
			settle(t, db, noon, storage.Settlement{ID: n.ID})
		}
	}
	for _, n := range all {
		if held[n.Key] != 1 {
			t.Errorf("%s was handed out %d times, want once", n.Key, held[n.Key])
		}
	}
}

func TestEscalationsAreClaimedByThemselves(t *testing.T) {
	t.Parallel()
	db := open(t)
	soon := noon.Add(time.Second)
	enqueue(t, db, notice("step", group, class(desk.ClassEscalation)), notice("answer", group), notice("elsewhere", channel))
	rest := storage.ClaimOpts{Now: noon, Lease: lease, Limit: 100}
	got, err := db.Claim(t.Context(), rest)
	if err != nil {
		t.Fatal(err)
	}
	wantKeys(t, got, "elsewhere") // group's answer waits for its escalation, though nobody has that yet
	wantDue(t, db, true, noon)
	wantDue(t, db, false, noon.Add(lease))
	urgent := rest
	urgent.Urgent = true
	if got, err = db.Claim(t.Context(), urgent); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, got, "step")
	settle(t, db, noon, storage.Settlement{ID: got[0].ID, Tries: 1, Retry: soon})
	wantDue(t, db, true, soon)
	wantKeys(t, claim(t, db, soon.Add(-time.Microsecond)))
	got = claim(t, db, soon)
	wantKeys(t, got, "step")
	settle(t, db, soon, storage.Settlement{ID: got[0].ID})
	wantKeys(t, claim(t, db, soon), "answer")
}

func TestARetryHoldsItsLaneUntilItIsDue(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, notice("a", group), notice("b", group))
	soon := noon.Add(30 * time.Second)
	settle(t, db, noon, storage.Settlement{ID: claim(t, db, noon)[0].ID, Retry: soon, Why: "429"})
	wantKeys(t, claim(t, db, soon.Add(-time.Microsecond)))
	wantDue(t, db, false, soon)
	wantKeys(t, claim(t, db, soon), "a")
}

func TestANoticeForLaterStandsInNobodysWay(t *testing.T) {
	t.Parallel()
	db := open(t)
	later := noon.Add(10 * time.Second)
	enqueue(t, db, notice("later", group, func(n *desk.Notice) { n.Planned = later }))
	wantKeys(t, claim(t, db, noon))
	wantDue(t, db, false, later)
	enqueue(t, db, notice("now", group))
	first := claim(t, db, noon)
	wantKeys(t, first, "now")
	settle(t, db, noon, storage.Settlement{ID: first[0].ID})
	wantKeys(t, claim(t, db, later), "later")
}

func TestNothingIsDueInAnEmptyOutbox(t *testing.T) {
	t.Parallel()
	db := open(t)
	wantDue(t, db, true, time.Time{})
	wantDue(t, db, false, time.Time{})
}

func TestWhatWasSentLeavesAReceiptALinkAndItsSlot(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	u := say(t, db, desk.Utterance{Ticket: k.ID, Source: k.Origin, At: noon})
	enqueue(t, db, notice("card", channel, func(n *desk.Notice) {
		n.Ticket, n.Slot, n.Utterance, n.Firing = k.ID, "card/slack:C0L1", u.ID, desk.Firing{Clock: desk.ClockReaction, Step: 1}
	}))
	sent := desk.MessageRef{Address: desk.Address{Platform: desk.Slack, Chat: "C0L1", Thread: "5.5"}, Message: "5.6"}
	id := claim(t, db, noon)[0].ID
	at := noon.Add(1500 * time.Microsecond)
	for range 2 { // the courier asked twice: its first answer was lost
		settle(t, db, at, storage.Settlement{ID: id, Sent: &sent, Thread: sent.Address})
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		receipts, err := tx.ReceiptsOf(ctx, k.ID)
		want := []storage.SentReceipt{{
			Receipt: desk.Receipt{Notice: id, Planned: noon, Sent: at, Message: sent},
			Key:     "card", Kind: "text", To: channel, Firing: desk.Firing{Clock: desk.ClockReaction, Step: 1},
		}}
		if diff := cmp.Diff(want, receipts); diff != "" {
			t.Errorf("receipts (-want +got):\n%s", diff)
		}
		if err != nil {
			return err
		}
		link, err := tx.LinkOf(ctx, sent)
		if want := (storage.Link{Ticket: k.ID, Utterance: u.ID, Slot: "card/slack:C0L1"}); link != want || err != nil {
			t.Errorf("link %+v, %v; want %+v", link, err, want)
		}
		if slot, err := tx.Slot(ctx, k.ID, "card/slack:C0L1"); slot != sent || err != nil {
			t.Errorf("slot %v, %v; want %v", slot, err, sent)
		}
		if in, err := tx.TicketInThread(ctx, sent.Address); in != k.ID || err != nil {
			t.Errorf("the thread is ticket %d's, %v; want %d's", in, err, k.ID)
		}
		return nil
	})
}

func TestAMessageTheDeskKnowsStaysWhatItIs(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	want := storage.Link{Ticket: k.ID, FromCustomer: true}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.Link(ctx, k.Origin, want) })
	enqueue(t, db, notice("eyes", group, func(n *desk.Notice) { n.Ticket, n.Kind = k.ID, "react" }))
	settle(t, db, noon, storage.Settlement{ID: claim(t, db, noon)[0].ID, Sent: &k.Origin})
	if got := view(t, db, func(ctx context.Context, tx *storage.Tx) (storage.Link, error) { return tx.LinkOf(ctx, k.Origin) }); got != want {
		t.Errorf("link %+v, want %+v", got, want)
	}
}

func TestADeadLetterIsKeptAndLetsItsLaneGoOn(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, notice("a", group), notice("b", group))
	n := claim(t, db, noon)[0]
	settle(t, db, noon, storage.Settlement{ID: n.ID, Tries: n.Tries, Dead: true, Why: "refused"})
	if n, err := db.DeadLetters(t.Context()); n != 1 || err != nil {
		t.Errorf("dead letters %d, %v; want 1", n, err)
	}
	wantKeys(t, claim(t, db, noon), "b")
}

func TestDepthsCountWhatWaitsByClass(t *testing.T) {
	t.Parallel()
	db := open(t)
	later := func(n *desk.Notice) { n.Planned = noon.Add(time.Hour) }
	enqueue(t, db, notice("a", group), notice("later", group, later))
	enqueueAt(t, db, noon.Add(time.Second), notice("b", group), notice("step", channel, class(desk.ClassEscalation)))
	got, err := db.Depths(t.Context(), noon.Add(3*time.Second))
	want := []storage.Depth{{Class: desk.ClassEscalation, Queued: 1, Oldest: 2 * time.Second}, {Class: desk.ClassAnswer, Queued: 2, Oldest: 3 * time.Second}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("depths: %v (-want +got):\n%s", err, diff)
	}
}

func TestAClaimIsGivenBackByItsNameAlone(t *testing.T) {
	t.Parallel()
	db := open(t)
	enqueue(t, db, notice("lost", group), notice("kept", channel))
	one := storage.ClaimOpts{Name: "lost", Now: noon, Lease: lease, Limit: 1}
	other := one
	other.Name = "kept" // at the same moment, for as long
	for _, o := range []storage.ClaimOpts{one, other} {
		if got, err := db.Claim(t.Context(), o); len(got) != 1 || err != nil {
			t.Fatalf("%s took %v, %v", o.Name, keys(got), err)
		}
	}
	if err := db.GiveBack(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, claim(t, db, noon), "lost")
}

func TestWhatADeadCourierHeldIsFreeOnceItsLeadIsGone(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	lead, ok, err := db.TryLead(t.Context(), "courier-one")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	u := say(t, db, desk.Utterance{Ticket: k.ID, At: noon})
	enqueue(t, db, notice("step", channel, class(desk.ClassEscalation)), notice("plain", contact),
		notice("taken back", group, func(n *desk.Notice) { n.Ticket, n.Utterance = k.ID, u.ID }), notice("behind", group))
	for _, urgent := range []bool{true, false} {
		o := storage.ClaimOpts{Name: "x", Holder: "courier-one", Urgent: urgent, Now: noon, Lease: lease, Limit: 100}
		if _, err := db.Claim(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		_, err := tx.CancelWords(ctx, u.ID)
		return err
	})
	holders := func(live bool) {
		t.Helper()
		for _, urgent := range []bool{true, false} {
			got, err := db.Holders(t.Context(), noon, urgent, "courier-two")
			if diff := cmp.Diff([]storage.Holder{{Name: "courier-one", Live: live}}, got); diff != "" || err != nil {
				t.Errorf("holders, urgent %t: %v (-want +got):\n%s", urgent, err, diff)
			}
			if err := db.FreeOf(t.Context(), noon, urgent, "courier-one"); err != nil {
				t.Error(err)
			}
		}
	}
	holders(true)
	wantKeys(t, claim(t, db, noon))
	if err := lead.Release(t.Context()); err != nil {
		t.Error(err)
	}
	holders(false)
	wantKeys(t, claim(t, db, noon), "step", "plain", "behind")
}
