package tickets_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

var firstLine = desk.Address{Platform: desk.Slack, Chat: "C0L1"}

// reaches makes a chat begin or stop taking messages, and acts on it.
func reaches(t *testing.T, w *testdesk.World, at desk.Address, able bool) {
	t.Helper()
	cause := desk.ReachArchived
	if able {
		cause = desk.ReachUnarchived
	}
	var set []desk.Alarm
	w.Update(func(ctx context.Context, tx *storage.Tx) (err error) {
		_, set, err = tickets.MarkReach(ctx, tx, w.Desk, tickets.Reachability{At: at, Able: able, Cause: cause, Key: w.Now().String()}, w.Now())
		return err
	})
	for _, a := range set {
		for range 2 { // a second ring does nothing
			if err := w.Tickets.FireChannel(context.Background(), w.Now(), a); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// cardsAndCalls lists what is sent as "kind chat".
func cardsAndCalls(letters []testdesk.Letter) (all []string) {
	for _, l := range letters {
		switch l.Facts.(type) {
		case notice.WorkCard, notice.Ping, notice.ReachChanged:
			if l.Class != desk.ClassRefresh {
				all = append(all, string(l.Kind)+" "+l.To.String())
			}
		}
	}
	slices.Sort(all)
	return all
}

func TestTheTicketsOfALostChannelGoToItsPeople(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what       string
		silent     []string
		taken      bool
		lost, back []string
	}{
		{
			"nobody has it: everybody of the line", nil, false,
			[]string{"ping slack:U0BORIS", "ping telegram:5001", "unreachable telegram:5001", "work_card slack:U0BORIS", "work_card telegram:5001"},
			[]string{"unreachable telegram:5001", "work_card slack:C0L1"},
		},
		{
			"none of them can be reached: the managers", []string{"slack:U0BORIS", "telegram:5001", "slack:U0ANNA"}, false,
			[]string{"ping telegram:6001", "unreachable telegram:5001", "work_card telegram:6001"},
			[]string{"unreachable telegram:5001", "work_card slack:C0L1"},
		},
		{
			"nor the managers: the next step, which is on call, and then the second line", []string{"slack:U0BORIS", "telegram:5001", "slack:U0ANNA", "telegram:6001"}, false,
			[]string{"ping slack:C0L2", "unreachable telegram:5001", "work_card slack:C0L2"},
			[]string{"unreachable telegram:5001", "work_card slack:C0L1"},
		},
		{
			"somebody has it: they alone", nil, true,
			[]string{"ping slack:U0BORIS", "unreachable telegram:5001", "work_card slack:U0BORIS"},
			[]string{"unreachable telegram:5001", "work_card slack:C0L1"},
		},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			w := testdesk.New(t)
			k := w.Open()
			if c.taken {
				w.Do(k.Key, func(_ context.Context, one *tickets.Case) error { return one.Take(w.Actor("boris")) })
			}
			unreachable(w, c.silent...)
			w.Post()
			reaches(t, w, firstLine, false)
			if diff := cmp.Diff(c.lost, cardsAndCalls(w.Post())); diff != "" {
				t.Errorf("when it is lost (-want +got):\n%s", diff)
			}
			w.Pass(time.Minute)
			reaches(t, w, firstLine, true)
			if diff := cmp.Diff(c.back, cardsAndCalls(w.Post())); diff != "" {
				t.Errorf("when it is back (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnAdminHearsOfATopicOfALineWhoseForumIsLost(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "channel: slack:C0L1", "channel: telegram:-1009000000004/7")
	w.Open()
	w.Post()
	reaches(t, w, desk.Address{Platform: desk.Telegram, Chat: "-1009000000004"}, false)
	if got := cardsAndCalls(w.Post()); !slices.Contains(got, "unreachable telegram:5001") || !slices.Contains(got, "work_card slack:U0BORIS") {
		t.Errorf("sent: %q", got)
	}
}
