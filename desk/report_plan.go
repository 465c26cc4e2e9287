package desk

import (
	"slices"
	"time"
)

// A ReportPlan says which reports of a project are posted by themselves. The zero
// plan posts none.
type ReportPlan struct {
	Every   ReportRhythm
	Formats []string // of the files that come with each: pdf, xlsx, csv
	// Chats are those of the customers that have it beside the managers. Each shop's
	// report goes to its own.
	Chats []Address
}

// A ReportRhythm is how long the period of a report is that is posted by itself.
type ReportRhythm string

// The values of ReportRhythm. A week begins on Monday.
const (
	EveryWeek    ReportRhythm = "week"
	EveryMonth   ReportRhythm = "month"
	EveryQuarter ReportRhythm = "quarter"
)

// reportHour is the hour of the first day after a period at which its report is
// posted: people forward it from their desks.
const reportHour = 9

// Next returns when a report is posted next after a moment, and its period, in the
// moment's zone. ok is false if the plan posts none.
func (p ReportPlan) Next(after time.Time) (at time.Time, of Period, ok bool) {
	if p.Every == "" {
		return at, of, false
	}
	y, m, d := after.Date()
	first, months, days := time.Date(y, m, 1, 0, 0, 0, 0, after.Location()), 1, 0
	switch p.Every {
	case EveryWeek:
		first, months, days = time.Date(y, m, d-(int(after.Weekday())+6)%7, 0, 0, 0, 0, after.Location()), 0, 7
	case EveryQuarter:
		first, months = first.AddDate(0, -(int(m)-1)%3, 0), 3
	case EveryMonth:
	}
	at = hourOf(first)
	if !at.After(after) {
		first = first.AddDate(0, months, days)
		at = hourOf(first)
	}
	return at, named(first.AddDate(0, -months, -days), first), true
}

// ChatsOf returns the chats of a project that have its report.
func (p ReportPlan) ChatsOf(project *Project) (all []Address) {
	for _, c := range project.Chats {
		if slices.Contains(p.Chats, c.Chat) {
			all = append(all, c.Chat)
		}
	}
	return all
}

func hourOf(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), reportHour, 0, 0, 0, day.Location())
}
