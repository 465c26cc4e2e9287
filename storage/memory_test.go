package storage_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

func TestTheLatestPromptIsReadInTimeAndEndedOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := desk.Account{Platform: desk.Telegram, ID: "7001"}
	want := storage.Prompt{
		Account: who, Chat: "7001", Ticket: 3, Act: desk.ActResolve,
		Facts: json.RawMessage(`{"with": "\u0000 and all"}`), Expires: noon.Add(time.Hour),
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		if err := tx.SetPrompt(ctx, storage.Prompt{Account: who, Chat: "7001", Act: desk.ActReply, Expires: noon.Add(2 * time.Hour)}); err != nil {
			return err
		}
		return tx.SetPrompt(ctx, want)
	})
	read := func(chat string, now time.Time) (got storage.Prompt, err error) {
		err = db.View(t.Context(), func(tx *storage.Tx) (err error) {
			got, err = tx.PromptOf(t.Context(), who, chat, now)
			return err
		})
		return got, err
	}
	end := func(now time.Time) (got []storage.Prompt) {
		update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
			got, err = tx.EndPrompts(ctx, who, now)
			return err
		})
		return got
	}
	_, err := read("-100300", noon)
	wantMissing(t, err)
	_, err = read("7001", want.Expires)
	wantMissing(t, err)
	for range 2 {
		got, err := read("7001", noon)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("read: %v (-want +got):\n%s", err, diff)
		}
	}
	elsewhere := storage.Prompt{Account: who, Chat: "-100300", Act: desk.ActReply, Expires: noon}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.SetPrompt(ctx, elsewhere) })
	if diff := cmp.Diff([]storage.Prompt{want}, end(noon)); diff != "" {
		t.Errorf("ended, but for the one whose time is over (-want +got):\n%s", diff)
	}
	if again := end(noon); len(again) > 0 {
		t.Errorf("ended once more: %+v", again)
	}
	_, err = read("7001", noon)
	wantMissing(t, err)
}

func TestAHeldEventIsTakenOnceAndInTime(t *testing.T) {
	t.Parallel()
	db := open(t)
	want := json.RawMessage(`{"text":"Который магазин?"}`)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		owner, another := desk.Account{Platform: desk.Telegram, ID: "7001"}, desk.Account{Platform: desk.Telegram, ID: "7002"}
		id, err := tx.Hold(ctx, storage.Held{Owner: owner, Payload: want, Expires: noon.Add(time.Hour)})
		if err != nil {
			return err
		}
		_, err = tx.TakeHeld(ctx, id, owner, noon.Add(time.Hour))
		wantMissing(t, err)
		_, err = tx.TakeHeld(ctx, id, another, noon)
		wantMissing(t, err)
		got, err := tx.TakeHeld(ctx, id, owner, noon)
		if string(got) != string(want) || err != nil {
			t.Errorf("took %s, %v; want %s", got, err, want)
		}
		_, err = tx.TakeHeld(ctx, id, owner, noon)
		wantMissing(t, err)
		return nil
	})
}

func TestWhatIsHeldForOneOwnerIsBounded(t *testing.T) {
	t.Parallel()
	db := open(t)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		owner, another := desk.Account{Platform: desk.Telegram, ID: "7001"}, desk.Account{Platform: desk.Telegram, ID: "7002"}
		hold := func(who desk.Account, at time.Time) int64 {
			id, err := tx.Hold(ctx, storage.Held{Owner: who, Payload: json.RawMessage(`{}`), Expires: at})
			if err != nil {
				t.Error(err)
			}
			return id
		}
		theirs, first := hold(another, noon.Add(time.Minute)), hold(owner, noon.Add(time.Hour))
		var last int64
		for i := range 50 {
			last = hold(owner, noon.Add(2*time.Hour+time.Duration(i)*time.Minute))
		}
		_, err := tx.TakeHeld(ctx, first, owner, noon)
		wantMissing(t, err)
		for id, who := range map[int64]desk.Account{last: owner, theirs: another} {
			if _, err := tx.TakeHeld(ctx, id, who, noon); err != nil {
				t.Errorf("what is held for %s: %v", who, err)
			}
		}
		return nil
	})
}

func TestAMarkIsWhatWasNotedLast(t *testing.T) {
	t.Parallel()
	db := open(t)
	for _, want := range []string{"", "81234", "81235"} {
		if want != "" {
			update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.SetMark(ctx, "offset", want) })
		}
		if got := view(t, db, func(ctx context.Context, tx *storage.Tx) (string, error) { return tx.Mark(ctx, "offset") }); got != want {
			t.Errorf("mark %q, want %q", got, want)
		}
	}
}

func TestCorrectionsSinceAMomentComeTheOldestFirst(t *testing.T) {
	t.Parallel()
	db := open(t)
	rom := desk.Correction{Project: "ROM", Text: "green", Type: desk.ChangeRequest, By: desk.ByEngineer, At: noon}
	big := desk.Correction{Project: "BIG", Text: "down", Type: desk.Incident, By: desk.ByRequester, At: noon.Add(time.Minute)}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		if err := tx.Correct(ctx, storage.TicketCorrection{Correction: rom}); err != nil {
			return err
		}
		return tx.Correct(ctx, storage.TicketCorrection{Correction: big})
	})
	for since, want := range map[time.Time][]desk.Correction{{}: {rom, big}, noon.Add(time.Second): {big}, noon.Add(time.Hour): {}} {
		got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.Correction, error) {
			return tx.Corrections(ctx, since, 10)
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("since %s (-want +got):\n%s", since, diff)
		}
	}
}

