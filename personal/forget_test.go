package personal_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/personal"
	"vakhta/storage"
	"vakhta/tickets"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// holding returns the tables that contain any of the tags.
func holding(w *testdesk.World) map[string][]string {
	found := map[string][]string{}
	for _, tag := range testdesk.Tags() {
		for _, table := range w.Holding(tag) {
			found[table] = append(found[table], tag)
		}
	}
	return found
}

// filled are the tables that can contain words or names. A new table that can
// is added here, and to Everywhere, which fills it.
var filled = []string{
	"accounts", "corrections", "drafts", "file_copies", "files", "held", "links", "notices", "parked", "people", "prompts", "reach",
	"secrets", "threads", "tickets", "timeline", "told", "utterances",
}

// others contain no words of people and nothing that identifies somebody.
var others = map[string]string{
	"inbox": "numbers of events", "invites": "hashes, projects and roles, and the handle of who invited", "members": "numbers, projects and roles", "followers": "numbers", "reactions": "numbers and emojis, and chats, which forget deletes",
	"moves": "groups", "connected": "chats, projects and the number of who linked them, and counts", "counters": "projects", "slots": "messages of the desk", "boards": "messages of the desk, and chats, which forget deletes", "timers": "tickets and routines", "climbs": "steps of ladders",
	"marks": "how far something got", "alerts": "what monitoring systems call their problems", "schema_version": "the schema's own",
	"maintenances": "projects and times", "alert_limits": "how many alerts a source sends", "heartbeats": "names of programs", "probes": "names of addresses",
	"work_timers": "numbers and times, which forget deletes",
	"worked":      "numbers, times and the contract's activities", "locked_months": "sums, and names of engineers, which forget blanks",
	"outcomes": "figures, and handles of engineers, which forget replaces", "frozen_months": "figures, and handles of engineers, which forget replaces",
	"articles": "what engineers wrote for every customer, without names, and the numbers of who wrote it",
	"duty":     "handles of engineers, which forget deletes", "swaps": "handles of engineers, which forget deletes",
	"feeds": "keys of desk.yaml", "feed_events": "handles of engineers, which forget deletes",
	"drills": "the handle of who planned it, which forget blanks", "drill_calls": "engineers and their chats, which forget deletes",
	"made_files":     "fingerprints of files",
	"homes":          "numbers, projects and digests, which forget deletes",
	"next_responses": "when tickets were answered, without words",
	"contracts":      "what contracts promised; of people they name handles of desk.yaml",
	"agreements":     "what both sides accepted; of people it names those of desk.yaml", "acceptances": "numbers of people, versions and times",
	"map_versions":  "tech maps, which name people by their keys in desk.yaml",
	"desk_in_force": "desk.yaml, whose people cannot be forgotten while they stand in it",
	"chains":        "projects and hashes", "chain": "salted digests", "anchors": "hashes, and where a manager asked for a report",
}

func TestWhoIsForgottenStandsNowhere(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	zinas, marias := w.Everywhere()
	for _, table := range filled {
		if len(holding(w)[table]) == 0 {
			t.Errorf("no tag stands in %s before", table)
		}
	}
	for table := range w.Tables() {
		if !slices.Contains(filled, table) && others[table] == "" {
			t.Errorf("%s is new: say whether words or names may stand in it", table)
		}
	}
	found, err := personal.Forget(t.Context(), w.Tickets, "telegram:"+testdesk.TagAccount)
	if err != nil {
		t.Fatal(err)
	}
	if found.Tickets != 1 || found.Words != 1 || found.Messages == 0 {
		t.Errorf("forgotten were %+v, want a ticket, a message elsewhere and what was posted", found)
	}
	if left := holding(w); len(left) > 0 {
		t.Errorf("left are %v", left)
	}
	wantFigures(t, zinas, w.Ticket(zinas.Key))
	if got := w.Ticket(marias.Key); got.Text != marias.Text {
		t.Errorf("maria's request is %q, want %q", got.Text, marias.Text)
	}
}

