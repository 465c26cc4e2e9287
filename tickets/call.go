package tickets

import (
	"context"
	"slices"
	"strconv"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/notice"
)

// A calling is a call with what the people called are told.
type calling struct {
	escalation.Call
	firing  desk.Firing // zero: outside the ladder
	planned time.Time   // zero: now
	reason  desk.Reason
	percent int
	by      desk.Actor
	text    string
	// For notice.Ping about a ticket that was reopened, or without progress.
	reopened bool
	quiet    time.Duration
	back     time.Time
	// For reminders of the holder.
	due    time.Time
	solve  bool
	holder desk.Holding
}

// callPerson calls one person in private, outside any ladder. If they cannot be
// reached the threads are told.
func (c *Case) callPerson(ctx context.Context, who desk.EngineerID, k calling) error {
	if err := c.roster.look(ctx, c.desk, who); err != nil {
		return err
	}
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	to, ok := s.Person(who)
	if !ok {
		name := c.NameOf(who)
		c.tell(nobodyCalled(0, escalation.Skip{Audience: desk.Audience(name), Cause: desk.SkipUnreachable, Names: []string{name}}, false))
		return nil
	}
	calls, err := c.met(ctx, []escalation.Call{to})
	if err != nil {
		return err
	}
	k.Call = calls[0]
	c.call(k)
	return nil
}

// met adds the store's numbers of the people in calls. A person of desk.yaml
// whom the desk has not met is created.
func (c *Case) met(ctx context.Context, calls []escalation.Call) ([]escalation.Call, error) {
	calls = slices.Clone(calls)
	for i := range calls {
		k := &calls[i]
		if k.Who.Handle == "" || k.Who.Person != 0 {
			continue
		}
		p := c.reader(c.desk.People[k.Who.Handle], k.To.Platform)
		var err error
		if k.Who.Person, err = c.roster.person(ctx, p, c.now); err != nil {
			return nil, err
		}
	}
	return calls, nil
}

// reader returns a person of desk.yaml as the store should know them. Where people are only
// called nobody is answered, so it knows them by their messenger.
func (c *Case) reader(m *desk.Member, on desk.Platform) desk.Person {
	if c.desk.CallsOnly(on) {
		on = m.Accounts[0].Platform
	}
	return desk.Person{Handle: m.Handle, Name: m.Name, Account: m.Account(on)}
}

// call posts a call, and before it the card if there is none yet.
func (c *Case) call(k calling) {
	if k.planned.IsZero() {
		k.planned = c.now
	}
	if c.desk.CallsOnly(k.To.Platform) {
		if k.Card {
			c.owe(c.desk.People[k.Who.Handle], k.reason)
		}
		k.Card = false
	}
	if k.Card && !c.hasCopy(k.To) {
		place := desk.Copy{At: k.To, For: k.Who.Engineer(), Why: k.reason}
		c.Ticket.Copies = append(c.Ticket.Copies, place)
		c.postCard(place, k.firing, k.planned)
	}
	c.Ticket.Line = max(c.Ticket.Line, k.Line)
	c.shows = max(c.shows, engineers)
	n := desk.Notice{
		To: k.To, InThread: k.InThread || k.Card, Class: desk.ClassEscalation,
		Person: k.Who.Person, Firing: k.firing, Planned: k.planned,
	}
	n.Key = c.key("ping", n.To.String())
	if !k.firing.IsZero() {
		n.Key = c.stepKey(k)
	}
	n.Slot = c.pingSlot(k, n.Key)
	ping := notice.Ping{
		Mention: k.Mention, Why: k.reason, By: k.by.Name, Caller: k.by, Text: k.text,
		Percent: k.percent, Line: k.Line, Private: k.Who != desk.Actor{},
		Reopened: k.reopened, Quiet: k.quiet, Back: k.back, Due: k.due, Solve: k.solve, Holder: k.holder.Name(),
	}
	c.add(n, ping)
	c.followUp(n, ping)
}

func (c *Case) hasCopy(at desk.Address) bool {
	return slices.ContainsFunc(c.Ticket.Copies, func(o desk.Copy) bool { return o.At == at })
}

// stepKey returns the key of a ladder's call, so that it is made once:
// ROM-42/reaction/step2/line_2. A ladder that began again has other keys.
func (c *Case) stepKey(k calling) string {
	f := k.firing
	key := c.Ticket.Key.String() + "/" + string(f.Clock)
	from := c.Ticket.LadderFrom
	if f.Clock == desk.ClockResolution {
		from = c.Ticket.ResolutionFrom
	}
	if !from.Equal(c.Ticket.OpenedAt) {
		key += "@" + strconv.FormatInt(from.Unix(), 36)
	}
	key += "/step" + strconv.Itoa(f.Step+1)
	if f.Rep > 0 {
		key += "." + strconv.Itoa(f.Rep+1)
	}
	key += "/" + string(k.Audience)
	if who := k.Who.Engineer(); who != "" {
		key += "/" + string(who)
	}
	return key + "/" + string(k.To.Platform)
}