func TestPruningForgetsWhatIsOverButNotTheLaddersReceipts(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	rung := desk.Firing{Clock: desk.ClockReaction}
	admit := func() (fresh bool) {
		t.Helper()
		update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
			fresh, err = tx.Admit(ctx, "telegram:1", "lane", noon)
			return err
		})
		return fresh
	}
	admit()
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		return tx.Enqueue(ctx, noon, notice("receipt", group, func(n *desk.Notice) { n.Ticket = k.ID }),
			notice("step", channel, func(n *desk.Notice) { n.Ticket, n.Firing = k.ID, rung }))
	})
	for _, n := range claim(t, db, noon) {
		settle(t, db, noon, storage.Settlement{ID: n.ID, Sent: &desk.MessageRef{Address: n.To, Message: "1"}})
	}
	enqueue(t, db, notice("still waiting", group))
	receipts := func() []storage.SentReceipt {
		t.Helper()
		return view(t, db, func(ctx context.Context, tx *storage.Tx) ([]storage.SentReceipt, error) {
			return tx.ReceiptsOf(ctx, k.ID)
		})
	}
	prune := func(before time.Time) {
		t.Helper()
		update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.Prune(ctx, before) })
	}
	prune(noon)
	if fresh := admit(); len(receipts()) != 2 || fresh {
		t.Errorf("pruned up to noon: %d receipts are left and the event is known: %t; want both, true", len(receipts()), !fresh)
	}
	prune(noon.Add(time.Hour))
	if !admit() {
		t.Error("the event is not forgotten")
	}
	if left := receipts(); len(left) != 1 || left[0].Firing != rung {
		t.Errorf("receipts left: %+v, want the step's", left)
	}
	if got := claim(t, db, noon); len(got) != 1 {
		t.Errorf("claimed %v, want the notice that waits", got)
	}
}

// corrected stores a correction of a ticket by somebody at a minute.
func corrected(t testing.TB, db *storage.DB, k *desk.Ticket, by desk.PersonID, minute int, c desk.Correction) {
	t.Helper()
	c.Project, c.By, c.At = k.Key.Project, desk.ByEngineer, noon.Add(time.Duration(minute)*time.Minute)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		return tx.Correct(ctx, storage.TicketCorrection{Ticket: k.ID, Person: by, Correction: c})
	})
}

func TestAPersonHasOneCorrectionOfATicket(t *testing.T) {
	t.Parallel()
	db := open(t)
	b := boris(t, db)
	var anna desk.Person
	update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
		anna, err = tx.PersonOf(ctx, desk.Person{Name: "Anna", Account: desk.Account{Platform: desk.Slack, ID: "U0ANNA"}}, noon)
		return err
	})
	one, other := ticket(t, db, b), ticket(t, db, b)
	for minute, typ := range []desk.RequestType{desk.Incident, desk.ChangeRequest, desk.ServiceRequest} {
		corrected(t, db, one, b.ID, minute, desk.Correction{Text: "one", Type: typ})
	}
	corrected(t, db, one, anna.ID, 5, desk.Correction{Text: "one", Type: desk.Incident})
	corrected(t, db, other, b.ID, 6, desk.Correction{Text: "other", Type: desk.Incident})
	var got []string
	for _, c := range view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.Correction, error) {
		return tx.Corrections(ctx, time.Time{}, 10)
	}) {
		got = append(got, c.Text+" "+string(c.Type))
	}
	if diff := cmp.Diff([]string{"one service_request", "one incident", "other incident"}, got); diff != "" {
		t.Errorf("what is learned from (-want +got):\n%s", diff)
	}
}

func TestCorrectionsAreBoundedInNumberAndSize(t *testing.T) {
	t.Parallel()
	url := database(t)
	db := openAt(t, url)
	exec(t, connect(t, url), `
insert into corrections (project, body, type, corrected_by, at)
select case when i % 4 = 0 then 'LIL' else 'ROM' end, repeat('x', 5000) || i, 'incident', 'engineer', $1::timestamptz + i * interval '1 second'
from generate_series(1, 1600) i`, noon)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.Prune(ctx, noon.Add(-time.Hour)) })
	count := map[string]int{}
	for _, c := range view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.Correction, error) {
		return tx.Corrections(ctx, time.Time{}, 5000)
	}) {
		count[c.Project]++
		if len(c.Text) > 4<<10 {
			t.Fatalf("a correction of %d bytes is learned from", len(c.Text))
		}
	}
	if diff := cmp.Diff(map[string]int{"ROM": 1000, "LIL": 400}, count); diff != "" {
		t.Errorf("the corrections of each project (-want +got):\n%s", diff)
	}
}