// wantFigures fails unless all that can be counted is as it was.
func wantFigures(t *testing.T, before, after *desk.Ticket) {
	t.Helper()
	want := *before
	want.Text, want.Resolution, want.Cue, want.Hidden = desk.Erased, desk.Erased, "", false
	want.Requester = desk.Person{ID: before.Requester.ID, Name: "—"}
	want.Place, want.Origin = desk.Address{}, desk.MessageRef{}
	want.Survey.Review.Cards = nil
	if diff := cmp.Diff(&want, after); diff != "" {
		t.Errorf("the figures (-want +got):\n%s", diff)
	}
}

func TestWhatWasPostedAboutSomebodyIsTakenAway(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Everywhere()
	w.Post()
	if _, err := personal.Forget(t.Context(), w.Tickets, "telegram:"+testdesk.TagAccount); err != nil {
		t.Fatal(err)
	}
	gone := map[string]bool{}
	for _, l := range w.Post() {
		if r, ok := l.Facts.(notice.Remove); ok {
			gone[r.At.Chat] = true
		}
	}
	if !gone["C0L1"] || gone[testdesk.TagAccount] {
		t.Errorf("messages are taken away in %v, want so among the engineers and not from the person", gone)
	}
}

func TestLookingForgetsNothing(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Everywhere()
	before := w.Tables()
	looked, err := personal.Look(t.Context(), w.Tickets, "telegram:"+testdesk.TagAccount)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, w.Tables()); diff != "" {
		t.Errorf("looking changed (-before +after):\n%s", diff)
	}
	if done, err := personal.Forget(t.Context(), w.Tickets, "telegram:"+testdesk.TagAccount); err != nil || cmp.Diff(looked, done) != "" {
		t.Errorf("looked at were %+v, forgotten %+v, %v", looked, done, err)
	}
}

func TestWhoIsInUseIsNotForgotten(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	zina := w.Zina()
	open := w.Open(func(o *tickets.Opening) { o.Requester = zina })
	for name, want := range map[string]error{
		"maria": personal.ErrInUse, "telegram:" + testdesk.TagAccount: personal.ErrInUse, "nobody": desk.ErrNotFound, "": desk.ErrNotFound,
	} {
		if _, err := personal.Forget(t.Context(), w.Tickets, name); !errors.Is(err, want) {
			t.Errorf("forgetting %q: %v, want %v", name, err, want)
		}
	}
	w.Do(open.Key, func(_ context.Context, c *tickets.Case) error { return c.Cancel(w.Desk.Actor(zina), "") })
	if _, err := personal.Forget(t.Context(), w.Tickets, "telegram:"+testdesk.TagAccount); err != nil {
		t.Errorf("with nothing open: %v", err)
	}
}

func TestAnEngineerWhoLeftIsForgotten(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Pass(time.Hour) // noc is called in private, by the step for the third line
	vera := w.Actor("vera")
	noc := w.Actor("noc")
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		_, err := c.DeskSays(ctx, noc, tickets.Words{Text: "Сделаем"})
		return errors.Join(err, c.Resolve(noc, "Готово"), c.Close(vera))
	})
	w.Post()
	delete(w.Desk.People, "noc")
	if _, err := personal.Forget(t.Context(), w.Tickets, "noc"); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"FastHost NOC", `"noc"`, "noc/", "5009"} {
		if left := w.Holding(tag); len(left) > 0 {
			t.Errorf("%s stands in %v still", tag, left)
		}
	}
	if got := w.Ticket(k.Key); got.Resolution != "Готово" || got.Assignee != (desk.Actor{Person: noc.Person}).Engineer() {
		t.Errorf("the ticket is %+v, want its words, and a number in place of the handle", got)
	}
}

func TestTheSameAccountIsMetAnew(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	before := w.Zina()
	if _, err := personal.Forget(t.Context(), w.Tickets, fmt.Sprintf("#%d", before.ID)); err != nil {
		t.Fatal(err)
	}
	again := testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) (desk.Person, error) {
		return tx.PersonOf(ctx, desk.Person{Name: "Zina", Account: before.Account}, w.Now())
	})
	if again.ID == before.ID {
		t.Error("who comes back is known")
	}
}
