package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// State is everything there is to show now. The versions are read before what
// they count, so that a change in between is shown again rather than missed.
func (s *Stage) State(ctx context.Context) (State, error) {
	telegram, _ := s.Cast.Telegram.Watch()
	s.mu.Lock()
	st := State{
		Version: s.version + telegram + s.Cast.Slack.Version(),
		Act:     s.Act, Lang: s.Lang, Now: s.Clock.Now(), Speed: s.Clock.Speed(),
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
	// atMost is how often a browser gets the state while everything moves.
	atMost = 125 * time.Millisecond
	// settles is when it gets the state once more after the last change: a
	// receipt is written a moment after its message is seen.
	settles = 400 * time.Millisecond
)

// getEvents sends the state at every change, until the browser goes away.
func (s *Stage) getEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	slack, end := s.Cast.Slack.Subscribe()
	defer end()
	out := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 300\n\n") //nolint:errcheck // the next write tells
	quiet := time.NewTimer(settles)
	defer quiet.Stop()
	for {
		_, telegram := s.Cast.Telegram.Watch()
		stage, clock := s.watch(), s.Clock.Watch()
		if err := s.send(r.Context(), w, out); err != nil {
			return // the browser went away, or will ask again
		}
		select {
		case <-r.Context().Done():
			return
		case <-s.over:
			return
		case <-telegram:
		case <-slack:
		case <-stage:
		case <-clock:
		case <-quiet.C:
			continue
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(atMost):
		}
		quiet.Reset(settles)
	}
}

// send sends one event.
func (s *Stage) send(ctx context.Context, w http.ResponseWriter, out *http.ResponseController) error {
	st, err := s.State(ctx)
	if err != nil {
		return err
	}
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
	json.NewEncoder(w).Encode(v) //nolint:errcheck // the browser went away
}
