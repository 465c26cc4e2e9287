package telegram

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"vakhta/sim/telegram/api"
	"vakhta/sim/telegram/faults"
	"vakhta/sim/telegram/flood"
	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/updates"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// An envelope is the body of every answer.
type envelope struct {
	OK          bool        `json:"ok"`
	Result      any         `json:"result,omitempty"`
	ErrorCode   int         `json:"error_code,omitempty"`
	Description string      `json:"description,omitempty"`
	Parameters  *parameters `json:"parameters,omitempty"`
}

// Parameters are the description's content for programs.
type parameters struct {
	RetryAfter int   `json:"retry_after,omitempty"`
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
}

// ServeHTTP answers /bot<token>/<method> and /file/bot<token>/<path>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, file := strings.CutPrefix(r.URL.Path, "/file")
	rest, ok := strings.CutPrefix(path, "/bot")
	token, name, found := strings.Cut(rest, "/")
	switch {
	case !ok || !found:
		answer(w, nil, &wire.Refusal{Code: http.StatusNotFound, Text: "Not Found"})
	case subtle.ConstantTimeCompare([]byte(token), []byte(s.cfg.Token)) == 0:
		answer(w, nil, &wire.Refusal{Code: http.StatusUnauthorized, Text: "Unauthorized"})
	case file:
		s.download(w, name)
	default:
		s.serveMethod(w, r, name)
	}
}

// serveMethod reads the call and finds its method. It replaces the name by the
// documented one, so that the rest can compare names.
func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, name string) {
	documented, known := s.table[strings.ToLower(name)]
	if known {
		name = documented.Name
	}
	q, err := request.Read(r, name)
	switch {
	case errors.Is(err, request.ErrTooLarge):
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		_, _ = fmt.Fprint(w, "<html><head><title>413 Request Entity Too Large</title></head></html>")
		return
	case r.Context().Err() != nil:
		return // the client has disconnected
	case err != nil:
		answer(w, nil, wire.BadRequest("%s", err))
		return
	case !known:
		s.violate("unknown method " + name)
		answer(w, nil, &wire.Refusal{Code: http.StatusNotFound, Text: "Not Found: method not found"})
		return
	}
	s.serveCall(w, r, documented, q)
}

// serveCall answers a call that could be read, or fails it on demand.
func (s *Server) serveCall(w http.ResponseWriter, r *http.Request, m request.Method, q request.Request) {
	fault := s.nextFault(m.Name)
	if fault.Delay() > 0 {
		select {
		case <-s.cfg.After(fault.Delay()):
		case <-r.Context().Done():
			return
		}
	}
	// A fault that prevents the call has set the error; otherwise do the call.
	var result any
	err := fault.Err()
	if !fault.Prevents() {
		result, err = s.call(r.Context(), m, q)
	}
	if fault.Loses() || errors.Is(err, updates.ErrInterrupted) {
		err = faults.ErrDropped
	}
	s.record(q, err)
	switch {
	case errors.Is(err, faults.ErrDropped):
		panic(http.ErrAbortHandler)
	case fault.Page() != "":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = fmt.Fprint(w, fault.Page())
	default:
		answer(w, result, err)
	}
}

// nextFault is taken before all checks: a front-end that is down does not look
// at the call.
func (s *Server) nextFault(name string) faults.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.Take(name)
}

// call runs a method after the checks that all methods share.
func (s *Server) call(ctx context.Context, m request.Method, q request.Request) (any, error) {
	if err := s.check(m, q); err != nil {
		return nil, err
	}
	if m.Name == "getUpdates" {
		return s.api.GetUpdates(ctx, q)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.api.Simulates(m.Name) {
		s.violations = append(s.violations, m.Name+" is documented, but not simulated")
		return nil, &wire.Refusal{Code: http.StatusNotFound, Text: "Not Found: method not found"}
	}
	defer s.bump()
	if n, edit := flood.Weight(q); s.cfg.Flood && n > 0 {
		if seconds := s.flood.Take(q.ID("chat_id"), edit, n, s.cfg.Now()); seconds > 0 {
			return nil, wire.TooMany(seconds)
		}
	}
	return s.api.Call(q)
}

// check compares a call with the documentation. For a missing parameter
// Telegram has its own errors, those about the content before those about the
// chat.
func (s *Server) check(m request.Method, q request.Request) error {
	problems := m.Check(q)
	var refusal error
	for _, p := range problems {
		s.violate(p.Text)
		switch {
		case refusal != nil && p.Param != "text":
		case !p.Missing:
			refusal = wire.BadRequest("can't parse parameter %q", p.Param)
		case p.Param == "text":
			refusal = wire.BadRequest("message text is empty")
		case p.Param == "chat_id":
			refusal = wire.BadRequest("chat_id is empty")
		case p.Param == "message_id":
			refusal = wire.BadRequest("message identifier is not specified")
		case p.Param == "callback_query_id":
			refusal = wire.BadRequest("query is too old and response timeout expired or query ID is invalid")
		case p.Param == "url" && m.Name == "setWebhook":
			refusal = nil // an empty address removes the webhook
		default:
			refusal = wire.BadRequest("there is no %s in the request", p.Param)
		}
	}
	return refusal
}

// violate records a mistake that a test should fail on, even if the bot
// survives it.
func (s *Server) violate(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = append(s.violations, text)
}

// record records a call with its answer, if any. It keeps uploads, because a
// test may want to open a report that was sent.
func (s *Server) record(q request.Request, err error) {
	c := Call{Request: q, At: s.cfg.Now()}
	var refusal *wire.Refusal
	switch {
	case err == nil:
		c.Code = http.StatusOK
	case errors.As(err, &refusal):
		c.Code, c.Description = refusal.Code, refusal.Text
	default:
		c.Description = err.Error()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, c)
}

// answer writes the envelope. A client that disconnected during a poll gets
// none.
func answer(w http.ResponseWriter, result any, err error) {
	status, e := http.StatusOK, envelope{OK: true, Result: result}
	var refusal *wire.Refusal
	switch {
	case errors.Is(err, context.Canceled):
		return
	case errors.As(err, &refusal):
		status = refusal.Code
		e = envelope{ErrorCode: refusal.Code, Description: refusal.Text}
		if refusal.RetryAfter > 0 || refusal.MigrateTo != 0 {
			e.Parameters = &parameters{refusal.RetryAfter, refusal.MigrateTo}
		}
		if refusal.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(refusal.RetryAfter))
		}
	case err != nil:
		status = http.StatusInternalServerError
		e = envelope{ErrorCode: status, Description: "Internal Server Error: " + err.Error()}
	}
	if d, ok := result.(api.Described); ok && err == nil {
		e.Result, e.Description = d.Result, d.Text
	}
	body, err := json.Marshal(e)
	if err != nil {
		panic(fmt.Sprintf("sim/telegram: an answer does not marshal: %v", err))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may be gone
}

// download serves a file under /file, without a type or name. What getFile
// would refuse is not found.
func (s *Server) download(w http.ResponseWriter, path string) {
	s.mu.Lock()
	f := s.world.FileByPath(path)
	s.mu.Unlock()
	if f == nil || len(f.Data) > world.MaxDownload {
		answer(w, nil, &wire.Refusal{Code: http.StatusNotFound, Text: "Not Found"})
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(f.Data) //nolint:gosec // bytes, and said to be; the client may be gone; there is nobody to tell
}
