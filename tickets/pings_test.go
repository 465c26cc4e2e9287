package tickets_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/tickets"
)

// standing returns the titles of the calls that are in the chats after letters, once each.
func standing(letters []testdesk.Letter) (titles []string) {
	at := map[desk.MessageRef]string{}
	for _, l := range letters {
		switch l.Facts.(type) {
		case notice.Ping, notice.PingOver:
			if !l.Message.IsZero() {
				at[l.Message] = strings.ReplaceAll(l.Card.Title, "\u00a0", " ")
			}
		}
	}
	for _, title := range at {
		if !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	slices.Sort(titles)
	return titles
}

func TestACallSaysWhatBecameOfTheTicket(t *testing.T) {
	t.Parallel()
	type act = func(ctx context.Context, w *testdesk.World, c *tickets.Case) error
	take := func(_ context.Context, w *testdesk.World, c *tickets.Case) error { return c.Take(w.Actor("vera")) }
	for _, c := range []struct {
		name  string
		after time.Duration
		acts  []act
		want  string // the title of every call
	}{
		{"nobody takes it", minutes(20), nil, "P1 · Ромашка: Касса не пробивает чеки"},
		{"somebody does", minutes(20), []act{take}, "ROM-1 · P1: taken by Вера Орлова (12:20)"},
		{"it is given to somebody", minutes(20), []act{func(ctx context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Assign(ctx, w.Actor("anna"), w.Actor("anna"), "")
		}}, "ROM-1 · P1: taken by Анна Ким (12:20)"},
		{"it is cancelled", minutes(20), []act{func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Cancel(w.Actor("maria"), "")
		}}, "ROM-1 · P1: cancelled"},
		{"it goes back to its line", minutes(20), []act{take, func(_ context.Context, _ *testdesk.World, c *tickets.Case) error {
			return c.Leave("vera")
		}}, "ROM-1 · P1: back at its line"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := testdesk.New(t)
			for _, m := range w.Desk.People {
				m.Locale = desk.English
			}
			w.Desk.Locale = desk.English
			k := w.Open()
			w.Pass(c.after)
			letters := w.Post()
			if got := standing(letters); len(got) != 1 || !strings.HasPrefix(got[0], "P1 · Ромашка: ") {
				t.Fatalf("before: %q", got)
			}
			for _, do := range c.acts {
				k = w.Do(k.Key, func(ctx context.Context, k *tickets.Case) error { return do(ctx, w, k) })
				letters = append(letters, w.Post()...)
			}
			if got := standing(letters); len(got) != 1 || got[0] != c.want {
				t.Errorf("the calls say %q, want %q", got, c.want)
			}
		})
	}
}

func TestACallForHelpLastsUntilTheTicketIsResolved(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := do(t, w, do(t, w, w.Open(), "take"), "escalate")
	letters := w.Post()
	asked := standing(letters)
	if len(asked) == 0 {
		t.Fatal("nobody was called")
	}
	k = do(t, w, k, "wait for a vendor")
	letters = append(letters, w.Post()...)
	if diff := cmp.Diff(asked, standing(letters)); diff != "" {
		t.Errorf("while it waits the calls changed (-want +got):\n%s", diff)
	}
	do(t, w, k, "resolve")
	letters = append(letters, w.Post()...)
	if diff := cmp.Diff([]string{"ROM-1 · P1: решена"}, standing(letters)); diff != "" {
		t.Errorf("after it is resolved the calls say (-want +got):\n%s", diff)
	}
}

func TestAWarningSaysThatItIsResolved(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := do(t, w, w.Open(), "take")
	w.Pass(5 * time.Hour)
	letters := w.Post()
	k = w.Do(k.Key, func(_ context.Context, c *tickets.Case) error { return c.Resolve(w.Actor("vera"), "Готово") })
	letters = append(letters, w.Post()...)
	for _, title := range standing(letters) {
		if !strings.HasSuffix(title, ": решена") && !strings.Contains(title, "resolved") {
			t.Errorf("after %s is resolved a call says %q", k.Key, title)
		}
	}
	if len(standing(letters)) == 0 {
		t.Error("nobody was warned")
	}
}
