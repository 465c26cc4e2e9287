// Package webapi is the simulated Slack Web API: /api/<method>, the upload and
// download urls, and the response urls of interactions.
//
// Every call is recorded. It is checked in Slack's order (method, token,
// scope, rate, arguments) and answered in Slack's words: HTTP 200 with
// "ok":false and a code, unless the rate is exceeded or a fault was ordered.
// What no real app should do at all, such as calling an unknown method or
// putting a token into a query, is kept as a violation for the test to read.
package webapi

import (
	"encoding/json"
	"net/http"
	"net/url"
	"sync"
	"time"

	"vakhta/demo/fakeslack/delivery"
	"vakhta/demo/fakeslack/ledger"
	"vakhta/demo/fakeslack/screens"
	"vakhta/demo/fakeslack/workspace"
)

// Config is what the API stands on. Scopes are those of the bot token; nil
// means every scope there is.
type Config struct {
	BotToken, AppToken string
	Scopes             []string
	After              func(time.Duration) <-chan time.Time
	Workspace          *workspace.Workspace
	Screens            *screens.Screens
	Sockets            *delivery.Sockets
}

// API answers calls. It is an http.Handler.
type API struct {
	Config
	methods map[string]method
	mux     *http.ServeMux

	mu         sync.Mutex
	calls      []Call
	violations []string
	rung       []string
	allowed    map[string]bool
	faults     map[string][]Fault
	limited    bool
	buckets    map[string]*bucket
	revoked    string
	outage     bool
	host       string
}

// Call is one recorded call: what was asked and what Slack said. Err is the
// code of a refusal, or a word for a fault that was ordered.
type Call struct {
	At     time.Time
	Method string
	Args   map[string]string
	Status int
	Err    string
}

// method is what the API knows of one of its methods.
type method struct {
	// scopes answers any one of which is enough; none means every token may.
	scopes func(*call) []string
	tier   tier
	// app marks the methods of app-level tokens.
	app bool
	run func(*call) (reply, error)
}

// reply is the body of a successful answer.
type reply map[string]any

// call is one request under way.
type call struct {
	*API
	method string
	args   args
	base   *url.URL // scheme and host the app reached us by
}

// problem is a refusal that says more than its code.
type problem struct {
	code             string
	messages         []string
	needed, provided string
}

// Error answers the code.
func (p problem) Error() string { return p.code }

// New answers an API.
func New(c Config) *API {
	a := &API{Config: c, allowed: map[string]bool{}, faults: map[string][]Fault{}, buckets: map[string]*bucket{}, mux: http.NewServeMux()}
	a.methods = methods()
	a.mux.HandleFunc("/api/{method}", a.serve)
	a.mux.HandleFunc("/upload/{file}", a.upload)
	a.mux.HandleFunc("/files/{file}", a.download)
	a.mux.HandleFunc("/files/{file}/download", a.download)
	a.mux.HandleFunc("/signin", a.signIn)
	a.mux.HandleFunc("/response/{id}", a.respond)
	return a
}

// ServeHTTP answers whatever the app may call over HTTP.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	a.host = r.Host
	a.mu.Unlock()
	if a.Down() {
		html(w, http.StatusServiceUnavailable)
		return
	}
	a.mux.ServeHTTP(w, r)
}

// serve answers one method call.
func (a *API) serve(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	arguments, token, parseErr := parse(r)
	if r.URL.Query().Has("token") {
		a.Violate("%s: token in the query string", name)
	}
	fault := a.take(name)
	if fault.before(w, a.After) {
		a.record(name, arguments, fault.status(), fault.word())
		fault.abort()
		return
	}
	c := &call{API: a, method: name, args: arguments, base: &url.URL{Scheme: scheme(r), Host: r.Host}}
	var out reply
	err := parseErr
	if err == nil {
		out, err = c.answer(token)
	}
	status, code := http.StatusOK, ""
	if err != nil {
		code = err.Error()
	}
	if code == "ratelimited" {
		status = http.StatusTooManyRequests
	}
	a.record(name, arguments, status, code)
	if fault.LoseAnswer {
		fault.abort()
	}
	write(w, status, out, err)
}

// answer checks a call in Slack's order and runs it.
func (c *call) answer(token string) (reply, error) {
	m, ok := c.methods[c.method]
	if !ok {
		c.Violate("unknown method %s", c.method)
		return nil, ledger.Refusal("unknown_method")
	}
	if err := c.authorise(m, token); err != nil {
		return nil, err
	}
	if err := c.limit(m); err != nil {
		return nil, err
	}
	return m.run(c)
}

// write sends an answer, or a refusal with what Slack says beside its code.
func write(w http.ResponseWriter, status int, out reply, err error) {
	if out == nil {
		out = reply{}
	}
	out["ok"] = err == nil
	switch err := err.(type) {
	case nil:
	case slowDown:
		w.Header().Set("Retry-After", err.seconds())
		out["error"] = err.Error()
	case problem:
		out["error"] = err.code
		if len(err.messages) > 0 {
			out["response_metadata"] = map[string]any{"messages": err.messages}
			out["errors"] = err.messages
		}
		if err.needed != "" {
			out["needed"], out["provided"] = err.needed, err.provided
		}
	default:
		out["error"] = err.Error()
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// An app that hangs up before reading loses its answer; that is its affair.
	_ = json.NewEncoder(w).Encode(out)
}

func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}
