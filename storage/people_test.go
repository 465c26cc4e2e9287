package storage_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

// personOf returns the stored person for a seen one.
func personOf(t testing.TB, db *storage.DB, seen desk.Person) desk.Person {
	t.Helper()
	var p desk.Person
	update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
		p, err = tx.PersonOf(ctx, seen, noon)
		return err
	})
	return p
}

func TestAPersonIsKnownAgainByTheirAccount(t *testing.T) {
	t.Parallel()
	db := open(t)
	first := boris(t, db)
	seen := desk.Person{Name: "Boris B.", Account: first.Account, TimeZone: "Europe/Moscow"}
	got := personOf(t, db, seen)
	want := first
	want.Name, want.TimeZone = "Boris B.", "Europe/Moscow"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("seen again (-want +got):\n%s", diff)
	}
	stored := view(t, db, func(ctx context.Context, tx *storage.Tx) (desk.Person, error) { return tx.PersonByID(ctx, first.ID) })
	if diff := cmp.Diff(want, stored); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
}

func TestOnePersonHasSeveralAccounts(t *testing.T) {
	t.Parallel()
	db := open(t)
	telegram, slack := desk.Account{Platform: desk.Telegram, ID: "5001"}, desk.Account{Platform: desk.Slack, ID: "U0ANNA"}
	a := personOf(t, db, desk.Person{Handle: "anna", Name: "Anna", Account: telegram})
	b := personOf(t, db, desk.Person{Handle: "anna", Name: "Anna", Account: slack})
	if a.ID != b.ID || b.Account != slack {
		t.Errorf("by Telegram %+v, by Slack %+v; want one person, now at Slack", a, b)
	}
	if again := personOf(t, db, desk.Person{Account: telegram}); again.ID != a.ID || again.Handle != "anna" {
		t.Errorf("by the first account alone: %+v, want anna", again)
	}
	if byName := view(t, db, func(ctx context.Context, tx *storage.Tx) (desk.Person, error) { return tx.PersonByHandle(ctx, "anna") }); byName.ID != a.ID {
		t.Errorf("by handle: %+v, want anna", byName)
	}
	wantMissing(t, db.View(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.PersonByHandle(t.Context(), "nobody")
		return err
	}))
}

func TestAPersonMayBeCalledBeforeTheyWereEverSeen(t *testing.T) {
	t.Parallel()
	db := open(t)
	called := personOf(t, db, desk.Person{Handle: "ivan", Name: "Ivan"})
	wrote := personOf(t, db, desk.Person{Handle: "ivan", Account: desk.Account{Platform: desk.Slack, ID: "U0IVAN"}})
	if called.ID != wrote.ID || wrote.Name != "Ivan" {
		t.Errorf("called as %+v, wrote as %+v; want one Ivan", called, wrote)
	}
}

func TestAnAccountGivenToAPersonOfTheDeskBringsItsTicketsAlong(t *testing.T) {
	t.Parallel()
	db := open(t)
	joined := boris(t, db)
	k := ticket(t, db, joined, func(k *desk.Ticket) { k.Assignee = desk.Actor{Person: joined.ID}.Engineer() })
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.Join(ctx, joined.ID, "ROM", "staff", noon) })
	named := personOf(t, db, desk.Person{Handle: "boris", Account: desk.Account{Platform: desk.Slack, ID: "U0BORIS"}})
	both := personOf(t, db, desk.Person{Handle: "boris", Account: joined.Account})
	if both.ID != named.ID {
		t.Fatalf("the account is person %d's, want %d's", both.ID, named.ID)
	}
	open := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) {
		near, err := tx.Nearby(ctx, storage.Vicinity{Author: named})
		return near.Open, err
	})
	if len(open) != 1 || open[0].ID != k.ID || open[0].Assignee != "boris" {
		t.Errorf("open tickets %+v, want the one that was his before, and is his to work on", open)
	}
	of := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.Membership, error) {
		return tx.Memberships(ctx, named.ID)
	})
	if diff := cmp.Diff([]desk.Membership{{Project: "ROM", Role: "staff", Since: noon}}, of); diff != "" {
		t.Errorf("memberships (-want +got):\n%s", diff)
	}
}

