package pen

import (
	"strconv"
	"strings"

	"vakhta/desk"
)

// breachesShown is how many breaches are listed.
const breachesShown = 10

// Report answers /report: a short text with all figures.
func (p *Pen) Report(r desk.Report) {
	p.Card.Title = p.Say("report.title", "Project", r.Name)
	p.Card.Lead = p.period(r.Period)
	if r.Tickets == 0 {
		p.Line(p.Say("report.none"))
	} else {
		p.figures(r)
		p.breaches(r.Breaches)
	}
	p.Card.Footer = p.Say("report.at", "At", p.Voice.When(r.At, p.Now), "Zone", p.Voice.ZoneName(r.At))
	var periods []desk.Button
	for _, period := range []string{"today", "week", "month"} {
		periods = append(periods, desk.Button{
			Label: p.Say("button." + period),
			Press: desk.Press{Action: desk.ActReport, Arg: r.Project + ":" + period},
		})
	}
	p.Row(periods...)
	p.formats(r)
}

// period is written in the calendar it was computed in, not in the reader's: a
// month is the desk's month for every reader.
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
	if r.Backlog.Open > 0 {
		total += ", " + p.Voice.Count("still_open", r.Backlog.Open)
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
	p.Field("report.by_type", strings.Join(types, ", "))
	p.Field("report.by_priority", strings.Join(priorities, ", "))
	p.target("reaction", r.Reaction)
	p.target("resolution", r.Resolution)
	if ratings := p.ratings(r.Ratings); ratings != "" {
		p.Field("report.ratings", ratings)
	}
}

// target shows how well one kind of target was met. The share is rounded down,
// so 100 % means all.
func (p *Pen) target(name string, f desk.TargetFigures) {
	share := p.Say("report.no_share")
	if f.Promised > 0 {
		share = p.Say("report.share", "Percent", f.Met*100/f.Promised, "Met", f.Met, "Promised", f.Promised)
	}
	if f.Pending > 0 {
		share += "; " + p.Voice.Count("pending", f.Pending)
	}
	p.Field("report."+name, share)
	if f.Measured > 0 {
		p.Field("report."+name+"_times", p.Say("report.times",
			"Median", p.Voice.Duration(f.Median), "P95", p.Voice.Duration(f.P95)))
	}
}

// ratings returns the mean and how often each rating was given, best first.
func (p *Pen) ratings(given map[int]int) string {
	var each []string
	sum, count := 0, 0
	for stars := 5; stars >= 1; stars-- {
		if n := given[stars]; n > 0 {
			each = append(each, p.Voice.Count("rated_times", n, "Stars", stars))
			sum, count = sum+stars*n, count+n
		}
	}
	if count == 0 {
		return ""
	}
	return p.Say("report.average", "Average", p.Voice.Decimal(float64(sum)/float64(count)), "Each", strings.Join(each, ", "))
}

// breaches lists the tickets, because a share alone does not say where to look.
func (p *Pen) breaches(all []desk.Breach) {
	if len(all) == 0 {
		p.Line(p.Say("report.no_breaches"))
		return
	}
	lines := []string{p.Say("report.breaches")}
	for _, b := range all[:min(len(all), breachesShown)] {
		id := "report.breach_" + string(b.Target)
		if b.Still {
			id += "_still"
		}
		lines = append(lines, p.Say(id, "Key", b.Key.String(), "Late", p.Late(b.Late)))
	}
	if more := len(all) - breachesShown; more > 0 {
		lines = append(lines, p.Voice.Count("more_breaches", more))
	}
	p.Line(strings.Join(lines, "\n"))
}
