package storage_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage"
)

// full returns a ticket with something in every field.
func full(who desk.Person) *desk.Ticket {
	at := func(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }
	return &desk.Ticket{
		Key: desk.Key{Project: "ROM"}, State: desk.WaitingVendor, Type: desk.ChangeRequest, Priority: desk.P3,
		Sureness: 0.87, TypeBy: desk.ByEngineer, Cue: "кнопка",
		Text: "Сделайте кнопку зелёной <b>&", Requester: who,
		Origin: desk.MessageRef{Address: desk.Address{Platform: desk.Slack, Chat: "C1", Thread: "1.2"}, Message: "1.3"},
		Place:  desk.Address{Platform: desk.Slack, Chat: "C1", Thread: "1.2"}, Shared: true,
		Line: 2, Assignee: desk.Actor{Person: who.ID}.Engineer(), AssigneeName: who.Name, Hidden: true,
		Copies:   []desk.Copy{{At: channel}, {At: contact, For: "ivan"}},
		OpenedAt: at(0), AckedAt: at(1), RepliedAt: at(2), ReactedAt: at(3), ResolvedAt: at(4), EndedAt: at(5), StateAt: at(6),
		LadderFrom: at(7), ReactionFrom: at(8), ResolutionFrom: at(9), ReactionDue: at(10), ResolutionDue: at(11),
		Pauses:   []desk.Pause{{From: at(12), To: at(13)}, {From: at(14)}},
		Measured: []desk.Measurement{{Target: desk.ClockResolution, Due: at(11), Done: at(4), Took: time.Hour}},
		Lead:     12, Fault: "pay",
		OpenedBy: desk.Actor{Person: who.ID, Name: who.Name}, Asked: desk.OwedAnswer{At: at(23), Warned: true, Missed: true}, Contract: "0a1b2c3d",
		Parts:     []desk.TextPart{{From: 1, To: 4, Type: desk.Incident, Priority: desk.P2}},
		Approvals: []desk.Approval{{Of: desk.OfEstimate, Effort: time.Hour, Price: "100 EUR", Text: "a disk", By: "ivan", Print: "0a1b2c3d", At: at(15), Need: 1, Asked: []desk.EngineerID{"olga"}, Votes: []desk.Vote{{For: "olga", Who: "olga", At: at(16)}}, Cards: []desk.Address{channel}}},
		Survey:    desk.Survey{Asked: at(17), Reminded: true, Over: true, Commented: true, Review: desk.Review{Opened: at(18), Reminded: true, Done: at(19), Cards: []desk.Address{channel}}},
		Alert:     desk.Alerted{Labels: []string{"service=checkout"}, Since: at(0), Due: at(1), Told: at(2), Times: 2},
		Major:     desk.Major{Since: at(20), Over: at(21), Shops: []string{"LIL"}, Explained: true, Reminded: true},
		Triage:    &desk.Triage{Hits: desk.HitsSome, Urgency: desk.UrgencyLow, Sent: true},
		Work: &desk.AgreedWork{
			Code: "certificate", Names: desk.Bilingual{desk.Russian: "Сертификат", desk.English: "Certificate"}, Resolution: desk.Span{Time: 16 * time.Hour}, Included: time.Hour,
			Checklist: []desk.Tick{{Names: desk.Bilingual{desk.Russian: "Проверить", desk.English: "Check"}, By: "boris", At: at(22)}}, HasForm: true, Filled: true,
		},
		WaitsFor: "a disk", Question: "which disk?", SnoozedUntil: time.Unix(1_800_000_000, 0).UTC(), SnoozedFor: "ask the host", Drawn: 3, Resolution: "green", Reopened: 2, Rating: 5, MergedInto: desk.Key{Project: "ROM", Number: 9},
		Holdings: []desk.Holding{{Line: 1, From: at(0), To: at(1)}, {Line: 2, From: at(1)}},
		Tally:    &desk.Tally{Registered: at(0), At: at(1), Held: [desk.Lines]time.Duration{1, 2, 3}, Reaction: 4, Retyped: true},
	}
}

func TestATicketIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	for name, want := range map[string]*desk.Ticket{
		"everything": full(who),
		"little":     {Key: desk.Key{Project: "LITTLE"}, State: desk.New, Requester: who, OpenedAt: noon},
	} {
		update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.OpenTicket(ctx, want) })
		if want.ID == 0 || want.Key.Number != 1 || want.Revision != 1 {
			t.Errorf("%s: opened as %d, %s, revision %d; want an ID, number 1, revision 1", name, want.ID, want.Key, want.Revision)
		}
		got := view(t, db, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) { return tx.TicketByKey(ctx, want.Key) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestEveryFieldOfATicketIsStored(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	if zero := zeroFields(*full(who), "ID", "Revision", "Timers"); len(zero) > 0 {
		t.Fatalf("the test's full ticket leaves %v empty", zero)
	}
	k := ticket(t, db, who)
	saved := full(who)
	saved.ID, saved.Key, saved.Revision = k.ID, k.Key, k.Revision
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.SaveTickets(ctx, saved) })
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) { return tx.TicketByID(ctx, k.ID) })
	if diff := cmp.Diff(saved, got); diff != "" {
		t.Errorf("(-saved +got):\n%s", diff)
	}
	if got.Revision != 2 {
		t.Errorf("revision %d, want 2", got.Revision)
	}
}

func TestATicketThatIsGoneCannotBeSaved(t *testing.T) {
	t.Parallel()
	db := open(t)
	gone := full(boris(t, db))
	gone.ID = 404
	wantMissing(t, db.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveTickets(t.Context(), gone) }))
	wantMissing(t, db.Update(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.LockKey(t.Context(), desk.Key{Project: "ROM", Number: 404})
		return err
	}))
}

func TestNumbersHaveNoGapsHoweverManyOpenAtOnceAndFail(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	var mu sync.Mutex
	var numbers []int
	var all sync.WaitGroup
	for i := range 24 {
		all.Go(func() {
			k := &desk.Ticket{Key: desk.Key{Project: "ROM"}, State: desk.New, Requester: who, OpenedAt: noon}
			err := db.Update(t.Context(), func(tx *storage.Tx) error {
				if err := tx.OpenTicket(t.Context(), k); err != nil {
					return err
				}
				if i%3 == 0 {
					return errors.New("something else went wrong")
				}
				return nil
			})
			if err == nil {
				mu.Lock()
				defer mu.Unlock()
				numbers = append(numbers, k.Key.Number)
			}
		})
	}
	all.Wait()
	slices.Sort(numbers)
	want := make([]int, 16)
	for i := range want {
		want[i] = i + 1
	}
	if diff := cmp.Diff(want, numbers); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
	if other := ticket(t, db, who, func(k *desk.Ticket) { k.Key.Project = "BIG" }); other.Key.Number != 1 {
		t.Errorf("another project begins with %d, want 1", other.Key.Number)
	}
}

// titles returns the tickets' cues, which these tests use as names.
func titles(ks []*desk.Ticket) []string {
	var all []string
	for _, k := range ks {
		all = append(all, k.Cue)
	}
	return all
}

func TestTheQueueBeginsWithTheMostUrgent(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	add := func(cue string, change func(*desk.Ticket)) {
		ticket(t, db, who, func(k *desk.Ticket) { k.Cue = cue }, change)
	}
	in := func(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }
	add("taken, due late", func(k *desk.Ticket) { k.State, k.AckedAt, k.ResolutionDue = desk.InProgress, noon, in(90) })
	add("taken, due soon", func(k *desk.Ticket) { k.State, k.AckedAt, k.ResolutionDue = desk.WaitingCustomer, noon, in(5) })
	add("taken, overdue", func(k *desk.Ticket) { k.State, k.AckedAt, k.ResolutionDue = desk.InProgress, in(-60), in(-1) })
	add("waiting, its time stands", func(k *desk.Ticket) { k.State, k.AckedAt, k.ResolutionDue = desk.WaitingCustomer, in(-60), in(-2) })
	add("new, overdue", func(k *desk.Ticket) { k.ReactionDue, k.ResolutionDue = in(-3), in(60) })
	add("new, nothing promised", func(*desk.Ticket) {})
	add("new, due late", func(k *desk.Ticket) { k.ReactionDue, k.ResolutionDue = in(30), in(31) })
	add("new, due soon", func(k *desk.Ticket) { k.ReactionDue, k.ResolutionDue = in(15), in(300) })
	add("resolved", func(k *desk.Ticket) { k.State = desk.Resolved })
	add("another project's", func(k *desk.Ticket) { k.Key.Project = "BIG" })
	queue := func(limit int, projects ...string) []string {
		return titles(view(t, db, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) {
			return tx.Queue(ctx, projects, limit, noon)
		}))
	}
	want := []string{
		"new, overdue", "taken, overdue",
		"new, due soon", "new, due late", "new, nothing promised", "waiting, its time stands", "taken, due soon", "taken, due late",
	}
	if diff := cmp.Diff(want, queue(10, "ROM")); diff != "" {
		t.Errorf("queue (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want[:2], queue(2, "ROM", "NONE")); diff != "" {
		t.Errorf("queue of two (-want +got):\n%s", diff)
	}
	if got := queue(10); got != nil {
		t.Errorf("the queue of no project is %v, want none", got)
	}
}

