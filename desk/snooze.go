package desk

import (
	"strings"
	"time"
	"unicode"
)

// ParseWhen reads a moment after now from the beginning of a text, and returns
// what follows it: a span such as 2h, 18:00, or a day with or without a time.
// A day is tomorrow, a weekday, 5.12 or 2026-12-05; without a time it means nine
// in the morning. It is false if the text begins with none, or with one that
// has passed.
func ParseWhen(text string, now time.Time) (at time.Time, rest string, ok bool) {
	first, rest := firstWord(text)
	if s, err := ParseSpan(first); err == nil {
		return now.Add(s.Clock()), rest, true
	}
	p := readPoint(text, now)
	if !p.dated && !p.timed {
		return time.Time{}, text, false
	}
	if !p.timed {
		p.minute = 9 * 60
	}
	at = p.on(now)
	if p.weekday && !at.After(now) {
		at = at.AddDate(0, 0, 7)
	}
	return at, p.rest, at.After(now)
}

// ParseRange reads a time from the beginning of a text, and returns what
// follows it: "sat..sun", "5.12 10:00..7.12 10:00", "18:00..22:00", "now..2h". A
// day without a time is the whole day, the last one included. An end that is
// only a time is the first one after the beginning. It is false if there is
// none, or if it ends before it begins.
func ParseRange(text string, now time.Time) (from, until time.Time, rest string, ok bool) {
	begins, ends, cut := strings.Cut(text, "..")
	if !cut {
		return from, until, text, false
	}
	first := readPoint(begins, now)
	from = now
	if word, _ := firstWord(begins); !oneOfWords(word, "now,сейчас") {
		if !first.dated && !first.timed || first.rest != "" {
			return from, until, text, false
		}
		from = first.on(now)
	}
	if word, after := firstWord(ends); word != "" {
		if s, err := ParseSpan(word); err == nil {
			return from, from.Add(s.Clock()), after, true
		}
	}
	last := readPoint(ends, now)
	if last.weekday { // the next one from the beginning on
		last = readPoint(ends, from)
	}
	switch {
	case !last.dated && !last.timed:
		return from, until, text, false
	case !last.timed: // the whole day
		last.day = last.day.AddDate(0, 0, 1)
	}
	until = last.on(from)
	if !last.dated && !until.After(from) {
		until = until.AddDate(0, 0, 1)
	}
	if last.weekday && !until.After(from) {
		until = until.AddDate(0, 0, 7)
	}
	return from, until, last.rest, until.After(from)
}

// A point is a day, a time of day, or both, as somebody wrote them.
type point struct {
	day            time.Time
	minute         int // of the day
	dated, weekday bool
	timed          bool
	rest           string // what follows
}

// on returns the moment; without a day it is on that of now.
func (p point) on(now time.Time) time.Time {
	day := p.day
	if !p.dated {
		day = now
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, p.minute, 0, 0, now.Location())
}

func readPoint(text string, now time.Time) (p point) {
	first, rest := firstWord(text)
	if p.day, p.weekday, p.dated = parseDay(first, now); p.dated {
		text = rest
	}
	clock, rest := firstWord(text)
	if c, err := time.Parse("15:04", clock); err == nil {
		p.minute, p.timed = c.Hour()*60+c.Minute(), true
		text = rest
	}
	p.rest = strings.TrimSpace(text)
	return p
}

// weekdays are what people write for the days from Sunday on.
var weekdays = [...]string{
	"sun,sunday,вс,воскресенье", "mon,monday,пн,понедельник", "tue,tuesday,вт,вторник", "wed,wednesday,ср,среда,среду",
	"thu,thursday,чт,четверг", "fri,friday,пт,пятница,пятницу", "sat,saturday,сб,суббота,субботу",
}

// parseDay reads a day; a weekday is the next one, today included.
func parseDay(word string, now time.Time) (day time.Time, weekday, ok bool) {
	switch {
	case oneOfWords(word, "today,сегодня"):
		return now, false, true
	case oneOfWords(word, "tomorrow,завтра"):
		return now.AddDate(0, 0, 1), false, true
	}
	for n, words := range weekdays {
		if oneOfWords(word, words) {
			return now.AddDate(0, 0, (n-int(now.Weekday())+7)%7), true, true
		}
	}
	for _, layout := range []string{time.DateOnly, "2.1.2006"} {
		if d, err := time.ParseInLocation(layout, word, now.Location()); err == nil {
			return d, false, true
		}
	}
	d, err := time.ParseInLocation("2.1.2006", word+"."+now.Format("2006"), now.Location())
	if err == nil && d.Before(now.AddDate(0, -6, 0)) { // in December, 5.1 is next year's
		d = d.AddDate(1, 0, 0)
	}
	return d, false, err == nil
}

func oneOfWords(word, words string) bool {
	for w := range strings.SplitSeq(words, ",") {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// firstWord returns the first word of a text and what follows it. Any white
// space separates words.
func firstWord(text string) (first, rest string) {
	text = strings.TrimSpace(text)
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		return text, ""
	}
	return text[:end], strings.TrimSpace(text[end:])
}
