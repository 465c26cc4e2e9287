package delivery

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	mostSockets = 10     // of one app at a time
	ackLimit    = 20_000 // a larger acknowledgement is dropped silently
	linkLife    = 3600   // seconds, as hello says
	refreshGap  = 10 * time.Second
)

// Sockets is Socket Mode: the websockets that an app has open. Each parcel goes
// through any one of them.
type Sockets struct {
	appID    string
	after    func(time.Duration) <-chan time.Time
	patience time.Duration

	mu      sync.Mutex
	open    []*socket
	tickets map[string]bool
	turn    int
	serial  int
	waiting map[string]*pending
	notes   []string
	closed  bool
	work    sync.WaitGroup
	joined  chan struct{} // closed and replaced when a socket opens
}

// pending is an envelope without its acknowledgement.
type pending struct {
	over   *socket
	answer chan Answer
	failed chan FailedError
}

// NewSockets returns Socket Mode for one app. An acknowledgement must come
// within patience on the given clock.
func NewSockets(appID string, after func(time.Duration) <-chan time.Time, patience time.Duration) *Sockets {
	return &Sockets{
		appID: appID, after: after, patience: patience,
		tickets: map[string]bool{}, waiting: map[string]*pending{}, joined: make(chan struct{}),
	}
}

// Ticket returns the one-time ticket in the url of apps.connections.open.
func (s *Sockets) Ticket() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	ticket := fmt.Sprintf("ticket-%d", s.serial)
	s.tickets[ticket] = true
	return ticket
}

// ServeHTTP upgrades a request with a ticket to a websocket and serves it until
// either side ends it.
func (s *Sockets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ticket := r.URL.Query().Get("ticket")
	valid := s.tickets[ticket] && !s.closed
	delete(s.tickets, ticket)
	s.mu.Unlock()
	if !valid {
		http.Error(w, "unknown ticket", http.StatusNotFound)
		return
	}
	// Clients send Slack's own origin, whatever host they were told.
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	k := &socket{conn: conn, out: make(chan frame, 256), done: make(chan struct{})}
	if !s.join(k) {
		_ = conn.Close()
		return
	}
	defer s.work.Done()
	k.serve(s.acknowledge)
	s.leave(k)
}

// join registers the socket and says hello.
func (s *Sockets) join(k *socket) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.work.Add(1)
	if len(s.open) >= mostSockets {
		k.send(message(map[string]any{"type": "disconnect", "reason": "too_many_websockets"}))
		k.send(frame{closing: true})
		return true
	}
	s.open = append(s.open, k)
	k.send(message(map[string]any{
		"type": "hello", "num_connections": len(s.open),
		"connection_info": map[string]any{"app_id": s.appID},
		"debug_info":      map[string]any{"host": "simslack", "approximate_connection_time": linkLife},
	}))
	close(s.joined)
	s.joined = make(chan struct{})
	return true
}

// leave removes a socket and fails what it had not acknowledged.
func (s *Sockets) leave(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(other *socket) bool { return other == k })
	for id, p := range s.waiting {
		if p.over == k {
			delete(s.waiting, id)
			p.failed <- ErrUnreachable
		}
	}
}

// Send sends the parcel in an envelope through the next socket in turn.
func (s *Sockets) Send(parcel Parcel) func() (Answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.open) == 0 {
		return func() (Answer, error) { return Answer{}, ErrNoConnection }
	}
	s.turn++
	s.serial++
	id := fmt.Sprintf("envelope-%d", s.serial)
	p := &pending{over: s.open[s.turn%len(s.open)], answer: make(chan Answer, 1), failed: make(chan FailedError, 1)}
	s.waiting[id] = p
	envelope := map[string]any{
		"type": parcel.Kind, "envelope_id": id, "payload": parcel.Body,
		"accepts_response_payload": parcel.Kind != Events,
	}
	if parcel.Kind == Events {
		envelope["retry_attempt"], envelope["retry_reason"] = parcel.Attempt, parcel.Reason
	}
	p.over.send(message(envelope))
	deadline := s.after(s.patience)
	return func() (Answer, error) {
		select {
		case answer := <-p.answer:
			return answer, nil
		case reason := <-p.failed:
			return Answer{}, reason
		case <-deadline:
			s.mu.Lock()
			delete(s.waiting, id)
			s.mu.Unlock()
			return Answer{}, ErrTimedOut
		}
	}
}

// acknowledge handles a frame from the app.
func (s *Sockets) acknowledge(raw []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	if len(raw) >= ackLimit {
		s.notes = append(s.notes, fmt.Sprintf("acknowledgement of %d bytes dropped", len(raw)))
		return
	}
	if err := json.Unmarshal(raw, &ack); err != nil || ack.EnvelopeID == "" {
		s.notes = append(s.notes, "frame that acknowledges nothing")
		return
	}
	p, ok := s.waiting[ack.EnvelopeID]
	if !ok {
		return // late, or a second time; Slack accepts both
	}
	delete(s.waiting, ack.EnvelopeID)
	p.answer <- Answer{Body: ack.Payload}
}
