package cards

import (
	"maps"
	"slices"
	"strings"
	"time"

	"vakhta/billing"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/papers"
)

// hours answers /hours: one month in full, or several in a line each.
func (w *writer) hours(f notice.HoursCard) {
	w.Card.Title = w.Say("hours.title", "Project", w.Project(f.Project))
	switch {
	case !f.Overrun.IsZero():
		w.Card.Tone = desk.ToneWarning
		w.Card.Title = w.Say("hours.overrun", "Key", f.Overrun.String(), "Hours", w.Voice.Hours(f.Months[0].Unapproved[f.Overrun]))
		w.month(f.Months[0])
	case f.Warns > 0:
		w.Card.Tone = desk.ToneWarning
		w.Card.Title = w.Say("hours.warning", "Project", w.Project(f.Project), "Percent", f.Months[0].Percent())
		w.month(f.Months[0])
	case len(f.Months) == 1:
		w.month(f.Months[0])
		w.actFormats(f)
	default:
		w.Card.Lead = w.months(f.Months)
	}
	w.Card.Footer = w.Say("report.at", "At", w.Voice.When(f.At, w.Now), "Zone", w.Voice.ZoneName(f.At))
}

// month shows a month's account. What is nothing is left out.
func (w *writer) month(m notice.MonthOfHours) {
	w.Card.Lead = w.Say("hours.month", "Month", w.Voice.Month(m.Month), "Left", w.left(&m.Statement))
	w.hourField("hours.package", m.Package, "")
	w.hourField("hours.carried", m.Carried, "")
	if m.Available() > 0 {
		w.Field("hours.used", w.Say("hours.share", "Hours", w.Voice.Hours(m.Used), "Percent", m.Percent()))
	}
	beyond := "hours.beyond"
	if m.Available() == 0 {
		beyond = "hours.by_hour"
	}
	w.hourField(beyond, m.Beyond, w.money(m.BeyondSum, m.Terms.Currency))
	w.without(m)
	w.hourField("hours.after", m.AfterHours, w.money(m.AfterSum, m.Terms.Currency))
	w.hourField("hours.free", m.Free, "")
	if m.Terms.RoundUp > 0 && m.Worked != 0 {
		w.Field("hours.rounding", w.Say("hours.rounded_"+string(m.Terms.Round), "Unit", w.Voice.Hours(m.Terms.RoundUp),
			"Worked", w.Voice.Hours(m.Worked), "ByEntry", w.Voice.Hours(m.ByEntry), "BySum", w.Voice.Hours(m.BySum)))
	}
	if m.Total != 0 {
		w.Field("hours.total", w.total(&m.Statement))
	}
	w.ahead(m)
	if m.Locked {
		w.Line(w.Say("hours.locked"))
	}
}

// without shows the hours beyond the package that nobody has agreed to, and on
// which tickets.
func (w *writer) without(m notice.MonthOfHours) {
	w.hourField("hours.without", m.Without, w.money(m.WithoutSum, m.Terms.Currency))
	var on []string
	for _, k := range slices.SortedFunc(maps.Keys(m.Unapproved), func(a, b desk.Key) int { return a.Number - b.Number }) {
		if m.Unapproved[k] > 0 && !k.IsZero() {
			on = append(on, w.Say("hours.without_of", "Key", k.String(), "Hours", w.Voice.Hours(m.Unapproved[k])))
		}
	}
	if m.Without > 0 {
		w.Line(w.Say("hours.not_billed", "Tickets", strings.Join(on, ", ")))
	}
}

// ahead says what will be at the month's end.
func (w *writer) ahead(m notice.MonthOfHours) {
	if m.Locked {
		return
	}
	switch over := m.Forecast - m.Available(); {
	case m.Forecast == 0:
	case m.Available() > 0 && over > 0:
		w.Line(w.Say("hours.forecast_over", "Hours", w.Voice.Hours(m.Forecast), "Over", w.Voice.Hours(over)))
	default:
		w.Line(w.Say("hours.forecast", "Hours", w.Voice.Hours(m.Forecast)))
	}
	if kept := m.Left - m.Lapses; kept > 0 {
		w.Line(w.Say("hours.kept", "Hours", w.Voice.Hours(kept)))
	}
	if m.Lapses > 0 {
		w.Line(w.Say("hours.lapse", "Hours", w.Voice.Hours(m.Lapses)))
	}
}

// left says how much of the package is left, or how much was worked without
// one.
func (w *writer) left(s *billing.Statement) string {
	switch {
	case s.Available() == 0:
		return w.Say("hours.worked", "Hours", w.Voice.Hours(s.Over()+s.AfterHours))
	case s.Over() > 0:
		return w.Say("hours.over", "Hours", w.Voice.Hours(s.Over()))
	default:
		return w.Say("hours.left", "Hours", w.Voice.Hours(s.Left), "Of", w.Voice.Hours(s.Available()))
	}
}

// months is one line for each month.
func (w *writer) months(all []notice.MonthOfHours) string {
	var lines []string
	for _, m := range all {
		line := w.Say("hours.month", "Month", w.Voice.Month(m.Month), "Left", w.left(&m.Statement))
		if m.Total != 0 {
			line += " · " + w.Voice.Money(m.Total, m.Terms.Currency)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// hourField adds a field with hours and what they cost, if there are any.
func (w *writer) hourField(label string, d time.Duration, cost string) {
	if d == 0 {
		return
	}
	text := w.Voice.Hours(d)
	if cost != "" {
		text = w.Say("hours.costs", "Hours", text, "Sum", cost)
	}
	w.Field(label, text)
}

// money returns an amount, "" if there is none.
func (w *writer) money(m desk.Money, c desk.Currency) string {
	if m == 0 {
		return ""
	}
	return w.Voice.Money(m, c)
}

// total is the sum of the month and its tax.
func (w *writer) total(s *billing.Statement) string {
	total := w.Voice.Money(s.Total, s.Terms.Currency)
	if s.Tax == 0 {
		return total
	}
	return w.Say("hours.with_vat", "Total", total, "Tax", w.Voice.Money(s.Tax, s.Terms.Currency))
}

// actFormats offers the act of the month as a file.
func (w *writer) actFormats(f notice.HoursCard) {
	var row []desk.Button
	for _, format := range []papers.FileFormat{papers.PDF, papers.XLSX, papers.CSV} {
		row = append(row, desk.Button{
			Label: strings.ToUpper(string(format)),
			Press: desk.Press{Action: desk.ActHours, Arg: f.Project + ":" + string(format) + ":" + f.Months[0].Month.String()},
		})
	}
	w.Row(row...)
}
