// Package door is the front door of the simulated Slack Web API: it reads a
// call, checks it in Slack's order (method, token, scope, rate), runs the
// method and answers in Slack's words.
//
// A refusal is HTTP 200 with "ok":false and a code, except for rate limits and
// faults that a test ordered. Every call is recorded. What no careful app does,
// such as calling an unknown method or putting a token into a query, is
// recorded as a violation, and so is every live mention that was not allowed.
package door

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"vakhta/sim/slack/ledger"
)

// Config is what the door knows about the app. Scopes are those of the bot
// token; nil means all scopes.
type Config struct {
	BotToken, AppToken string
	Scopes             []string
	Now                func() time.Time
	After              func(time.Duration) <-chan time.Time
}

// Door lets calls in. Goroutines may share it.
type Door struct {
	Config
	methods map[string]Method

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

// Call is one recorded call and its answer. Err is the code of a refusal, or
// the name of an ordered fault.
type Call struct {
	At     time.Time
	Method string
	Args   map[string]string
	Status int
	Err    string
}

// Method describes one method to the door.
type Method struct {
	// Scopes returns scopes of which one is enough; none means that every token
	// may call.
	Scopes func(*Request) []string
	Tier   Tier
	// App marks the methods of app-level tokens.
	App bool
	Run func(*Request) (Reply, error)
}

// Reply is the body of a successful answer.
type Reply map[string]any

// Request is one call being handled.
type Request struct {
	Method string
	Args   Args
	Base   *url.URL // scheme and host by which the app reached us

	door *Door
}

// DetailedError is a refusal with more than its code.
type DetailedError struct {
	Code             string
	Messages         []string
	Needed, Provided string
}

// Error returns the code.
func (p DetailedError) Error() string { return p.Code }

// New returns a door in front of these methods.
func New(c Config, methods map[string]Method) *Door {
	return &Door{Config: c, methods: methods, allowed: map[string]bool{}, faults: map[string][]Fault{}, buckets: map[string]*bucket{}}
}

// ServeHTTP answers one call of the method in the path value "method".
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	arguments, token, err := parse(r)
	if r.URL.Query().Has("token") {
		d.Violatef("%s: token in the query string", name)
	}
	fault := d.take(name)
	if fault.before(w, d.After) {
		d.Record(name, arguments, fault.status(), fault.word())
		fault.abort()
		return
	}
	c := &Request{door: d, Method: name, Args: arguments, Base: &url.URL{Scheme: scheme(r), Host: r.Host}}
	var out Reply
	if err == nil {
		out, err = d.answer(c, token)
	}
	status, code := http.StatusOK, ""
	if err != nil {
		code = err.Error()
	}
	if _, tooFast := errors.AsType[rateError](err); tooFast {
		status = http.StatusTooManyRequests
	}
	// Recorded before it is answered, so that a caller with the answer finds
	// the record.
	d.Record(name, arguments, status, code)
	if fault.LoseAnswer {
		fault.abort()
	}
	if d.Scopes != nil {
		w.Header().Set("X-Oauth-Scopes", strings.Join(d.Scopes, ","))
	}
	Write(w, status, out, err)
}

// answer checks a call in Slack's order and runs it.
func (d *Door) answer(c *Request, token string) (Reply, error) {
	m, ok := d.methods[c.Method]
	if !ok {
		d.Violatef("unknown method %s", c.Method)
		return nil, ledger.RefusedError("unknown_method")
	}
	if err := d.authorise(c, m, token); err != nil {
		return nil, err
	}
	if err := d.limit(c, m); err != nil {
		return nil, err
	}
	return m.Run(c)
}

// Write sends an answer, or a refusal with its details.
func Write(w http.ResponseWriter, status int, out Reply, err error) {
	if out == nil {
		out = Reply{}
	}
	out["ok"] = err == nil
	if err != nil {
		out["error"] = err.Error()
	}
	if slow, ok := errors.AsType[rateError](err); ok {
		w.Header().Set("Retry-After", slow.seconds())
	}
	if detailed, ok := errors.AsType[DetailedError](err); ok {
		detailed.into(out)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// An app that disconnects before reading loses its answer.
	_ = json.NewEncoder(w).Encode(out) //nolint:errchkjson // answers are maps of our own making
}

// into adds what a refusal says besides its code.
func (p DetailedError) into(out Reply) {
	if len(p.Messages) > 0 {
		out["response_metadata"] = map[string]any{"messages": p.Messages}
		out["errors"] = p.Messages
	}
	if p.Needed != "" {
		out["needed"], out["provided"] = p.Needed, p.Provided
	}
}

// scheme returns how the app reached us, for the urls it is given.
func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}