func TestARequestersTicketsAreFoundTheLatestFirst(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	for i, s := range desk.States() {
		ticket(t, db, who, func(k *desk.Ticket) {
			k.State, k.Cue, k.OpenedAt = s, string(s), noon.Add(time.Duration(i)*time.Minute)
		})
	}
	var all, open []string
	for _, s := range slices.Backward(desk.States()) {
		all = append(all, string(s))
		if s.Open() {
			open = append(open, string(s))
		}
	}
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) {
		near, err := tx.Nearby(ctx, storage.Vicinity{Author: who})
		return near.Open, err
	})
	if diff := cmp.Diff(open, titles(got)); diff != "" {
		t.Errorf("open ones (-want +got):\n%s", diff)
	}
	got = view(t, db, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) { return tx.TicketsOf(ctx, who.ID, 3) })
	if diff := cmp.Diff(all[:3], titles(got)); diff != "" {
		t.Errorf("the last three (-want +got):\n%s", diff)
	}
	got = view(t, db, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) {
		return tx.TicketsOpened(ctx, []string{"ROM"}, noon.Add(time.Minute), noon.Add(3*time.Minute))
	})
	if diff := cmp.Diff([]string{"in_progress", "waiting_customer"}, titles(got)); diff != "" {
		t.Errorf("opened from the first to before the third minute (-want +got):\n%s", diff)
	}
}

func TestMergedTicketsAreFoundByTheOneThatIsLeft(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	left := ticket(t, db, who)
	ticket(t, db, who, func(k *desk.Ticket) { k.MergedInto, k.Cue = left.Key, "merged" })
	find := func(key desk.Key) []string {
		return titles(view(t, db, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) { return tx.MergedInto(ctx, key) }))
	}
	if diff := cmp.Diff([]string{"merged"}, find(left.Key)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := find(desk.Key{}); got != nil {
		t.Errorf("into no ticket: %v, want none", got)
	}
}

func TestSeveralTicketsAreLockedInTheSameOrderByEverybody(t *testing.T) {
	t.Parallel()
	db := open(t)
	who := boris(t, db)
	a, b := ticket(t, db, who), ticket(t, db, who)
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		got, err := tx.LockTickets(ctx, b.ID, 404, a.ID)
		if len(got) != 2 || got[0].ID != a.ID || got[1].ID != b.ID {
			t.Errorf("locked %v, want %d and %d", got, a.ID, b.ID)
		}
		return err
	})
}

func TestATimelineKeepsItsOrder(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	want := []history.Entry{
		{At: noon.Add(time.Minute), By: desk.Actor{Person: 7, Handle: "boris", Name: "Boris"}, Event: history.Opened{}},
		{At: noon, Event: history.Escalated{Calls: []history.Called{{Audience: desk.Line2}}}}, // written later, but with an earlier time
		{At: noon, Event: history.Resolved{Text: `not the NUL \u0000`}},
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		return tx.Log(ctx, storage.TimelineRow{Ticket: k.ID, Entry: want[0]}, storage.TimelineRow{Ticket: k.ID, Entry: want[1]},
			storage.TimelineRow{Ticket: k.ID, Entry: history.Entry{At: noon, Event: history.Resolved{Text: "not\x00 the NUL \\u0000\x00"}}})
	})
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]history.Entry, error) { return tx.Timeline(ctx, k.ID) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
