package escalation

import (
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// The steps of desk.ClockSurvey.
const (
	RemindToRate = iota
	TooLateToRate
	RemindToReview
)

// survey returns what happens next to a rating that is waited for, or to the review
// of a poor one.
func (s Situation) survey() (step int, due time.Time, ok bool) {
	rule, of := s.contract().Survey, s.Ticket.Survey
	cal := s.Desk.CalendarOf(s.contract(), "")
	switch {
	case of.Review.Awaited() && !of.Review.Reminded && !rule.Review.IsZero():
		return RemindToReview, sla.Add(cal, of.Review.Opened, sla.Length(cal, rule.Review)), true
	case s.Ticket.State != desk.Closed || s.Ticket.Rating != 0 || of.Asked.IsZero() || of.Over:
		return 0, due, false
	case !of.Reminded && !rule.Remind.IsZero():
		return RemindToRate, sla.Add(cal, of.Asked, sla.Length(cal, rule.Remind)), true
	default:
		return TooLateToRate, sla.Add(cal, of.Asked, sla.Length(cal, rule.Expire)), !rule.Expire.IsZero()
	}
}

// Reviewers returns the calls of a review: to the managers and the leads of the lines,
// or to the desk's admins if there is nobody besides the one who rated.
func (s Situation) Reviewers(rated desk.Actor) []Call {
	others := func(calls []Call) []Call {
		return slices.DeleteFunc(calls, func(c Call) bool { return c.Who.Engineer() == rated.Engineer() })
	}
	calls, _ := s.people(desk.Managers, s.managers(), asMessage)
	leads, _ := s.eachLead()
	if calls = others(joined(calls, leads)); len(calls) > 0 {
		return calls
	}
	calls, _ = s.people(desk.Managers, ofDesk(s.admins()...), asMessage)
	return others(calls)
}
