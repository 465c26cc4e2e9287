package cards

import (
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// duty writes the cards about people on call. It returns false for other facts.
func (w *writer) duty(f notice.Facts) bool {
	switch f := f.(type) {
	case notice.OnCallNow:
		w.onCall(f)
	case notice.WhoIsCalled:
		w.whoIsCalled(f)
	case notice.DutyChanged:
		w.dutyChanged(f)
	case notice.AwayNoted:
		w.away(f)
	case notice.SwapOffers:
		w.swapOffers(f)
	case notice.DutyTroubles:
		w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("duty.trouble_title")
		w.troubles(f.Troubles)
	case notice.DrillCall:
		w.drillCall(f)
	case notice.DrillReport:
		w.drillReport(f)
	case notice.ShiftBegins:
		w.shiftBegins(f)
	case notice.SalesAhead:
		w.Card.Title = w.Say("duty.sales_title")
		w.sales(f.Sales)
	case notice.SwapAsked:
		w.Card.Title = w.Say("duty.swap_title", "Who", f.Who, "Team", f.Team)
		w.Card.Lead = w.Voice.Span(f.From, f.Until, w.Now)
		w.Line(w.Say("duty.swap_how"))
		w.Row(desk.Button{Label: w.Say("button.take_shift"), Style: desk.StylePrimary, Press: desk.Press{Action: desk.ActTake, Arg: strconv.FormatInt(f.Swap, 10)}})
	default:
		return false
	}
	return true
}

// weekShown is how many shifts of a team /oncall lists.
const weekShown = 8

// onCall names who is on call, until when, and who is next, then the week.
func (w *writer) onCall(f notice.OnCallNow) {
	w.Card.Title = w.Say("oncall.title")
	for _, d := range f.Duties {
		lines := []string{w.onCallLine(d)}
		for i, s := range d.Week {
			if i == weekShown {
				break
			}
			lines = append(lines, w.shift(s))
		}
		w.Line(strings.Join(lines, "\n"))
	}
	if len(f.Troubles) > 0 {
		w.Line("⚠️ " + w.Say("duty.trouble_title"))
		w.troubles(f.Troubles)
	}
}

// troublesShown is how many of them a card lists.
const troublesShown = 10

// troubles lists what is wrong, and what fixes it.
func (w *writer) troubles(all []notice.DutyTrouble) {
	var lines []string
	for _, t := range all[:min(len(all), troublesShown)] {
		when := w.Voice.Span(t.From, t.Until, w.Now)
		switch t.Kind {
		case notice.TroubleGap:
			lines = append(lines, w.Say("duty.trouble_gap", "Team", t.Team, "When", when))
		case notice.TroubleFeed:
			lines = append(lines, w.staleFeed(t))
		default:
			lines = append(lines, w.Say("duty.trouble_"+string(t.Kind), "Team", t.Team, "Who", t.Who, "When", when))
		}
	}
	w.Line(strings.Join(lines, "\n"))
	w.Card.Footer = w.Say("duty.trouble_how", "Cover", w.Command("cover"), "Swap", w.Command("swap"))
}

// staleFeed says whose calendar is not read any more, why, and since when a copy is used.
func (w *writer) staleFeed(t notice.DutyTrouble) string {
	whose := t.Who
	if whose == "" {
		whose = t.Team
	}
	why := w.Say("feed." + string(t.Why))
	if t.From.IsZero() {
		return w.Say("feed.never", "Whose", whose, "Why", why)
	}
	return w.Say("feed.stale", "Whose", whose, "Since", w.Voice.When(t.From, w.Now), "Why", why)
}

// shiftBegins says who is on call now, and lists the open tickets with their time
// left and what they wait for.
func (w *writer) shiftBegins(f notice.ShiftBegins) {
	when := w.Voice.Span(f.From, f.Until, w.Now)
	switch {
	case f.Who == "":
		w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("duty.begins_nobody", "Team", f.Team, "When", when)
	case f.Before == "":
		w.Card.Title = w.Say("duty.begins", "Team", f.Team, "Who", f.Who, "When", when)
	default:
		w.Card.Title = w.Say("duty.begins_after", "Team", f.Team, "Who", f.Who, "Before", f.Before, "When", when)
	}
	w.Card.Mention = f.Mention
	if len(f.Tickets) == 0 {
		w.Card.Lead = w.Say("duty.begins_none")
	}
	for _, t := range f.Tickets {
		w.Line(w.item(t, notice.List{Queue: true}))
	}
	w.sales(f.Sales)
	if f.More > 0 {
		w.Card.Footer = w.Say("list.shown", "N", len(f.Tickets), "Total", len(f.Tickets)+f.More)
	}
}

// sales names sales with their shops, days and times without deploys.
func (w *writer) sales(all []notice.SaleAhead) {
	for _, s := range all {
		var shops []string
		for _, code := range s.Projects {
			shops = append(shops, w.Project(code))
		}
		lines := []string{w.Say("duty.sale", "Sale", s.Name.In(w.Locale), "Shops", strings.Join(shops, ", "), "When", w.Voice.Span(s.From, s.Until, w.Now))}
		if s.Targets {
			lines = append(lines, w.Say("duty.sale_targets"))
		}
		if !s.CalmFrom.IsZero() {
			lines = append(lines, w.Say("duty.sale_calm", "When", w.Voice.Span(s.CalmFrom, s.CalmUntil, w.Now)))
		}
		w.Line(strings.Join(lines, "\n"))
	}
}

func (w *writer) onCallLine(d notice.Duty) string {
	until := w.Voice.When(d.Until, w.Now)
	switch {
	case d.Name == "" && d.Next != "":
		return w.Say("oncall.nobody_until", "Team", d.Team, "Until", until, "Next", d.Next)
	case d.Name == "":
		return w.Say("oncall.nobody", "Team", d.Team)
	case d.Until.IsZero():
		return w.Say("oncall.always", "Team", d.Team, "Who", d.Name)
	case d.Next == "":
		return w.Say("oncall.then_nobody", "Team", d.Team, "Who", d.Name, "Until", until)
	default:
		return w.Say("oncall.next", "Team", d.Team, "Who", d.Name, "Until", until, "Next", d.Next)
	}
}

// shift returns one line of a schedule.
func (w *writer) shift(s notice.ShiftLine) string {
	when := w.Voice.Span(s.From, s.Until, w.Now)
	switch {
	case s.Who == "":
		return w.Say("duty.gap", "When", when)
	case len(s.Before) > 0:
		return w.Say("duty.shift_before", "When", when, "Who", s.Who, "Before", strings.Join(s.Before, ", "))
	case s.Instead:
		return w.Say("duty.shift_instead", "When", when, "Who", s.Who)
	default:
		return w.Say("duty.shift", "When", when, "Who", s.Who)
	}
}

// whoIsCalled lists the steps of a ladder with the people behind them.
func (w *writer) whoIsCalled(f notice.WhoIsCalled) {
	w.Card.Title = w.Say("duty.called_title", "Project", w.Project(f.Project), "Priority", w.Voice.PriorityNamed(f.Priority.String()))
	w.Card.Lead = w.Say("duty.called_lead", "At", w.Voice.WhenIn(f.At, w.Now))
	for _, s := range f.Steps {
		var who []string
		for _, c := range s.Calls {
			who = append(who, w.callLine(c))
		}
		for _, a := range s.Nobody {
			who = append(who, w.Say("duty.called_nobody", "Who", w.Audience(a)))
		}
		w.Line(w.Say("duty.called_step", "At", w.clock(s.At, f.At), "Who", strings.Join(who, "; ")))
	}
	if len(f.Steps) == 0 {
		w.Line(w.Say("duty.called_none"))
	}
}

// clock returns a time of day, with the day if it is not that of another moment.
func (w *writer) clock(at, day time.Time) string {
	at = at.In(w.Voice.Zone)
	if desk.DateOf(at) == desk.DateOf(day.In(w.Voice.Zone)) {
		return at.Format("15:04:05")
	}
	return w.Voice.When(at, w.Now)
}

func (w *writer) callLine(c notice.CallLine) string {
	by := strings.ToUpper(string(c.Platform[:1])) + string(c.Platform[1:])
	switch {
	case c.Who != "":
		return w.Say("duty.called_person", "Who", c.Who, "By", by)
	case c.OnCall != "":
		return w.Say("duty.called_mention", "Team", c.Team, "By", by, "Who", c.OnCall)
	default:
		return w.Say("duty.called_team", "Team", c.Team, "By", by)
	}
}

// dutyChanged says who is on call instead of whom.
func (w *writer) dutyChanged(f notice.DutyChanged) {
	w.Card.Title = w.Say("duty.changed_title", "Team", f.Team)
	if f.Swap {
		w.Card.Title = w.Say("duty.swapped_title", "Team", f.Team)
	}
	for _, s := range f.Shifts {
		w.Line(w.shift(s))
	}
	w.Card.Footer = w.Say("duty.changed_by", "Who", f.By)
}

// away says who is away, and which of their shifts need somebody.
func (w *writer) away(f notice.AwayNoted) {
	w.Card.Title = w.Say("duty.away_title", "Who", f.Who)
	w.Card.Lead = w.Voice.Span(f.From, f.Until, w.Now)
	if f.Own {
		w.Card.Footer = w.Say("duty.away_end", "Command", w.Command("away back"))
	}
	if len(f.Shifts) == 0 {
		return
	}
	lines := []string{w.Say("duty.away_shifts")}
	for _, s := range f.Shifts {
		lines = append(lines, w.Voice.Span(s.From, s.Until, w.Now))
	}
	w.Line(strings.Join(lines, "\n"))
	w.Line(w.Say("duty.away_how", "Cover", w.Command("cover"), "Swap", w.Command("swap")))
}

// swapOffers has a button for each shift.
func (w *writer) swapOffers(f notice.SwapOffers) {
	w.Card.Title = w.Say("duty.offers_title")
	w.Card.Lead = w.Say("duty.offers_lead", "Command", w.Command("swap"))
	for _, s := range f.Shifts {
		w.Line(s.Who + ": " + w.Voice.Span(s.From, s.Until, w.Now))
		w.Row(desk.Button{Label: w.Voice.Date(s.From.In(w.Voice.Zone), w.Now), Press: desk.Press{Action: desk.ActSwap, Arg: strconv.FormatInt(s.From.Unix(), 10)}})
	}
}
