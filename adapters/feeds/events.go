package feeds

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"

	"vakhta/desk"
)

const (
	past  = 7 * 24 * time.Hour
	ahead = 90 * 24 * time.Hour

	mostEvents = 2000  // in a calendar
	mostShifts = 2000  // that follow from them, between past and ahead
	mostRounds = 20000 // of one event that repeats: daily for fifty years
)

// around is what a calendar is read for.
type around struct {
	desk        *desk.Desk
	feed        desk.Feed
	from, until time.Time
}

var (
	errTooMany = errors.New("it has too many events")
	errTooFast = errors.New("an event repeats more often than daily")
	errNoNames = errors.New("no event names a member of the team")
)

// events returns the events of a calendar, by their beginnings.
func events(ctx context.Context, text io.Reader, a around) ([]desk.Override, error) {
	calendar, err := ical.NewDecoder(text).Decode()
	if err != nil {
		return nil, fault(desk.FeedUnreadable, err)
	}
	written := calendar.Events()
	if len(written) > mostEvents {
		return nil, fault(desk.FeedTooLarge, errTooMany)
	}
	moved := movedOf(written, a.desk.TimeZone)
	var all []desk.Override
	unnamed := 0
	for _, e := range written {
		if ctx.Err() != nil {
			return nil, fault(desk.FeedTooLarge, ctx.Err())
		}
		if status, err := e.Status(); err == nil && status == ical.EventCancelled {
			continue
		}
		who := a.who(e)
		if who == "" {
			unnamed++
			continue
		}
		times, err := a.times(e, moved)
		if err != nil {
			return nil, err
		}
		for _, t := range times {
			all = append(all, desk.Override{Who: who, From: t[0], Until: t[1]})
		}
		if len(all) > mostShifts {
			return nil, fault(desk.FeedTooLarge, errTooMany)
		}
	}
	if unnamed > 0 && len(all) == 0 {
		return nil, fault(desk.FeedNobody, errNoNames)
	}
	slices.SortStableFunc(all, func(x, y desk.Override) int { return cmp.Or(x.From.Compare(y.From), x.Until.Compare(y.Until)) })
	return all, nil
}

// who returns the handle of whom an event is about: of a person's calendar always
// that person, of a team's the first member whose e-mail is an attendee's, or whose
// name or handle is in the title.
func (a around) who(e ical.Event) string {
	if a.feed.Who != "" {
		return a.feed.Who
	}
	title := ""
	if p := e.Props.Get(ical.PropSummary); p != nil {
		if text, err := p.Text(); err == nil {
			title = strings.ToLower(text)
		}
	}
	var mails []string
	for _, p := range e.Props.Values(ical.PropAttendee) {
		mails = append(mails, strings.TrimPrefix(strings.ToLower(p.Value), "mailto:"))
	}
	words := strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(" \t,;:()[]/|·–—", r) })
	for _, handle := range a.desk.Teams[a.feed.Team].Members {
		m := a.desk.People[handle]
		mail := strings.ToLower(m.Account(desk.Email).ID)
		switch {
		case mail != "" && slices.Contains(mails, mail), strings.Contains(title, strings.ToLower(m.Name)), slices.Contains(words, strings.ToLower(handle)):
			return handle
		}
	}
	return ""
}

// A series is one event that repeats, at one of its times.
type series struct {
	uid string
	at  int64
}

// movedOf returns the times of series that an event of their own replaces.
func movedOf(all []ical.Event, zone *time.Location) map[series]bool {
	moved := map[series]bool{}
	for _, e := range all {
		if p := e.Props.Get(ical.PropRecurrenceID); p != nil {
			if at, err := p.DateTime(zone); err == nil {
				moved[series{uid(e), at.Unix()}] = true
			}
		}
	}
	return moved
}

func uid(e ical.Event) string {
	if p := e.Props.Get(ical.PropUID); p != nil {
		return p.Value
	}
	return ""
}

// times returns when an event is, as far as it is around. Times without a zone, and
// whole days, are the desk's.
func (a around) times(e ical.Event, moved map[series]bool) ([][2]time.Time, error) {
	zone := a.desk.TimeZone
	from, err := e.DateTimeStart(zone)
	if err != nil {
		return nil, fault(desk.FeedUnreadable, err)
	}
	until, err := e.DateTimeEnd(zone)
	if err != nil {
		return nil, fault(desk.FeedUnreadable, err)
	}
	length := until.Sub(from)
	if length <= 0 {
		return nil, nil // a moment is no shift
	}
	if rule := e.Props.Get(ical.PropRecurrenceRule); rule != nil {
		if err := modest(rule.Value); err != nil {
			return nil, err
		}
	}
	set, err := e.RecurrenceSet(zone)
	if err != nil {
		return nil, fault(desk.FeedUnreadable, err)
	}
	if set == nil {
		return a.only(from, until), nil
	}
	days := until.In(zone).Sub(from.In(zone)).Hours() / 24
	whole := days == float64(int(days)) && length >= 24*time.Hour
	var all [][2]time.Time
	next := set.Iterator()
	for round := 0; ; round++ {
		at, more := next()
		switch {
		case !more || !at.Before(a.until):
			return all, nil
		case round == mostRounds:
			return nil, fault(desk.FeedTooLarge, errTooMany)
		case moved[series{uid(e), at.Unix()}]:
			continue
		}
		end := at.Add(length)
		if whole { // days keep their hour when summer time begins or ends
			end = at.AddDate(0, 0, int(days))
		}
		all = append(all, a.only(at, end)...)
	}
}

// only returns a time if some of it is around.
func (a around) only(from, until time.Time) [][2]time.Time {
	if until.After(a.from) && from.Before(a.until) {
		return [][2]time.Time{{from, until}}
	}
	return nil
}

// modest refuses a rule that repeats more often than daily: of a hostile one,
// millions of times would follow.
func modest(rule string) error {
	o, err := rrule.StrToROption(rule)
	switch {
	case err != nil:
		return fault(desk.FeedUnreadable, err)
	case o.Freq > rrule.DAILY, len(o.Byhour) > 1, len(o.Byminute) > 1, len(o.Bysecond) > 1:
		return fault(desk.FeedTooLarge, errTooFast)
	}
	return nil
}
