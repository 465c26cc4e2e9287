package routines_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/files"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/routines"
	"vakhta/storage"
	"vakhta/tickets"
)

// run runs a routine of the desk in a world, as if it were due.
func run(t *testing.T, w *testdesk.World, name string) {
	t.Helper()
	all := routines.All(w.Tickets, nil, files.Limit{}, routines.Outside{Rights: noRights})
	r := all[slices.IndexFunc(all, func(r routines.Routine) bool { return r.Name == name })]
	work, err := r.Do(t.Context(), routines.Moment{Due: w.Now(), Now: w.Now()})
	must(t, err)
	w.Update(work)
}

// later opens the world of a database again after some time.
func later(t *testing.T, w *testdesk.World, years, months, days int) *testdesk.World {
	t.Helper()
	return testdesk.On(t, w.Database(), w.Now().AddDate(years, months, days))
}

// tagged returns the tables that contain a tag.
func tagged(w *testdesk.World) (tables []string) {
	for _, tag := range testdesk.Tags() {
		tables = append(tables, w.Holding(tag)...)
	}
	slices.Sort(tables)
	return slices.Compact(tables)
}

func TestWordsAndNamesHaveAnEnd(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k, marias := w.Everywhere()
	w.Do(marias.Key, func(_ context.Context, c *tickets.Case) error { return c.Cancel(w.Actor("maria"), "") })
	end := func(w *testdesk.World) {
		run(t, w, "prune")
		run(t, w, "retention")
	}
	end(w)
	if got := w.Ticket(k.Key).Text; got != k.Text {
		t.Errorf("the request of a ticket that was just closed is %q", got)
	}
	w = later(t, w, 0, 23, 0)
	end(w)
	if got := w.Ticket(k.Key); got.Text != k.Text || got.Requester.Name != testdesk.TagName {
		t.Errorf("within the retention the request is %q of %s", got.Text, got.Requester.Name)
	}
	w = later(t, w, 0, 2, 0)
	end(w)
	if left := tagged(w); len(left) > 0 {
		t.Errorf("after the retention tags stand in %v", left)
	}
	got := w.Ticket(k.Key)
	if got.Text != desk.Erased || got.Requester.ID != k.Requester.ID || !got.ReactedAt.Equal(k.ReactedAt) || got.Rating != k.Rating || got.Assignee != k.Assignee {
		t.Errorf("of the figures is left %+v, there were %+v", got, k)
	}
	line := w.Timeline(k)
	if last := line[len(line)-1].Event; last != (history.Emptied{}) {
		t.Errorf("the timeline ends with %+v", last)
	}
	end(w)
	if again := w.Timeline(k); len(again) != len(line) {
		t.Error("a ticket is emptied once more")
	}
}

func TestWhatIsKeptForEverStays(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k, _ := w.Everywhere()
	w = testdesk.On(t, w.Database(), w.Now().AddDate(30, 0, 0), "retention: 24 months", "retention: forever")
	run(t, w, "retention")
	if got := w.Ticket(k.Key).Text; got != k.Text {
		t.Errorf("the request is %q", got)
	}
}

func TestAShopThatIsServedNoMoreIsEmptiedAsUsual(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k, _ := w.Everywhere()
	for _, c := range []struct {
		months int
		want   string
	}{{35, k.Text}, {2, desk.Erased}} {
		w = later(t, w, 0, c.months, 0)
		delete(w.Desk.Projects, "ROM")
		run(t, w, "retention")
		if got := w.Ticket(k.Key).Text; got != c.want {
			t.Errorf("the request is %q, want %q", got, c.want)
		}
	}
}

func TestStrangersAreNotKept(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	meet := func(id string) desk.PersonID {
		return testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) (desk.Person, error) {
			return tx.PersonOf(ctx, desk.Person{Name: testdesk.TagName, Account: desk.Account{Platform: desk.Telegram, ID: id}}, w.Now())
		}).ID
	}
	w.Zina()
	maria := w.Person("maria")
	meet("1")
	run(t, w, "retention")
	if got := w.Holding(`"account":"1"`); len(got) != 2 {
		t.Errorf("somebody who came just now stands in %v", got)
	}
	w = later(t, w, 0, 0, 2)
	run(t, w, "retention")
	if got := w.Holding(`"account":"1"`); len(got) > 0 {
		t.Errorf("a stranger stands in %v after two days", got)
	}
	if got := w.Person("maria"); got.ID != maria.ID {
		t.Error("somebody of desk.yaml was forgotten")
	}
	if len(w.Holding(testdesk.TagAccount)) == 0 {
		t.Error("somebody who joined was forgotten")
	}
}

func TestSettledDeadAndParkedHaveAnEnd(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Everywhere()
	rows := func(w *testdesk.World, table, has string) (n int) {
		for _, row := range w.Tables()[table] {
			if has == "" || strings.Contains(row, has) {
				n++
			}
		}
		return n
	}
	for _, c := range []struct{ days, parked, dead int }{{29, 1, 2}, {2, 0, 2}, {60, 0, 0}} {
		w = later(t, w, 0, 0, c.days)
		run(t, w, "prune")
		if parked, dead := rows(w, "parked", ""), rows(w, "notices", `"dead"`); parked != c.parked || dead != c.dead {
			t.Errorf("after %d days more there are %d parked updates and %d dead letters, want %d and %d", c.days, parked, dead, c.parked, c.dead)
		}
	}
}
