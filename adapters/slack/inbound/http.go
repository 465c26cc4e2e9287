package inbound

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"vakhta/adapters/intake"
	"vakhta/adapters/slack/updates"
	"vakhta/desk"
)

// oldest is how old a signed request may be; an older one may be a replay.
const oldest = 5 * time.Minute

// Routes returns the request URLs of the Events API: /slack/events, /slack/commands
// and /slack/actions. Without a signing secret there are none. A request is
// answered with 200 once its update is committed, or if it means nothing to the
// desk.
func (r *Receiver) Routes(handle desk.IntakeFunc) http.Handler {
	mux := http.NewServeMux()
	if r.SigningSecret == "" {
		return mux
	}
	mux.HandleFunc("POST /slack/events", r.signed(func(w http.ResponseWriter, req *http.Request, body []byte) {
		r.event(w, req, body, handle)
	}))
	mux.HandleFunc("POST /slack/commands", r.signed(func(w http.ResponseWriter, req *http.Request, body []byte) {
		r.command(w, req, body, handle)
	}))
	mux.HandleFunc("POST /slack/actions", r.signed(func(w http.ResponseWriter, req *http.Request, body []byte) {
		r.action(w, req, body, handle)
	}))
	return mux
}

// signed passes on requests that Slack has signed recently.
func (r *Receiver) signed(next func(http.ResponseWriter, *http.Request, []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		body, ok := intake.Body(w, req)
		if !ok {
			return
		}
		if !r.genuine(req.Header, body) {
			r.Seen(updates.Other, "unsigned")
			http.Error(w, "the signature does not fit", http.StatusUnauthorized)
			return
		}
		if n := req.Header.Get("X-Slack-Retry-Num"); n != "" {
			r.Log.InfoContext(req.Context(), "Slack repeats an update", "attempt", n, "reason", req.Header.Get("X-Slack-Retry-Reason"))
		}
		next(w, req, body)
	}
}

// genuine checks a request's signature, in constant time, and its age.
func (r *Receiver) genuine(h http.Header, body []byte) bool {
	stamp := h.Get("X-Slack-Request-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || r.Clock.Now().Sub(time.Unix(seconds, 0)).Abs() > oldest {
		return false
	}
	mac := hmac.New(sha256.New, []byte(r.SigningSecret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	return hmac.Equal([]byte("v0="+hex.EncodeToString(mac.Sum(nil))), []byte(h.Get("X-Slack-Signature")))
}

func (r *Receiver) event(w http.ResponseWriter, req *http.Request, body []byte, handle desk.IntakeFunc) {
	var outer struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(body, &outer); err == nil && outer.Type == "url_verification" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte(outer.Challenge))
		return
	}
	attempt, err := strconv.Atoi(req.Header.Get("X-Slack-Retry-Num"))
	if err != nil {
		attempt = 0
	}
	r.ingress(w, req, parcel{raw: body, attempt: attempt, decode: updates.Decoder.Event}, handle)
}

func (r *Receiver) command(w http.ResponseWriter, req *http.Request, body []byte, handle desk.IntakeFunc) {
	raw := body // anything but a form is parked as it is
	if form, err := url.ParseQuery(string(body)); err == nil {
		flat := map[string]string{}
		for name := range form {
			flat[name] = form.Get(name)
		}
		if raw, err = json.Marshal(flat); err != nil { // never: only strings
			raw = body
		}
	}
	r.ingress(w, req, parcel{raw: raw, once: true, decode: updates.Decoder.Command}, handle)
}

func (r *Receiver) action(w http.ResponseWriter, req *http.Request, body []byte, handle desk.IntakeFunc) {
	raw := body
	if form, err := url.ParseQuery(string(body)); err == nil {
		raw = []byte(form.Get("payload"))
	}
	r.ingress(w, req, parcel{raw: raw, once: true, decode: updates.Decoder.Interaction}, handle)
}

// ingress handles a parcel and answers Slack. If Slack disconnects meanwhile
// the handling is finished all the same.
func (r *Receiver) ingress(w http.ResponseWriter, req *http.Request, p parcel, handle desk.IntakeFunc) {
	ctx, cancel := intake.Detached(req)
	defer cancel()
	came := r.Clock.Now()
	d, err := r.open(ctx, p)
	var out intake.Result
	if err == nil {
		out, err = r.take(ctx, d, handle)
	}
	if !r.mayAcknowledge(ctx, err) {
		http.Error(w, "not taken", http.StatusServiceUnavailable)
		return
	}
	if !out.Handled {
		w.WriteHeader(http.StatusOK)
		return
	}
	var said json.RawMessage
	if r.Clock.Now().Sub(came) < ackWithin {
		said = r.body(d.update, out.Reply)
	}
	if said != nil {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Write(said)
		return
	}
	w.WriteHeader(http.StatusOK)
	if f, ok := w.(http.Flusher); ok {
		f.Flush() // Slack waits three seconds, but not for what follows
	}
	r.answer(ctx, d.update, out.Reply)
}
