package pen

import (
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

// reportedShown is how many things of a kind a text names.
const reportedShown = 5

// reported shows what a report lists beside its figures.
func (p *Pen) reported(r desk.ReportLists) {
	list(p, "reported.agreements", r.Agreements, func(a desk.Agreement) string {
		id := "reported.approved"
		switch {
		case a.No:
			id = "reported.declined"
		case !a.Done:
			id = "reported.agreed"
		}
		return p.Say(id, "Key", a.Key.String(), "What", p.Asked(a.Of, p.Voice.Effort(a.Effort), a.Price), "Who", a.Who, "At", p.Voice.When(a.At, p.Now))
	})
	list(p, "hours.without", r.Unbilled, func(u desk.Unbilled) string {
		return p.Say("hours.without_of", "Key", u.Key.String(), "Hours", p.Voice.Hours(u.Hours))
	})
	list(p, "reported.causes", r.Causes, func(c desk.RecurringCause) string {
		if len(c.Part) > 0 {
			return p.Say("reported.part", "Part", c.Part.In(p.Voice.Locale), "Tickets", p.Voice.Count("tickets", c.Tickets))
		}
		return p.Say("reported.cause", "Key", c.Key.String(), "Text", Excerpt(c.Subject), "Tickets", p.Voice.Count("tickets", c.Tickets))
	})
	list(p, "reported.advice", r.Advice, func(a desk.Advice) string {
		text := a.What.In(p.Voice.Locale)
		if advice := a.Advice.In(p.Voice.Locale); advice != "" {
			text = p.Say("reported.advised", "What", text, "Advice", advice)
		}
		return text
	})
	list(p, "reported.misses", r.Misses, func(m desk.UpdateMiss) string {
		return p.Say("reported.miss", "Key", m.Key.String(), "At", p.Voice.When(m.Due, p.Now), "N", m.Times)
	})
	list(p, "reported.in_vain", r.InVain, func(c desk.CalledInVain) string {
		return p.Say("reported.vain", "Key", c.Key.String(), "Who", p.Audience(c.Audience), "At", p.Voice.When(c.At, p.Now), "N", c.Times)
	})
	list(p, "reported.ola", r.OLA, func(m desk.OLAMiss) string {
		missed := "reported.ola_take"
		if m.Solve {
			missed = "reported.ola_solve"
		}
		return p.Say("reported.ola_miss", "Key", m.Key.String(), "Who", p.Audience(m.Holder), "What", p.Say(missed), "At", p.Voice.When(m.At, p.Now))
	})
	list(p, "reported.on_call", r.OnCall, func(o desk.OnCallTime) string {
		return p.Say("reported.held", "Line", p.Say("audience.line_"+strconv.Itoa(o.Line)), "Who", o.Name, "Hours", p.Voice.Hours(o.Time.Round(time.Minute)))
	})
	list(p, "reported.drills", r.Drills, func(d desk.DrillResult) string {
		line := p.Say("reported.drill", "At", p.Voice.When(d.Began, p.Now), "Priority", d.Priority.String(), "Answered", d.Answered, "Called", d.Called)
		if len(d.Silent) > 0 {
			line = p.Say("reported.silent", "Drill", line, "Who", strings.Join(d.Silent, ", "))
		}
		return line
	})
}

// list adds a field with a line for each of the first few things, unless there are
// none.
func list[T any](p *Pen, label string, all []T, line func(T) string) {
	var lines []string
	for _, one := range all[:min(reportedShown, len(all))] {
		lines = append(lines, line(one))
	}
	if n := len(all) - len(lines); n > 0 {
		lines = append(lines, p.Say("reported.more", "N", n))
	}
	if len(lines) > 0 {
		p.Field(label, strings.Join(lines, "\n"))
	}
}
