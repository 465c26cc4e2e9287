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
	inThread bool   // under the card of a channel
	card     bool   // the card has to stand there first
	handle   string // whose private chat it is
	person   desk.PersonID
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
		return c.people(ctx, a, c.project.Managers, false)
	case desk.Assignee:
		if c.Ticket.Assignee == "" {
			return c.onDuty(ctx)
		}
		return c.people(ctx, a, []string{c.Ticket.Assignee}, false)
	default:
		return c.people(ctx, a, []string{string(a)}, true)
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
	calls, _, err := c.people(ctx, desk.OnCall, []string{handle}, false)
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
	return calls, missing{who: desk.OnCall, why: desk.SkipUnreachable, names: []string{c.NameOf(handle)}}, nil
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
		return c.people(ctx, desk.Line3, order, true)
	}
	var miss missing
	for i := range order {
		handle := order[(turn+i)%len(order)]
		calls, m, err := c.people(ctx, desk.Line3, []string{handle}, true)
		if err != nil || len(calls) > 0 {
			return calls, m, err
		}
		miss.who, miss.why, miss.names = m.who, m.why, append(miss.names, m.names...)
	}
	return nil, miss, nil
}

// people calls persons in private, each at the first of their accounts that can
// be reached; engineers get a card of their own there.
func (c *Case) people(ctx context.Context, a desk.Audience, handles []string, card bool) ([]call, missing, error) {
	miss := missing{who: a, why: desk.SkipNobody}
	var calls []call
	for _, h := range handles {
		one, ok, err := c.reach(ctx, h)
		if err != nil {
			return nil, miss, err
		}
		if !ok {
			miss.why = desk.SkipUnreachable
			miss.names = append(miss.names, c.NameOf(h))
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

// reach finds the private chat in which a person can be called.
func (c *Case) reach(ctx context.Context, handle string) (call, bool, error) {
	m := c.desk.People[handle]
	if m == nil {
		return call{}, false, nil
	}
	for _, a := range m.Accounts {
		if !c.desk.On(a.Platform) {
			continue
		}
		takes, err := c.roster.takes(ctx, a.Private())
		if err != nil {
			return call{}, false, err
		}
		if takes {
			id, err := c.roster.person(ctx, desk.Person{Handle: handle, Name: m.Name, Account: a}, c.now)
			return call{to: a.Private(), handle: handle, person: id}, err == nil, err
		}
	}
	return call{}, false, nil
}

// callPerson calls one person in private, past any ladder. Of somebody who
// cannot be reached there the threads learn instead.
func (c *Case) callPerson(ctx context.Context, handle string, as call) error {
	at, ok, err := c.reach(ctx, handle)
	if err != nil {
		return err
	}
	if !ok {
		c.tellThreads(notice.NobodyCalled{Notify: []desk.Audience{desk.Audience(handle)}, Cause: desk.SkipUnreachable, Names: []string{c.NameOf(handle)}}, 0)
		return nil
	}
	as.to, as.handle, as.person = at.to, handle, at.person
	as.card = !c.inTeam(handle)
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
		place := desk.Copy{At: k.to, For: k.handle, Why: k.why}
		c.Ticket.Copies = append(c.Ticket.Copies, place)
		c.postCard(place, k.rung, k.planned)
	}
	if k.line > c.Ticket.Line {
		c.Ticket.Line = k.line
	}
	c.changed = true
	n := desk.Notice{
		To: k.to, InThread: k.inThread || k.card, Class: desk.ClassEscalation,
		Person: k.person, Firing: k.rung, Planned: k.planned,
	}
	if !k.rung.IsZero() {
		n.Key = c.rungKey(k)
	}
	c.add(n, notice.Ping{Mention: k.mention, Why: k.why, By: k.by.Name, Caller: k.by, Text: k.text, Percent: k.percent, Line: k.line, Private: k.handle != ""})
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
	if k.handle != "" {
		key += "/" + k.handle
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
