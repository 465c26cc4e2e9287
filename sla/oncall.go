package sla

import (
	"slices"
	"time"

	"vakhta/desk"
)

// A Shift is a time in which one person is on call.
type Shift struct {
	Who  string    // a handle; "": nobody, which is a gap
	From time.Time // the moment asked about, if it began before
	// Until is when somebody else takes over, or nobody does; zero: not within the
	// time that was looked at.
	Until    time.Time
	Override desk.Override // what decided; zero: a rotation
}

// OnDuty returns who is on call by a schedule; ok is false if nobody is.
func OnDuty(s *desk.Schedule, now time.Time) (handle string, ok bool) {
	if s == nil {
		return "", false
	}
	piece := pieceAt(s, now)
	return piece.Who, piece.Who != ""
}

// lookAhead is how far ShiftAt looks for the end of a shift.
const lookAhead = 60 * 24 * time.Hour

// ShiftAt returns the shift at a moment, with its end.
func ShiftAt(s *desk.Schedule, now time.Time) Shift {
	for shift := range shifts(s, now, now.Add(lookAhead)) {
		if !shift.Until.Before(now.Add(lookAhead)) {
			shift.Until = time.Time{}
		}
		return shift
	}
	return Shift{From: now}
}

// Shifts returns who is on call in a time, without gaps between the shifts: a gap
// is a shift of nobody.
func Shifts(s *desk.Schedule, from, until time.Time) []Shift {
	return slices.Collect(shifts(s, from, until))
}

// shifts yields the shifts of a time. Neighbours of one person that one override
// or only rotations decided are one shift.
func shifts(s *desk.Schedule, from, until time.Time) func(yield func(Shift) bool) {
	return func(yield func(Shift) bool) {
		if s == nil || !from.Before(until) {
			return
		}
		whole := pieceAt(s, from)
		for whole.Until.Before(until) {
			next := pieceAt(s, whole.Until)
			if next.Who == whole.Who && next.Override == whole.Override {
				whole.Until = next.Until
				continue
			}
			if !yield(whole) {
				return
			}
			whole = next
		}
		whole.Until = until
		yield(whole)
	}
}

// never is after all shifts: nothing is known to change.
var never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// pieceAt returns who is on call at a moment, and until when that is sure.
func pieceAt(s *desk.Schedule, now time.Time) Shift {
	piece := Shift{From: now, Until: never}
	for _, o := range slices.Backward(s.Overrides) {
		if o.Covers(now) {
			piece.Who, piece.Override = o.Who, o
			piece.ends(now, o.Until)
			return piece
		}
		piece.ends(now, o.From)
	}
	for _, o := range s.Away {
		piece.ends(now, o.From, o.Until)
	}
	for _, o := range slices.Backward(s.Shifts) {
		piece.ends(now, o.From, o.Until)
		if piece.Who == "" && o.Covers(now) && !away(s, o.Who, now) {
			piece.Who = o.Who
		}
	}
	for i := len(s.Rotations) - 1; i >= 0 && piece.Who == ""; i-- {
		who, until := named(&s.Rotations[i], now)
		piece.ends(now, until)
		if !away(s, who, now) {
			piece.Who = who
		}
	}
	return piece
}

// ends cuts the piece off at the earliest of these times that is after now.
func (s *Shift) ends(now time.Time, at ...time.Time) {
	for _, t := range at {
		if t.After(now) && t.Before(s.Until) {
			s.Until = t
		}
	}
}

func away(s *desk.Schedule, who string, now time.Time) bool {
	return slices.ContainsFunc(s.Away, func(o desk.Override) bool { return o.Who == who && o.Covers(now) })
}

// named returns whom a rotation names, "" for nobody, and until when.
func named(r *desk.Rotation, now time.Time) (who string, until time.Time) {
	if len(r.Order) == 0 || r.Every.IsZero() {
		return "", never
	}
	if start := turnStart(r, 0); now.Before(start) {
		return "", start
	}
	n := turn(r, now)
	who, until = holder(r, n), turnStart(r, n+1)
	if r.Calendar == nil || r.Calendar.Always {
		return who, until
	}
	for w := range windows(r.Calendar, now) {
		if w.from.After(now) {
			return "", w.from
		}
		if w.to.Before(until) {
			until = w.to
		}
		return who, until
	}
	return "", never
}

// holder returns who takes a turn: the first in the order after the one before, of
// those who belong to the rotation when the turn begins. So a change of the
// members moves nobody's place in the order, and holds from the next turn on.
// Between two changes the same people take turns, so no turn is counted singly.
func holder(r *desk.Rotation, n int) string {
	last := -1
	for from, next := range stretches(r, n) {
		var valid []int
		for i, m := range r.Order {
			if begins := turnStart(r, from); !begins.Before(m.From) && (m.Until.IsZero() || begins.Before(m.Until)) {
				valid = append(valid, i)
			}
		}
		if len(valid) == 0 {
			if next > n {
				return ""
			}
			continue
		}
		first := max(0, slices.IndexFunc(valid, func(i int) bool { return i > last })) // after the last one comes the first
		if next > n {
			return r.Order[valid[(first+n-from)%len(valid)]].Who
		}
		last = valid[(first+next-from-1)%len(valid)]
	}
	return ""
}

// stretches yields the runs of turns up to the n-th in which the same people
// belong to the rotation: the first turn, and the first one after.
func stretches(r *desk.Rotation, n int) func(yield func(from, next int) bool) {
	var changes []int
	for _, m := range r.Order {
		for _, t := range []time.Time{m.From, m.Until} {
			if t.After(turnStart(r, 0)) {
				i := turn(r, t)
				if turnStart(r, i).Before(t) {
					i++
				}
				changes = append(changes, i)
			}
		}
	}
	slices.Sort(changes)
	return func(yield func(from, next int) bool) {
		from := 0
		for _, next := range append(slices.Compact(changes), n+1) {
			if from > n || next > from && !yield(from, next) {
				return
			}
			from = max(from, next)
		}
	}
}

// turn returns the number of the turn at a moment after the start, from 0. Turns
// keep their wall-clock hour, so their lengths differ where summer time begins
// or ends: the number is estimated by length and then corrected.
func turn(r *desk.Rotation, now time.Time) int {
	n := int(now.Sub(turnStart(r, 0)) / r.Every.Clock())
	for n > 0 && now.Before(turnStart(r, n)) {
		n--
	}
	for !now.Before(turnStart(r, n+1)) {
		n++
	}
	return n
}

func turnStart(r *desk.Rotation, n int) time.Time {
	return shows(r.Zone, r.Start.Add(time.Duration(n)*r.Every.Clock()))
}
