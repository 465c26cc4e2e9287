package telegram

import (
	"encoding/json"
	"errors"

	"vakhta/sim/telegram/faults"
	"vakhta/sim/telegram/updates"
)

// FailNext makes the next call of a method fail; several faults wait in order.
// Package faults makes them, and its AnyMethod stands for any call but a poll.
func (s *Server) FailNext(method string, f faults.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.Next(method, f)
}

// Outage makes every call fail, breaks the waiting poll off and stops webhook
// deliveries, until Restore.
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
