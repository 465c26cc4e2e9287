// Package faults makes the simulated server fail on demand: once, for the next
// call of a method, or for all calls until an outage ends. A Fault replaces the
// call, or its answer.
package faults

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"vakhta/sim/telegram/wire"
)

// ErrDropped means that the answer does not reach the bot.
var ErrDropped = errors.New("connection dropped")

// A Fault is a way in which the server fails a call. The functions below make
// them.
type Fault struct {
	before  bool // replaces the call
	after   bool // replaces the answer of a call that was done
	html    string
	refused *wire.Refusal
	delay   time.Duration
}

// BadGateway returns the front-end's 502, a page of HTML.
func BadGateway() Fault {
	return Fault{before: true, html: "<html><head><title>502 Bad Gateway</title></head></html>"}
}

// DropBefore closes the connection without doing the call.
func DropBefore() Fault { return Fault{before: true} }

// DropAfter does the call and closes the connection without an answer.
func DropAfter() Fault { return Fault{after: true} }

// TooMany refuses the call for the given number of seconds.
func TooMany(seconds int) Fault { return refuse(wire.TooMany(seconds)) }

// Internal returns a 500.
func Internal() Fault {
	return Refuse(http.StatusInternalServerError, "Internal Server Error: restart")
}

// Refuse is any error answer; text is its whole description.
func Refuse(code int, text string) Fault { return refuse(&wire.Refusal{Code: code, Text: text}) }

// Slow does the call, but only after d.
func Slow(d time.Duration) Fault { return Fault{delay: d} }

func refuse(r *wire.Refusal) Fault { return Fault{before: true, refused: r} }

// Delay returns how long the call is delayed.
func (f Fault) Delay() time.Duration { return f.delay }

// Prevents reports whether the call is not done.
func (f Fault) Prevents() bool { return f.before }

// Loses reports whether the call is done and its answer lost.
func (f Fault) Loses() bool { return f.after }

// Page returns the HTML to answer with, empty for none.
func (f Fault) Page() string { return f.html }

// Err returns the error that is recorded for a failed call, and answered unless
// it is ErrDropped or a page.
func (f Fault) Err() error {
	switch {
	case f.refused != nil:
		return f.refused
	case f.html != "":
		return &wire.Refusal{Code: http.StatusBadGateway, Text: http.StatusText(http.StatusBadGateway)}
	default:
		return ErrDropped
	}
}

// A Set holds the faults of future calls. The zero Set is empty. Only one
// goroutine may use it at a time.
type Set struct {
	next   map[string][]Fault
	outage *Fault
}

// AnyMethod in Next stands for the next call of any method except the long
// poll.
const AnyMethod = "*"

// Next makes the next call of a method fail; several faults are used in order.
func (s *Set) Next(method string, f Fault) {
	if s.next == nil {
		s.next = map[string][]Fault{}
	}
	name := strings.ToLower(method)
	s.next[name] = append(s.next[name], f)
}

// Outage makes every call fail until Restore.
func (s *Set) Outage(f Fault) { s.outage = &f }

// Restore ends an outage.
func (s *Set) Restore() { s.outage = nil }

// Take returns the fault for a call of a method, the zero Fault for none.
func (s *Set) Take(name string) Fault {
	if s.outage != nil {
		return *s.outage
	}
	keys := []string{strings.ToLower(name), AnyMethod}
	if name == "getUpdates" {
		keys = keys[:1]
	}
	for _, key := range keys {
		if waiting := s.next[key]; len(waiting) > 0 {
			s.next[key] = waiting[1:]
			return waiting[0]
		}
	}
	return Fault{}
}
