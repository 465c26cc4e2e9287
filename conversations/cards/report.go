package cards

import (
	"slices"
	"strconv"
	"strings"

	"vakhta/desk"
)

// breachesShown is how many missed targets are named one by one.
const breachesShown = 10

// report is the answer to /report: a short text with every figure.
func (w *writer) report(r desk.Report) {
	w.card.Title = w.say("report.title", "Project", r.Name)
	w.card.Lead = w.period(r.Period)
	switch {
	case r.Tickets == 0:
		w.line(w.say("report.none"))
	default:
		w.figures(r)
		w.breaches(r.Breaches)
	}
	w.card.Footer = w.say("report.at", "At", w.voice.When(r.At, w.Now), "Zone", w.voice.ZoneName(r.At))
	for _, period := range []string{"today", "week", "month"} {
		w.card.Buttons = append(w.card.Buttons, nil)
		w.card.Buttons[0] = append(w.card.Buttons[0], desk.Button{
			Label: w.say("button." + period),
			Press: desk.Press{Action: desk.ActReport, Arg: r.Project + ":" + period},
		})
	}
	w.card.Buttons = w.card.Buttons[:1]
}

// period is written in the calendar it was reckoned in, not the reader's: a
// month is the desk's month wherever it is read.
func (w *writer) period(p desk.Period) string {
	first, last := p.From, p.To.Add(-1)
	if desk.DateOf(first) == desk.DateOf(last) {
		return w.voice.Date(first, w.Now)
	}
	return w.say("report.period", "From", w.voice.Date(first, w.Now), "To", w.voice.Date(last, w.Now))
}

func (w *writer) figures(r desk.Report) {
	total := w.voice.Count("tickets", r.Tickets)
	if r.Open > 0 {
		total += ", " + w.voice.Count("still_open", r.Open)
	}
	w.field("report.tickets", total)
	var types, priorities []string
	for _, t := range desk.RequestTypes() {
		if n := r.ByType[t]; n > 0 {
			types = append(types, w.voice.Type(t)+" — "+strconv.Itoa(n))
		}
	}
	for _, p := range desk.Priorities() {
		if n := r.ByPriority[p]; n > 0 {
			priorities = append(priorities, p.String()+" — "+strconv.Itoa(n))
		}
	}
	w.field("report.by_type", strings.Join(types, ", "))
	w.field("report.by_priority", strings.Join(priorities, ", "))
	w.target("reaction", r.Reaction)
	w.target("resolution", r.Resolution)
	if ratings := w.ratings(r.Ratings); ratings != "" {
		w.field("report.ratings", ratings)
	}
}

// target shows how one kind of target was kept. The share is rounded down: 100 %
// means all of them.
func (w *writer) target(name string, f desk.TargetFigures) {
	share := w.say("report.no_share")
	if f.Promised > 0 {
		share = w.say("report.share", "Percent", f.Met*100/f.Promised, "Met", f.Met, "Promised", f.Promised)
	}
	if f.Pending > 0 {
		share += "; " + w.voice.Count("pending", f.Pending)
	}
	w.field("report."+name, share)
	if f.Measured > 0 {
		w.field("report."+name+"_times", w.say("report.times",
			"Median", w.voice.Duration(f.Median), "P95", w.voice.Duration(f.P95)))
	}
}

// ratings is the mean and how often each was given, the best first.
func (w *writer) ratings(given map[int]int) string {
	var each []string
	sum, count := 0, 0
	for stars := 5; stars >= 1; stars-- {
		if n := given[stars]; n > 0 {
			each = append(each, w.voice.Count("rated_times", n, "Stars", stars))
			sum, count = sum+stars*n, count+n
		}
	}
	if count == 0 {
		return ""
	}
	return w.say("report.average", "Average", w.voice.Decimal(float64(sum)/float64(count)), "Each", strings.Join(each, ", "))
}

func (w *writer) breaches(all []desk.Breach) {
	if len(all) == 0 {
		w.line(w.say("report.no_breaches"))
		return
	}
	lines := []string{w.say("report.breaches")}
	for _, b := range slices.Clip(all[:min(len(all), breachesShown)]) {
		id := "report.breach_" + string(b.Target)
		if b.Still {
			id += "_still"
		}
		lines = append(lines, w.say(id, "Key", b.Key.String(), "Late", w.voice.Duration(b.Late)))
	}
	if more := len(all) - breachesShown; more > 0 {
		lines = append(lines, w.voice.Count("more_breaches", more))
	}
	w.line(strings.Join(lines, "\n"))
}
