package reports_test

import (
	"context"
	"flag"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/reports"
	"vakhta/storage"
	"vakhta/tickets"
)

// TestMain makes rapid check a property less often, unless the flag is set: each check uses a database.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "8"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(os.Exit))
}

func TestAReportSaysWhatTheTimelinesSay(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	d := w.Desk
	rapid.Check(t, func(t *rapid.T) {
		w := w.For(t)
		w.Pass(24 * time.Hour) // apart from the check before
		period := desk.Period{Name: "two hours", From: w.Now().Add(time.Hour), To: w.Now().Add(3 * time.Hour)}
		opened := livesOf(t, w, []time.Time{
			period.From.Add(-time.Microsecond), period.From, period.From.Add(time.Hour), period.To.Add(-time.Microsecond), period.To,
		})
		found := testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) {
			return tx.TicketsOpened(ctx, []string{"ROM"}, period.From, period.To)
		})
		got := reports.Figures(d, d.Projects["ROM"], period, found, w.Now())
		var told []story
		for _, k := range opened {
			told = append(told, read(w.Ticket(k.Key), w.Timeline(k), w.Now()))
			w.Forget(k)
		}
		want := count(told, period, w.Now())
		want.Project, want.Name, want.Zone, want.Period, want.At = got.Project, got.Name, got.Zone, got.Period, got.At
		for i, g := range got.Groups {
			got.Groups[i] = desk.Group{Type: g.Type, Priority: g.Priority, Figures: desk.Figures{Tickets: g.Tickets}}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("counted from the timelines (-), reported (+):\n%s", diff)
		}
	})
}

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
				c.SetPriority(vera, desk.P1)
			case "P2":
				c.SetPriority(vera, desk.P2)
			case "service":
				err = c.SetType(ctx, vera, desk.ServiceRequest)
			case "information":
				err = c.SetType(ctx, vera, desk.InformationRequest)
			case "rate":
				err = c.Rate(maria, desk.Stars(rapid.IntRange(1, 5).Draw(t, "stars")))
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

// A story is what a ticket's timeline says about it.
type story struct {
	key                       desk.Key
	state                     desk.State
	typ                       desk.RequestType
	priority                  desk.Priority
	opened, reacted, resolved time.Time
	ended, waits              time.Time // waits: since when the resolution clock is paused
	stood                     []desk.Pause
	missed                    map[desk.ClockName]time.Time // the first deadline that passed unmet
	late                      map[desk.ClockName]time.Time // when what it promised happened after all
	rating                    int
	into                      string // the ticket that it became a part of
}

// promised are the targets of desk.example.yaml for P1 and P2, around the clock.
var promised = map[desk.Priority]map[desk.ClockName]time.Duration{
	desk.P1: {desk.ClockReaction: 15 * time.Minute, desk.ClockResolution: 4 * time.Hour},
	desk.P2: {desk.ClockReaction: 30 * time.Minute, desk.ClockResolution: 8 * time.Hour},
}

// read reads a timeline up to now.
func read(k *desk.Ticket, line []history.Entry, now time.Time) story {
	s := story{
		key: k.Key, into: k.MergedInto.String(), state: desk.New, typ: desk.Incident, priority: desk.P1,
		missed: map[desk.ClockName]time.Time{}, late: map[desk.ClockName]time.Time{},
	}
	for _, e := range line {
		if !s.opened.IsZero() {
			s.watch(e.At)
		}
		s.hear(e)
	}
	s.watch(now)
	return s
}

// watch looks at the clocks at a time, before anything that happens then.
func (s *story) watch(now time.Time) {
	if !s.state.Open() {
		return
	}
	if due := s.opened.Add(promised[s.priority][desk.ClockReaction]); s.reacted.IsZero() && now.After(due) {
		s.miss(desk.ClockReaction, due)
	}
	if !s.waits.IsZero() {
		return
	}
	due := s.opened.Add(promised[s.priority][desk.ClockResolution] + s.stoodBetween(s.opened, now))
	if now.After(due) {
		s.miss(desk.ClockResolution, due)
	}
}

func (s *story) miss(target desk.ClockName, due time.Time) {
	if s.missed[target].IsZero() {
		s.missed[target] = due.Truncate(time.Microsecond)
	}
}

