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

// The months of a report are counted from the timelines, and again after more has happened: a month that is over says the
// same.
func TestAReportSaysWhatTheTimelinesSay(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	var opened []*desk.Ticket
	rapid.Check(t, func(t *rapid.T) {
		w := w.For(t)
		end := desk.MonthStart(w.Now().In(testdesk.Moscow())).AddDate(0, 1, 0)
		before, after := end.AddDate(0, 0, -1).Format("2006-01"), end.Format("2006-01")
		w.Pass(end.Sub(w.Now()) - 4*time.Hour)
		opened = append(opened, livesOf(t, w, []time.Time{
			w.Now(), end.Add(-time.Hour), end.Add(-time.Microsecond), end, end.Add(time.Hour),
		})...)
		told := map[*desk.Ticket][]history.Entry{}
		for _, k := range opened {
			told[k] = w.Timeline(k)
		}
		first := reportOf(w, before)
		for period, got := range map[string]desk.Report{before: first, after: reportOf(w, after)} {
			at := got.Period.To
			if at.After(w.Now()) {
				at = w.Now()
			}
			var stories []story
			for k, line := range told {
				if s := read(line, at, got.Period.To); !s.opened.IsZero() {
					s.key = k.Key
					stories = append(stories, s)
				}
			}
			if diff := cmp.Diff(count(stories, got.Period, at), figuresOnly(got)); diff != "" {
				t.Fatalf("%s at %s: counted from the timelines (-), reported (+):\n%s", period, w.Now(), diff)
			}
		}
		var now []story
		for k, line := range told {
			s := read(line, w.Now(), w.Now().Add(time.Hour))
			s.key = k.Key
			now = append(now, s)
		}
		if diff := cmp.Diff(openNow(now, w.Now()), liveOf(w)); diff != "" {
			t.Fatalf("/sla at %s: counted from the timelines (-), shown (+):\n%s", w.Now(), diff)
		}
		w.Pass(36 * time.Hour)
		if diff := cmp.Diff(first, reportOf(w, before)); diff != "" {
			t.Fatalf("what happened after its end changed %s:\n%s", before, diff)
		}
	})
}

func reportOf(w *testdesk.World, period string) desk.Report {
	return testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) (desk.Report, error) {
		return reports.Make(ctx, tx, reports.Inquiry{Desk: w.Desk, Projects: []*desk.Project{w.Desk.Projects["ROM"]}, Period: period, Now: w.Now()})
	})
}

// comparable returns a report without what the test does not count.
func figuresOnly(r desk.Report) desk.Report {
	var held time.Duration
	for _, l := range r.Lines {
		held += l.Held
	}
	c := desk.Report{Figures: r.Figures, Breaches: slices.Clone(r.Breaches), Lines: []desk.LineFigures{{Held: held}}}
	c.Backlog = desk.OpenFigures{Open: r.Backlog.Open, Untaken: r.Backlog.Untaken, Waiting: r.Backlog.Waiting, Breached: r.Backlog.Breached, Since: r.Backlog.Since.UTC()}
	for _, g := range r.Groups {
		if g.Tickets+g.Resolved > 0 {
			c.Groups = append(c.Groups, desk.Group{Type: g.Type, Priority: g.Priority, Figures: desk.Figures{Tickets: g.Tickets, Resolved: g.Resolved}})
		}
	}
	for i, b := range c.Breaches {
		c.Breaches[i] = desk.Breach{Key: b.Key, Type: b.Type, Priority: b.Priority, Target: b.Target, Due: b.Due.UTC(), Late: b.Late, Still: b.Still}
	}
	sortBreaches(c.Breaches)
	return c
}

// What a version before wrote is counted from its timelines, and what is frozen says the same.
func TestFiguresOfOldTicketsComeFromTheirTimelines(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	vera := w.Actor("vera")
	w.Pass(desk.MonthStart(w.Now().In(testdesk.Moscow())).AddDate(0, 1, 0).Sub(w.Now()) - 5*time.Hour)
	for n := range 4 {
		k := w.Open()
		w.Pass(time.Duration(20*n) * time.Minute)
		w.Do(k.Key, func(_ context.Context, c *tickets.Case) error { return c.Take(vera) })
		w.Pass(time.Hour)
		w.Do(k.Key, func(_ context.Context, c *tickets.Case) error {
			return c.Wait(vera, tickets.Hold{On: desk.WaitingCustomer})
		})
		w.Pass(30 * time.Minute)
		w.Do(k.Key, func(_ context.Context, c *tickets.Case) error { return c.Resume(vera) })
		if n != 1 {
			w.Do(k.Key, func(_ context.Context, c *tickets.Case) error { return c.Resolve(vera, "Готово") })
		}
	}
	w.Pass(24 * time.Hour)
	periods := []string{"2026-11", "2026-12", "2026"}
	want := map[string]desk.Report{}
	for _, p := range periods {
		want[p] = reportOf(w, p)
	}
	if want["2026-11"].Tickets == 0 || want["2026-12"].Tickets == 0 {
		t.Fatalf("%+v: nothing to compare", want)
	}
	same := func(when string) {
		t.Helper()
		for _, p := range periods {
			if diff := cmp.Diff(want[p], reportOf(w, p)); diff != "" {
				t.Errorf("%s of %s (-before +after):\n%s", when, p, diff)
			}
		}
	}
	w.Exec("delete from outcomes")
	w.Exec("update tickets set tally = null, recount = true")
	if r := reportOf(w, "2026"); r.Uncounted != 4 {
		t.Errorf("%d tickets are said to be uncounted, want 4", r.Uncounted)
	}
	w.Update(func(ctx context.Context, tx *storage.Tx) error { return reports.Freeze(ctx, tx, w.Desk, w.Now()) }) // waits
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		n, err := tickets.Recount(ctx, tx, w.Desk, 10)
		if n != 4 {
			t.Errorf("%d tickets are counted, want 4", n)
		}
		return err
	})
	same("counted from the timelines, the report")
	w.Update(func(ctx context.Context, tx *storage.Tx) error { return reports.Freeze(ctx, tx, w.Desk, w.Now()) })
	if frozen := w.Tables()["frozen_months"]; len(frozen) != 1 {
		t.Errorf("%d months are frozen, want the one that is over: %s", len(frozen), frozen)
	}
	same("frozen, the report")
}
