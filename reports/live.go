package reports

import (
	"cmp"
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

const (
	// soon is how long before its deadline a target is at risk.
	soon = 2 * time.Hour
	// liveShown is how many tickets of each kind a live view lists.
	liveShown = 10
)

// Live returns what is open in projects now, by age and by risk.
func Live(ctx context.Context, tx *storage.Tx, d *desk.Desk, projects []string, now time.Time) (desk.LiveView, error) {
	v := desk.LiveView{At: now, Distance: soon}
	open, err := tx.OpenFacts(ctx, projects, now)
	if err != nil {
		return v, err
	}
	ids := map[desk.EngineerID]string{}
	for _, f := range open {
		if f.Assignee != "" {
			ids[f.Assignee] = ""
		}
	}
	if err := resolve(ctx, tx, d, ids); err != nil {
		return v, err
	}
	load := map[desk.EngineerID]desk.PersonLoad{}
	for _, f := range open {
		late := addOpen(&v, f, ids[f.Assignee])
		if f.Assignee == "" {
			v.Unowned++
			continue
		}
		l := load[f.Assignee]
		l.Engineer, l.Name, l.Open = f.Assignee, ids[f.Assignee], l.Open+1
		if late {
			l.Overdue++
		}
		load[f.Assignee] = l
	}
	for _, l := range load {
		v.Load = append(v.Load, l)
	}
	slices.SortFunc(v.Load, func(a, b desk.PersonLoad) int {
		return cmp.Or(b.Open-a.Open, cmp.Compare(a.Name, b.Name), cmp.Compare(a.Engineer, b.Engineer))
	})
	byDue := func(a, b desk.OpenTarget) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Key.Project, b.Key.Project), a.Key.Number-b.Key.Number)
	}
	slices.SortFunc(v.Overdue, byDue)
	slices.SortFunc(v.Soon, byDue)
	v.SoonAll = len(v.Soon)
	v.Overdue, v.Soon = v.Overdue[:min(liveShown, len(v.Overdue))], v.Soon[:min(liveShown, len(v.Soon))]
	return v, nil
}

// addOpen counts an open ticket, and reports whether it is overdue. The tickets come
// by age.
func addOpen(v *desk.LiveView, f storage.OpenFact, assignee string) (late bool) {
	b := &v.Backlog
	if b.Open == 0 {
		b.Oldest, b.Since = f.Key, f.OpenedAt
	}
	b.Open++
	b.Ages[ageOf(v.At.Sub(f.OpenedAt))]++
	if f.State.Waiting() {
		b.Waiting++
	}
	if !f.Acked {
		if b.Untaken++; len(v.Untaken) < liveShown {
			v.Untaken = append(v.Untaken, f.Key)
		}
	}
	reaction := desk.OpenTarget{Key: f.Key, Priority: f.Priority, Target: desk.ClockReaction, Due: f.ReactionDue, Assignee: assignee}
	resolution := reaction
	resolution.Target, resolution.Due, resolution.Paused = desk.ClockResolution, f.ResolutionDue, f.Paused
	switch {
	case f.ReactionOverdue:
		v.Overdue = append(v.Overdue, reaction)
	case f.ResolutionOverdue:
		v.Overdue = append(v.Overdue, resolution)
	case !reaction.Due.IsZero() && reaction.Due.Before(v.At.Add(soon)):
		v.Soon = append(v.Soon, reaction)
		return false
	case !resolution.Due.IsZero() && !resolution.Paused && resolution.Due.Before(v.At.Add(soon)):
		v.Soon = append(v.Soon, resolution)
		return false
	default:
		return false
	}
	b.Breached++
	return true
}

// ageOf returns the place of an age among those of OpenFigures.
func ageOf(age time.Duration) int {
	const day = 24 * time.Hour
	for i, limit := range []time.Duration{day, 3 * day, 7 * day, 30 * day} {
		if age < limit {
			return i
		}
	}
	return 4
}
