package tickets_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/tickets"
)

// told are the broken promises among letters, as "when after the opening: what".
func told(w *testdesk.World, letters []testdesk.Letter) (all []string) {
	for _, l := range letters {
		if f, late := l.Facts.(notice.Late); late {
			what := "not taken"
			if f.Resolution {
				what = "not resolved"
			}
			all = append(all, l.Planned.Sub(w.Ticket(desk.Key{Project: "ROM", Number: 1}).OpenedAt).String()+": "+what)
		}
	}
	return all
}

func TestTheRequesterIsToldOnceThatAPromiseIsBroken(t *testing.T) {
	t.Parallel()
	wait := func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
		return c.Wait(w.Actor("vera"), tickets.Hold{On: desk.WaitingCustomer, Text: "Какая касса?"})
	}
	for _, c := range []struct {
		name string
		do   func(ctx context.Context, w *testdesk.World, c *tickets.Case) error // after a minute
		want []string
	}{
		{"nobody takes it", nil, []string{"15m1s: not taken", "4h0m1s: not resolved"}},
		{"somebody takes it", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Take(w.Actor("vera"))
		}, []string{"4h0m1s: not resolved"}},
		{"it is resolved", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Resolve(w.Actor("vera"), "Готово")
		}, nil},
		{"it waits for the customer", wait, nil},
		{"it turns out to be less urgent", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.SetPriority(w.Actor("vera"), desk.P2)
		}, []string{"30m1s: not taken", "8h0m1s: not resolved"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := testdesk.New(t)
			k := w.Open()
			letters := w.Post()
			w.Pass(time.Minute)
			if c.do != nil {
				w.Do(k.Key, func(ctx context.Context, k *tickets.Case) error { return c.do(ctx, w, k) })
			}
			for range 20 {
				w.Pass(30 * time.Minute)
				letters = append(letters, w.Post()...)
			}
			if diff := cmp.Diff(c.want, told(w, letters)); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}
