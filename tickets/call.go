package tickets

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/sla"
)

// ErrNobody means that there is nobody left to call.
var ErrNobody = errors.New("nobody left to call")

// A call is one place where people are called to the ticket.
type call struct {
	audience desk.Audience // by which a step names them
	to       desk.Address
	inThread bool       // under the card of a channel
	card     bool       // the card has to stand there first
	who      desk.Actor // whose private chat it is
	mention  []desk.Mention
	line     int

	why     desk.Reason
	by      desk.Actor
	text    string
	percent int
	rung    desk.Firing
	planned time.Time
}

// everyone asks for all people of the third line, as the last repetition does.
const everyone = 1 << 20

// missing is an audience of a step in which nobody could be called, and why.
type missing struct {
	who   desk.Audience
	why   desk.SkipCause
	names []string
}

// callsOf are the calls of one rung, each place once.
func (c *Case) callsOf(ctx context.Context, ladder []sla.Scheduled, p sla.Scheduled) ([]call, []missing, error) {
	var calls []call
	var missed []missing
	for _, audience := range p.Notify {
		found, miss, err := c.audience(ctx, audience, thirdLineTurn(ladder, p))
		if err != nil {
			return nil, nil, err
		}
		if len(found) == 0 {
			missed = append(missed, miss)
		}
		for _, f := range found {
			if slices.ContainsFunc(calls, func(o call) bool { return o.to == f.to && o.inThread == f.inThread }) {
				continue
			}
			f.why, f.percent, f.rung, f.planned = desk.ReasonEscalated, c.percentPassed(p), p.Firing, planned(p, c.now)
			if p.Clock == desk.ClockResolution {
				f.why = desk.ReasonWarning
			}
			calls = append(calls, f)
		}
	}
	return calls, missed, nil
}

// thirdLineTurn counts how often the ladder asked the third line before p: its
// people are asked one after another, then all.
func thirdLineTurn(ladder []sla.Scheduled, p sla.Scheduled) int {
	turn := 0
	for _, q := range ladder {
		if q.Firing == p.Firing {
			break
		}
		if slices.Contains(q.Notify, desk.Line3) {
			turn++
		}
	}
	return turn
}

// audience finds where an audience can be called.
func (c *Case) audience(ctx context.Context, a desk.Audience, turn int) ([]call, missing, error) {
	switch a {
	case desk.OnCall:
		return c.onDuty(ctx)
	case desk.Line1, desk.Line2:
		return c.line(ctx, a)
	case desk.Line3:
		return c.thirdLine(ctx, turn)
	case desk.Managers:
		return c.people(ctx, a, ofDesk(c.project.Managers...), false)
	case desk.Assignee:
		if c.Ticket.Assignee == "" {
			return c.onDuty(ctx)
		}
		return c.people(ctx, a, []desk.EngineerID{c.Ticket.Assignee}, false)
	default:
		return c.people(ctx, a, ofDesk(string(a)), true)
	}
}

// onDuty calls whoever has the duty of the first line: a mention under the card
// in the line's channel, and their private chat.
func (c *Case) onDuty(ctx context.Context) ([]call, missing, error) {
	team := c.desk.Team(c.project, 1)
	handle, ok := sla.OnDuty(team.OnCall, c.now)
	if !ok {
		return nil, missing{who: desk.OnCall, why: desk.SkipNobodyOnDuty}, nil
	}
	calls, _, err := c.people(ctx, desk.OnCall, ofDesk(handle), false)
	if err != nil {
		return nil, missing{}, err
	}
	takes, err := c.roster.takes(ctx, team.Channel)
	if err != nil {
		return nil, missing{}, err
	}
	if takes && c.desk.On(team.Channel.Platform) {
		calls = append(calls, call{
			audience: desk.OnCall, to: team.Channel, inThread: true, line: 1,
			mention: c.mentions(team.Channel.Platform, handle),
		})
	}
	return calls, missing{who: desk.OnCall, why: desk.SkipUnreachable, names: []string{c.NameOf(desk.EngineerID(handle))}}, nil
}

// line calls a line in its channel; the second line's card is posted there first.
func (c *Case) line(ctx context.Context, a desk.Audience) ([]call, missing, error) {
	n := 1
	if a == desk.Line2 {
		n = 2
	}
	team := c.desk.Team(c.project, n)
	if team == nil {
		return nil, missing{who: a, why: desk.SkipNobody}, nil
	}
	takes, err := c.roster.takes(ctx, team.Channel)
	if err != nil {
		return nil, missing{}, err
	}
	if !takes || !c.desk.On(team.Channel.Platform) {
		return nil, missing{who: a, why: desk.SkipUnreachable, names: []string{team.Name}}, nil
	}
	one := call{audience: a, to: team.Channel, inThread: true, card: true, line: n}
	if handle, ok := sla.OnDuty(team.OnCall, c.now); ok {
		one.mention = c.mentions(team.Channel.Platform, handle)
	}
	return []call{one}, missing{}, nil
}

// thirdLine calls the person whose turn it is, or the next one who can be
// reached; past the last turn it calls all of them.
func (c *Case) thirdLine(ctx context.Context, turn int) ([]call, missing, error) {
	order := c.project.Line3
	if turn >= len(order) {
		return c.people(ctx, desk.Line3, ofDesk(order...), true)
	}
	var miss missing
	for i := range order {
		handle := order[(turn+i)%len(order)]
		calls, m, err := c.people(ctx, desk.Line3, ofDesk(handle), true)
		if err != nil || len(calls) > 0 {
			return calls, m, err
		}
		miss.who, miss.why, miss.names = m.who, m.why, append(miss.names, m.names...)
	}
	return nil, miss, nil
}

