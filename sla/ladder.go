package sla

import (
	"slices"
	"time"

	"vakhta/desk"
)

// Scheduled is one firing of a ladder's step and the instant at which it is
// due.
type Scheduled struct {
	desk.Firing
	At     time.Time
	Notify []desk.Audience
}

// Ladder lays a contract's steps along a clock, with their repetitions,
// earliest first. A step at a share of a target that was not promised is left
// out.
func Ladder(name desk.ClockName, steps []desk.Step, c Countdown) []Scheduled {
	var all []Scheduled
	for i, s := range steps {
		after := Length(c.Calendar, s.After.Fixed)
		if s.After.Share != 0 {
			if c.Target == 0 {
				continue
			}
			after = share(c.Target, s.After.Share)
		}
		for rep := range max(s.Times, 1) {
			all = append(all, Scheduled{
				Firing: desk.Firing{Clock: name, Step: i, Rep: rep},
				At:     c.At(after + time.Duration(rep)*Length(c.Calendar, s.Repeat)),
				Notify: s.Notify,
			})
		}
	}
	slices.SortStableFunc(all, func(a, b Scheduled) int { return a.At.Compare(b.At) })
	return all
}

// share is percent of d. Quotient and remainder are multiplied separately so
// that a long target cannot overflow.
func share(d time.Duration, percent int) time.Duration {
	p := time.Duration(percent)
	return d/100*p + d%100*p/100 //nolint:durationcheck // p is a bare number
}

// Next returns the earliest firing of a ladder that has not happened yet.
func Next(ladder []Scheduled, fired []desk.Firing) (Scheduled, bool) {
	for _, p := range ladder {
		if !slices.Contains(fired, p.Firing) {
			return p, true
		}
	}
	return Scheduled{}, false
}
