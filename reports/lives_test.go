package reports_test

import (
	"context"
	"time"

	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/tickets"
)

// livesOf opens a ticket at each of the moments, and does random things to all of them in between and afterwards.
func livesOf(t *rapid.T, w *testdesk.World, moments []time.Time) (opened []*desk.Ticket) {
	act := func() {
		k := opened[rapid.IntRange(0, len(opened)-1).Draw(t, "ticket")]
		other := opened[rapid.IntRange(0, len(opened)-1).Draw(t, "another")]
		name := rapid.SampledFrom([]string{
			"take", "wait", "resume", "resolve", "resolve", "reopen", "close", "cancel", "reply", "note", "P1", "P2", "service", "information", "rate", "merge",
		}).Draw(t, "act")
		vera, maria := w.Actor("vera"), w.Actor("maria")
		if name == "merge" {
			if k.ID == other.ID { // each is locked by its own transaction
				return
			}
			_, _ = w.Try(k.Key, func(_ context.Context, c *tickets.Case) error {
				_, err := w.Try(other.Key, func(_ context.Context, into *tickets.Case) error { return c.Merge(vera, into, false) })
				return err
			})
			return
		}
		_, _ = w.Try(k.Key, func(ctx context.Context, c *tickets.Case) (err error) { // a refused act changes nothing
			switch name {
			case "take":
				return c.Take(vera)
			case "wait":
				return c.Wait(vera, tickets.Hold{On: desk.WaitingCustomer})
			case "resume":
				return c.Resume(vera)
			case "resolve":
				return c.Resolve(vera, "Готово")
			case "reopen":
				return c.Reopen(ctx, maria, "")
			case "close":
				return c.Close(maria)
			case "cancel":
				return c.Cancel(maria, "")
			case "reply":
				_, err = c.DeskSays(ctx, vera, tickets.Words{Text: "Смотрим"})
			case "note":
				err = c.Note(ctx, vera, tickets.Words{Text: "Опять"})
			case "P1":
				err = c.SetPriority(vera, desk.P1)
			case "P2":
				err = c.SetPriority(vera, desk.P2)
			case "service":
				err = c.SetType(ctx, vera, desk.ServiceRequest)
			case "information":
				err = c.SetType(ctx, vera, desk.InformationRequest)
			case "rate":
				err = c.Rate(ctx, maria, desk.Stars(rapid.IntRange(1, 5).Draw(t, "stars")))
			}
			return err
		})
	}
	for _, m := range moments {
		w.Pass(m.Sub(w.Now()))
		opened = append(opened, w.Open())
	}
	for range rapid.IntRange(5, 25).Draw(t, "acts") {
		w.Pass(time.Duration(rapid.IntRange(1, 40*60).Draw(t, "seconds")) * time.Second)
		act()
	}
	return opened
}
