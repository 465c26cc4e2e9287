package sla

import (
	"slices"
	"time"

	"vakhta/desk"
)

// A Ping is one rung of a ladder at the instant it is due.
type Ping struct {
	desk.Rung
	At     time.Time
	Notify []desk.Audience
}

// Ladder lays a contract's steps along a clock, repetitions included, the
// earliest first. A step at a share of a target that was not promised is left out.
func Ladder(name desk.ClockName, steps []desk.Step, c Countdown) []Ping {
	var pings []Ping
	for i, s := range steps {
		after := Length(c.Calendar, s.After.Fixed)
		if s.After.Share != 0 {
			if c.Target == 0 {
				continue
			}
			after = share(c.Target, s.After.Share)
		}
		for rep := range max(s.Times, 1) {
			pings = append(pings, Ping{
				Rung:   desk.Rung{Clock: name, Step: i, Rep: rep},
				At:     c.At(after + time.Duration(rep)*Length(c.Calendar, s.Repeat)),
				Notify: s.Notify,
			})
		}
	}
	slices.SortStableFunc(pings, func(a, b Ping) int { return a.At.Compare(b.At) })
	return pings
}

// share is percent of d. Percent and remainder are taken apart so that a long
// target cannot overflow.
func share(d time.Duration, percent int) time.Duration {
	p := time.Duration(percent)
	return d/100*p + d%100*p/100 //nolint:durationcheck // p is a bare number
}

// Next is the earliest ping of a ladder that has not been climbed yet.
func Next(ladder []Ping, climbed []desk.Rung) (Ping, bool) {
	for _, p := range ladder {
		if !slices.Contains(climbed, p.Rung) {
			return p, true
		}
	}
	return Ping{}, false
}
