package tickets_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/internal/golden"
	"vakhta/internal/testdesk"
	"vakhta/internal/testpg"
	"vakhta/notice"
	"vakhta/storage"
)

// before opens the desk on the database of version 0.1, after migration.
func before(t *testing.T) *testdesk.World {
	t.Helper()
	dump, err := os.ReadFile("testdata/v0.1.sql")
	if err != nil {
		t.Fatal(err)
	}
	url := testpg.Restore(t, string(dump))
	if err := storage.Migrate(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	return testdesk.On(t, url, time.Date(2026, time.November, 25, 0, 10, 0, 0, testdesk.Moscow()))
}

func TestTheTimelinesOfTheVersionBeforeAreReadAsTheyWere(t *testing.T) {
	t.Parallel()
	w := before(t)
	text := ""
	for n := 1; n <= 8; n++ {
		k := w.Ticket(desk.Key{Project: "ROM", Number: n})
		for _, engineer := range []bool{true, false} {
			v := cards.View{Desk: w.Desk, Now: w.Now(), Locale: desk.English, Ticket: k}
			card, err := cards.Card(v, notice.Status{Engineer: engineer, Timeline: w.Timeline(k)})
			if err != nil {
				t.Fatal(err)
			}
			text += "=== " + card.Title + "\n" + strings.Join(card.Lines, "\n") + "\n"
		}
	}
	golden.Compare(t, "v0.1.status.txt", text)
}

func TestWhatTheVersionBeforeLeftInTheOutboxIsSent(t *testing.T) {
	t.Parallel()
	w := before(t)
	text := ""
	for _, l := range w.Post() {
		text += "=== " + l.Key + "\n"
		for _, words := range []string{l.Card.Title, l.Card.Lead, l.Card.Quote, strings.Join(l.Card.Lines, "\n")} {
			if words != "" {
				text += words + "\n"
			}
		}
	}
	golden.Compare(t, "v0.1.sent.txt", text)
	if left, err := w.Store.Depths(t.Context(), w.Now().Add(time.Hour)); err != nil || len(left) > 0 {
		t.Errorf("the outbox still holds %+v, %v", left, err)
	}
}

func TestTheClocksOfTheVersionBeforeGoOn(t *testing.T) {
	t.Parallel()
	w := before(t)
	site := w.Ticket(desk.Key{Project: "ROM", Number: 6}) // until the last call of its ladder
	w.Pass(10 * time.Minute)
	steps := climbed(w, site)
	if got := steps[len(steps)-1]; got != "9h22m4.03s: escalated 4/6 line_3/noc" {
		t.Errorf("the ladder's next call is %q", got)
	}
	site = do(t, w, site, "take")
	if site.State != desk.InProgress || site.Assignee == "" {
		t.Errorf("taken, the ticket is %s and of %q", site.State, site.Assignee)
	}
	w.Pass(4 * 24 * time.Hour)
	search := w.Ticket(desk.Key{Project: "ROM", Number: 4}) // resolved three days before
	if search.State != desk.Closed {
		t.Errorf("a resolved ticket is %s after four days of silence", search.State)
	}
	w.Open()
	if next := w.Ticket(desk.Key{Project: "ROM", Number: 9}); next.State != desk.New {
		t.Errorf("a new ticket is %s", next.State)
	}
}

func TestAnEngineerWhoJoinedTheVersionBeforeIsNoNameAnyMore(t *testing.T) {
	t.Parallel()
	w := before(t)
	k := w.Ticket(desk.Key{Project: "ROM", Number: 2})
	if k.Assignee != "#8" || k.AssigneeName != "Пётр Чужой" {
		t.Fatalf("the ticket is %q's, who is called %q", k.Assignee, k.AssigneeName)
	}
	w.Post()
	w.Pass(5 * time.Hour)
	for _, l := range w.Post() {
		if p, ok := l.Facts.(notice.Ping); ok && l.Ticket == k.ID && p.Why == desk.ReasonReminded && l.To.String() == "telegram:9001" {
			return
		}
	}
	t.Error("nobody reminded him")
}
