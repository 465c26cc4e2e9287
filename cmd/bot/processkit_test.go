package main

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A process is a running bot.
type process struct {
	site  *site
	cmd   *exec.Cmd
	log   *logbook
	ended chan struct{}
}

var listensAt = regexp.MustCompile(`the desk is open.*http"?[=:]"?(127\.0\.0\.1:\d+)`)

// start starts the desk and waits until it is open. It is killed at the end of
// the test.
func (s *site) start(env ...string) *process {
	s.t.Helper()
	p := &process{site: s, ended: make(chan struct{})}
	p.cmd, p.log = s.command([]string{"run"}, env)
	if err := p.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	go func() {
		defer close(p.ended)
		p.cmd.Wait()
	}()
	s.t.Cleanup(p.kill)
	until(s.t, "the desk is open", func() bool {
		select {
		case <-p.ended:
			s.t.Fatalf("the bot ended: %v\n%s", p.cmd.ProcessState, p.log)
		default:
		}
		at := listensAt.FindStringSubmatch(p.log.String())
		if at != nil {
			s.bot.Store(at[1])
		}
		return at != nil
	})
	return p
}

// ready waits until everything the desk needs answers.
func (p *process) ready() {
	p.site.t.Helper()
	until(p.site.t, "the desk is ready", func() bool {
		status, _ := p.get("/readyz")
		return status == http.StatusOK
	})
}

// kill kills a bot, as a failure of the machine would.
func (p *process) kill() {
	p.cmd.Process.Kill()
	<-p.ended
}

// killedWhilePosting has a bot killed when Slack has a message with some words
// and the bot does not know it yet. The channel is closed then.
func (p *process) killedWhilePosting(words string) <-chan struct{} {
	killed := make(chan struct{})
	die := func(form string) bool {
		if !strings.Contains(form, words) {
			return false
		}
		p.site.posted.Store(nil)
		p.kill()
		close(killed)
		return true
	}
	p.site.posted.Store(&die)
	return killed
}

// stop stops a bot as an operator does, and checks that it ends cleanly.
func (p *process) stop() {
	p.site.t.Helper()
	if code := p.told(syscall.SIGTERM); code != exitFine {
		p.site.t.Errorf("after SIGTERM the bot ended with status %d, want 0", code)
	}
}

// told sends a bot a signal that asks it to stop, and waits for its end, ten
// seconds at most.
func (p *process) told(stop os.Signal) (status int) {
	p.site.t.Helper()
	if err := p.cmd.Process.Signal(stop); err != nil {
		p.site.t.Error(err)
	}
	select {
	case <-p.ended:
	case <-time.After(10 * time.Second):
		p.site.t.Errorf("10 s after %v the bot still runs", stop)
		p.kill()
	}
	return p.cmd.ProcessState.ExitCode()
}

// get asks one of the bot's endpoints.
func (p *process) get(path string) (status int, body string) {
	p.site.t.Helper()
	r, err := http.NewRequest(http.MethodGet, "http://"+p.site.bot.Load().(string)+path, nil)
	if err != nil {
		p.site.t.Fatal(err)
	}
	return p.ask(r)
}

func (p *process) ask(r *http.Request) (status int, body string) {
	p.site.t.Helper()
	r.Close = true
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		p.site.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		p.site.t.Fatal(err)
	}
	p.site.spoken.Write(b)
	return resp.StatusCode, string(b)
}

// metric returns the sum of the series of a name that have all of the labels,
// and whether there is any.
func (p *process) metric(name string, labels ...string) (sum float64, found bool) {
	p.site.t.Helper()
	_, body := p.get("/metrics")
series:
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		end := strings.LastIndex(line, " ")
		if end < 0 {
			continue
		}
		series, value := line[:end], line[end+1:]
		if full, _, _ := strings.Cut(series, "{"); full != name {
			continue
		}
		for _, l := range labels {
			if !strings.Contains(series, l) {
				continue series
			}
		}
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			p.site.t.Fatalf("metric %s: %v", line, err)
		}
		sum, found = sum+n, true
	}
	return sum, found
}

// quiet waits until the bot has no notices left to send.
func (p *process) quiet() {
	p.site.t.Helper()
	until(p.site.t, "the outbox is empty", func() bool {
		n, ok := p.metric("vakhta_outbox_depth")
		return ok && n == 0
	})
}

// until polls a condition: there is nothing in another process to wait for.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	deadline := time.After(soon)
	for !holds() {
		select {
		case <-again.C:
		case <-deadline:
			t.Fatalf("not within %v: %s", soon, what)
		}
	}
}
