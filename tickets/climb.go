package tickets

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/sla"
)

// Ring does what an alarm of the ticket is for. An alarm that is not armed any
// more, or not due yet, does nothing: whoever rings twice rings once.
func (c *Case) Ring(ctx context.Context, rung desk.Firing) error {
	armed, ok := c.armed[rung.Clock]
	if !ok || armed.Firing != rung {
		return nil
	}
	if armed.Due.After(c.now) {
		c.early = append(c.early, armed)
		return nil
	}
	ladder := rung.Clock == desk.ClockReaction || rung.Clock == desk.ClockResolution
	c.within = ladder // the requester's receipt says nothing of ladders
	switch rung.Clock {
	case desk.ClockReaction, desk.ClockResolution:
		return c.climb(ctx, rung)
	case desk.ClockRemind:
		return c.remind(ctx, armed)
	case desk.ClockClose:
		return c.Close(desk.Actor{})
	default:
		return fmt.Errorf("ring %s of %s: unknown clock", rung.Clock, c.Ticket.Key)
	}
}

// climb takes the rung and, where it could reach nobody, the next step's at
// once: silence must not wait for people who cannot hear. Repetitions of an
// empty step keep their time, for somebody may be back by then.
func (c *Case) climb(ctx context.Context, rung desk.Firing) error {
	ladder := c.ladder(rung.Clock)
	i := slices.IndexFunc(ladder, func(p sla.Scheduled) bool { return p.Firing == rung })
	if i < 0 { // the contract changed under a running ladder
		c.mark(rung, c.now)
		return nil
	}
	for {
		p := ladder[i]
		reached := true
		if c.mark(p.Firing, p.At) {
			var err error
			if reached, err = c.ping(ctx, ladder, p); err != nil {
				return err
			}
			c.passOver(ladder, p)
		}
		if reached {
			return nil
		}
		next := slices.IndexFunc(ladder[i+1:], func(q sla.Scheduled) bool { return q.Step != p.Step })
		if next < 0 {
			return nil
		}
		i += 1 + next
	}
}

// passOver takes the repetitions of a step that are overdue along with it: after
// an outage, or when a target became shorter, nobody is called six times at once.
func (c *Case) passOver(ladder []sla.Scheduled, p sla.Scheduled) {
	for _, q := range ladder {
		if q.Step == p.Step && q.Rep > p.Rep && !q.At.After(c.now) {
			c.mark(q.Firing, q.At)
		}
	}
}

// ping calls everyone a rung names and reports whether anyone could be called.
func (c *Case) ping(ctx context.Context, ladder []sla.Scheduled, p sla.Scheduled) (reached bool, err error) {
	calls, missed, err := c.callsOf(ctx, ladder, p)
	if err != nil {
		return false, err
	}
	for _, call := range calls {
		c.call(call)
	}
	if len(calls) > 0 {
		c.log(desk.Actor{}, c.stepped(p, calls))
	}
	for _, m := range missed {
		c.log(desk.Actor{}, history.Skipped{Step: p.Step + 1, Audience: m.who, Cause: m.why, Names: m.names})
		c.tellThreads(notice.NobodyCalled{Step: p.Step + 1, Notify: []desk.Audience{m.who}, Cause: m.why, Names: m.names}, 0)
	}
	return len(calls) > 0, nil
}

// stepped is what the timeline says of a step that called somebody.
func (c *Case) stepped(p sla.Scheduled, calls []call) history.Event {
	if p.Clock == desk.ClockResolution {
		return history.Warned{Step: p.Step + 1, Rep: p.Rep + 1, Calls: c.called(calls)}
	}
	return history.Escalated{Step: p.Step + 1, Rep: p.Rep + 1, Calls: c.called(calls)}
}

// called is whom calls call, as the timeline keeps it.
func (c *Case) called(calls []call) []history.Called {
	var all []history.Called
	for _, k := range calls {
		all = append(all, history.Called{Audience: k.audience, Actor: k.who})
	}
	return all
}

// Undelivered is what follows when a notice was refused for good; gone says
// that its chat takes none at all. A copy of the card there is given up, and a
// rung is climbed again, past whoever cannot be reached, at once.
func (c *Case) Undelivered(ctx context.Context, n desk.Notice, gone bool) error {
	if gone {
		c.Ticket.Copies = slices.DeleteFunc(c.Ticket.Copies, func(o desk.Copy) bool { return o.At.Root() == n.To.Root() })
		if n.To.Root() == c.Ticket.Place.Root() && n.Class != desk.ClassRefresh { // what is only kept up to date is not missed
			c.within = true
			c.happened(desk.Actor{}, history.Unreachable{Who: c.desk.Actor(c.Ticket.Requester)})
		}
	}
	if n.Firing.IsZero() {
		return c.unheard(ctx, n)
	}
	if !c.live(n.Firing.Clock) || gone && n.Kind == (notice.WorkCard{}).Kind() { // the call under that card is refused as well
		return nil
	}
	ladder := c.ladder(n.Firing.Clock)
	i := slices.IndexFunc(ladder, func(p sla.Scheduled) bool { return p.Firing == n.Firing })
	if i < 0 {
		return nil
	}
	if gone { // somebody else of this step, or the same person elsewhere
		reached, err := c.ping(ctx, ladder, ladder[i])
		if err != nil || reached {
			return err
		}
	}
	next := slices.IndexFunc(ladder[i+1:], func(q sla.Scheduled) bool { return q.Step != n.Firing.Step })
	if next < 0 {
		return nil
	}
	return c.climb(ctx, ladder[i+1+next].Firing)
}

