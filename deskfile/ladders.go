package deskfile

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A step as written in the file.
type step struct {
	after  at[desk.After]
	notify at[[]name]
	repeat at[desk.Span]
	times  at[int]
}

// audienceWords returns the audiences that mean a role; any other is a person's
// handle.
func audienceWords() (words []string) {
	for _, a := range desk.Roles() {
		words = append(words, string(a))
	}
	return words
}

func audiencesSay() string { return "`" + strings.Join(audienceWords(), "`, `") + "` or a person" }

var stepKind = keys.Mapping("this step",
	keys.Key("after", "When, counted from the start of the target. Steps must be in the order of their times.",
		afterKind, func(s *step) *at[desk.After] { return &s.after }).Needed("after: 50%, or after: 20m"),
	keys.Key("notify", "Who is paged.",
		keys.OneOrMore(keys.Text().Says(audiencesSay())), func(s *step) *at[[]name] { return &s.notify }).Needed("notify: on_call"),
	keys.Key("repeat", "The interval between repeats. Set both repeat and times, or neither.",
		spanKind, func(s *step) *at[desk.Span] { return &s.repeat }).Default("no repeats"),
	keys.Key("times", "How many times they are paged, including the first. Set both repeat and times, or neither.",
		keys.Number(1, 100), func(s *step) *at[int] { return &s.times }),
)

var afterKind = keys.Word(keys.Pattern(`^([1-9][0-9]*%|([0-9]+[wdhms])+)$`), parseAfter).Says("share of the target such as `50%`, or duration")

func parseAfter(s string) (desk.After, error) {
	const most = 1000 // percent; nobody waits for ten times the target
	share, isShare := strings.CutSuffix(s, "%")
	if !isShare {
		v, err := desk.ParseSpan(s)
		switch {
		case errors.Is(err, desk.ErrSpanTooLong):
			return desk.After{}, tooLong(s)
		case err != nil:
			return desk.After{}, keys.Wrong(fmt.Sprintf("%q is neither a share nor a duration", s),
				"write a share of the target like 50%, or a duration like 20m")
		}
		return desk.After{Fixed: v}, nil
	}
	n, err := strconv.Atoi(share)
	if err != nil || n < 1 || n > most {
		return desk.After{}, keys.Wrong(fmt.Sprintf("%q is not a valid share of the target", s), fmt.Sprintf("write a whole share from 1%% to %d%%", most))
	}
	return desk.After{Share: n}, nil
}

func (r *reader) buildSteps(steps []at[step], f *file) []desk.Step {
	known := f.people.V.Names()
	if len(known) > 0 {
		known = append(known, audienceWords()...)
	}
	var built []desk.Step
	for i, e := range steps {
		if !e.OK {
			continue
		}
		s := e.V
		r.checkOrder(steps[:i], s.after)
		r.checkRepeat(s)
		if s.notify.OK && len(s.notify.V) == 0 {
			r.Mistake(s.notify.Pos, "this step notifies nobody", "write notify: on_call")
		}
		var notify []desk.Audience
		for _, n := range r.resolveList(s.notify.V, "person or role", known) {
			notify = append(notify, desk.Audience(n))
		}
		built = append(built, desk.Step{After: s.after.V, Notify: notify, Repeat: s.repeat.V, Times: s.times.Or(1)})
	}
	return built
}

// checkOrder checks that the steps of a ladder are written in the order in
// which they fire. A share and a duration are not compared, because their order
// depends on the target.
func (r *reader) checkOrder(before []at[step], after at[desk.After]) {
	if !after.OK {
		return
	}
	for _, b := range slices.Backward(before) {
		previous := b.V.after
		if !previous.OK || (previous.V.Share == 0) != (after.V.Share == 0) {
			continue
		}
		if after.V.Share < previous.V.Share || after.V.Fixed.Clock() < previous.V.Fixed.Clock() {
			r.Mistake(after.Pos, "this step comes before the one on "+previous.Pos.String(), "write the steps in the order of their time")
		}
		return
	}
}

func (r *reader) checkRepeat(s step) {
	switch {
	case s.repeat.Given() && !s.times.Given():
		r.Mistake(s.repeat.Pos, "this step repeats without an end", "add times: 6")
	case s.times.Given() && !s.repeat.Given():
		r.Mistake(s.times.Pos, "this step does not say how long after each time it repeats", "add repeat: 10m")
	}
}

// checkLadders reports ladders that call nobody. A single empty step is no
// mistake: a contract serves several projects, and the desk skips empty steps.
// Leads who are nobody are a warning, because a team seldom means to have none.
func (r *reader) checkLadders(f *file, d *desk.Desk) {
	for _, e := range f.projects.V {
		p := d.Projects[e.Key]
		if c := f.contracts.V.Find(p.Contract); c != nil {
			for _, v := range c.V.all() {
				for _, l := range []ladder{{"escalation", v.escalation}, {"warnings", v.warnings}} {
					r.checkLadder(l, c.Key, p, d)
					r.checkLeads(l, p, d)
				}
			}
		}
	}
}

// A ladder is one of a contract's two, with its key.
type ladder struct {
	key   string
	steps at[[]at[step]]
}

func (r *reader) checkLadder(l ladder, contract string, p *desk.Project, d *desk.Desk) {
	// An unreadable audience may have been meant for anybody.
	leads := func(s at[step]) bool {
		return !s.V.notify.OK || slices.ContainsFunc(s.V.notify.V, func(n name) bool {
			assigned := l.key == "warnings" // an unacknowledged ticket has no assignee
			return !n.OK || n.V == string(desk.Assignee) && assigned || reachable(d, p, desk.Audience(n.V))
		})
	}
	if len(l.steps.V) > 0 && !slices.ContainsFunc(l.steps.V, leads) {
		r.Mistake(l.steps.Pos, fmt.Sprintf("the ladder %s of %q pages nobody in the project %s", l.key, contract, p.Code),
			"notify line_1, which every project has, or a person with an account")
	}
}

// checkLeads warns of steps that page leads in a project whose teams have none.
func (r *reader) checkLeads(l ladder, p *desk.Project, d *desk.Desk) {
	if reachable(d, p, desk.Leads) {
		return
	}
	for _, s := range l.steps.V {
		for _, n := range s.V.notify.V {
			if n.OK && n.V == string(desk.Leads) {
				r.Warn(n.Pos, fmt.Sprintf("this step pages no leads in the project %s: no team of its lines has any, or they have no account", p.Code))
			}
		}
	}
}

// reachable reports whether a project has anybody for an audience.
func reachable(d *desk.Desk, p *desk.Project, who desk.Audience) bool {
	anyone := func(handles ...string) bool {
		return slices.ContainsFunc(handles, func(h string) bool {
			m := d.People[h]
			return m != nil && len(m.Accounts) > 0
		})
	}
	onDuty := func(t *desk.Team) bool { return t != nil && anyone(t.OnCall.People()...) }
	switch who {
	case desk.OnCall:
		return onDuty(d.Team(p, 1)) || onDuty(d.Team(p, 2))
	case desk.Line1:
		return d.Team(p, 1) != nil
	case desk.Line2:
		return d.Team(p, 2) != nil
	case desk.Line3:
		return anyone(p.Line3...)
	case desk.Managers:
		return anyone(p.Managers...)
	case desk.Leads:
		return anyone(d.Leads(p)...)
	default:
		return anyone(string(who))
	}
}
