package faketelegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"vakhta/demo/faketelegram/request"
	"vakhta/demo/faketelegram/updates"
	"vakhta/demo/faketelegram/wire"
)

// A Fault is one way in which the server fails a call. The functions below
// make them.
type Fault struct {
	before  bool // strikes instead of the call
	after   bool // strikes the answer; the call was done
	code    int  // zero: no answer at all
	html    string
	refused *wire.Refusal
	delay   time.Duration
}

// BadGateway is the front-end's 502, a page of HTML.
func BadGateway() Fault {
	return Fault{before: true, code: http.StatusBadGateway, html: "<html><head><title>502 Bad Gateway</title></head></html>"}
}

// DropBefore cuts the connection before the call is done.
func DropBefore() Fault { return Fault{before: true} }

// DropAfter does the call and loses the answer.
func DropAfter() Fault { return Fault{after: true} }

// TooMany asks for a pause of the given seconds.
func TooMany(seconds int) Fault { return refuse(wire.TooMany(seconds)) }

// Internal is a 500.
func Internal() Fault {
	return Refuse(http.StatusInternalServerError, "Internal Server Error: restart")
}

// Refuse is any error answer; the text is the whole description.
func Refuse(code int, text string) Fault { return refuse(&wire.Refusal{Code: code, Text: text}) }

// Slow does the call, but only after d.
func Slow(d time.Duration) Fault { return Fault{delay: d} }

func refuse(r *wire.Refusal) Fault { return Fault{before: true, code: r.Code, refused: r} }

// refusal is what the record says of a call that the fault struck.
func (f Fault) refusal() error {
	switch {
	case f.refused != nil:
		return f.refused
	case f.code == 0:
		return errDropped
	default:
		return &wire.Refusal{Code: f.code, Text: http.StatusText(f.code)}
	}
}

// strike answers instead of the call, or cuts the connection.
func (f Fault) strike(w http.ResponseWriter) {
	switch {
	case f.refused != nil:
		answer(w, nil, f.refused)
	case f.html != "":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(f.code)
		fmt.Fprint(w, f.html)
	default:
		panic(http.ErrAbortHandler)
	}
}

// faults are those that wait for their call. An outage strikes all calls.
type faults struct {
	next   map[string][]Fault
	outage *Fault
}

// AnyMethod in FailNext stands for the next call of whichever method, except
// the long poll.
const AnyMethod = "*"

// FailNext makes the next call of a method fail; several wait in order.
func (s *Server) FailNext(method string, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults.next == nil {
		s.faults.next = map[string][]Fault{}
	}
	name := strings.ToLower(method)
	s.faults.next[name] = append(s.faults.next[name], f)
}

// Outage makes every call fail, breaks the waiting poll off and stops webhook
// deliveries, until Restore.
func (s *Server) Outage(f Fault) {
	s.change(func() { s.faults.outage = &f })
	s.queue.Pause()
	s.queue.Interrupt()
}

// Restore ends an outage.
func (s *Server) Restore() {
	s.change(func() { s.faults.outage = nil })
	s.queue.Resume()
}

func (s *Server) nextFault(name string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults.outage != nil {
		return *s.faults.outage
	}
	keys := []string{strings.ToLower(name), AnyMethod}
	if name == "getUpdates" {
		keys = keys[:1]
	}
	for _, key := range keys {
		if waiting := s.faults.next[key]; len(waiting) > 0 {
			s.faults.next[key] = waiting[1:]
			return waiting[0]
		}
	}
	return Fault{}
}

// RepeatUpdates makes the next n updates come twice, with one id, although the
// bot confirms them.
func (s *Server) RepeatUpdates(n int) { s.queue.RepeatNext(n) }

// HoldUpdates keeps updates of a kind back until ReleaseUpdates, so that what
// happens later overtakes them.
func (s *Server) HoldUpdates(kind string) { s.queue.Hold(kind) }

// ReleaseUpdates ends HoldUpdates.
func (s *Server) ReleaseUpdates(kind string) { s.queue.Release(kind) }

// Poison puts an update of an unheard-of kind or shape into the queue. The
// payload must be JSON; what is in it is up to the caller.
func (s *Server) Poison(kind, payload string) error {
	if !json.Valid([]byte(payload)) {
		return errors.New("a poison update must still be JSON")
	}
	s.queue.PushAny(updates.Update{Kind: kind, Key: "poison", Life: updates.DayLife, Payload: json.RawMessage(payload)})
	return nil
}

// throttle applies the rate limits to what posts or edits.
func (s *Server) throttle(q request.Request) error {
	if !s.cfg.Flood {
		return nil
	}
	n, edit := weight(q)
	if n == 0 {
		return nil
	}
	if seconds := s.flood.Take(q.ID("chat_id"), edit, n, s.cfg.Now()); seconds > 0 {
		return wire.TooMany(seconds)
	}
	return nil
}

// weight is how many messages or edits a call amounts to.
func weight(q request.Request) (n int, edit bool) {
	switch {
	case q.Method == "sendMediaGroup":
		var media []json.RawMessage
		if _, err := q.JSON("media", &media); err != nil {
			return 1, false
		}
		return max(1, len(media)), false
	case q.Method == "sendChatAction":
		return 0, false
	case strings.HasPrefix(q.Method, "send"), strings.HasPrefix(q.Method, "copy"), strings.HasPrefix(q.Method, "forward"):
		return 1, false
	case strings.HasPrefix(q.Method, "editMessage"):
		return 1, true
	default:
		return 0, false
	}
}
