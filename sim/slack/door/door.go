// Package door is the front door of the simulated Slack Web API: it reads a
// call, checks it in Slack's order (method, token, scope, rate), lets the
// method run and answers in Slack's words.
//
// A refusal is HTTP 200 with "ok":false and a code, unless the rate is
// exceeded or a test ordered a fault. Every call is recorded. What no careful
// app does at all, such as calling an unknown method or putting a token into a
// query, is kept as a violation for the test to read, and so is every live
// mention without leave.
package door

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"vakhta/sim/slack/ledger"
)

// Config is what the door knows of the app. Scopes are those of the bot
// token; nil means every scope there is.
type Config struct {
	BotToken, AppToken string
	Scopes             []string
	Now                func() time.Time
	After              func(time.Duration) <-chan time.Time
}

// Door lets calls in. Its methods may be used from any goroutine.
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

// Call is one recorded call: what was asked and what Slack said. Err is the
// code of a refusal, or a word for a fault that was ordered.
type Call struct {
	At     time.Time
	Method string
	Args   map[string]string
	Status int
	Err    string
}

// Method is what the door knows of one method behind it.
type Method struct {
	// Scopes answers any one of which is enough; none means every token may.
	Scopes func(*Request) []string
	Tier   Tier
	// App marks the methods of app-level tokens.
	App bool
	Run func(*Request) (Reply, error)
}

// Reply is the body of a successful answer.
type Reply map[string]any

// Request is one call under way.
type Request struct {
	Method string
	Args   Args
	Base   *url.URL // scheme and host the app reached us by

	door *Door
}

// DetailedError is a refusal that says more than its code.
type DetailedError struct {
	Code             string
	Messages         []string
	Needed, Provided string
}

// Error answers the code.
func (p DetailedError) Error() string { return p.Code }

// New answers a door in front of these methods.
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
	// Recorded before it is answered: whoever has the answer finds the record.
	d.Record(name, arguments, status, code)
	if fault.LoseAnswer {
		fault.abort()
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

// Write sends an answer, or a refusal with what Slack says beside its code.
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
	// An app that hangs up before reading loses its answer; that is its affair.
	_ = json.NewEncoder(w).Encode(out) //nolint:errchkjson // answers are maps of our own making
}

// into writes what a refusal says beside its code.
func (p DetailedError) into(out Reply) {
	if len(p.Messages) > 0 {
		out["response_metadata"] = map[string]any{"messages": p.Messages}
		out["errors"] = p.Messages
	}
	if p.Needed != "" {
		out["needed"], out["provided"] = p.Needed, p.Provided
	}
}

// scheme answers how the app reached us, for the urls it is given.
func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}
