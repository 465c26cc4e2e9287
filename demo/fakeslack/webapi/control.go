package webapi

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"time"

	"vakhta/demo/fakeslack/mrkdwn"
)

// Fault is how a call goes wrong when a test orders it. Exactly one of the
// fields is set; Times repeats it (once if zero).
type Fault struct {
	// Status answers an HTML page with this status.
	Status int
	// DropCall breaks the connection before the call is applied.
	DropCall bool
	// LoseAnswer applies the call and breaks the connection instead of
	// answering.
	LoseAnswer bool
	// RateLimited answers 429 with this Retry-After.
	RateLimited time.Duration
	// Slow waits so long on the clock, then answers as usual.
	Slow time.Duration
	// Code refuses with this code; Empty refuses with none at all.
	Code  string
	Empty bool

	Times int
}

// before plays a fault that comes instead of the call, and reports whether
// the request is done with.
func (f Fault) before(w http.ResponseWriter, after func(time.Duration) <-chan time.Time) bool {
	switch {
	case f.Slow > 0:
		<-after(f.Slow)
		return false
	case f.Status > 0:
		html(w, f.Status)
	case f.RateLimited > 0:
		write(w, http.StatusTooManyRequests, nil, slowDown(f.RateLimited))
	case f.Empty || f.Code != "":
		write(w, http.StatusOK, nil, problem{code: f.Code})
	case f.DropCall:
	default:
		return false
	}
	return true
}

// abort breaks the connection if the fault is about that.
func (f Fault) abort() {
	if f.DropCall || f.LoseAnswer {
		panic(http.ErrAbortHandler)
	}
}

func (f Fault) status() int {
	switch {
	case f.Status > 0:
		return f.Status
	case f.RateLimited > 0:
		return http.StatusTooManyRequests
	case f.DropCall:
		return 0
	}
	return http.StatusOK
}

func (f Fault) word() string {
	switch {
	case f.DropCall:
		return "dropped"
	case f.RateLimited > 0:
		return "ratelimited"
	case f.Status > 0:
		return "html"
	}
	return f.Code
}

// FailNext orders a fault for the next call of a method.
func (a *API) FailNext(method string, f Fault) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for range max(1, f.Times) {
		a.faults[method] = append(a.faults[method], f)
	}
}

func (a *API) take(method string) Fault {
	a.mu.Lock()
	defer a.mu.Unlock()
	ordered := a.faults[method]
	if len(ordered) == 0 {
		return Fault{}
	}
	a.faults[method] = ordered[1:]
	return ordered[0]
}

// Limit turns the rate limits on or off.
func (a *API) Limit(on bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.limited, a.buckets = on, map[string]*bucket{}
}

// Outage takes the whole API down, or brings it back.
func (a *API) Outage(on bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.outage = on
}

// Down reports whether there is an outage.
func (a *API) Down() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.outage
}

// Revoke refuses both tokens from now on with a code such as token_revoked or
// account_inactive; an empty code gives them back.
func (a *API) Revoke(code string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.revoked = code
}

// Calls answers every call so far.
func (a *API) Calls() []Call {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.calls)
}

// Violations answers what no real app should have done.
func (a *API) Violations() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.violations)
}

// AllowMention lets the app ring these users or groups.
func (a *API) AllowMention(ids ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, id := range ids {
		a.allowed[id] = true
	}
}

// MentionViolations answers every live mention the app sent that was not
// allowed, with the place it was sent to.
func (a *API) MentionViolations() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.rung)
}

// Host answers the host by which the app last reached the API.
func (a *API) Host() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.host
}

// Audit looks for live mentions in what the app sends somewhere.
func (a *API) Audit(place, text string, trees ...[]byte) {
	found := mrkdwn.Mentions(text)
	for _, tree := range trees {
		found = append(found, mrkdwn.BlockMentions(tree)...)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, mention := range found {
		id := regexp.MustCompile(`^(@|!subteam\^)`).ReplaceAllString(mention, "")
		if !a.allowed[id] {
			a.rung = append(a.rung, fmt.Sprintf("%s: <%s>", place, mention))
		}
	}
}

// html answers the kind of page a proxy in front of Slack would.
func html(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<!DOCTYPE html><html><body><h1>%d %s</h1></body></html>", status, http.StatusText(status))
}
