package telegram

import (
	"encoding/json"
	"errors"

	"vakhta/sim/telegram/faults"
	"vakhta/sim/telegram/updates"
)

// FailNext makes the next call of a method fail; several faults are used in
// order. Package faults makes them; its AnyMethod stands for any call but a
// poll.
func (s *Server) FailNext(method string, f faults.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.Next(method, f)
}

// Outage makes every call fail, breaks the waiting poll off and stops webhook
// deliveries until Restore.
func (s *Server) Outage(f faults.Fault) {
	s.change(func() { s.faults.Outage(f) })
	s.queue.Pause()
	s.queue.Interrupt()
}

// Restore ends an outage.
func (s *Server) Restore() {
	s.change(func() { s.faults.Restore() })
	s.queue.Resume()
}

// RepeatUpdates delivers the next n updates twice, with the same id, although
// the bot confirms them.
func (s *Server) RepeatUpdates(n int) { s.queue.RepeatNext(n) }

// HoldUpdates holds back updates of a kind until ReleaseUpdates, so that later
// ones overtake them.
func (s *Server) HoldUpdates(kind string) { s.queue.Hold(kind) }

// ReleaseUpdates ends HoldUpdates.
func (s *Server) ReleaseUpdates(kind string) { s.queue.Release(kind) }

// Poison puts an update of an unknown kind or form into the queue. The payload
// must be JSON; it may be anything else.
func (s *Server) Poison(kind, payload string) error {
	if !json.Valid([]byte(payload)) {
		return errors.New("a poison update must still be JSON")
	}
	s.queue.PushAny(updates.Update{Kind: kind, Key: "poison", Life: updates.DayLife, Payload: json.RawMessage(payload)})
	return nil
}
