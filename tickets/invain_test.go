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
	"vakhta/tickets"
)

// cleared returns who got an all-clear among letters.
func cleared(all []testdesk.Letter) (who []string) {
	for _, l := range all {
		if _, ok := l.Facts.(notice.AllClear); ok {
			who = append(who, l.To.String())
		}
	}
	slices.Sort(who)
	return who
}

func TestALadderThatCalledInVainBeginsAgain(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Pass(109 * time.Minute)
	steps := climbed(w, k)
	again := []string{"1h38m0s: in_vain managers/olga, anna/anna", "1h45m30s: escalated 1/1 on_call/anna, on_call"}
	if diff := cmp.Diff(again, steps[max(0, len(steps)-len(again)):]); diff != "" {
		t.Errorf("the last steps (-want +got):\n%s", diff)
	}
	w.Post()
	w.Do(k.Key, func(_ context.Context, c *tickets.Case) error { return c.Take(w.Actor("vera")) })
	if got, want := cleared(w.Post()), []string{"telegram:5009", "telegram:6001"}; !slices.Equal(got, want) {
		t.Errorf("the all-clear went to %v, want each of the third line and the managers once: %v", got, want)
	}
	w.Pass(24 * time.Hour)
	if got := cleared(w.Post()); len(got) > 0 {
		t.Errorf("later the all-clear went to %v", got)
	}
}

func TestWhoWasNotCalledGetsNoAllClear(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open()
	w.Pass(16 * time.Minute)
	w.Post()
	take := func(who string) []string {
		w.Do(k.Key, func(_ context.Context, c *tickets.Case) error { return c.Take(w.Actor(who)) })
		return cleared(w.Post())
	}
	if got, want := take("noc"), []string{"telegram:6001"}; !slices.Equal(got, want) {
		t.Errorf("the all-clear went to %v, want those who were called but the one who took it: %v", got, want)
	}
	w.Pass(8*time.Hour + 2*time.Minute) // nobody works on it, so it goes back to its line
	if got := w.Ticket(k.Key).State; got != desk.New {
		t.Fatalf("the ticket is %s, want it back at its line", got)
	}
	w.Post()
	if got := take("vera"); len(got) > 0 {
		t.Errorf("taken again before anybody was called, the all-clear went to %v", got)
	}
}