// unheard goes on when a notice of no ladder was refused. A line that was called
// by hand is followed by the next; and when the first line cannot see the ticket
// at all, waiting for somebody to take it is waiting for nobody.
func (c *Case) unheard(ctx context.Context, n desk.Notice) error {
	if f, err := notice.Decode(n.Kind, n.Facts); err == nil {
		if p, ok := f.(notice.Ping); ok && p.Why == desk.ReasonByHand && p.Line > 1 && c.Ticket.State.Open() {
			return c.callFrom(ctx, p.Line-1, p.Caller, p.Text)
		}
	}
	team := c.desk.Team(c.project, 1)
	if team == nil || n.Slot != notice.CardSlot(team.Channel) || !c.live(desk.ClockReaction) {
		return nil
	}
	next, ok := c.nextRung(desk.ClockReaction)
	if !ok {
		return nil
	}
	return c.climb(ctx, next.Firing)
}

// live reports whether a clock's ladder still has something to say.
func (c *Case) live(name desk.ClockName) bool {
	if name == desk.ClockReaction {
		return c.Ticket.State == desk.New
	}
	return c.Ticket.State.Open() && !c.Ticket.Paused()
}

// Live reports whether a notice of a ladder still has a reason to be sent: an
// acknowledgement stops also what was already on its way.
func Live(t *desk.Ticket, rung desk.Firing) bool {
	switch rung.Clock {
	case desk.ClockReaction:
		return t.State == desk.New
	case desk.ClockResolution:
		return t.State.Open() && !t.Paused()
	default:
		return true
	}
}

// Escalate calls the next line by hand: the second, then the third line's
// people, then the managers.
func (c *Case) Escalate(ctx context.Context, by desk.Actor, text string) error {
	if !c.Ticket.State.Open() {
		return &desk.MoveError{Move: desk.MoveEscalate, State: c.Ticket.State}
	}
	c.touched = true
	return c.callFrom(ctx, c.Ticket.Line, by, text)
}

// callFrom calls the first of the lines after line in which anybody can be
// reached.
func (c *Case) callFrom(ctx context.Context, line int, by desk.Actor, text string) error {
	for _, audience := range []desk.Audience{desk.Line2, desk.Line3, desk.Managers}[min(line, 3)-1:] {
		calls, _, err := c.audience(ctx, audience, everyone)
		if err != nil {
			return err
		}
		calls = slices.DeleteFunc(calls, func(k call) bool { return k.card && c.hasCopy(k.to) })
		if len(calls) == 0 {
			continue
		}
		c.log(by, history.Escalated{Calls: c.called(calls), Text: text})
		c.tellThreads(notice.Happened{By: by, Event: history.Escalated{Calls: c.called(calls)}}, 0) // the words are for the called
		for _, call := range calls {
			call.why, call.by, call.text = desk.ReasonByHand, by, text
			c.call(call)
		}
		return nil
	}
	return ErrNobody
}

func (c *Case) hasCopy(at desk.Address) bool {
	return slices.ContainsFunc(c.Ticket.Copies, func(o desk.Copy) bool { return o.At == at })
}

// remind tells the assignee that a ticket lies still; if it goes on lying, the
// line gets it back.
func (c *Case) remind(ctx context.Context, a desk.Alarm) error {
	if a.Step > 0 {
		return c.release()
	}
	c.reminded = true
	c.log(desk.Actor{}, history.Reminded{Who: c.actor(c.Ticket.Assignee)})
	return c.callPerson(ctx, c.Ticket.Assignee, call{why: desk.ReasonReminded, planned: a.Due})
}

// percentPassed is how much of a clock's target is over at a ping, for the
// words of the call; 0 when the step names a fixed time.
func (c *Case) percentPassed(p sla.Scheduled) int {
	steps := c.contract.Escalation
	if p.Clock == desk.ClockResolution {
		steps = c.contract.Warnings
	}
	return steps[p.Step].After.Share
}

// planned is when a rung was due; receipts compare it with when it left.
func planned(p sla.Scheduled, now time.Time) time.Time {
	if p.At.After(now) { // climbed early, past an empty step
		return now
	}
	return p.At
}
