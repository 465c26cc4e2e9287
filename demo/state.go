package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// State returns everything to show now. Versions are read before what they
// count, so that a change in between is shown again and not missed.
func (s *Stage) State(ctx context.Context) (PageState, error) {
	telegram, _ := s.Cast.Telegram.Watch()
	s.mu.Lock()
	st := PageState{
		Version: s.version + telegram + s.Cast.Slack.Version(),
		Act:     s.Act, Lang: s.Lang, Zone: s.Cast.Zone(), Now: s.Clock.Now(), Speed: s.Clock.Speed(),
		Stories: slices.Clone(s.stories),
	}
	s.mu.Unlock()
	st.Telegram, st.Slack, st.Cast = s.Cast.Telegram.State(), s.Cast.Slack.State(), s.Cast.Members()
	var err error
	if st.Why, err = s.Why(ctx); err != nil {
		return st, fmt.Errorf("look behind the curtain: %w", err)
	}
	if len(st.Why.Alarms) > 0 {
		st.NextAlarm = &st.Why.Alarms[0].Due
	}
	return st, nil
}

func (s *Stage) getState(w http.ResponseWriter, r *http.Request) {
	st, err := s.State(r.Context())
	if err != nil {
		s.Log.Warn("show the stage", "error", err)
		http.Error(w, "the desk's database does not answer", http.StatusServiceUnavailable)
		return
	}
	answer(w, http.StatusOK, st)
}

const (
	// atMost is the shortest time between two states sent to a browser.
	atMost = 125 * time.Millisecond
	// settles is after how long the state is sent once more after the last
	// change: a receipt is written a moment after its message is seen.
	settles = 400 * time.Millisecond
)

// getEvents sends the state at every change until the browser disconnects.
func (s *Stage) getEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "retry: 300\n\n")
	out := http.NewResponseController(w)
	// An error means a browser that disconnected or a stage that closed: the
	// browser asks again.
	_ = s.follow(r.Context(), func(st PageState) error { return send(w, out, st) })
}

// Until waits until the stage shows something.
func (s *Stage) Until(ctx context.Context, holds func(PageState) bool) error {
	err := s.follow(ctx, func(st PageState) error {
		if holds(st) {
			return errSeen
		}
		return nil
	})
	if errors.Is(err, errSeen) {
		return nil
	}
	return err
}

// errSeen ends the watching.
var errSeen = errors.New("seen")

// follow calls show with the state now and at every change, until ctx ends, the
// stage closes, or show fails.
func (s *Stage) follow(ctx context.Context, show func(PageState) error) error {
	slack, end := s.Cast.Slack.Subscribe()
	defer end()
	quiet := time.NewTimer(settles)
	defer quiet.Stop()
	for {
		_, telegram := s.Cast.Telegram.Watch()
		stage, clock := s.watch(), s.Clock.Watch()
		st, err := s.State(ctx)
		if err != nil {
			return err
		}
		if err := show(st); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-s.over:
			return errOver
		case <-telegram:
		case <-slack:
		case <-stage:
		case <-clock:
		case <-quiet.C:
			continue
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(atMost):
		}
		quiet.Reset(settles)
	}
}

// send sends one event.
func send(w http.ResponseWriter, out *http.ResponseController, st PageState) error {
	data, err := json.Marshal(st)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "event: state\ndata: %s\n\n", data); err != nil {
		return err
	}
	return out.Flush()
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v) //nolint:errcheck // the browser disconnected
}
