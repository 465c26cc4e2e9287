package tickets

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/sla"
	"vakhta/storage"
)

// ErrNobody means that there is nobody left to call.
var ErrNobody = errors.New("nobody left to call")

// Fire acts on an alarm of the ticket. It ignores one that is not armed any
// more or not due yet, so firing twice is the same as firing once.
//
// For a ladder's step it returns the decision; for other clocks the decision is
// empty.
func (c *Case) Fire(ctx context.Context, f desk.Firing) (d escalation.Decision, err error) {
	armed, ok := c.armed[f.Clock]
	if !ok || armed.Firing != f {
		return d, nil
	}
	if armed.Due.After(c.now) {
		c.early = append(c.early, armed)
		return d, nil
	}
	switch f.Clock {
	case desk.ClockReaction, desk.ClockResolution:
		s, err := c.situation(ctx)
		if err != nil {
			return d, err
		}
		d = s.Due(f)
		return d, c.record(ctx, d)
	case desk.ClockRemind:
		return d, c.remind(ctx, armed)
	case desk.ClockClose:
		return d, c.Close(desk.Actor{})
	case desk.ClockPromise:
		return d, c.late(ctx, armed)
	case desk.ClockInVain:
		return d, c.inVain(ctx, armed)
	case desk.ClockSnooze:
		return d, c.wake(ctx, armed)
	case desk.ClockOLA:
		return d, c.ola(ctx, armed)
	case desk.ClockChase:
		return d, c.ask(ctx, armed)
	case desk.ClockUpdate:
		return d, c.remindUpdate(ctx, armed)
	case desk.ClockNext:
		return d, c.remindNext(ctx, armed)
	case desk.ClockWait:
		return d, c.nudge(ctx, armed)
	case desk.ClockApproval:
		return d, c.awaitApproval(ctx, f)
	case desk.ClockSurvey:
		return d, c.survey(ctx, f)
	case desk.ClockPostMortem:
		c.remindPostMortem()
		return d, nil
	default:
		return d, fmt.Errorf("fire %s of %s: unknown clock", f.Clock, c.Ticket.Key)
	}
}

// situation returns the input of decisions about the ticket's ladders. Whom
// they may call is looked up for all tickets of the transaction at once.
func (c *Case) situation(ctx context.Context) (escalation.Situation, error) {
	err := c.roster.read(ctx)
	return escalation.Situation{
		Desk: c.desk, Ticket: c.Ticket, Fired: c.fired, Silent: c.roster.silent, Joined: c.roster.joined,
		Managers: c.roster.managers[c.project.Code], Now: c.now,
	}, err
}

// record stores a decision and calls the people.
func (c *Case) record(ctx context.Context, d escalation.Decision) error {
	for i, step := range d.Rounds {
		if !step.Again {
			c.markFired(step.Firing, step.At)
		}
		calls, err := c.met(ctx, step.Calls)
		if err != nil {
			return err
		}
		for _, to := range calls {
			c.call(calling{Call: to, firing: step.Firing, planned: step.Planned, reason: step.Reason, percent: step.Percent})
		}
		if len(calls) > 0 {
			c.apply(effects{event: stepped(step, calls), inside: true})
		}
		for _, s := range step.Skipped {
			c.apply(effects{
				event:  history.Skipped{Step: step.Step + 1, Audience: s.Audience, Cause: s.Cause, Names: s.Names},
				tell:   []telling{nobodyCalled(step.Step+1, s, i+1 < len(d.Rounds))},
				inside: true,
			})
		}
		for _, p := range step.Passed {
			c.markFired(p.Firing, p.At)
		}
	}
	return nil
}

// nobodyCalled tells the threads of an audience in which nobody can be called,
// and whether the next step fires at once.
func nobodyCalled(step int, s escalation.Skip, next bool) telling {
	return telling{to: threads, class: desk.ClassRelay, facts: notice.NobodyCalled{
		Step: step, Notify: []desk.Audience{s.Audience}, Cause: s.Cause, Names: s.Names, Next: next,
	}}
}

// stepped returns the timeline's entry for a step that called somebody.
func stepped(s escalation.Round, calls []escalation.Call) history.Activity {
	if s.Clock == desk.ClockResolution {
		return history.Warned{Step: s.Step + 1, Rep: s.Rep + 1, Calls: called(calls), Percent: s.Percent}
	}
	return history.Escalated{Step: s.Step + 1, Rep: s.Rep + 1, Calls: called(calls)}
}

// called returns the people called, as the timeline stores them.
func called(calls []escalation.Call) []history.Called {
	var all []history.Called
	for _, k := range calls {
		all = append(all, history.Called{Audience: k.Audience, Actor: k.Who, Shift: history.ShiftThen{
			Team: k.Shift.Team, Who: k.Shift.Who, Until: k.Shift.Until, Override: k.Shift.Override != desk.Override{}, By: k.Shift.Override.By,
		}})
	}
	return all
}

// markFired records that a step has fired.
func (c *Case) markFired(f desk.Firing, due time.Time) {
	c.fired = append(c.fired, f)
	c.firings = append(c.firings, storage.Fired{Ticket: c.Ticket.ID, Firing: f, Planned: due, At: c.now})
}

// Escalate calls the next line by hand: the second, then the third line's
// people, then the managers. It returns whom it called.
func (c *Case) Escalate(ctx context.Context, by desk.Actor, text string) ([]history.Called, error) {
	if !c.Ticket.State.Open() {
		return nil, &desk.MoveError{Move: desk.MoveEscalate, State: c.Ticket.State}
	}
	c.apply(effects{news: escalation.News{Worked: true}})
	return c.callFrom(ctx, c.Ticket.Line, by, c.masked(text))
}

// callFrom calls the first line after line in which anybody can be reached, and
// returns whom.
func (c *Case) callFrom(ctx context.Context, line int, by desk.Actor, text string) ([]history.Called, error) {
	s, err := c.situation(ctx)
	if err != nil {
		return nil, err
	}
	calls, err := c.met(ctx, s.ByHand(line))
	if err != nil {
		return nil, err
	}
	if len(calls) == 0 {
		return nil, ErrNobody
	}
	all := called(calls)
	c.apply(effects{
		by: by, event: history.Escalated{Calls: all, Text: text},
		tell: []telling{{ // the words are for the called
			to: threads, class: desk.ClassRelay, facts: notice.Happened{By: by, Event: history.Escalated{Calls: all}},
		}},
	})
	for _, to := range calls {
		c.call(calling{Call: to, reason: desk.ReasonByHand, by: by, text: text})
	}
	return all, nil
}

// remind reminds the assignee of a ticket without progress; the next time it
// goes back to its line.
func (c *Case) remind(ctx context.Context, a desk.Alarm) error {
	if a.Step > 0 {
		return c.release(true)
	}
	c.apply(effects{
		event: history.Reminded{Who: c.actor(c.Ticket.Assignee)}, news: escalation.News{Reminded: true}, inside: true,
	})
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	back, _ := s.Alarm(desk.ClockRemind, nil, escalation.News{Reminded: true})
	return c.callPerson(ctx, c.Ticket.Assignee, calling{
		reason: desk.ReasonReminded, planned: a.Due, back: back.Due,
		quiet: sla.Length(c.desk.CalendarOf(c.contract, ""), c.contract.RemindTaken),
	})
}
