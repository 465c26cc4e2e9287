package desk

import (
	"slices"
	"strconv"
	"time"
)

// Within is how fast a holder agreed to work on what was handed over to them: an
// OLA of a line, or the contract that a supplier has. Zero spans promise nothing.
type Within struct {
	Reaction   Span   // until somebody takes it
	Resolution Span   // until it is solved or handed on
	Calendar   string // "": the contract's
	Chase      Span   // how often a supplier who has it is asked
}

// A Holding is a time during which one line had a ticket. It begins when the
// ticket is opened, handed over, or taken by somebody of another line.
type Holding struct {
	Line int        `json:"line"`          // 1 to 3
	Who  EngineerID `json:"who,omitempty"` // of the third line: the person; "" for a team
	From time.Time  `json:"from"`
	To   time.Time  `json:"to,omitzero"`  // zero: it still has it
	By   EngineerID `json:"by,omitempty"` // who handed it over; "": nobody did
	// TakenAt is when somebody took it during this time; zero: nobody has.
	TakenAt time.Time `json:"taken_at,omitzero"`
}

// Name returns the holder as a word: line_2, or the handle or number of a person.
// The zero Holding has none.
func (h Holding) Name() string {
	switch {
	case h.Who != "":
		return string(h.Who)
	case h.Line == 0:
		return ""
	default:
		return "line_" + strconv.Itoa(h.Line)
	}
}

// Same reports whether both are the same line, or the same person of the third.
func (h Holding) Same(o Holding) bool { return h.Line == o.Line && h.Who == o.Who }

// Holder returns who has the ticket now. At first that is the first line.
func (t *Ticket) Holder() Holding {
	if len(t.Holdings) == 0 {
		return Holding{Line: 1, From: t.OpenedAt, TakenAt: t.AckedAt}
	}
	return t.Holdings[len(t.Holdings)-1]
}

// Held returns who had the ticket, one after another. The last one ends when the
// ticket does.
func (t *Ticket) Held() []Holding {
	if len(t.Holdings) == 0 {
		return []Holding{t.Holder()}
	}
	return slices.Clone(t.Holdings)
}

// HandTo gives an open ticket to another line, or to a person of the third. It
// has no assignee until somebody there takes it. Its state stays: for the
// customer nothing has changed.
func (t *Ticket) HandTo(to Holding, now time.Time) error {
	if !t.State.Open() || t.Holder().Same(to) {
		return t.refuse(MoveHandOver)
	}
	t.hold(to, now)
	t.Assignee, t.AssigneeName = "", ""
	t.SnoozedUntil, t.SnoozedFor = time.Time{}, ""
	return nil
}

// TakenBy records that somebody of a line took the ticket, which that line has
// from now on.
func (t *Ticket) TakenBy(line Holding, now time.Time) {
	switch had := t.Holder(); {
	case !had.Same(line):
		line.TakenAt = now
		t.hold(line, now)
	case len(t.Holdings) > 0 && had.TakenAt.IsZero():
		t.Holdings[len(t.Holdings)-1].TakenAt = now
	}
}

// hold begins the time of another line.
func (t *Ticket) hold(to Holding, now time.Time) {
	t.Holdings = t.Held()
	t.Holdings[len(t.Holdings)-1].To = now
	to.From, to.To = now, time.Time{}
	t.Holdings = append(t.Holdings, to)
}

// Handed reports whether the ticket was handed over and nobody there has taken it.
func (t *Ticket) Handed() bool { return t.State.Open() && t.Assignee == "" && t.Holder().By != "" }

// TakenAt returns when the present assignee's line took the ticket.
func (t *Ticket) TakenAt() time.Time {
	if at := t.Holder().TakenAt; !at.IsZero() {
		return at
	}
	return t.AckedAt
}
