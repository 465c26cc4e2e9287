package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"vakhta/demo/cast"
	"vakhta/files"
)

// biggest is the largest body of an order: a photo in base64 and some text.
const biggest = 16 << 20

// fastest is the highest speed of the clock: above it the desk's own timeouts
// would be shorter than its work.
const fastest = 100

// posted reads an order of type T, calls do, and answers with the outcome.
func posted[T any](do func(*http.Request, T) (cast.Told, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var order T
		in := json.NewDecoder(http.MaxBytesReader(w, r.Body, biggest))
		in.DisallowUnknownFields()
		if err := in.Decode(&order); err != nil {
			answer(w, http.StatusBadRequest, Answer{Error: fmt.Sprintf("the order cannot be read: %v", err)})
			return
		}
		told, err := do(r, order)
		switch {
		case err == nil:
			answer(w, http.StatusOK, Answer{OK: true, Told: told})
		case errors.Is(err, cast.ErrUnclear), errors.Is(err, errNoStory):
			answer(w, http.StatusBadRequest, Answer{Error: err.Error(), Told: told})
		default:
			answer(w, http.StatusConflict, Answer{Error: err.Error(), Told: told})
		}
	})
}

// guarded accepts orders only from pages of this server, and only under a name
// of this machine, so that pages of other sites cannot use the demo.
func guarded(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	return cross.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !ours(r.Host) {
			http.Error(w, "the demo answers to localhost and to addresses in numbers only", http.StatusMisdirectedRequest)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	}))
}

// ours reports whether a host has a name that no foreign name server can
// resolve.
func ours(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	return host == "localhost" || net.ParseIP(strings.Trim(host, "[]")) != nil
}

func (s *Stage) postAct(r *http.Request, d cast.Interaction) (cast.Told, error) {
	return s.Cast.Act(r.Context(), d)
}

// errNothingArmed means that there is no alarm to jump to.
var errNothingArmed = errors.New("no alarm is armed")

func (s *Stage) postClock(r *http.Request, o ClockOrder) (cast.Told, error) {
	switch {
	case o.Jump:
		due, armed, err := s.NextAlarm(r.Context())
		if err != nil {
			return cast.Told{}, err
		}
		if !armed {
			return cast.Told{}, errNothingArmed
		}
		s.Clock.JumpTo(due)
	case o.Speed > 0 && o.Speed <= fastest:
		s.Clock.SetSpeed(o.Speed)
	default:
		return cast.Told{}, fmt.Errorf("%w: the clock runs above 0 and up to %d times as fast", cast.ErrUnclear, fastest)
	}
	return cast.Told{}, nil
}

func (s *Stage) postStory(r *http.Request, o StoryOrder) (cast.Told, error) {
	if o.Stop {
		s.Stop()
		return cast.Told{}, nil
	}
	return cast.Told{}, s.Play(r.Context(), o.ID, o.Lang)
}

// errNoReset means that this demo cannot be reset.
var errNoReset = errors.New("this demo stands on a database of yours and does not empty it: start it again instead")

func (s *Stage) postReset(_ *http.Request, o ResetOrder) (cast.Told, error) {
	if o.Lang != "" && o.Lang != "ru" && o.Lang != "en" {
		return cast.Told{}, fmt.Errorf("%w: the desk speaks ru and en", cast.ErrUnclear)
	}
	if s.Reset == nil {
		return cast.Told{}, errNoReset
	}
	return cast.Told{}, s.Reset(o.Lang)
}

func (s *Stage) postOutage(_ *http.Request, o OutageOrder) (cast.Told, error) {
	s.Cast.Slack.Outage(o.Down)
	s.change(func() {}) // an outage changes more than the workspace
	return cast.Told{}, nil
}

func (s *Stage) getCommands(w http.ResponseWriter, r *http.Request) {
	all, err := s.Cast.Commands(r.FormValue("as"), r.FormValue("chat"))
	if err != nil {
		answer(w, http.StatusBadRequest, Answer{Error: err.Error()})
		return
	}
	answer(w, http.StatusOK, all)
}

func (s *Stage) getFile(w http.ResponseWriter, r *http.Request) {
	var data []byte
	ok := false
	switch r.PathValue("messenger") {
	case "telegram":
		data, _, _, ok = s.Cast.Telegram.File(r.PathValue("id"))
	case "slack":
		var err error
		data, _, err = s.Cast.Slack.File(r.PathValue("id"))
		ok = err == nil
	}
	if !ok {
		http.NotFound(w, r)
		return
	}
	// A file is shown or played if that is harmless, and never run as a page.
	kind := http.DetectContentType(data)
	switch {
	case kind == "application/ogg":
		kind = "audio/ogg"
	case strings.HasPrefix(kind, "text/"), !files.Inline(kind):
		kind = "application/octet-stream"
		w.Header().Set("Content-Disposition", "attachment")
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "private, max-age="+fmt.Sprint(int(time.Hour.Seconds())))
	w.Write(data) //nolint:gosec // a file that a person of the demo sent, with its own type
}
