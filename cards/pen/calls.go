package pen

import (
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/history"
)

// Called names the people whom a step called, each once: the person on call is
// called both in private and in the line's channel.
func (p *Pen) Called(calls []history.Called) string {
	var names []string
	for _, c := range calls {
		who := p.Actor(c.Actor)
		byName := func(o history.Called) bool { return o.Audience == c.Audience && o.Actor != desk.Actor{} }
		switch {
		case who == "" && slices.ContainsFunc(calls, byName): // shown with the name
		case who == "" || string(c.Audience) == c.Handle:
			names = append(names, p.Audience(c.Audience))
		default:
			names = append(names, p.Say("audience.person", "Audience", p.Audience(c.Audience), "Who", who))
		}
	}
	return strings.Join(names, ", ")
}

// WhyMissed says why a customer does not get a message.
func (p *Pen) WhyMissed(cause desk.ReachCause) string {
	switch cause {
	case desk.ReachBlocked, desk.ReachKicked, desk.ReachLeft, desk.ReachRestricted, desk.ReachArchived, desk.ReachChatNotFound:
		return p.Say("missed." + string(cause))
	case "":
		return p.Say("missed.unknown") // by version 0.1
	default:
		return p.Say("missed.refused")
	}
}

// WhyNobody explains why a step of a ladder could call nobody; names are those
// whom messages do not reach.
func (p *Pen) WhyNobody(why desk.SkipCause, names []string) string {
	switch {
	case why == desk.SkipUnreachable && len(names) > 0:
		return p.Say("trouble.unreachable_names", "Names", strings.Join(names, ", "))
	case why == desk.SkipUnreachable || why == desk.SkipNobodyOnDuty:
		return p.Say("trouble." + string(why))
	default:
		return p.Say("trouble.nobody")
	}
}
