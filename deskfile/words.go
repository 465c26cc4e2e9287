package deskfile

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/sla"
)

// The kinds of single values.
var (
	localeKind = keys.OneOf(desk.Russian, desk.English)
	zoneKind   = keys.Word(keys.Schema{"type": "string"}, parseZone).Says("IANA name such as `Europe/Moscow`")

	spanKind   = keys.Word(keys.Pattern(`^([0-9]+[wdhms])+$`), parseSpan).Says("duration")
	lengthKind = keys.Word(keys.Pattern(`^([0-9]+[hms])+$`), parseLength).Says("duration in hours and minutes")
	monthsKind = keys.Word(keys.Pattern(monthsPattern.String()), parseMonths).Says("`12 months` or `forever`")
	dateKind   = keys.Word(keys.Schema{"type": "string", "format": "date"}, parseDate).Says("date")

	holidaysKind  = keys.Word(keys.Schema{"type": "string", "pattern": "^[a-z]{2}(-[a-z]{2})?$"}, parseHolidays).Says("`ru`, `de`, `de-by`")
	wallClockKind = keys.Word(keys.Pattern(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$`), parseWallClock).Says("date and time such as `2026-11-02T10:00`")

	chatKind = keys.Word(keys.Pattern(sharedChat.String()), parseChat).Says("chat")
)

// nameOf returns a reference to something named elsewhere in the file.
func nameOf(what string) keys.Shape[string] { return keys.Text().Says("name of a " + what) }

// A zone is a time zone with a name; never the machine's own.
type zone struct{ *time.Location }

var utc = zone{time.UTC}

var plainNames = keys.Naming{
	Pattern: regexp.MustCompile(`^[^\s:/,]{1,40}$`),
	Fix:     "write up to 40 letters, digits, - or _, without spaces",
}

var dateNames = keys.Naming{
	Pattern: regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`),
	Fix:     "write a date like 2026-12-31",
}

func parseZone(s string) (zone, error) {
	// "" and Local mean the machine's zone, which may differ between replicas.
	if s != "" && s != "Local" {
		if l, err := time.LoadLocation(s); err == nil {
			return zone{l}, nil
		}
	}
	return utc, keys.Wrong(fmt.Sprintf("unknown time zone %q", s), "write a name of the IANA list, like Europe/Moscow or UTC")
}

func parseSpan(s string) (desk.Span, error) {
	v, err := desk.ParseSpan(s)
	switch {
	case errors.Is(err, desk.ErrSpanTooLong):
		return v, tooLong(s)
	case err != nil:
		return v, keys.Wrong(fmt.Sprintf("%q is not a valid duration", s), "write a number and a unit, like 90s, 15m, 4h, 3d, 1w or 1h30m")
	}
	return v, nil
}

func tooLong(s string) error {
	return keys.Wrong(fmt.Sprintf("%q is longer than ten years", s), "look at its unit: m is minutes")
}

// parseLength reads a duration that does not depend on a calendar.
func parseLength(s string) (time.Duration, error) {
	v, err := parseSpan(s)
	if err == nil && v.HasDays() {
		err = keys.Wrong(fmt.Sprintf("%q is measured in days", s), "write it in hours and minutes here, like 8h")
	}
	return v.Time, err
}

var monthsPattern = regexp.MustCompile(`^(?:([1-9][0-9]{0,2}) months?|forever)$`)

// parseMonths reads a number of months; forever is 0.
func parseMonths(s string) (int, error) {
	m := monthsPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, keys.Wrong(fmt.Sprintf("%q is not a number of months", s), "write 12 months, from 1 to 999, or forever")
	}
	if m[1] == "" {
		return 0, nil
	}
	return strconv.Atoi(m[1])
}

func parseDate(s string) (desk.Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || !sensibleYear(t) {
		return desk.Date{}, keys.Wrong(fmt.Sprintf("%q is not a valid date", s), "write it like 2026-12-31")
	}
	return desk.DateOf(t), nil
}

// sensibleYear rejects slips such as 0206, so that loops over the calendar stay
// short.
func sensibleYear(t time.Time) bool { return 2000 <= t.Year() && t.Year() <= 2200 }

// A wallClock is a time whose zone is not known yet; it is stored as UTC.
type wallClock struct{ time.Time }

func (w wallClock) in(zone *time.Location) time.Time {
	return time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), 0, zone)
}

func parseWallClock(s string) (wallClock, error) {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil && sensibleYear(t) {
			return wallClock{t}, nil
		}
	}
	return wallClock{}, keys.Wrong(fmt.Sprintf("%q is not a valid date and time", s), "write it like 2026-11-02T10:00, in the desk's time zone")
}

func parseHolidays(s string) (string, error) {
	if !sla.KnownHolidays(s) {
		return "", keys.Wrong(fmt.Sprintf("the holidays of %q are not known", s), "known: "+strings.Join(sla.Countries(), ", ")+"; write those of others under days_off")
	}
	return s, nil
}
