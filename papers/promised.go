package papers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// targets is the matrix of what is promised, with the rows of types of their own below.
func (d draft) targets() table {
	t := table{
		title: d.word("Сроки", "Targets"),
		heads: []string{d.word("Обращение", "Request"), d.word("Реакция", "Reaction"), d.word("Решение", "Resolution"), d.word("Вести не реже", "An update at least every"), d.word("Время", "Hours")},
		pages: []float64{30, 16, 16, 16, 22},
	}
	row := func(name string, p desk.Target) {
		t.rows = append(t.rows, []any{name, d.span(p.Reaction), d.span(p.Resolution), d.span(p.Updates), cmp.Or(p.Calendar, d.contract.Calendar)})
	}
	for _, p := range slices.Sorted(maps.Keys(d.contract.Targets)) {
		row(d.voice.Priority(p), sla.TargetOf(d.contract, desk.Incident, p))
	}
	for _, of := range slices.Sorted(maps.Keys(d.contract.Types)) {
		row(d.voice.Type(of), d.contract.Types[of])
	}
	return t
}

// sales are the shop's days with targets of their own and the times without deploys.
// One without targets of its own has one row.
func (d draft) sales() table {
	t := table{
		title: d.word("Дни распродаж", "Sale days"),
		heads: []string{d.word("Распродажа", "Sale"), d.word("Когда", "When"), d.word("Обращение", "Request"),
			d.word("Реакция", "Reaction"), d.word("Решение", "Resolution"), d.word("Без выкладок", "No deploys")},
		pages: []float64{18, 22, 12, 13, 13, 22},
	}
	for _, s := range d.contract.Sales {
		if !s.Of(d.Project.Code) {
			continue
		}
		name, when, calm := s.Name.In(d.voice.Locale), d.between(s.From, s.Until), d.between(s.Calm.From, s.Calm.Until)
		if len(s.Targets) == 0 {
			t.rows = append(t.rows, []any{name, when, "—", "—", "—", calm})
		}
		for _, p := range slices.Sorted(maps.Keys(s.Targets)) {
			t.rows = append(t.rows, []any{name, when, d.voice.Priority(p), d.span(s.Targets[p].Reaction), d.span(s.Targets[p].Resolution), calm})
		}
	}
	return t
}

// between says a time with its year.
func (d draft) between(from, until time.Time) string {
	if from.IsZero() {
		return "—"
	}
	const minute = "2006-01-02 15:04"
	return from.Format(minute) + " – " + until.Format(minute)
}

// span says a length of time of the contract; without one nothing is promised.
func (d draft) span(s desk.Span) string {
	var parts []string
	if days := s.Weeks*7 + s.Days; days > 0 {
		parts = append(parts, strconv.Itoa(days)+d.word(" дн.", " d"))
	}
	if s.Time > 0 {
		parts = append(parts, d.voice.Duration(s.Time))
	}
	if len(parts) == 0 {
		return "—"
	}
	return strings.Join(parts, " ")
}

func (d draft) calendars() table {
	t := table{title: d.word("Рабочее время", "Hours"), heads: []string{d.word("Название", "Name"), d.word("Когда", "When"), d.word("Часовой пояс", "Time zone")}, pages: []float64{20, 55, 25}}
	names := []string{d.contract.Calendar}
	for _, p := range slices.Concat(slices.Collect(maps.Values(d.contract.Targets)), slices.Collect(maps.Values(d.contract.Types))) {
		names = append(names, p.Calendar)
	}
	for _, s := range d.contract.Sales {
		for _, p := range s.Targets {
			names = append(names, p.Calendar)
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		c := d.Desk.Calendars[name]
		switch {
		case c == nil:
		case c.Always:
			t.rows = append(t.rows, []any{name, d.word("круглосуточно", "round the clock"), "—"})
		default:
			t.rows = append(t.rows, []any{name, d.week(c), c.TimeZone.String()})
		}
	}
	return t
}

// week says a calendar's hours, those of equal days together.
func (d draft) week(c *desk.Calendar) string {
	names := strings.Fields(d.word("вс пн вт ср чт пт сб", "Sun Mon Tue Wed Thu Fri Sat"))
	var parts []string
	for i := 0; i < 7; i++ {
		day := time.Weekday((i + 1) % 7)
		hours := windows(c.Hours[day])
		if hours == "" {
			continue
		}
		last := i
		for last < 6 && windows(c.Hours[time.Weekday((last+2)%7)]) == hours {
			last++
		}
		span := names[day]
		if last > i {
			span += "–" + names[(last+1)%7]
		}
		parts, i = append(parts, span+" "+hours), last
	}
	week := strings.Join(parts, "; ")
	if c.Holidays != "" {
		week += d.word(", кроме праздников ", ", without the holidays of ") + c.Holidays
	}
	return week
}

func windows(all []desk.Window) string {
	var parts []string
	for _, w := range all {
		parts = append(parts, fmt.Sprintf("%02d:%02d–%02d:%02d", w.From/60, w.From%60, w.To/60, w.To%60))
	}
	return strings.Join(parts, ", ")
}
