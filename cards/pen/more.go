package pen

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
)

// more adds the figures below the targets, those that are not zero.
func (p *Pen) more(r desk.Report, open bool) {
	if r.Waited.Customer+r.Waited.Vendor > 0 {
		p.Field("report.waited", p.Say("report.waited_for", "Customer", p.Voice.Duration(r.Waited.Customer), "Vendor", p.Voice.Duration(r.Waited.Vendor)))
	}
	if open {
		p.some("report.backlog", p.open(r)...)
	}
	if r.Reopened > 0 {
		p.Field("report.again", p.Say("report.rate", "N", r.Reopened, "Percent", r.Reopened*100/r.Resolved))
	}
	if r.Retyped > 0 {
		p.Field("report.retyped", p.Say("report.rate", "N", r.Retyped, "Percent", r.Retyped*100/r.Tickets))
	}
	p.some("report.lines", p.lines(r.Lines)...)
	p.some("report.people", p.people(r.People)...)
	p.some("report.trend", p.trend(r.Trend)...)
	p.some("report.ratings", p.ratings(r.Ratings))
	p.comments(r.Comments)
	p.majors(r.Majors)
	p.reported(r.ReportLists)
	if len(r.Shops) > 0 {
		var each []string
		for _, s := range r.Shops {
			each = append(each, p.shop(s))
		}
		p.Field("report.shops", strings.Join(each, "\n"))
	}
}

// some adds a field with parts, unless there are none.
func (p *Pen) some(label string, parts ...string) {
	if parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" }); len(parts) > 0 {
		p.Field(label, strings.Join(parts, ", "))
	}
}

func (p *Pen) open(r desk.Report) []string {
	b := r.Backlog
	if b.Open == 0 {
		return nil
	}
	parts := []string{p.Voice.Count("tickets", b.Open)}
	if b.Untaken > 0 {
		parts = append(parts, p.Say("report.untaken", "N", b.Untaken))
	}
	if b.Breached > 0 {
		parts = append(parts, p.Say("report.late", "N", b.Breached))
	}
	if !b.Oldest.IsZero() && r.At.Sub(b.Since) >= 24*time.Hour {
		parts = append(parts, p.Say("report.oldest", "Key", b.Oldest.String(), "Age", p.Voice.Duration(r.At.Sub(b.Since))))
	}
	return parts
}

// lines are shown if a ticket went beyond the first.
func (p *Pen) lines(all []desk.LineFigures) (parts []string) {
	for _, l := range all {
		if l.Held > 0 {
			parts = append(parts, p.Say("report.line", "Line", l.Line, "Time", p.Voice.Duration(l.Held)))
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// peopleShown is how many engineers a text names.
const peopleShown = 5

// people are those who resolved most, first.
func (p *Pen) people(all []desk.PersonFigures) (parts []string) {
	most := slices.DeleteFunc(slices.Clone(all), func(f desk.PersonFigures) bool { return f.Resolved == 0 })
	slices.SortStableFunc(most, func(a, b desk.PersonFigures) int { return b.Resolved - a.Resolved })
	for _, f := range most[:min(peopleShown, len(most))] {
		if mean, n := f.Mean(); n > 0 {
			parts = append(parts, p.Say("report.person_rated", "Name", f.Name, "N", f.Resolved, "Mean", p.Voice.Decimal(mean)))
		} else {
			parts = append(parts, p.Say("report.person", "Name", f.Name, "N", f.Resolved))
		}
	}
	return parts
}

// commentsShown is how many comments a text shows, the latest.
const commentsShown = 5

// comments shows what people wrote about how tickets went.
func (p *Pen) comments(all []desk.RatingComment) {
	var lines []string
	for _, c := range all {
		switch {
		case c.Text == "": // not kept any more
		case c.By == "":
			lines = append(lines, p.Say("report.comment", "Key", c.Key.String(), "Rating", int(c.Stars), "Text", Excerpt(c.Text)))
		default:
			lines = append(lines, p.Say("report.comment_by", "Key", c.Key.String(), "Who", c.By, "Text", Excerpt(c.Text)))
		}
	}
	if len(lines) > 0 {
		p.Field("report.comments", strings.Join(lines[max(0, len(lines)-commentsShown):], "\n"))
	}
}

// majors lists the major incidents with what they came from.
func (p *Pen) majors(all []desk.MajorReport) {
	var lines []string
	for _, m := range all {
		lasted, cause := p.Say("major.report_lasts"), p.Say("major.report_no_cause")
		if !m.Over.IsZero() {
			lasted = p.Voice.Duration(m.Over.Sub(m.Since))
		}
		if m.Cause != "" {
			cause = Excerpt(m.Cause)
		}
		lines = append(lines, p.Say("major.report_line", "Key", m.Key.String(), "Since", p.Voice.When(m.Since, p.Now), "Lasted", lasted, "Cause", cause))
	}
	if len(lines) > 0 {
		p.Field("major.report", strings.Join(lines, "\n"))
	}
}

// trend shows which part of all targets was met, period by period, from the first
// in which there was any.
func (p *Pen) trend(all []desk.Trend) (parts []string) {
	shares := 0
	for _, t := range all {
		promised := t.Figures.Reaction.Promised + t.Figures.Resolution.Promised
		switch {
		case promised > 0:
			shares++
			parts = append(parts, p.Say("report.percent", "Percent", (promised-t.Figures.Missed())*100/promised))
		case len(parts) > 0:
			parts = append(parts, "–")
		}
	}
	if shares < 2 {
		return nil
	}
	return []string{strings.Join(parts, " → ")}
}

func (p *Pen) shop(s desk.ShopFigures) string {
	both := desk.TargetFigures{Promised: s.Reaction.Promised + s.Resolution.Promised, Met: s.Reaction.Met + s.Resolution.Met}
	return p.Say("report.shop", "Name", s.Name, "Tickets", p.Voice.Count("tickets", s.Tickets), "Share", p.share(both), "Open", s.Open)
}

// breaches lists the tickets, because a share alone does not say where to look.
func (p *Pen) breaches(r desk.Report) {
	if r.Missed() == 0 {
		p.Line(p.Say("report.no_breaches"))
		return
	}
	lines := []string{p.Say("report.breaches")}
	for _, b := range r.Breaches {
		lines = append(lines, p.Say("report.breach", "Key", b.Key.String(), "Priority", b.Priority.String(),
			"Subject", cmp.Or(Excerpt(b.Subject), desk.Erased), "What", p.late(b)))
	}
	if more := r.Missed() - len(r.Breaches); more > 0 {
		lines = append(lines, p.Voice.Count("more_breaches", more))
	}
	p.Line(strings.Join(lines, "\n"))
}

// late says by how much a target was missed, and why.
func (p *Pen) late(b desk.Breach) string {
	id := "report.breach_" + string(b.Target)
	if b.Still {
		id += "_still"
	}
	what := p.Say(id, "Late", p.Late(b.Late))
	if b.Still && b.Target == desk.ClockReaction {
		return what
	}
	switch b.Reason {
	case desk.BreachUntaken, desk.BreachReopened, desk.BreachLine:
		return p.Say("report.because", "What", what, "Why", p.Say("report.because_"+string(b.Reason), "Line", b.Line))
	case desk.BreachUnanswered, desk.BreachWork: // the figures say that
	}
	return what
}
