package cards

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// live shows what is open: how much and how old, what is overdue or will be before
// long, what nobody has taken, and who has how much.
func (w *writer) live(v desk.LiveView) {
	b := v.Backlog
	if b.Open == 0 {
		w.Line(w.Say("live.none"))
		return
	}
	w.Field("live.open", w.Say("live.counts", "Open", b.Open, "Untaken", b.Untaken, "Waiting", b.Waiting, "Overdue", b.Breached))
	var ages []string
	for i, n := range b.Ages {
		if n > 0 {
			ages = append(ages, w.Say("live.age_"+strconv.Itoa(i), "N", n))
		}
	}
	w.Field("live.ages", strings.Join(ages, ", "))
	w.Field("live.people", w.load(v))
	w.targets("live.overdue", v.Overdue, b.Breached)
	if v.SoonAll > 0 {
		w.targets("live.soon", v.Soon, v.SoonAll)
	}
	if len(v.Untaken) > 0 {
		var keys []string
		for _, k := range v.Untaken {
			keys = append(keys, k.String())
		}
		w.Line(strings.TrimSpace(w.Say("live.untaken", "Keys", strings.Join(keys, ", ")) + " " + w.further(b.Untaken-len(keys))))
	}
}

// load says who has how many tickets.
func (w *writer) load(v desk.LiveView) string {
	var all []string
	for _, l := range v.Load {
		id := "live.person"
		if l.Overdue > 0 {
			id = "live.person_late"
		}
		all = append(all, w.Say(id, "Name", l.Name, "N", l.Open, "Overdue", l.Overdue))
	}
	if v.Unowned > 0 {
		all = append(all, w.Say("live.nobody", "N", v.Unowned))
	}
	return strings.Join(all, ", ")
}

// targets lists the targets at risk, of all so many.
func (w *writer) targets(heading string, listed []desk.OpenTarget, all int) {
	if len(listed) == 0 {
		return
	}
	lines := []string{w.Say(heading)}
	for _, o := range listed {
		id, left := "live.late_"+string(o.Target), w.Now.Sub(o.Due)
		if left < 0 {
			id, left = "live.due_"+string(o.Target), -left
		} else if o.Paused {
			id = "live.stopped"
		}
		lines = append(lines, w.Say(id, "Key", o.Key.String(), "Priority", o.Priority.String(), "Time", w.Voice.Duration(left.Truncate(time.Minute)),
			"Who", cmp.Or(o.Assignee, w.Say("live.no_name"))))
	}
	if more := w.further(all - len(listed)); more != "" {
		lines = append(lines, more)
	}
	w.Line(strings.Join(lines, "\n"))
}

// further says that there are more.
func (w *writer) further(n int) string {
	if n <= 0 {
		return ""
	}
	return w.Say("live.further", "N", n)
}

// timesheet lists somebody's work by day.
func (w *writer) timesheet(s notice.Timesheet) {
	w.Card.Title = w.Say("sheet.title", "Name", s.Name)
	w.Card.Lead = w.Days(s.Period)
	if s.Total == 0 { // or all was taken back
		w.Line(w.Say("sheet.none"))
		return
	}
	for _, d := range s.Days {
		var all []string
		for _, l := range d.Lines {
			if l.Spent == 0 {
				continue
			}
			text := l.Key.String() + " " + w.Voice.Hours(l.Spent)
			if l.Free {
				text = w.Say("sheet.free", "Work", text)
			}
			all = append(all, text)
		}
		if len(all) > 0 {
			w.Line(w.Say("sheet.day", "Day", w.Voice.Date(d.Day.In(s.Period.From.Location()), w.Now), "Hours", w.Voice.Hours(d.Total), "Lines", strings.Join(all, ", ")))
		}
	}
	w.Field("sheet.total", w.Voice.Hours(s.Total))
}