// stoodBetween returns for how long the resolution clock stood.
func (s *story) stoodBetween(from, to time.Time) (sum time.Duration) {
	all := s.stood
	if !s.waits.IsZero() {
		all = append(slices.Clone(all), desk.Pause{From: s.waits, To: to})
	}
	for _, p := range all {
		if begin := later(p.From, from); p.To.After(begin) {
			sum += p.To.Sub(begin)
		}
	}
	return sum
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (s *story) hear(e history.Entry) {
	react := func() {
		if s.reacted.IsZero() {
			s.reacted, s.late[desk.ClockReaction] = e.At, e.At
		}
	}
	enter := func(state desk.State) {
		s.state = state
		stands := state == desk.WaitingCustomer || state == desk.Resolved
		switch {
		case stands && s.waits.IsZero():
			s.waits = e.At
		case !stands && state.Open() && !s.waits.IsZero():
			s.stood, s.waits = append(s.stood, desk.Pause{From: s.waits, To: e.At}), time.Time{}
		}
	}
	switch event := e.Event.(type) {
	case history.Opened:
		s.opened = e.At
	case history.Acknowledged:
		react()
		if s.state == desk.New {
			enter(desk.InProgress)
		}
	case history.Replied:
		react()
	case history.PutOnHold:
		react()
		enter(event.On)
	case history.Resumed:
		enter(desk.InProgress)
	case history.Released:
		enter(desk.New)
	case history.Resolved:
		react()
		s.resolved = e.At
		if s.late[desk.ClockResolution].IsZero() && !s.missed[desk.ClockResolution].IsZero() {
			s.late[desk.ClockResolution] = e.At
		}
		enter(desk.Resolved)
	case history.Reopened:
		s.resolved, s.rating = time.Time{}, 0
		enter(desk.InProgress)
	case history.Closed:
		s.ended = e.At
		enter(desk.Closed)
	case history.Cancelled:
		s.ended = e.At
		enter(desk.Cancelled)
	case history.Merged:
		if !event.Into.IsZero() {
			s.ended = e.At
			enter(desk.Cancelled)
		}
	case history.Retyped:
		s.typ = event.To
	case history.Prioritized:
		s.priority = event.To
	case history.Rated:
		s.rating = int(event.Stars)
	default: // not counted by a report
	}
}

// count computes the report in the simplest way, ticket by ticket.
func count(all []story, period desk.Period, now time.Time) desk.Report {
	r := desk.Report{Figures: desk.Figures{Ratings: map[int]int{}}}
	of := map[[2]int]int{}
	var reactions, resolutions []time.Duration
	for _, s := range all {
		if s.opened.Before(period.From) || !s.opened.Before(period.To) {
			continue
		}
		s.judge(&r, &r.Reaction, desk.ClockReaction, s.reacted, now)
		s.judge(&r, &r.Resolution, desk.ClockResolution, s.resolved, now)
		if !s.reacted.IsZero() {
			reactions = append(reactions, s.reacted.Sub(s.opened))
		}
		if !s.resolved.IsZero() {
			resolutions = append(resolutions, s.resolved.Sub(s.opened)-s.stoodBetween(s.opened, s.resolved))
		}
		kind := [2]int{slices.Index(desk.RequestTypes(), s.typ), int(s.priority)}
		if s.into != "" {
			if len(s.missed) > 0 || !s.reacted.IsZero() { // something was decided
				of[kind] += 0
			}
			continue
		}
		r.Tickets++
		of[kind]++
		if s.state.Open() {
			r.Backlog.Open++
		}
		if !s.resolved.IsZero() {
			r.Resolved++
		}
		if s.rating > 0 {
			r.Ratings[s.rating]++
		}
	}
	r.Reaction.Measured, r.Reaction.Median, r.Reaction.P95 = len(reactions), least(reactions, 0.5), least(reactions, 0.95)
	r.Resolution.Measured, r.Resolution.Median, r.Resolution.P95 = len(resolutions), least(resolutions, 0.5), least(resolutions, 0.95)
	for i, typ := range desk.RequestTypes() {
		for _, priority := range desk.Priorities() {
			if n, some := of[[2]int{i, int(priority)}]; some {
				r.Groups = append(r.Groups, desk.Group{Type: typ, Priority: priority, Figures: desk.Figures{Tickets: n}})
			}
		}
	}
	slices.SortFunc(r.Breaches, func(a, b desk.Breach) int { // an order of the test's own, for both
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return a.Key.Number - b.Key.Number
	})
	return r
}

func (s story) judge(r *desk.Report, f *desk.TargetFigures, target desk.ClockName, done, now time.Time) {
	switch due := s.missed[target]; {
	case !due.IsZero():
		until, still := s.late[target], false
		if until.IsZero() {
			until, still = now, !s.state.Ended()
			if !s.ended.IsZero() {
				until = s.ended
			}
		}
		late := until.Sub(due)
		if target == desk.ClockResolution {
			late -= s.stoodBetween(due, until)
		}
		f.Promised++
		r.Breaches = append(r.Breaches, desk.Breach{Key: s.key, Type: s.typ, Priority: s.priority, Target: target, Due: due, Late: late, Still: still})
	case !done.IsZero():
		f.Promised++
		f.Met++
	case s.state.Open():
		f.Pending++
	}
}

// least returns the smallest element that at least this part of all does not exceed; 0 if there are none.
func least(all []time.Duration, part float64) time.Duration {
	best := time.Duration(0)
	for _, candidate := range all {
		within := 0
		for _, v := range all {
			if v <= candidate {
				within++
			}
		}
		if float64(within) >= part*float64(len(all)) && (best == 0 || candidate < best) {
			best = candidate
		}
	}
	return best
}
