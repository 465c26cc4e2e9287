package locales

import (
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

// nbsp keeps a number and its unit on one line of a phone's screen.
const nbsp = "\u00a0"

// Duration returns d in its two largest units: "2 мин 10 с", "1 h 5 min". A
// negative one is zero.
func (v *Voice) Duration(d time.Duration) string {
	d = max(0, d.Round(time.Second))
	days, hours := int(d/(24*time.Hour)), int(d/time.Hour)%24
	minutes, seconds := int(d/time.Minute)%60, int(d/time.Second)%60
	switch {
	case days > 0 && hours > 0:
		return v.Count("days", days) + " " + v.Say("duration.hours", "Number", hours)
	case days > 0:
		return v.Count("days", days)
	case hours > 0 && minutes > 0:
		return v.Say("duration.hours", "Number", hours) + " " + v.Say("duration.minutes", "Number", minutes)
	case hours > 0:
		return v.Say("duration.hours", "Number", hours)
	case minutes > 0 && seconds > 0:
		return v.Say("duration.minutes", "Number", minutes) + " " + v.Say("duration.seconds", "Number", seconds)
	case minutes > 0:
		return v.Say("duration.minutes", "Number", minutes)
	default:
		return v.Say("duration.seconds", "Number", seconds)
	}
}

// Effort returns hours of work: "40 ч", "1 h 30 min". Work is not counted in days,
// because people differ on how long one is.
func (v *Voice) Effort(d time.Duration) string {
	hours, minutes := int(d/time.Hour), int(d/time.Minute)%60
	switch {
	case minutes == 0:
		return v.Say("duration.hours", "Number", hours)
	case hours == 0:
		return v.Say("duration.minutes", "Number", minutes)
	default:
		return v.Say("duration.hours", "Number", hours) + " " + v.Say("duration.minutes", "Number", minutes)
	}
}

// When returns a moment as people say it at now: "14:15", "завтра в 09:00", "12
// ноября, 09:00".
func (v *Voice) When(at, now time.Time) string { return v.moment("when.", at, now) }

// By returns a deadline as people say it at now: "до 14:15", "завтра до 09:00".
func (v *Voice) By(at, now time.Time) string { return v.moment("by.", at, now) }

func (v *Voice) moment(form string, at, now time.Time) string {
	at, now = at.In(v.Zone), now.In(v.Zone)
	clock := at.Format("15:04")
	switch day := desk.DateOf(at); day {
	case desk.DateOf(now):
		return v.Say(form+"today", "Time", clock)
	case desk.DateOf(now.AddDate(0, 0, 1)):
		return v.Say(form+"tomorrow", "Time", clock)
	case desk.DateOf(now.AddDate(0, 0, -1)):
		return v.Say(form+"yesterday", "Time", clock)
	default:
		return v.Say(form+"date", "Time", clock, "Date", v.Date(at, now))
	}
}

// Span returns a time from one moment to another: "5 December, 10:00–14:00", "5
// December, 10:00 – 12 December, 10:00". The zone is the reader's, and is named,
// because a schedule is read by people in several.
func (v *Voice) Span(from, until, now time.Time) string {
	from, until = from.In(v.Zone), until.In(v.Zone)
	text := v.Date(from, now) + ", " + from.Format("15:04")
	if desk.DateOf(from) == desk.DateOf(until) {
		text += "–" + until.Format("15:04")
	} else {
		text += " – " + v.Date(until, now) + ", " + until.Format("15:04")
	}
	return text + nbsp + v.ZoneName(from)
}

// Date returns the day of at in its own zone, with the year if it differs from
// that of now.
func (v *Voice) Date(at, now time.Time) string {
	date := strconv.Itoa(at.Day()) + nbsp + v.Say("month."+strconv.Itoa(int(at.Month())))
	if at.Year() != now.In(at.Location()).Year() {
		date += nbsp + strconv.Itoa(at.Year())
	}
	return date
}

// WhenIn is When with the name of the reader's zone, for a message with readers
// in several zones.
func (v *Voice) WhenIn(at, now time.Time) string { return v.When(at, now) + nbsp + v.ZoneName(at) }

// ZoneName returns the name of the reader's zone at a moment: "МСК", "CET",
// "UTC+04:30".
func (v *Voice) ZoneName(at time.Time) string {
	at = at.In(v.Zone)
	name, _ := at.Zone()
	switch {
	case name == "MSK":
		return v.Say("zone.msk")
	case strings.ContainsAny(name, "+-"): // zones without letters are named by their offset
		return "UTC" + strings.TrimSuffix(at.Format("-07:00"), ":00")
	default:
		return name
	}
}
