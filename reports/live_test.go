package reports_test

import (
	"cmp"
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/reports"
	"vakhta/storage"
)

// A stand is what a live view says, without words and people.
type stand struct {
	Backlog       desk.OpenFigures
	Overdue, Soon []desk.OpenTarget
	SoonAll       int
	Untaken       []desk.Key
}

// liveOf returns what /sla says now.
func liveOf(w *testdesk.World) stand {
	v := testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) (desk.LiveView, error) {
		return reports.Live(ctx, tx, w.Desk, []string{"ROM"}, w.Now())
	})
	bare := func(all []desk.OpenTarget) (bared []desk.OpenTarget) {
		for _, o := range all {
			bared = append(bared, desk.OpenTarget{Key: o.Key, Priority: o.Priority, Target: o.Target, Due: o.Due.UTC()})
		}
		return bared
	}
	v.Backlog.Since = v.Backlog.Since.UTC()
	return stand{v.Backlog, bare(v.Overdue), bare(v.Soon), v.SoonAll, v.Untaken}
}

// openNow computes it from what the timelines say, ticket by ticket.
func openNow(all []story, now time.Time) (s stand) {
	slices.SortFunc(all, func(a, b story) int { return cmp.Or(a.opened.Compare(b.opened), a.key.Number-b.key.Number) })
	for _, k := range all {
		if !k.state.Open() {
			continue
		}
		if s.Backlog.Open == 0 {
			s.Backlog.Oldest = k.key
		}
		if k.acked.IsZero() && len(s.Untaken) < 10 {
			s.Untaken = append(s.Untaken, k.key)
		}
		k.stands(&s.Backlog, k.overdue(desk.ClockReaction) || k.overdue(desk.ClockResolution))
		days := now.Sub(k.opened).Hours() / 24
		s.Backlog.Ages[slices.IndexFunc([]float64{1, 3, 7, 30, 1e9}, func(limit float64) bool { return days < limit })]++
		due := k.opened.Add(promised[k.priority][desk.ClockReaction])
		target := desk.OpenTarget{Key: k.key, Priority: k.priority, Target: desk.ClockReaction, Due: due.Truncate(time.Microsecond).UTC()}
		ends := target
		ends.Target = desk.ClockResolution
		ends.Due = k.opened.Add(promised[k.priority][desk.ClockResolution] + k.stoodBetween(k.opened, now)).Truncate(time.Microsecond).UTC()
		switch met := !k.late[desk.ClockResolution].IsZero(); {
		case k.overdue(desk.ClockReaction):
			target.Due = k.missed[desk.ClockReaction].UTC()
			s.Overdue = append(s.Overdue, target)
		case k.overdue(desk.ClockResolution):
			ends.Due = k.missed[desk.ClockResolution].UTC()
			s.Overdue = append(s.Overdue, ends)
		case k.reacted.IsZero() && target.Due.Before(now.Add(2*time.Hour)):
			s.Soon = append(s.Soon, target)
		case !met && k.waits.IsZero() && ends.Due.Before(now.Add(2*time.Hour)):
			s.Soon = append(s.Soon, ends)
		}
	}
	byDue := func(a, b desk.OpenTarget) int { return cmp.Or(a.Due.Compare(b.Due), a.Key.Number-b.Key.Number) }
	slices.SortFunc(s.Overdue, byDue)
	slices.SortFunc(s.Soon, byDue)
	s.SoonAll = len(s.Soon)
	s.Overdue, s.Soon = s.Overdue[:min(10, len(s.Overdue))], s.Soon[:min(10, len(s.Soon))]
	return s
}
