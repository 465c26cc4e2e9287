package sla

import (
	"time"

	"vakhta/desk"
)

// OnDuty returns who is on call by a rotation; ok is false before its start and
// without a rotation.
func OnDuty(r *desk.Rotation, now time.Time) (handle string, ok bool) {
	n, ok := turn(r, now)
	if !ok {
		return "", false
	}
	return r.Order[n%len(r.Order)], true
}

// Handover returns when the present turn ends.
func Handover(r *desk.Rotation, now time.Time) (time.Time, bool) {
	n, ok := turn(r, now)
	if !ok {
		return time.Time{}, false
	}
	return turnStart(r, n+1), true
}

// turn returns the number of the present turn, from 0. Turns keep their
// wall-clock hour, so their lengths differ where summer time begins or ends:
// the number is estimated by length and then corrected.
func turn(r *desk.Rotation, now time.Time) (int, bool) {
	if r == nil || len(r.Order) == 0 || r.Every.IsZero() || now.Before(r.Start) {
		return 0, false
	}
	n := int(now.Sub(r.Start) / r.Every.Clock())
	for n > 0 && now.Before(turnStart(r, n)) {
		n--
	}
	for !now.Before(turnStart(r, n+1)) {
		n++
	}
	return n, true
}

func turnStart(r *desk.Rotation, n int) time.Time {
	reading := onClocks(r.Start, time.UTC).Add(time.Duration(n) * r.Every.Clock())
	return shows(r.Start.Location(), reading)
}
