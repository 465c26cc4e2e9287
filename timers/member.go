package timers

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

// score returns a due time in the form that Redis sorts by: whole milliseconds,
// exact in a double for the next 140 000 years. It rounds up, so that nothing
// rings early.
func score(due time.Time) float64 {
	ms := due.UnixMilli()
	if due.Nanosecond()%int(time.Millisecond) != 0 {
		ms++
	}
	return float64(ms)
}

// leaseScore returns the end of a lease, half a millisecond off every [score].
func leaseScore(until time.Time) float64 { return float64(until.UnixMilli()) + 0.5 }

// text writes a score for Redis with all its digits.
func text(score float64) string { return strconv.FormatFloat(score, 'f', -1, 64) }

// letter returns how members name a ticket's clock. Members are short because
// each takes memory.
func letter(name desk.ClockName) string {
	for _, c := range desk.TicketClocks() {
		if c.Name == name {
			return string(c.Letter)
		}
	}
	return "?" // which parse refuses
}

func clockOf(letter byte) (desk.ClockName, bool) {
	for _, c := range desk.TicketClocks() {
		if c.Letter == letter {
			return c.Name, true
		}
	}
	return "", false
}

// other begins the members of alarms that belong to no ticket. No number in
// base 36 begins with it.
const other = "~"

// member returns an alarm's name in Redis. A ticket's has the ticket and the
// repetition in base 36, and between them the clock's letter and the step:
// "9ix:a1.0". For other subjects the clock, step and repetition come first:
// "~:0.0:routine/prune".
func member(a desk.Alarm) string {
	firing := strconv.Itoa(a.Step) + "." + strconv.FormatInt(int64(a.Rep), 36)
	if a.Ticket == 0 {
		return other + string(a.Clock) + ":" + firing + ":" + a.Other
	}
	return strconv.FormatInt(int64(a.Ticket), 36) + ":" + letter(a.Clock) + firing
}

// parse reads a member and its score. The end of a lease is rounded up, as in
// [Queue.Next].
func parse(name, due string) (desk.Alarm, error) {
	read := parseTicket
	if strings.HasPrefix(name, other) {
		read = parseOther
	}
	a, firing, ok := read(name)
	step, rep, dotted := strings.Cut(firing, ".")
	n, errS := strconv.Atoi(step)
	r, errR := strconv.ParseInt(rep, 36, 32)
	at, errD := strconv.ParseFloat(due, 64)
	if !ok || !dotted || errors.Join(errS, errR, errD) != nil {
		return desk.Alarm{}, fmt.Errorf("alarm %q at %q: not one of ours", name, due)
	}
	a.Step, a.Rep, a.Due = n, int(r), time.UnixMilli(int64(math.Ceil(at)))
	return a, nil
}

// parseTicket reads a ticket's member up to its step and repetition.
func parseTicket(name string) (a desk.Alarm, firing string, ok bool) {
	number, rest, _ := strings.Cut(name, ":")
	id, err := strconv.ParseInt(number, 36, 64)
	if err != nil || id <= 0 || rest == "" {
		return a, "", false
	}
	a.Ticket = desk.TicketID(id)
	a.Clock, ok = clockOf(rest[0])
	return a, rest[1:], ok
}

// parseOther is parseTicket for other subjects.
func parseOther(name string) (a desk.Alarm, firing string, ok bool) {
	clock, rest, _ := strings.Cut(strings.TrimPrefix(name, other), ":")
	firing, a.Other, ok = strings.Cut(rest, ":")
	a.Clock = desk.ClockName(clock)
	return a, firing, ok && a.Other != ""
}
