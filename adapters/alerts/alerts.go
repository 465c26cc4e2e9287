// Package alerts takes alerts of monitoring systems over HTTP.
//
// Each format is a function that decodes a body; to add one, write it in a file
// of its own and add it to [Formats]. An alert is answered after it has been
// committed: 200 says so, 503 asks for it again, and 4xx says that sending it
// again is of no use, and why.
package alerts

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"vakhta/desk"
	"vakhta/mapping"
)

// A Format is what one kind of monitoring system sends.
type Format struct {
	System string // its name, under which tickets are opened
	// Decode reads a body. It may hold no alert, for instance if it is a test of
	// the connection. Errors are for the person who set the monitoring system up.
	Decode func(body []byte) ([]desk.Alert, error)
	// Signature names the header with the body's signature under the token; "":
	// the token itself is sent. SentAt names the one with the time of sending, in
	// seconds since 1970.
	Signature, SentAt string
}

// Formats are the formats by their name in the address.
func Formats() map[string]Format {
	return map[string]Format{
		"alertmanager": {System: "Alertmanager", Decode: alertmanager},
		"grafana":      {System: "Grafana", Decode: alertmanager},
		"zabbix":       {System: "Zabbix", Decode: zabbix},
		"kuma":         {System: "Uptime Kuma", Decode: kuma},
		"sentry":       {System: "Sentry", Decode: sentry, Signature: signatureHeader, SentAt: sentAtHeader},
		"cloudevents":  {System: "CloudEvents", Decode: cloudevent},
		"json":         {System: "Webhook", Decode: plain},
	}
}

// Limits of what is taken.
const (
	// MostBody limits a body, in bytes. Alertmanager groups alerts; a thousand
	// fit.
	MostBody = 2 << 20
	// mostTitle and mostText limit an alert's words, in bytes.
	mostTitle = 300
	mostText  = 3000
)

// A Config is what a Handler needs.
type Config struct {
	Tokens Tokens
	// Take takes alerts of a project in, and returns after the commit;
	// desk.ErrNotFound: there is no such project.
	Take func(ctx context.Context, project string, alerts []desk.Alert) error
	// Beat says that a heartbeat of a project has come; desk.ErrNotFound: there
	// is none of that name. It may be nil.
	Beat func(ctx context.Context, project, name string) error
	// Now tells the time; nil: no message is too old.
	Now func() time.Time
	// Limit reports whether a project may send n alerts in a format now; nil: always.
	Limit func(project, format string, n int) bool
	// Map returns what finds the alerts in a project's messages of a format; nil:
	// they are as the format says. It may be nil.
	Map func(project, format string) (*mapping.Program, error)
	Log *slog.Logger
}

// Pattern is the route of a Handler.
const Pattern = "POST /alerts/{format}/{project}"

// ServeHTTP takes the alerts of one request.
func (c Config) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	status, said := c.serve(w, r)
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "30")
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	fmt.Fprintln(w, said) //nolint:gosec // it is plain text
}

// serve returns the status and a sentence for the sender.
func (c Config) serve(w http.ResponseWriter, r *http.Request) (status int, said string) {
	project := r.PathValue("project")
	formats := Formats()
	format, ok := formats[r.PathValue("format")]
	if format.Signature == "" { // a body is read only from a sender who is known
		if of, known := c.Tokens.find(bearer(r)); !known {
			return http.StatusUnauthorized, "The token is missing or unknown: send Authorization: Bearer with the one in ALERTS_TOKEN."
		} else if of != "" && of != project {
			return http.StatusForbidden, "The token is another project's."
		}
	}
	if r.PathValue("format") == "heartbeat" && c.Beat != nil {
		return c.beat(r, project)
	}
	if !ok {
		return http.StatusNotFound, "There is no such format. There are: " + strings.Join(slices.Sorted(maps.Keys(formats)), ", ") + "."
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MostBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return http.StatusRequestEntityTooLarge, fmt.Sprintf("The body is larger than %d KB: let the sender group fewer alerts.", MostBody>>10)
	}
	if err != nil {
		return http.StatusBadRequest, "The body broke off."
	}
	if format.Signature != "" {
		if of, known := c.Tokens.signed(body, r.Header.Get(format.Signature)); !known {
			return http.StatusUnauthorized, "The signature is missing or wrong: put the integration's client secret into ALERTS_TOKEN as " + project + ":secret."
		} else if of != "" && of != project {
			return http.StatusForbidden, "The secret is another project's."
		}
		if c.stale(r.Header.Get(format.SentAt)) {
			return http.StatusBadRequest, "The message is not of this hour: somebody repeats an old one, or a clock is wrong."
		}
	}
	found, err := c.decode(r, project, body)
	if err != nil {
		c.Log.Warn("an alert is refused", "format", r.PathValue("format"), "project", project, "error", err)
		return http.StatusBadRequest, "The body is not understood: " + err.Error() + "."
	}
	if len(found) == 0 {
		return http.StatusOK, "Understood, there is no alert in it."
	}
	if c.Limit != nil && !c.Limit(project, r.PathValue("format"), len(found)) {
		c.Log.Warn("a project sends too many alerts", "project", project, "format", r.PathValue("format"))
		return http.StatusServiceUnavailable, "Too many alerts in a minute. Send them again." // senders such as Alertmanager do not repeat after 429
	}
	switch err := c.Take(r.Context(), project, found); {
	case errors.Is(err, desk.ErrNotFound):
		return http.StatusNotFound, "There is no project " + project + " in desk.yaml."
	case err != nil:
		c.Log.Error("alerts are not stored; the sender will repeat them", "project", project, "error", err)
		return http.StatusServiceUnavailable, "The alerts could not be stored. Send them again."
	}
	return http.StatusOK, fmt.Sprintf("Taken in: %d.", len(found))
}

