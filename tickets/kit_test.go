package tickets_test

import (
	"context"
	"errors"
	"flag"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/tickets"
)

// TestMain makes rapid check a property less often, unless the flag is set: each check uses a database.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "12"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(os.Exit))
}

// An act is what somebody, or time, may do to a ticket.
type act struct {
	name string
	do   func(ctx context.Context, w *testdesk.World, c *tickets.Case) error
}

// acts returns everything that engineers and requesters do to a ticket's state. Vera does it.
func acts() []act {
	vera := func(w *testdesk.World) desk.Actor { return w.Actor("vera") }
	return []act{
		{"take", func(_ context.Context, w *testdesk.World, c *tickets.Case) error { return c.Take(vera(w)) }},
		{"assign", func(ctx context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Assign(ctx, vera(w), w.Actor("boris"), "")
		}},
		{"wait for the customer", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Wait(vera(w), tickets.Hold{On: desk.WaitingCustomer})
		}},
		{"ask the customer", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Wait(vera(w), tickets.Hold{On: desk.WaitingCustomer, Text: "Какая касса?"})
		}},
		{"wait for a vendor", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Wait(vera(w), tickets.Hold{On: desk.WaitingVendor})
		}},
		{"resume", func(_ context.Context, w *testdesk.World, c *tickets.Case) error { return c.Resume(vera(w)) }},
		{"resolve", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Resolve(vera(w), "Готово")
		}},
		{"reopen", func(ctx context.Context, w *testdesk.World, c *tickets.Case) error { return c.Reopen(ctx, vera(w), "") }},
		{"close", func(_ context.Context, w *testdesk.World, c *tickets.Case) error { return c.Close(vera(w)) }},
		{"cancel", func(_ context.Context, w *testdesk.World, c *tickets.Case) error { return c.Cancel(vera(w), "") }},
		{"escalate", func(ctx context.Context, w *testdesk.World, c *tickets.Case) error {
			_, err := c.Escalate(ctx, vera(w), "")
			return err
		}},
		{"reply", func(ctx context.Context, w *testdesk.World, c *tickets.Case) error {
			_, err := c.DeskSays(ctx, vera(w), tickets.Words{Text: "Смотрим"})
			return err
		}},
		{"note", func(ctx context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Note(ctx, vera(w), tickets.Words{Text: "Опять они"})
		}},
		{"say", func(ctx context.Context, w *testdesk.World, c *tickets.Case) error {
			_, err := c.CustomerSays(ctx, w.Actor("maria"), tickets.Words{Text: "Ну что там?"})
			return err
		}},
		{"set P4", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.SetPriority(vera(w), desk.P4)
		}},
		{"set P1", func(_ context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.SetPriority(vera(w), desk.P1)
		}},
		{"call it a change", func(ctx context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.SetType(ctx, vera(w), desk.ChangeRequest)
		}},
		{"rate", func(ctx context.Context, w *testdesk.World, c *tickets.Case) error {
			return c.Rate(ctx, w.Actor("maria"), 5)
		}},
	}
}

func named(t testdesk.T, name string) act {
	t.Helper()
	for _, d := range acts() {
		if d.name == name {
			return d
		}
	}
	t.Fatalf("nobody knows how to %s", name)
	return act{}
}

// do does acts one after another. Each must succeed.
func do(t testdesk.T, w *testdesk.World, k *desk.Ticket, names ...string) *desk.Ticket {
	t.Helper()
	for _, name := range names {
		k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error { return named(t, name).do(ctx, w, c) })
	}
	return k
}

// try does an act and reports whether it was refused.
func try(t testdesk.T, w *testdesk.World, k *desk.Ticket, d act) (refused bool) {
	t.Helper()
	_, err := w.Try(k.Key, func(ctx context.Context, c *tickets.Case) error { return d.do(ctx, w, c) })
	var move *desk.MoveError
	switch {
	case err == nil:
		return false
	case errors.As(err, &move), errors.Is(err, tickets.ErrNobody):
		return true
	}
	t.Fatalf("%s a ticket that is %s: %v", d.name, k.State, err)
	return false
}

// waysTo returns the acts that bring a new ticket into each state.
func waysTo() map[desk.State][]string {
	return map[desk.State][]string{
		desk.New: nil, desk.InProgress: {"take"}, desk.WaitingCustomer: {"wait for the customer"},
		desk.WaitingVendor: {"wait for a vendor"}, desk.Resolved: {"resolve"}, desk.Closed: {"resolve", "close"}, desk.Cancelled: {"cancel"},
	}
}

// minutes returns a duration of n minutes.
func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }
