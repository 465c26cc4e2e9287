package pen

import (
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

// Report answers /report: a short text with all figures. What is open is left out
// where it is shown beside the report.
func (p *Pen) Report(r desk.Report, open bool) {
	p.Card.Title = p.Say("report.title_all")
	if r.Project != "" {
		p.Card.Title = p.Say("report.title", "Project", r.Name)
	}
	zone := p.zoneNamed(r)
	p.Card.Lead = p.Say("report.days", "Days", p.period(r.Period), "Zone", zone)
	if r.Quiet() && r.Backlog.Open == 0 {
		p.Line(p.Say("report.none"))
	} else {
		p.figures(r)
		p.more(r, open)
		p.breaches(r)
	}
	if r.Uncounted > 0 {
		p.Line(p.Say("report.uncounted", "N", r.Uncounted))
	}
	p.Card.Footer = p.Say("report.at", "At", p.Voice.When(r.At, p.Now), "Zone", p.Voice.ZoneName(r.At))
	var periods []desk.Button
	for _, period := range []string{"today", "week", "month"} {
		of := r.Project
		if of == "" {
			of = "all"
		}
		periods = append(periods, desk.Button{
			Label: p.Say("button." + period),
			Press: desk.Press{Action: desk.ActReport, Arg: of + ":" + period},
		})
	}
	p.Row(periods...)
	p.formats(r)
}

// zoneNamed names the zone of the report's days: "MSK".
func (p *Pen) zoneNamed(r desk.Report) string {
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		zone = r.Period.From.Location()
	}
	voice := *p.Voice
	voice.Zone = zone
	return voice.ZoneName(r.Period.To.Add(-1))
}

// period is written in the calendar it was computed in, not in the reader's: a
// month is the contract's month for every reader.
func (p *Pen) period(of desk.Period) string {
	first, last := of.From, of.To.Add(-1)
	if desk.DateOf(first) == desk.DateOf(last) {
		return p.Voice.Date(first, p.Now)
	}
	return p.Say("report.period", "From", p.Voice.Date(first, p.Now), "To", p.Voice.Date(last, p.Now))
}

// figures leaves out zeros, so that a quiet week is a short text.
func (p *Pen) figures(r desk.Report) {
	total := p.Voice.Count("tickets", r.Tickets)
	if r.Resolved > 0 {
		total += ", " + p.Say("report.solved", "N", r.Resolved)
	}
	if b := r.Before(); b != nil && !b.Figures.Quiet() {
		total = p.Say("report.before", "Now", total, "Before", b.Figures.Tickets)
	}
	p.Field("report.tickets", total)
	var types, priorities []string
	byType, byPriority := r.ByType(), r.ByPriority()
	for _, t := range desk.RequestTypes() {
		if n := byType[t]; n > 0 {
			types = append(types, p.Voice.Type(t)+" — "+strconv.Itoa(n))
		}
	}
	for _, priority := range desk.Priorities() {
		if n := byPriority[priority]; n > 0 {
			priorities = append(priorities, priority.String()+" — "+strconv.Itoa(n))
		}
	}
	if len(priorities) > 1 {
		chart := &desk.Chart{Title: p.Say("report.by_priority"), Of: p.Say("report.tickets")}
		for _, priority := range desk.Priorities() {
			chart.Labels, chart.Amounts = append(chart.Labels, priority.String()), append(chart.Amounts, byPriority[priority])
		}
		p.Card.Chart = chart
	}
	if len(types) > 0 {
		p.Field("report.by_type", strings.Join(types, ", "))
		p.Field("report.by_priority", strings.Join(priorities, ", "))
	}
	p.target(r, "reaction", func(f desk.Figures) desk.TargetFigures { return f.Reaction }, func(t desk.Target) desk.Span { return t.Reaction })
	p.target(r, "resolution", func(f desk.Figures) desk.TargetFigures { return f.Resolution }, func(t desk.Target) desk.Span { return t.Resolution })
	p.next(r.Next)
}

// next shows how well answers to what customers wrote later were given in time.
func (p *Pen) next(f desk.TargetFigures) {
	if f.Promised == 0 {
		return
	}
	p.Field("report.next", p.share(f))
	if f.Measured > 0 {
		p.Card.Fields[len(p.Card.Fields)-1].Value += "\n" + p.Say("report.times", "Median", p.Voice.Duration(f.Median), "P95", p.Voice.Duration(f.P95))
	}
}

// target shows how well one kind of target was met, beside the period before and
// beside what each priority is promised.
func (p *Pen) target(r desk.Report, name string, of func(desk.Figures) desk.TargetFigures, promise func(desk.Target) desk.Span) {
	f := of(r.Figures)
	share := p.share(f)
	if b := r.Before(); b != nil && of(b.Figures).Promised > 0 {
		was := of(b.Figures)
		share = p.Say("report.before", "Now", share, "Before", p.Say("report.percent", "Percent", was.Met*100/was.Promised))
	}
	if f.Pending > 0 {
		share += "; " + p.Voice.Count("pending", f.Pending)
	}
	p.Field("report."+name, share)
	for _, g := range r.Groups {
		if its := of(g.Figures); its.Promised > 0 && !promise(g.Promise).IsZero() && len(r.Groups) > 1 {
			p.Card.Fields[len(p.Card.Fields)-1].Value += "\n" + p.Say("report.promised_type", "Type", p.Voice.Type(g.Type), "Priority", g.Priority.String(),
				"Promise", p.Voice.Duration(promise(g.Promise).Clock()), "Share", p.share(its))
		} else if its.Promised > 0 && !promise(g.Promise).IsZero() {
			p.Card.Fields[len(p.Card.Fields)-1].Value += "\n" + p.Say("report.promised", "Priority", g.Priority.String(),
				"Promise", p.Voice.Duration(promise(g.Promise).Clock()), "Share", p.share(its))
		}
	}
	if f.Measured > 0 {
		p.Field("report."+name+"_times", p.Say("report.times",
			"Median", p.Voice.Duration(f.Median), "P95", p.Voice.Duration(f.P95)))
	}
}

// share is rounded down, so 100 % means all.
func (p *Pen) share(f desk.TargetFigures) string {
	if f.Promised == 0 {
		return p.Say("report.no_share")
	}
	return p.Say("report.share", "Percent", f.Met*100/f.Promised, "Met", f.Met, "Promised", f.Promised)
}

// ratings returns the mean and how often each rating was given, best first.
func (p *Pen) ratings(given map[int]int) string {
	var each []string
	for stars := 5; stars >= 1; stars-- {
		if n := given[stars]; n > 0 {
			each = append(each, p.Voice.Count("rated_times", n, "Stars", stars))
		}
	}
	mean, count := desk.MeanRating(given)
	if count == 0 {
		return ""
	}
	return p.Say("report.average", "Average", p.Voice.Decimal(mean), "Each", strings.Join(each, ", "))
}
