package delivery

import (
	"context"
	"slices"
)

// Connections counts the open sockets.
func (s *Sockets) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open)
}

// WaitConnected returns when at least n sockets are open.
func (s *Sockets) WaitConnected(ctx context.Context, n int) error {
	for {
		s.mu.Lock()
		enough, joined := len(s.open) >= n, s.joined
		s.mu.Unlock()
		if enough {
			return nil
		}
		select {
		case <-joined:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Refresh asks every open socket to reconnect, as Slack does about hourly:
// first a warning, ten seconds later the request, then the end.
func (s *Sockets) Refresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.open {
		k.send(message(map[string]any{"type": "disconnect", "reason": "warning"}))
		s.work.Go(func() {
			select {
			case <-s.after(refreshGap):
				k.send(message(map[string]any{"type": "disconnect", "reason": "refresh_requested"}))
				k.send(frame{closing: true})
			case <-k.done:
			}
		})
	}
}

// Drop ends every socket without notice, like a broken network.
func (s *Sockets) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.open {
		k.hangUp()
	}
}

// Garble sends a frame that is not JSON through every socket.
func (s *Sockets) Garble() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.open {
		k.send(frame{data: []byte(`{"type":"events_api","payload":{`)})
	}
}

// Notes returns what the app did over its sockets that Slack would ignore.
func (s *Sockets) Notes() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.notes)
}

// Close ends every socket and returns when all are gone.
func (s *Sockets) Close() {
	s.mu.Lock()
	s.closed = true
	for _, k := range s.open {
		k.hangUp()
	}
	s.mu.Unlock()
	s.work.Wait()
}
