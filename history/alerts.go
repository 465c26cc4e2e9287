package history

import "time"

// AlertFired says that the alert of a monitoring system that opened the ticket
// began once more.
type AlertFired struct {
	Times int `json:"times,omitempty"` // in the last half hour, this time included
}

// Flapping is how many times an alert has to fire in half an hour to be called
// flapping.
const Flapping = 3

// AlertOver says that the monitoring system does not see the problem any more.
type AlertOver struct {
	Left int `json:"left,omitempty"` // how many other alerts of the ticket still fire
}

// AlertJoined says that another alert of the same group is about this ticket, too.
type AlertJoined struct {
	Text string `json:"text,omitempty"` // what it says
}

// AlertHeld says that the alert was held: it began during maintenance, or while
// its source sent too many.
type AlertHeld struct {
	Since   time.Time `json:"since"`
	Limited bool      `json:"limited,omitempty"` // its source sent too many
}

// AlertCalm says that an alert which was flapping has been calm for a while.
type AlertCalm struct {
	Fires bool `json:"fires,omitempty"` // and it fires
}

// Silenced says that the monitoring system was told that somebody works on the
// alert, or not any more, or that it could not be told.
type Silenced struct {
	System string    `json:"system"`
	Until  time.Time `json:"until,omitzero"` // zero: it shows that somebody works on it, but silences nothing
	Off    bool      `json:"off,omitempty"`  // it calls people again
	Failed bool      `json:"failed,omitempty"`
	Status int       `json:"status,omitempty"` // failed: of HTTP; 0: it did not answer
}
