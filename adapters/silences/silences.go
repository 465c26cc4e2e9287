// Package silences tells monitoring systems that somebody works on an alert, so
// that they call nobody else, and asks them which alerts fire.
//
// Addresses come from desk.yaml and tokens from the environment. Redirections
// are not followed, because they would carry the token elsewhere.
package silences

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

const (
	// answerWithin is how long a monitoring system may take.
	answerWithin = 10 * time.Second
	// mostBody limits an answer, in bytes: a list of ten thousand alerts fits.
	mostBody = 16 << 20
)

// A system is what a kind of monitoring system is told and asked.
type system interface {
	silence(ctx context.Context, c call, s desk.Silence) (id string, err error)
	unsilence(ctx context.Context, c call, s desk.Silence, id string) error
}

// A lister is a system that can say which alerts fire.
type lister interface {
	firing(ctx context.Context, c call) (fingerprints []string, err error)
}

// systems are the systems by the source of their alerts.
func systems() map[string]system {
	return map[string]system{
		"alertmanager": silencer{api: "/api/v2"},
		"grafana":      silencer{api: "/api/alertmanager/grafana/api/v2"},
		"zabbix":       zabbix{},
	}
}

// A Client tells monitoring systems. Every error is a *desk.SendError.
type Client struct {
	HTTP   *http.Client // nil: the default
	Tokens Tokens
	Clock  desk.Clock
}

// Silence makes a silence and returns its id; if one with its key is there
// already, it returns that.
func (c *Client) Silence(ctx context.Context, s desk.Silence) (id string, err error) {
	if sys := systems()[s.Source]; sys != nil {
		return sys.silence(ctx, c.call(s.Project, s.Source, s.URL), s)
	}
	return "", refused(fmt.Errorf("nothing can be told to %s", s.Source))
}

// Unsilence ends the silence with an id. One that has ended is no error.
func (c *Client) Unsilence(ctx context.Context, s desk.Silence, id string) error {
	if sys := systems()[s.Source]; sys != nil {
		return sys.unsilence(ctx, c.call(s.Project, s.Source, s.URL), s, id)
	}
	return refused(fmt.Errorf("nothing can be told to %s", s.Source))
}

// Lists reports whether a source's system can say which alerts fire.
func (*Client) Lists(source string) bool {
	_, can := systems()[source].(lister)
	return can
}

// Firing returns the fingerprints of the alerts that fire, silenced or not.
func (c *Client) Firing(ctx context.Context, project, source, url string) ([]string, error) {
	if l, can := systems()[source].(lister); can {
		return l.firing(ctx, c.call(project, source, url))
	}
	return nil, refused(fmt.Errorf("%s does not list its alerts", source))
}

// A call is where a system is and how to prove oneself there.
type call struct {
	http       *http.Client
	url, token string
	now        time.Time
}

func (c *Client) call(project, source, url string) call {
	var own http.Client
	if c.HTTP != nil {
		own = *c.HTTP
	}
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	own.Timeout = answerWithin
	return call{http: &own, url: url, token: c.Tokens.find(project, source), now: c.Clock.Now()}
}

// do sends a body as JSON and decodes the answer into out; nil: it has none.
func (c call) do(ctx context.Context, method, path string, body, out any) error {
	var sent io.Reader
	if body != nil {
		written, err := json.Marshal(body)
		if err != nil {
			return refused(err)
		}
		sent = bytes.NewReader(written)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.url+path, sent)
	if err != nil {
		return refused(errors.New("the address is wrong"))
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return &desk.SendError{Fate: desk.Unknown, Err: errors.New("it did not answer")} // the cause would name the address
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	read, err := io.ReadAll(io.LimitReader(answer.Body, mostBody))
	if err != nil {
		return &desk.SendError{Fate: desk.Unknown, Err: errors.New("its answer broke off")}
	}
	if answer.StatusCode/100 != 2 {
		return failed(answer)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(read, out); err != nil {
		return refused(errors.New("its answer is no JSON of this kind"))
	}
	return nil
}

// failed returns what a status means: whether it may be tried again.
func failed(answer *http.Response) error {
	status := answer.StatusCode
	e := &desk.SendError{Fate: desk.Refused, Err: desk.StatusError(status)}
	if status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout {
		e.Fate, e.After = desk.Later, 5*time.Second
		if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && seconds > 0 {
			e.After = min(time.Duration(seconds)*time.Second, time.Minute)
		}
	}
	return e
}

func refused(err error) error { return &desk.SendError{Fate: desk.Refused, Err: err} }

// Tokens are those that the desk proves itself with, under "ROM/alertmanager" or
// "alertmanager".
type Tokens map[string]string

// ParseTokens reads what SILENCES_TOKEN says: tokens separated by commas, each
// after its source and a colon, as in "grafana:token" for all projects, or
// "ROM/grafana:token" for one.
func ParseTokens(list string) (Tokens, error) {
	all := Tokens{}
	for i, one := range strings.Split(list, ",") {
		whose, token, found := strings.Cut(strings.TrimSpace(one), ":")
		project, source, ofOne := strings.Cut(whose, "/")
		if !ofOne {
			source = whose
		}
		switch {
		case !found || token == "" || ofOne && !desk.ValidProjectCode(project):
			return nil, fmt.Errorf("SILENCES_TOKEN: entry %d is wrong: write grafana:token, or ROM/grafana:token", i+1)
		case systems()[source] == nil:
			return nil, fmt.Errorf("SILENCES_TOKEN: entry %d is for none of alertmanager, grafana and zabbix", i+1)
		}
		all[whose] = token
	}
	return all, nil
}

// find returns the token for a project's system; "": there is none.
func (t Tokens) find(project, source string) string {
	if own, has := t[project+"/"+source]; has {
		return own
	}
	return t[source]
}
