package door

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"time"

	"vakhta/sim/slack/mrkdwn"
)

// Fault is how a call fails when a test orders it. Exactly one of the fields is
// set; Times repeats it (once if zero).
type Fault struct {
	// Status answers an HTML page with this status.
	Status int
	// DropCall closes the connection without doing the call.
	DropCall bool
	// LoseAnswer does the call and closes the connection without an answer.
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

// before applies a fault that replaces the call, and reports whether the
// request is finished.
func (f Fault) before(w http.ResponseWriter, after func(time.Duration) <-chan time.Time) bool {
	switch {
	case f.Slow > 0:
		<-after(f.Slow)
		return false
	case f.Status > 0:
		HTML(w, f.Status)
	case f.RateLimited > 0:
		Write(w, http.StatusTooManyRequests, nil, rateError(f.RateLimited))
	case f.Empty || f.Code != "":
		Write(w, http.StatusOK, nil, DetailedError{Code: f.Code})
	case f.DropCall:
	default:
		return false
	}
	return true
}

// abort closes the connection if the fault does that.
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
func (d *Door) FailNext(method string, f Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for range max(1, f.Times) {
		d.faults[method] = append(d.faults[method], f)
	}
}

func (d *Door) take(method string) Fault {
	d.mu.Lock()
	defer d.mu.Unlock()
	ordered := d.faults[method]
	if len(ordered) == 0 {
		return Fault{}
	}
	d.faults[method] = ordered[1:]
	return ordered[0]
}

// Limit turns the rate limits on or off.
func (d *Door) Limit(on bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.limited, d.buckets = on, map[string]*bucket{}
}

// Outage takes the whole API down, or brings it back.
func (d *Door) Outage(on bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.outage = on
}

// Down reports whether there is an outage.
func (d *Door) Down() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.outage
}

// Revoke refuses both tokens from now on with a code such as token_revoked or
// account_inactive; an empty code makes them valid again.
func (d *Door) Revoke(code string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.revoked = code
}

// Calls returns every call so far.
func (d *Door) Calls() []Call {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.calls)
}

// Violations returns what no real app should have done.
func (d *Door) Violations() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.violations)
}

// AllowMention allows the app to mention these users or groups.
func (d *Door) AllowMention(ids ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, id := range ids {
		d.allowed[id] = true
	}
}

// MentionViolations returns every live mention that was sent without being
// allowed, with the place it was sent to.
func (d *Door) MentionViolations() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.rung)
}

// NoteHost records by which host the app reached the API.
func (d *Door) NoteHost(host string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.host = host
}

// Host returns the host by which the app last reached the API.
func (d *Door) Host() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.host
}

// Audit looks for live mentions in what the app sends.
func (d *Door) Audit(place, text string, trees ...[]byte) {
	found := mrkdwn.Mentions(text)
	for _, tree := range trees {
		found = append(found, mrkdwn.BlockMentions(tree)...)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, mention := range found {
		id := regexp.MustCompile(`^(@|!subteam\^)`).ReplaceAllString(mention, "")
		if !d.allowed[id] {
			d.rung = append(d.rung, fmt.Sprintf("%s: <%s>", place, mention))
		}
	}
}

// HTML answers with a page like that of a proxy in front of Slack.
func HTML(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<!DOCTYPE html><html><body><h1>%d %s</h1></body></html>", status, http.StatusText(status))
}
