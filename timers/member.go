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

// score is a due time as Redis sorts it: whole milliseconds, exact in a double
// for the next 140 000 years. It rounds up: nothing rings before it is due.
func score(due time.Time) float64 {
	ms := due.UnixMilli()
	if due.Nanosecond()%int(time.Millisecond) != 0 {
		ms++
	}
	return float64(ms)
}

// leaseScore is the end of a lease. It is half a millisecond off every [score].
func leaseScore(until time.Time) float64 { return float64(until.UnixMilli()) + 0.5 }

// text is a score as Redis reads it, with every digit.
func text(score float64) string { return strconv.FormatFloat(score, 'f', -1, 64) }

// letter names a clock in members, which are kept short: memory is paid for
// each of them. A clock that has none is a mistake that parse would find.
func letter(name desk.ClockName) string {
	switch name {
	case desk.ClockReaction:
		return "a"
	case desk.ClockResolution:
		return "r"
	case desk.ClockRemind:
		return "m"
	case desk.ClockClose:
		return "c"
	default:
		return "?"
	}
}

func clockOf(letter string) (desk.ClockName, bool) {
	switch letter {
	case "a":
		return desk.ClockReaction, true
	case "r":
		return desk.ClockResolution, true
	case "m":
		return desk.ClockRemind, true
	case "c":
		return desk.ClockClose, true
	default:
		return "", false
	}
}

// member is an alarm's name in Redis: ticket and repetition in base 36 around
// the clock's letter and the step, such as "9ix:a1.0".
func member(a desk.Alarm) string {
	return strconv.FormatInt(int64(a.Ticket), 36) + ":" + letter(a.Clock) +
		strconv.Itoa(a.Step) + "." + strconv.FormatInt(int64(a.Rep), 36)
}

// parse reads a member and its score. The end of a lease is rounded up, as [Queue.Next] does.
func parse(name, due string) (desk.Alarm, error) {
	bad := fmt.Errorf("alarm %q at %q: not one of ours", name, due)
	id, rest, ok := strings.Cut(name, ":")
	step, rep, dotted := strings.Cut(rest, ".")
	if !ok || !dotted || len(step) < 2 {
		return desk.Alarm{}, bad
	}
	clock, known := clockOf(step[:1])
	ticket, errT := strconv.ParseInt(id, 36, 64)
	n, errS := strconv.Atoi(step[1:])
	r, errR := strconv.ParseInt(rep, 36, 32)
	at, errD := strconv.ParseFloat(due, 64)
	if !known || ticket < 0 || errors.Join(errT, errS, errR, errD) != nil {
		return desk.Alarm{}, bad
	}
	return desk.Alarm{
		Ticket: desk.TicketID(ticket),
		Rung:   desk.Rung{Clock: clock, Step: n, Rep: int(r)},
		Due:    time.UnixMilli(int64(math.Ceil(at))),
	}, nil
}
