package tickets

import (
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// inVain tells managers and admins that all steps of the ladder have called and
// nobody came, and begins the ladder again.
func (c *Case) inVain(ctx context.Context, a desk.Alarm) error {
	if !escalation.Live(c.Ticket, desk.ClockReaction) {
		return nil
	}
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	calls, err := c.met(ctx, s.InVain())
	if err != nil {
		return err
	}
	c.Ticket.LadderFrom = c.now
	c.apply(effects{
		event: history.InVain{Calls: called(calls)}, restarts: []desk.ClockName{desk.ClockReaction}, announce: true, inside: true,
	})
	for _, to := range calls {
		c.call(calling{Call: to, planned: a.Due, reason: desk.ReasonInVain})
	}
	return nil
}

// allClear tells the people who were called in private since the ticket was last
// without an engineer that somebody has it now, or that it is over. Engineers of
// its lines see that in their channels.
func (c *Case) allClear(calls []storage.Dispatch) {
	var told []desk.Address
	for _, d := range calls {
		f, err := notice.Decode(d.Kind, d.Facts)
		if ping, ok := f.(notice.Ping); err != nil || !ok || !ping.Private || d.At.Before(c.since) {
			continue
		}
		m := c.desk.MemberByAccount(desk.Account{Platform: d.To.Platform, ID: d.To.Chat})
		if slices.Contains(told, d.To.Root()) || m != nil && c.watches(m) {
			continue
		}
		told = append(told, d.To.Root())
		c.add(desk.Notice{To: d.To.Root(), Class: desk.ClassAnswer}, notice.AllClear{})
	}
}

// watches reports whether somebody needs no all-clear: they have the ticket, or
// they are in one of its lines.
func (c *Case) watches(m *desk.Member) bool {
	if c.Ticket.Assignee.Handle() == m.Handle {
		return true
	}
	for line := 1; line <= 2; line++ {
		if t := c.desk.Team(c.project, line); t != nil && slices.Contains(t.Members, m.Handle) {
			return true
		}
	}
	return false
}
