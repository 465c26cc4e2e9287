package desk

import (
	"strconv"
	"strings"
	"time"
)

// mostWork is the longest work that one entry may have: a day.
const mostWork = 24 * time.Hour

// ParseWork reads how long somebody worked from the beginning of a text, and
// returns what follows it: 1h30m, 1h 30m, 90 min, 1.5h, 1:30, and the same with ч
// and м or мин. A minus before it means that so much is taken back. It is false
// if the text begins with none, with nothing at all, or with more than a day.
func ParseWork(text string) (spent time.Duration, rest string, ok bool) {
	rest = strings.TrimSpace(text)
	back := false
	for _, minus := range []string{"-", "−", "–"} {
		if after, cut := strings.CutPrefix(rest, minus); cut {
			back, rest = true, after
			break
		}
	}
	for {
		one, next, read := workWord(rest)
		if !read {
			break
		}
		spent += one
		rest = next
	}
	ok = spent > 0 && spent <= mostWork
	if back {
		spent = -spent
	}
	return spent, rest, ok
}

// workWord reads one length from the beginning of a text: 1h30m, 1.5h, 1:30 or
// 30 min.
func workWord(text string) (spent time.Duration, rest string, ok bool) {
	word, rest := firstWord(text)
	if hours, minutes, ok := strings.Cut(word, ":"); ok {
		h, errH := strconv.Atoi(hours)
		m, errM := strconv.Atoi(minutes)
		ok = errH == nil && errM == nil && h >= 0 && h <= 24 && m >= 0 && m < 60 && len(minutes) == 2
		return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute, rest, ok
	}
	if strings.ContainsAny(word, "+-") {
		return 0, text, false
	}
	if after, beyond := firstWord(rest); word != "" && strings.Trim(word, "0123456789.,") == "" {
		if unit := workUnits.Replace(strings.ToLower(strings.TrimSuffix(after, "."))); unit == "h" || unit == "m" {
			word, rest = word+unit, beyond
		}
	}
	word = workUnits.Replace(strings.ToLower(strings.TrimSuffix(word, ".")))
	if !strings.HasSuffix(word, "h") && !strings.HasSuffix(word, "m") {
		return 0, text, false
	}
	d, err := time.ParseDuration(word)
	return d.Round(time.Minute), rest, err == nil
}

// workUnits puts the words for hours and minutes into the form of
// time.ParseDuration. At each place the first that fits is replaced.
var workUnits = strings.NewReplacer("часов", "h", "часа", "h", "час", "h", "ч", "h", "hours", "h", "hour", "h",
	"минуты", "m", "минут", "m", "мин", "m", "м", "m", "minutes", "m", "min", "m", ",", ".")
