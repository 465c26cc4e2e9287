package history

import "vakhta/desk"

// RatingExplained is what the requester wrote with a rating.
type RatingExplained struct {
	Stars desk.Stars `json:"stars"` // the rating at that time
	Text  string     `json:"text,omitempty"`
}

// Feedback is what an engineer or a manager thinks of how a ticket went. The customer does
// not read it.
type Feedback struct {
	Text string `json:"text,omitempty"`
}

// ReviewOpened says who is asked to find out why a rating is poor.
type ReviewOpened struct {
	Stars desk.Stars   `json:"stars"`
	Asked []desk.Actor `json:"asked,omitempty"`
}

// Reviewed says that a manager did so.
type Reviewed struct{}

// Kind names RatingExplained in the store.
func (RatingExplained) Kind() ActivityKind { return "rating_explained" }

// Kind names Feedback in the store.
func (Feedback) Kind() ActivityKind { return "feedback" }

// Kind names ReviewOpened in the store.
func (ReviewOpened) Kind() ActivityKind { return "review_opened" }

// Kind names Reviewed in the store.
func (Reviewed) Kind() ActivityKind { return "reviewed" }

func (RatingExplained) event() {}
func (Feedback) event()        {}
func (ReviewOpened) event()    {}
func (Reviewed) event()        {}
