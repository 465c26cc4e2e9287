package desk

import "time"

// AskTimerAfter is how long a timer runs before its owner is asked whether it
// still should.
const AskTimerAfter = 4 * time.Hour

// A WorkTimer measures how long an engineer works on a ticket.
type WorkTimer struct {
	Person PersonID
	Handle string
	Name   string
	Since  time.Time
	// AskedAt is when its owner was asked whether it still runs; zero: not yet.
	AskedAt time.Time `json:",omitzero"`
	Kept    bool      // they said that it does
}

// Actor returns whose timer it is.
func (w WorkTimer) Actor() Actor { return Actor{Person: w.Person, Handle: w.Handle, Name: w.Name} }

// Measured returns how long it ran until a moment, in minutes rounded up. An
// entry has a day at most.
func (w WorkTimer) Measured(until time.Time) time.Duration {
	spent := (until.Sub(w.Since) + time.Minute - 1).Truncate(time.Minute)
	return min(max(spent, time.Minute), mostWork)
}

// EndsAt returns until when it counts if its ticket ends at a moment: until the
// question whether it still runs, if nobody answered that.
func (w WorkTimer) EndsAt(now time.Time) time.Time {
	if !w.AskedAt.IsZero() && !w.Kept {
		return w.AskedAt
	}
	return now
}

// TimerOf returns a person's timer on the ticket, or nil.
func (t *Ticket) TimerOf(who PersonID) *WorkTimer {
	for i := range t.Timers {
		if t.Timers[i].Person == who {
			return &t.Timers[i]
		}
	}
	return nil
}
