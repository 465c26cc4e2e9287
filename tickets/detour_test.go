package tickets_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/storage"
)

// notTaken claims the pages that wait for a chat, with their cards, and has each made
// elsewhere because its messenger does not take it. It returns how many were.
func notTaken(t *testing.T, w *testdesk.World, chat string) (moved int, pages []desk.Notice) {
	t.Helper()
	for {
		claimed, err := w.Store.Claim(t.Context(), storage.ClaimOpts{Urgent: true, Now: w.Now(), Lease: time.Minute, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		if len(claimed) == 0 {
			return moved, pages
		}
		for _, n := range claimed {
			if n.To.String() != chat {
				continue
			}
			pages = append(pages, n)
			if instead(t, w, n) {
				moved++
			}
		}
	}
}

func instead(t *testing.T, w *testdesk.World, n desk.Notice) bool {
	t.Helper()
	moved, err := w.Tickets.Detour(t.Context(), n, storage.Settlement{ID: n.ID, Tries: n.Tries, At: w.Now(), Dead: true, Why: "no answer"})
	if err != nil {
		t.Fatal(err)
	}
	return moved
}

// to returns what of cardsAndCalls goes to chats that begin so.
func to(letters []testdesk.Letter, chat string) []string {
	return slices.DeleteFunc(cardsAndCalls(letters), func(s string) bool { return !strings.Contains(s, " "+chat) })
}

func TestAPageThatItsMessengerDoesNotTakeIsMadeInTheNextOnce(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Post()
	w.Pass(minutes(15)) // the third line is paged in private
	moved, pages := notTaken(t, w, "telegram:5009")
	if moved != 2 {
		t.Fatalf("%d of the card and the page are made elsewhere", moved)
	}
	for _, n := range pages { // another courier had claimed them as well
		instead(t, w, n)
	}
	w.Pass(2 * time.Minute) // what else was claimed above is free again
	letters := w.Post()
	if got, want := to(letters, "slack:U0NOC"), []string{"ping slack:U0NOC", "work_card slack:U0NOC"}; !slices.Equal(got, want) {
		t.Errorf("in the next messenger: %v, want %v", got, want)
	}
	if got := to(letters, "telegram:5009"); len(got) > 0 {
		t.Errorf("when the first is back: %v, want nothing", got)
	}
	if c := w.Ticket(k.Key).Copies; slices.ContainsFunc(c, func(o desk.Copy) bool { return o.At.Chat == "5009" }) {
		t.Errorf("a card is still expected there: %v", c)
	}
}

func TestWhoHasNoFurtherMessengerIsWaitedFor(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Open()
	w.Post()
	w.Pass(minutes(15))
	if moved, pages := notTaken(t, w, "telegram:6001"); moved != 0 || len(pages) == 0 {
		t.Errorf("%d of %d pages of a manager are made elsewhere", moved, len(pages))
	}
	w.Pass(2 * time.Minute)
	if len(to(w.Post(), "telegram:6001")) == 0 {
		t.Error("the page is lost")
	}
}

func TestWhatIsNotNeededAnyMoreIsNotMadeElsewhere(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Post()
	w.Pass(minutes(15))
	var waits []desk.Notice
	claimed, err := w.Store.Claim(t.Context(), storage.ClaimOpts{Urgent: true, Now: w.Now(), Lease: time.Minute, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range claimed {
		if n.To.Chat == "5009" {
			waits = append(waits, n)
		}
	}
	do(t, w, k, "take")
	for _, n := range waits {
		instead(t, w, n)
	}
	w.Pass(2 * time.Minute)
	for _, l := range w.Post() {
		if l.To.Chat == "U0NOC" && l.Kind == "ping" && l.Class == desk.ClassEscalation {
			t.Errorf("somebody took it, and %s is paged: %s", l.To, l.Card.Lead)
		}
	}
}

func TestTheCallOfALineWhoseMessengerIsAwayGoesToItsPeopleOnce(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Open()
	w.Post()
	w.Pass(minutes(12)) // the second line is paged in its channel
	if err := w.Tickets.MarkAway(t.Context(), desk.Slack, w.Now()); err != nil {
		t.Fatal(err)
	}
	moved, pages := notTaken(t, w, "slack:C0L2")
	if moved != 0 || len(pages) == 0 {
		t.Errorf("%d of %d: the card in the channel has to wait for its messenger", moved, len(pages))
	}
	for _, n := range pages {
		instead(t, w, n)
	}
	w.Pass(2 * time.Minute)
	if got, want := to(w.Post(), "telegram:5003"), []string{"ping telegram:5003", "work_card telegram:5003"}; !slices.Equal(got, want) {
		t.Errorf("in private: %v, want %v", got, want)
	}
}
