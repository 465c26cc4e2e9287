package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"vakhta/desk"
	simslack "vakhta/sim/slack"
)

// Credentials of the simulated Slack.
const (
	slackToken  = "xoxb-bench"           //nolint:gosec // of a simulated server
	slackSecret = "bench-signing-secret" //nolint:gosec // of a simulated server
)

// An ear is the simulated Slack behind a handler that records when a project's
// manager is called.
type ear struct {
	*simslack.Server
	clock desk.WallClock
	mu    sync.Mutex
	heard map[int]time.Time // by project; the first call counts
	all   chan struct{}     // closed once everyone was called
}

func newEar(s *simslack.Server) *ear {
	return &ear{Server: s, heard: map[int]time.Time{}, all: make(chan struct{})}
}

// settle adds the managers and the line's channel to the workspace.
func (e *ear) settle() {
	for i := range projects {
		e.User(managerID(i), fmt.Sprint("Manager ", i), simslack.Opts{TZ: "Europe/Moscow", Locale: "en-US"})
	}
	e.User("U0ENG", "Engineer", simslack.Opts{TZ: "Europe/Moscow", Locale: "en-US"})
	e.Channel(firstLine, "first-line", "U0ENG")
}

// aCall matches the key that a call of the ladder carries to Slack.
var aCall = regexp.MustCompile(`"A(1[0-9]{3})-[0-9]+/reaction/step1/`)

// ServeHTTP reads the clock before anything else.
func (e *ear) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := e.clock.Now()
	if !strings.HasSuffix(r.URL.Path, "/chat.postMessage") {
		e.Server.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	e.note(at, body)
	e.Server.ServeHTTP(w, r)
}

func (e *ear) note(at time.Time, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return
	}
	key := aCall.FindStringSubmatch(form.Get("metadata"))
	if key == nil {
		return
	}
	project, err := strconv.Atoi(key[1])
	if err != nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, again := e.heard[project-1000]; again {
		return
	}
	e.heard[project-1000] = at
	if len(e.heard) == dueAtOnce {
		close(e.all)
	}
}

// wait returns when everyone was called.
func (e *ear) wait(ctx context.Context, clock desk.WallClock, until time.Time) error {
	timer := clock.Timer(until)
	defer timer.Stop()
	select {
	case <-e.all:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C():
		e.mu.Lock()
		defer e.mu.Unlock()
		return fmt.Errorf("%d of %d managers were called", len(e.heard), dueAtOnce)
	}
}

// lateness returns how late they were called.
func (e *ear) lateness(second time.Time) [][2]string {
	e.mu.Lock()
	defer e.mu.Unlock()
	var late []time.Duration
	for project, at := range e.heard {
		late = append(late, at.Sub(dueAt(second, project)))
	}
	return describe(late)
}
