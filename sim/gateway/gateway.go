// Package gateway simulates a gateway that calls phones: it is asked over HTTP
// and keeps the calls. It can be away, and it can report that the called person
// pressed a key.
package gateway

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
)

// A Server is a gateway. It takes calls as GET or as a posted form, with the
// fields to, text, link and callback.
type Server struct {
	// Client reports keys to the callbacks.
	Client *http.Client

	mu    sync.Mutex
	away  bool
	poor  bool
	calls []Call
}

// A Call is one that was asked for.
type Call struct{ To, Text, Link, Callback string }

// ServeHTTP takes a call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.away:
		w.WriteHeader(http.StatusBadGateway)
	case s.poor: // gateways say so with a status of 200
		io.WriteString(w, `{"status": "error", "why": "no money"}`) //nolint:errcheck // the asker may go away
	default:
		s.calls = append(s.calls, Call{r.FormValue("to"), r.FormValue("text"), r.FormValue("link"), r.FormValue("callback")})
		io.WriteString(w, `{"status": "ok"}`) //nolint:errcheck // as above
	}
}

// Away makes the gateway fail, or work again.
func (s *Server) Away(away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = away
}

// Poor makes the gateway answer that it does not call, or call again.
func (s *Server) Poor(poor bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.poor = poor
}

// To returns the calls of a number, in order.
func (s *Server) To(number string) (all []Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.calls {
		if c.To == number {
			all = append(all, c)
		}
	}
	return all
}

// Press reports that the person pressed a key during their last call.
func (s *Server) Press(number, digit string) error {
	all := s.To(number)
	if len(all) == 0 {
		return fmt.Errorf("%s was not called", number)
	}
	resp, err := s.Client.PostForm(all[len(all)-1].Callback, url.Values{"digit": {digit}})
	if err != nil {
		return err
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the callback answers %s", resp.Status)
	}
	return nil
}