// people calls persons in private, each at the first of their accounts that can
// be reached; engineers get a card of their own there.
func (c *Case) people(ctx context.Context, a desk.Audience, who []desk.EngineerID, card bool) ([]call, missing, error) {
	miss := missing{who: a, why: desk.SkipNobody}
	var calls []call
	for _, id := range who {
		one, ok, err := c.reach(ctx, id)
		if err != nil {
			return nil, miss, err
		}
		if !ok {
			miss.why = desk.SkipUnreachable
			miss.names = append(miss.names, c.NameOf(id))
			continue
		}
		one.audience, one.card = a, card
		if a == desk.Line3 {
			one.line = 3
		}
		calls = append(calls, one)
	}
	return calls, miss, nil
}

// ofDesk are people of desk.yaml.
func ofDesk(handles ...string) []desk.EngineerID {
	ids := make([]desk.EngineerID, len(handles))
	for i, h := range handles {
		ids[i] = desk.EngineerID(h)
	}
	return ids
}

// reach finds the private chat in which an engineer can be called.
func (c *Case) reach(ctx context.Context, who desk.EngineerID) (call, bool, error) {
	if id, joined := who.Joined(); joined {
		p, err := c.roster.joined(ctx, id)
		if err != nil {
			return call{}, false, err
		}
		return c.reachAt(ctx, p, []desk.Account{p.Account})
	}
	m := c.desk.People[who.Handle()]
	if m == nil {
		return call{}, false, nil
	}
	return c.reachAt(ctx, desk.Person{Handle: m.Handle, Name: m.Name}, m.Accounts)
}

// reachAt finds the first of somebody's accounts that takes messages.
func (c *Case) reachAt(ctx context.Context, p desk.Person, accounts []desk.Account) (call, bool, error) {
	for _, a := range accounts {
		if !c.desk.On(a.Platform) {
			continue
		}
		takes, err := c.roster.takes(ctx, a.Private())
		if err != nil {
			return call{}, false, err
		}
		if !takes {
			continue
		}
		if p.ID == 0 {
			p.Account = a
			p.ID, err = c.roster.person(ctx, p, c.now)
		}
		return call{to: a.Private(), who: desk.Actor{Person: p.ID, Handle: p.Handle, Name: p.Name}}, err == nil, err
	}
	return call{}, false, nil
}

// callPerson calls one person in private, past any ladder. Of somebody who
// cannot be reached there the threads learn instead.
func (c *Case) callPerson(ctx context.Context, who desk.EngineerID, as call) error {
	at, ok, err := c.reach(ctx, who)
	if err != nil {
		return err
	}
	if !ok {
		name := c.NameOf(who)
		c.tellThreads(notice.NobodyCalled{Notify: []desk.Audience{desk.Audience(name)}, Cause: desk.SkipUnreachable, Names: []string{name}}, 0)
		return nil
	}
	as.to, as.who = at.to, at.who
	as.card = !c.inTeam(who.Handle())
	c.call(as)
	return nil
}

// inTeam reports whether a person has the card before them in a line's channel.
func (c *Case) inTeam(handle string) bool {
	for line := 1; line <= 2; line++ {
		if t := c.desk.Team(c.project, line); t != nil && slices.Contains(t.Members, handle) {
			return true
		}
	}
	return false
}

// call posts the call, and the card before it where none stands yet.
func (c *Case) call(k call) {
	if k.planned.IsZero() {
		k.planned = c.now
	}
	if k.card && !c.hasCopy(k.to) {
		place := desk.Copy{At: k.to, For: k.who.Engineer(), Why: k.why}
		c.Ticket.Copies = append(c.Ticket.Copies, place)
		c.postCard(place, k.rung, k.planned)
	}
	if k.line > c.Ticket.Line {
		c.Ticket.Line = k.line
	}
	c.changed = true
	n := desk.Notice{
		To: k.to, InThread: k.inThread || k.card, Class: desk.ClassEscalation,
		Person: k.who.Person, Firing: k.rung, Planned: k.planned,
	}
	if !k.rung.IsZero() {
		n.Key = c.rungKey(k)
	}
	c.add(n, notice.Ping{Mention: k.mention, Why: k.why, By: k.by.Name, Caller: k.by, Text: k.text, Percent: k.percent, Line: k.line, Private: k.who != desk.Actor{}})
}

// rungKey names a call of a ladder so that it is made once: ROM-42/reaction/step2/line_2.
// A ladder that began anew counts as another.
func (c *Case) rungKey(k call) string {
	r := k.rung
	key := c.Ticket.Key.String() + "/" + string(r.Clock)
	from := c.Ticket.LadderFrom
	if r.Clock == desk.ClockResolution {
		from = c.Ticket.ResolutionFrom
	}
	if !from.Equal(c.Ticket.OpenedAt) {
		key += "@" + strconv.FormatInt(from.Unix(), 36)
	}
	key += "/step" + strconv.Itoa(r.Step+1)
	if r.Rep > 0 {
		key += "." + strconv.Itoa(r.Rep+1)
	}
	key += "/" + string(k.audience)
	if who := k.who.Engineer(); who != "" {
		key += "/" + string(who)
	}
	return key + "/" + string(k.to.Platform)
}

// mentions calls handles by their accounts on the platform where they are read.
func (c *Case) mentions(p desk.Platform, handles ...string) []desk.Mention {
	var ms []desk.Mention
	for _, h := range handles {
		m := c.desk.People[h]
		if m == nil {
			continue
		}
		ms = append(ms, desk.Mention{Name: m.Name, Account: m.Account(p)})
	}
	return ms
}
