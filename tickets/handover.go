package tickets

import (
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
)

// A Handing is whom a ticket is handed over to.
type Handing struct {
	Line int        // 1 to 3
	Who  desk.Actor // the person of the third line; zero: a team
}

// holding returns the time that begins with the hand-over.
func (h Handing) holding(by desk.Actor) desk.Holding {
	return desk.Holding{Line: h.Line, Who: h.Who.Engineer(), By: by.Engineer()}
}

// HandOver gives the ticket to another line, or to a person of the third, who
// gets the card and can take it. Its assignee is freed. The requester is told
// nothing, because the work continues. It returns whom it called, or ErrNobody if
// nobody there can be reached.
func (c *Case) HandOver(ctx context.Context, by desk.Actor, to Handing, text string) ([]history.Called, error) {
	if !c.Ticket.State.Open() {
		return nil, &desk.MoveError{Move: desk.MoveHandOver, State: c.Ticket.State}
	}
	s, err := c.situation(ctx)
	if err != nil {
		return nil, err
	}
	calls, err := c.met(ctx, s.HandedTo(to.Line, to.Who.Engineer()))
	if err != nil {
		return nil, err
	}
	if len(calls) == 0 {
		return nil, ErrNobody
	}
	if err := c.HandAlong(by, to, text); err != nil {
		return nil, err
	}
	c.alone = true // of a major incident only the lead has a card that can be handed over
	for _, one := range calls {
		c.call(calling{Call: one, reason: desk.ReasonHanded, by: by, text: c.masked(text)})
	}
	return called(calls), nil
}

// HandAlong hands the ticket over without calling anybody, because another one's
// call stands for it.
func (c *Case) HandAlong(by desk.Actor, to Handing, text string) error {
	had := c.Ticket.Holder()
	if err := c.Ticket.HandTo(to.holding(by), c.now); err != nil {
		return err
	}
	c.apply(effects{
		by: by, news: escalation.News{Worked: true}, announce: true,
		event: history.HandedOver{Line: to.Line, To: to.Who, From: had.Line, Since: had.From, Text: c.masked(text)},
	})
	return nil
}

// settleHolder gives the ticket to the line of its new assignee, who took it.
func (c *Case) settleHolder() {
	if who := c.Ticket.Assignee; who != "" && who != c.had {
		c.Ticket.TakenBy(c.lineOf(who), c.now)
	}
	if !c.holder.Same(c.Ticket.Holder()) {
		c.restarts = append(c.restarts, desk.ClockOLA)
	}
}

// lineOf returns the line of an engineer. For one who works in several, or in
// none because they joined by invitation, it is the one that has the ticket.
func (c *Case) lineOf(who desk.EngineerID) desk.Holding {
	handle, now := who.Handle(), c.Ticket.Holder()
	var lines []int
	for line := 1; line <= 2; line++ {
		if team := c.desk.Team(c.project, line); team != nil && slices.Contains(team.Members, handle) {
			lines = append(lines, line)
		}
	}
	switch {
	case handle == "", slices.Contains(lines, now.Line):
		return now
	case len(lines) > 0:
		return desk.Holding{Line: lines[0]}
	case slices.Contains(c.project.Line3, handle):
		return desk.Holding{Line: 3, Who: who}
	default:
		return now
	}
}
