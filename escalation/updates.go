package escalation

import (
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// The steps of desk.ClockUpdate.
const (
	UpdateSoon = iota // three quarters of the time have passed
	UpdateMissed
)

// update returns what the clock of updates does next. It counts from the
// acknowledgement, from the last word of an engineer to the customer, or else from
// the last miss. While the customer is waited for it stands, and then begins again.
func (s Situation) update(had *desk.Alarm, n News) (desk.Alarm, bool) {
	t := s.Ticket
	cal, all := s.updates()
	if working := t.State == desk.InProgress || t.State == desk.WaitingVendor; !working || t.Lead != 0 || all == 0 {
		return desk.Alarm{}, false
	}
	f := desk.Firing{Clock: desk.ClockUpdate}
	fresh := had == nil || n.Told
	if !fresh {
		f = had.Firing
		if n.Passed && f.Step == UpdateSoon {
			f.Step = UpdateMissed
		} else if n.Passed {
			f.Step, f.Rep = UpdateSoon, f.Rep+1
		}
	}
	part := share(all, soon)
	if f.Step == UpdateMissed {
		part = all - part
	}
	due := sla.Add(cal, s.Now, part)
	if !fresh && !n.Passed && had.Due.Before(due) { // a priority with a shorter time counts from now
		due = had.Due
	}
	return desk.Alarm{Subject: desk.OfTicket(t.ID), Firing: f, Due: due}, true
}

// UpdateDue returns until when the customer must hear something, as of the moment
// when a step of the clock happens that was due at a time.
func (s Situation) UpdateDue(step int, at time.Time) time.Time {
	if step == UpdateMissed {
		return at
	}
	cal, all := s.updates()
	return sla.Add(cal, s.Now, all-share(all, soon))
}

// NextUpdate returns until when the customer must hear something if they heard it now.
func (s Situation) NextUpdate() time.Time {
	cal, all := s.updates()
	return sla.Add(cal, s.Now, all)
}

// updates returns how long the customer may be without an engineer's word, and by which
// calendar; zero: nothing is promised. Those whom a major incident hits are promised
// something in any case, around the clock.
func (s Situation) updates() (*desk.Calendar, time.Duration) {
	target := sla.TargetFor(s.contract(), s.Ticket)
	cal, all := sla.Update(s.Desk, s.contract(), target)
	if s.Ticket.Major.Lasts() && (all == 0 || all > s.contract().MajorUpdates) {
		return &desk.Calendar{Always: true}, s.contract().MajorUpdates
	}
	return cal, all
}
