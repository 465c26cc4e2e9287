package slack

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"vakhta/adapters/slack/updates"
	"vakhta/desk"
)

const (
	// maxBody is more than any request of Slack's.
	maxBody = 1 << 20
	// oldest is how old a signed request may be; an older one may be a repetition
	// by somebody else.
	oldest = 5 * time.Minute
)

// Routes are the request URLs of the Events API: /slack/events, /slack/commands
// and /slack/actions. Without a signing secret there are none. A request is
// answered with 200 once its update is committed, or means nothing to the desk.
func (a *Adapter) Routes(handle desk.IntakeFunc) http.Handler {
	mux := http.NewServeMux()
	if a.SigningSecret == "" {
		return mux
	}
	mux.HandleFunc("POST /slack/events", a.signed(func(w http.ResponseWriter, r *http.Request, body []byte) {
		a.event(w, r, body, handle)
	}))
	mux.HandleFunc("POST /slack/commands", a.signed(func(w http.ResponseWriter, r *http.Request, body []byte) {
		a.command(w, r, body, handle)
	}))
	mux.HandleFunc("POST /slack/actions", a.signed(func(w http.ResponseWriter, r *http.Request, body []byte) {
		a.action(w, r, body, handle)
	}))
	return mux
}

// signed lets through what Slack has signed, lately.
func (a *Adapter) signed(next func(http.ResponseWriter, *http.Request, []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			status := http.StatusBadRequest
			if _, large := errors.AsType[*http.MaxBytesError](err); large {
				status = http.StatusRequestEntityTooLarge
			}
			http.Error(w, http.StatusText(status), status)
			return
		}
		if !a.genuine(r.Header, body) {
			a.Seen(updates.Other, "unsigned")
			http.Error(w, "the signature does not fit", http.StatusUnauthorized)
			return
		}
		if n := r.Header.Get("X-Slack-Retry-Num"); n != "" {
			a.Log.Info("Slack repeats an update", "attempt", n, "reason", r.Header.Get("X-Slack-Retry-Reason"))
		}
		next(w, r, body)
	}
}

// genuine checks a request's signature, in constant time, and its age.
func (a *Adapter) genuine(h http.Header, body []byte) bool {
	stamp := h.Get("X-Slack-Request-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || a.Clock.Now().Sub(time.Unix(seconds, 0)).Abs() > oldest {
		return false
	}
	mac := hmac.New(sha256.New, []byte(a.SigningSecret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	return hmac.Equal([]byte("v0="+hex.EncodeToString(mac.Sum(nil))), []byte(h.Get("X-Slack-Signature")))
}

func (a *Adapter) event(w http.ResponseWriter, r *http.Request, body []byte, handle desk.IntakeFunc) {
	var outer struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(body, &outer); err == nil && outer.Type == "url_verification" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte(outer.Challenge)) //nolint:errcheck // the asker went away
		return
	}
	attempt, err := strconv.Atoi(r.Header.Get("X-Slack-Retry-Num"))
	if err != nil {
		attempt = 0
	}
	a.ingress(w, r, parcel{raw: body, attempt: attempt, decode: updates.Reader.Event}, handle)
}

func (a *Adapter) command(w http.ResponseWriter, r *http.Request, body []byte, handle desk.IntakeFunc) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		form = nil // it is parked as a command that names none
	}
	flat := map[string]string{}
	for name := range form {
		flat[name] = form.Get(name)
	}
	raw, err := json.Marshal(flat)
	if err != nil { // never: strings alone
		raw = body
	}
	a.ingress(w, r, parcel{raw: raw, once: true, decode: updates.Reader.Command}, handle)
}

func (a *Adapter) action(w http.ResponseWriter, r *http.Request, body []byte, handle desk.IntakeFunc) {
	raw := body
	if form, err := url.ParseQuery(string(body)); err == nil {
		raw = []byte(form.Get("payload"))
	}
	a.ingress(w, r, parcel{raw: raw, once: true, decode: updates.Reader.Interaction}, handle)
}

// ingress has a parcel handled and tells Slack whether it was. Slack may hang up
// meanwhile: what was begun is finished all the same.
func (a *Adapter) ingress(w http.ResponseWriter, r *http.Request, p parcel, handle desk.IntakeFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), handleWithin)
	defer cancel()
	came := a.Clock.Now()
	d, err := a.open(ctx, p)
	var reply desk.Reply
	if err == nil && d != nil {
		reply, err = a.take(ctx, d, handle)
	}
	if !a.mayAcknowledge(ctx, err) {
		http.Error(w, "not taken", http.StatusServiceUnavailable)
		return
	}
	if d == nil {
		w.WriteHeader(http.StatusOK)
		return
	}
	_, slash := d.update.Event.Body.(desk.Asked)
	var body any
	if slash && a.Clock.Now().Sub(came) < ackWithin {
		body = a.slashBody(reply)
	}
	if body != nil {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		json.NewEncoder(w).Encode(body) //nolint:errcheck // the asker went away
		return
	}
	w.WriteHeader(http.StatusOK)
	if f, ok := w.(http.Flusher); ok {
		f.Flush() // Slack waits three seconds, and not for what follows
	}
	a.answer(ctx, d.update, reply)
}

// handleWithin is how long a request's update may take to be handled.
const handleWithin = time.Minute