func TestAnAccountOfNobodysBringsNoWorkAlong(t *testing.T) {
	t.Parallel()
	db := open(t)
	k := ticket(t, db, boris(t, db))
	for _, account := range []string{"U0VERA", "U0VERA2"} {
		personOf(t, db, desk.Person{Handle: "vera", Account: desk.Account{Platform: desk.Slack, ID: account}})
	}
	k = view(t, db, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) { return tx.TicketByID(ctx, k.ID) })
	if k.Assignee != "" {
		t.Errorf("the ticket that nobody has became %q's", k.Assignee)
	}
}

func TestSomebodyWhoJoinedAndIsNamedByTheDeskKeepsTheirWork(t *testing.T) {
	t.Parallel()
	db := open(t)
	joined := boris(t, db)
	k := ticket(t, db, joined, func(k *desk.Ticket) { k.Assignee = desk.Actor{Person: joined.ID}.Engineer() })
	if named := personOf(t, db, desk.Person{Handle: "boris", Account: joined.Account}); named.ID != joined.ID {
		t.Fatalf("he is person %d now, want still %d", named.ID, joined.ID)
	}
	k = view(t, db, func(ctx context.Context, tx *storage.Tx) (*desk.Ticket, error) { return tx.TicketByID(ctx, k.ID) })
	if k.Assignee != "boris" || k.AssigneeName != "" {
		t.Errorf("the ticket is %q's, called %q, want boris's", k.Assignee, k.AssigneeName)
	}
}

func TestAPersonIsMetOnceHoweverManyMessagesComeAtOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	ids := make([]desk.PersonID, 8)
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() { ids[i] = boris(t, db).ID })
	}
	all.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Fatalf("met as %v, want one person", ids)
		}
	}
}

func TestAChosenLanguageIsNotOverriddenByThePlatforms(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := boris(t, db) // with Russian as their language in Telegram
	if got := personOf(t, db, desk.Person{Account: p.Account, Locale: desk.English}); got.Locale != desk.English {
		t.Errorf("nothing was chosen and the platform says en: got %q", got.Locale)
	}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.SetLocale(ctx, p.ID, desk.Russian) })
	if got := personOf(t, db, desk.Person{Account: p.Account, Locale: desk.English}); got.Locale != desk.Russian {
		t.Errorf("ru was chosen and the platform says en: got %q", got.Locale)
	}
}

func TestAnInvitationIsTakenOnceAndInTime(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := boris(t, db)
	want := storage.Invite{CodeHash: []byte("hash"), Project: "ROM", Role: "staff", By: "anna", Expires: noon.Add(time.Hour)}
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.AddInvite(ctx, want) })
	take := func(hash string, now time.Time) (got storage.Invite, err error) {
		err = db.Update(t.Context(), func(tx *storage.Tx) (err error) {
			got, err = tx.TakeInvite(t.Context(), []byte(hash), p.ID, now)
			return err
		})
		return got, err
	}
	_, err := take("another", noon)
	wantMissing(t, err)
	_, err = take("hash", want.Expires)
	wantMissing(t, err)
	got, err := take("hash", noon)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("taken: %v (-want +got):\n%s", err, diff)
	}
	_, err = take("hash", noon)
	wantMissing(t, err)
}

func TestJoiningAgainChangesTheRole(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := boris(t, db)
	for _, role := range []string{"staff", "manager"} {
		update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.Join(ctx, p.ID, "ROM", role, noon) })
	}
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]desk.Membership, error) {
		return tx.Memberships(ctx, p.ID)
	})
	if diff := cmp.Diff([]desk.Membership{{Project: "ROM", Role: "manager", Since: noon}}, got); diff != "" {
		t.Errorf("memberships (-want +got):\n%s", diff)
	}
}

func TestReachIsNewsOnlyWhenItChanges(t *testing.T) {
	t.Parallel()
	db := open(t)
	thread := desk.Address{Platform: desk.Telegram, Chat: group.Chat, Thread: "7"}
	for i, step := range []struct{ able, news bool }{{true, false}, {false, true}, {false, false}, {true, true}, {true, false}, {false, true}} {
		var news bool
		update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
			news, err = tx.MarkReach(ctx, thread, step.able, "kicked", noon)
			return err
		})
		if news != step.news {
			t.Errorf("mark %d, able %v: news is %v, want %v", i+1, step.able, news, step.news)
		}
	}
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) (lost []desk.Address, err error) {
		tx.UnreachableAhead([]desk.Address{thread, channel}, &lost)
		err = tx.Flush(ctx)
		return lost, err
	})
	if diff := cmp.Diff([]desk.Address{group}, got); diff != "" {
		t.Errorf("unreachable (-want +got):\n%s", diff)
	}
}
