package pen

import (
	"strconv"
	"strings"

	"vakhta/desk"
)

// breachesShown is how many missed targets are named one by one.
const breachesShown = 10

// Report is the answer to /report: a short text with every figure.
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
}

// period is written in the calendar it was reckoned in, not the reader's: a
// month is the desk's month wherever it is read.
func (p *Pen) period(of desk.Period) string {
	first, last := of.From, of.To.Add(-1)
	if desk.DateOf(first) == desk.DateOf(last) {
		return p.Voice.Date(first, p.Now)
	}
	return p.Say("report.period", "From", p.Voice.Date(first, p.Now), "To", p.Voice.Date(last, p.Now))
}

// figures leaves out what is nought, so that a quiet week is a short text.
func (p *Pen) figures(r desk.Report) {
	total := p.Voice.Count("tickets", r.Tickets)
	if r.Open > 0 {
		total += ", " + p.Voice.Count("still_open", r.Open)
	}
	p.Field("report.tickets", total)
	var types, priorities []string
	for _, t := range desk.RequestTypes() {
		if n := r.ByType[t]; n > 0 {
			types = append(types, p.Voice.Type(t)+" — "+strconv.Itoa(n))
		}
	}
	for _, priority := range desk.Priorities() {
		if n := r.ByPriority[priority]; n > 0 {
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

// target shows how one kind of target was kept. The share is rounded down: 100 %
// means all of them.
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

// ratings is the mean and how often each was given, the best first.
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

// breaches names the tickets, for a share alone leads nowhere.
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
		lines = append(lines, p.Say(id, "Key", b.Key.String(), "Late", p.Voice.Duration(b.Late)))
	}
	if more := len(all) - breachesShown; more > 0 {
		lines = append(lines, p.Voice.Count("more_breaches", more))
	}
	p.Line(strings.Join(lines, "\n"))
}