// decode returns the alerts of a body.
func (c Config) decode(r *http.Request, project string, body []byte) ([]desk.Alert, error) {
	name := r.PathValue("format")
	if name == "cloudevents" {
		var err error
		if body, err = structured(r.Header, body); err != nil {
			return nil, err
		}
	}
	var p *mapping.Program
	if c.Map != nil {
		var err error
		if p, err = c.Map(project, name); err != nil {
			return nil, err
		}
	}
	return Decode(r.Context(), name, p, body)
}

// Decode returns the alerts in a body of a format, found by p if that is not nil.
// It may hold none. Errors are for the person who set the sender up.
func Decode(ctx context.Context, format string, p *mapping.Program, body []byte) (found []desk.Alert, err error) {
	f := Formats()[format]
	if p != nil {
		found, err = p.Alerts(ctx, body)
	} else {
		found, err = f.Decode(body)
	}
	for i := range found {
		found[i].Source, found[i].System = format, f.System
		trim(&found[i])
	}
	return found, err
}

// freshFor is how old a signed message may be. Senders try again for a while.
const freshFor = time.Hour

// stale reports whether a signed message was not sent lately. The time is not
// signed; it stops who repeats a message as it was.
func (c Config) stale(sentAt string) bool {
	seconds, err := strconv.ParseInt(sentAt, 10, 64)
	if c.Now == nil || err != nil {
		return false
	}
	return c.Now().Sub(time.Unix(seconds, 0)).Abs() > freshFor
}

// beat takes a heartbeat, whose name is in the query.
func (c Config) beat(r *http.Request, project string) (status int, said string) {
	name := r.URL.Query().Get("name")
	switch err := c.Beat(r.Context(), project, name); {
	case errors.Is(err, desk.ErrNotFound):
		return http.StatusNotFound, fmt.Sprintf("There is no heartbeat %q of project %s in desk.yaml: add ?name= with one of alerts.heartbeats.", cut(name, 60), project)
	case err != nil:
		c.Log.Error("a heartbeat is not stored; the sender will repeat it", "project", project, "error", err)
		return http.StatusServiceUnavailable, "The heartbeat could not be stored. Send it again."
	}
	return http.StatusOK, "Alive."
}

func bearer(r *http.Request) string {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return token
}

// trim cuts an alert's words to what a card can show, and gives it a fingerprint
// that can be stored.
func trim(a *desk.Alert) {
	a.Title = cut(strings.Join(strings.Fields(a.Title), " "), mostTitle)
	a.Text = cut(strings.TrimSpace(a.Text), mostText)
	a.Link, a.Runbook, a.Group = cut(a.Link, mostTitle), cut(a.Runbook, mostTitle), cut(a.Group, mostTitle)
	if len(a.Fingerprint) > 100 {
		sum := sha256.Sum256([]byte(a.Fingerprint))
		a.Fingerprint = hex.EncodeToString(sum[:])
	}
}

// cut shortens a text to most bytes, at the end of a character.
func cut(text string, most int) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "�")
	if len(text) <= most {
		return text
	}
	for !utf8.RuneStart(text[most-len("…")]) {
		most--
	}
	return text[:most-len("…")] + "…"
}

// Tokens are those that senders prove themselves with, each with the project
// that it is for; "" is for all.
type Tokens map[string]string

// shortest is how long a token must be, in bytes, so that it can't be guessed.
const shortest = 16

// ParseTokens reads what ALERTS_TOKEN says: tokens separated by commas, each
// alone or after its project and a colon, as in "ROM:token". A project may have
// several, so that a new one can be set up before the old one is removed.
func ParseTokens(list string) (Tokens, error) {
	all := Tokens{}
	for i, one := range strings.Split(list, ",") {
		project, token, found := strings.Cut(strings.TrimSpace(one), ":")
		if !found {
			project, token = "", project
		}
		if found && !desk.ValidProjectCode(project) {
			return nil, fmt.Errorf("ALERTS_TOKEN: entry %d does not begin with a project's code: write token, or ROM:token", i+1)
		}
		if len(token) < shortest {
			return nil, fmt.Errorf("ALERTS_TOKEN: entry %d is shorter than %d characters: take a long random one, such as from openssl rand -hex 24", i+1, shortest)
		}
		all[token] = project
	}
	return all, nil
}

// find returns the project that a token is for. It compares the token with all,
// in a time that does not depend on how much of it is right.
func (t Tokens) find(token string) (project string, known bool) {
	for one, of := range t {
		if subtle.ConstantTimeCompare([]byte(one), []byte(token)) == 1 {
			project, known = of, true
		}
	}
	return project, known
}
