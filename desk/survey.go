package desk

import "time"

// A Survey is how a ticket's requester was asked for a rating, and what a poor one
// led to. Its words are in the timeline.
type Survey struct {
	Asked     time.Time `json:"asked,omitzero"`      // when they were asked; zero: not
	Reminded  bool      `json:"reminded,omitempty"`  // they were reminded, once
	Over      bool      `json:"over,omitempty"`      // it is too late to rate
	Commented bool      `json:"commented,omitempty"` // they wrote something with the rating
	Review    Review    `json:"review,omitzero"`
}

// A Review is a manager's task to find out why a rating is poor. It is opened once a ticket.
type Review struct {
	Opened   time.Time `json:"opened,omitzero"` // zero: there is none
	Reminded bool      `json:"reminded,omitempty"`
	Done     time.Time `json:"done,omitzero"`
	Cards    []Address `json:"cards,omitempty"` // where its cards stand
}

// Awaited reports whether somebody still has to do the review.
func (r Review) Awaited() bool { return !r.Opened.IsZero() && r.Done.IsZero() }

// Poor reports whether a rating asks for a review.
func (s Stars) Poor() bool { return s.Valid() && s <= 3 }
