// Package triage decides what is asked about an incident: what its words do not say
// yet. Everything here is computed from the ticket; nothing is stored or sent.
package triage

import (
	"regexp"
	"strings"

	"vakhta/desk"
)

// A Topic is what may be asked about an incident. It is the name of the field in the
// form.
type Topic string

// The topics, in the order in which they are asked.
const (
	What    Topic = "what"    // what does not work
	Since   Topic = "since"   // when it began
	Hits    Topic = "hits"    // a desk.Impact
	Urgency Topic = "urgency" // a desk.Urgency
	Where   Topic = "where"   // the number of an order, or the address of a page
	Picture Topic = "picture" // a screenshot
)

// fewWords is how many words say too little about what does not work.
const fewWords = 4

// Words that answer a question. A wrong match costs one question; the engineer reads
// the words anyway.
var said = map[Topic]*regexp.Regexp{
	Since: regexp.MustCompile(`(?i)\d{1,2}[:.]\d{2}|(?:^|[^\p{L}])(?:с утра|с ночи|с вечера|с обеда|со? вчера|с понедельника|со? вторника|со среды|с четверга|с пятницы|с субботы|с воскресенья|` +
		`сегодня|вчера|только что|минут\p{L}* назад|час\p{L}* назад|после обновления|после релиза|` +
		`since|today|yesterday|this morning|last night|minutes? ago|hours? ago|just now|after the (?:update|release))(?:[^\p{L}]|$)`),
	Hits: regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:все|у всех|всем|никто|никому|ни у кого|никого|только у меня|у меня одно\p{L}*|у нескольких|у некоторых|несколько (?:клиентов|покупателей|человек)|` +
		`everyone|everybody|nobody|no one|all (?:our |the )?(?:customers|users|clients|staff)|only me|just me|only for me|several (?:customers|users|people)|some (?:customers|users|people))(?:[^\p{L}]|$)`),
	Where: regexp.MustCompile(`(?i)https?://\S+|\b[a-z0-9-]+\.(?:ru|com|net|org|shop|store|example|рф)\b|(?:№|#)\s?\d{2,}|(?:заказ\p{L}*|order)\s+(?:номер |number |no\.? )?[№#]?\s?[A-Z-]*\d{2,}`),
}

// Wanted reports whether something is asked about a ticket: it is an open incident
// that nobody has answered about, and nobody who is hit has to wait for questions. It
// is not critical, and not known already as a part of a major incident.
func Wanted(t *desk.Ticket) bool {
	return t.Type == desk.Incident && t.State.Open() && t.Priority != desk.P1 && t.Work == nil && t.Lead == 0 && !t.Major.Lasts() && !answered(t)
}

// WhoIsHit reports whether the receipt of a critical incident asks only that: its words
// do not say it, and nobody has asked or answered yet.
func WhoIsHit(t *desk.Ticket) bool {
	answered := t.Triage != nil && (t.Triage.Hits != "" || t.Triage.Asked)
	return t.Type == desk.Incident && t.State.Open() && t.Priority == desk.P1 && t.Lead == 0 && !t.Major.Lasts() && !answered &&
		!said[Hits].MatchString(t.Text)
}

func answered(t *desk.Ticket) bool { return t.Triage != nil && t.Triage.Sent }

// Topics returns what the words of an incident do not say. Its urgency is asked only
// if the contract has a matrix, which needs both answers.
func Topics(t *desk.Ticket, m *desk.Matrix) (all []Topic) {
	if len(strings.Fields(t.Text)) < fewWords {
		all = append(all, What)
	}
	if !said[Since].MatchString(t.Text) {
		all = append(all, Since)
	}
	switch {
	case m != nil:
		all = append(all, Hits, Urgency)
	case !said[Hits].MatchString(t.Text):
		all = append(all, Hits)
	}
	if !said[Where].MatchString(t.Text) {
		all = append(all, Where)
	}
	return append(all, Picture)
}
