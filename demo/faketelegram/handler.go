package faketelegram

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"vakhta/demo/faketelegram/request"
	"vakhta/demo/faketelegram/wire"
)

// A method is one method of the Bot API. It runs under the server's lock.
type method func(s *Server, q request.Request) (any, error)

// A described result carries the sentence that the webhook methods add.
type described struct {
	result any
	text   string
}

// An envelope is the answer to every call.
type envelope struct {
	OK          bool        `json:"ok"`
	Result      any         `json:"result,omitempty"`
	ErrorCode   int         `json:"error_code,omitempty"`
	Description string      `json:"description,omitempty"`
	Parameters  *parameters `json:"parameters,omitempty"`
}

type parameters struct {
	RetryAfter int   `json:"retry_after,omitempty"`
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
}

// errDropped stands for an answer that does not reach the bot.
var errDropped = errors.New("connection dropped")

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

func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, name string) {
	documented, known := s.table[strings.ToLower(name)]
	if known {
		name = documented.Name
	}
	q, err := request.Read(r, name)
	switch {
	case errors.Is(err, request.ErrTooLarge):
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		fmt.Fprint(w, "<html><head><title>413 Request Entity Too Large</title></head></html>")
		return
	case r.Context().Err() != nil:
		return // the client is gone
	case err != nil:
		answer(w, nil, wire.BadRequest("%s", err))
		return
	case !known:
		s.violate("unknown method " + name)
		answer(w, nil, &wire.Refusal{Code: http.StatusNotFound, Text: "Not Found: method not found"})
		return
	}
	fault := s.nextFault(name)
	if fault.delay > 0 {
		select {
		case <-s.cfg.After(fault.delay):
		case <-r.Context().Done():
			return
		}
	}
	if fault.before {
		s.record(q, fault.refusal())
		fault.strike(w)
		return
	}
	result, err := s.call(r.Context(), documented, q)
	if fault.after || errors.Is(err, errDropped) {
		s.record(q, errDropped)
		panic(http.ErrAbortHandler)
	}
	s.record(q, err)
	answer(w, result, err)
}

// call runs a method after the checks that all of them share.
func (s *Server) call(ctx context.Context, m request.Method, q request.Request) (any, error) {
	if err := s.check(m, q); err != nil {
		return nil, err
	}
	if m.Name == "getUpdates" {
		return s.getUpdates(ctx, q)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	run := s.methods[m.Name]
	if run == nil {
		s.violations = append(s.violations, m.Name+" is documented, but not simulated")
		return nil, &wire.Refusal{Code: http.StatusNotFound, Text: "Not Found: method not found"}
	}
	defer s.bump()
	if err := s.throttle(q); err != nil {
		return nil, err
	}
	return run(s, q)
}

// check holds a call against the documentation. What is missing has its own
// words on Telegram, and those of the content come before those of the chat.
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
			refusal = nil // an empty address is how a webhook is removed
		default:
			refusal = wire.BadRequest("there is no %s in the request", p.Param)
		}
	}
	return refusal
}

func (s *Server) violate(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = append(s.violations, text)
}

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

// answer writes the envelope. A client that left during a poll gets none.
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
	if d, ok := result.(described); ok && err == nil {
		e.Result, e.Description = d.result, d.text
	}
	body, err := json.Marshal(e)
	if err != nil {
		panic(fmt.Sprintf("faketelegram: an answer does not marshal: %v", err))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may be gone; there is nobody to tell
}
