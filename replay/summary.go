package replay

import (
	"slices"
	"time"

	"vakhta/desk"
)

// A Summary is what a manager asks of the past.
type Summary struct {
	Tickets    int
	Types      map[desk.RequestType]int
	Answered   int
	Median     time.Duration // of the time to the first answer, around the clock
	P95        time.Duration
	Longest    OldTicket // of those that were answered
	Unanswered []OldTicket
}

// Summarize counts tickets. Those that nobody answered are listed in order.
func Summarize(tickets []OldTicket) Summary {
	s := Summary{Tickets: len(tickets), Types: map[desk.RequestType]int{}}
	var waits []time.Duration
	for _, t := range tickets {
		s.Types[t.Type]++
		if t.AnsweredAt.IsZero() {
			s.Unanswered = append(s.Unanswered, t)
			continue
		}
		waits = append(waits, t.Waited())
		if t.Waited() > s.Longest.Waited() {
			s.Longest = t
		}
	}
	if s.Answered = len(waits); s.Answered > 0 {
		slices.Sort(waits)
		s.Median, s.P95 = waits[rank(len(waits), 50)], waits[rank(len(waits), 95)]
	}
	return s
}

// rank is the place of the smallest of n values that at least a percentage of them
// do not exceed.
func rank(n, percent int) int { return (n*percent+99)/100 - 1 }

// Waited returns how long the first answer took; zero: there was none.
func (t OldTicket) Waited() time.Duration {
	if t.AnsweredAt.IsZero() {
		return 0
	}
	return t.AnsweredAt.Sub(t.OpenedAt)
}

// As returns the ticket as one of a project, as if it had been opened and taken
// there. The first answer counts as taking it.
func (t OldTicket) As(project string, number int) *desk.Ticket {
	k := &desk.Ticket{
		Key: desk.Key{Project: project, Number: number}, State: desk.New, Type: t.Type, Priority: t.Priority,
		OpenedAt: t.OpenedAt, AckedAt: t.AnsweredAt, ReactedAt: t.AnsweredAt, RepliedAt: t.AnsweredAt, ResolvedAt: t.ResolvedAt,
	}
	switch {
	case !t.ResolvedAt.IsZero():
		k.State = desk.Resolved
	case !t.AnsweredAt.IsZero():
		k.State = desk.InProgress
	}
	return k
}
