package tickets

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/sla"
	"vakhta/storage"
)

// asks begins the clock of the next response when the customer writes. Before the
// first response the clock of that runs.
func (c *Case) asks(at time.Time) {
	t := c.Ticket
	if at.IsZero() {
		at = c.now
	}
	promised := !sla.TargetFor(c.contract, t).NextResponse.IsZero()
	if promised && t.Asked.At.IsZero() && !t.ReactedAt.IsZero() && t.State.Open() && t.Lead == 0 {
		t.Asked = desk.OwedAnswer{At: at.Truncate(time.Microsecond)}
	}
}

// settleNext ends the clock of the next response: the customer was answered, or the
// ticket is over. A resolution without a word is an answer, because the customer is
// told so. Another end decides only what was missed before it, perhaps a moment
// before its alarm. What was decided is recorded, and never measured again.
func (c *Case) settleNext() {
	t := c.Ticket
	if t.Asked.At.IsZero() || !c.news.Told && t.State.Open() && t.Lead == 0 {
		return
	}
	switch {
	case c.news.Told || t.State == desk.Resolved:
		c.respond(c.now)
	case c.now.After(sla.NextResponse(c.desk, c.contract, t).Due()):
		c.respond(time.Time{})
	}
	t.Asked = desk.OwedAnswer{}
}

// respond records what became of a promised answer; zero: it did not come in time.
func (c *Case) respond(answered time.Time) {
	clock := sla.NextResponse(c.desk, c.contract, c.Ticket)
	if clock.Target == 0 {
		return
	}
	r := storage.NextResponse{Ticket: c.Ticket.ID, Project: c.project.Code, Asked: c.Ticket.Asked.At, Due: clock.Due(), Answered: answered}
	if !answered.IsZero() {
		r.Took = sla.Between(clock.Calendar, clock.From, answered)
	}
	c.responses = append(c.responses, r)
}

// remindNext reminds the holder of a ticket that its customer waits for an answer.
// When that is missed it is recorded, and the managers are told as well.
func (c *Case) remindNext(ctx context.Context, a desk.Alarm) error {
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	missed := a.Step == escalation.NextMissed
	calls, err := c.met(ctx, s.Holding(missed))
	if err != nil {
		return err
	}
	due, e := s.NextResponseDue(), effects{}
	c.Ticket.Asked.Warned = true
	if missed {
		c.Ticket.Asked.Missed = true
		c.respond(time.Time{})
		e.event, e.inside, e.announce = history.NextMissed{Due: due, Calls: called(calls)}, true, true
	}
	c.apply(e)
	for _, to := range calls {
		to.Line, to.Card = 0, false
		c.call(calling{Call: to, planned: a.Due, reason: desk.ReasonNext, due: due})
	}
	return nil
}

// unanswer lets the clock run again that an answer ended which was taken back.
func (c *Case) unanswer(ctx context.Context, at time.Time) error {
	asked, due, err := c.tx.Unanswer(ctx, c.Ticket.ID, at, c.now)
	if err == nil && !asked.IsZero() && c.Ticket.Asked.At.IsZero() {
		c.Ticket.Asked = desk.OwedAnswer{At: asked, Warned: true, Missed: due.Before(c.now)}
	}
	return err
}
