package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// buildBot builds the program.
func buildBot(ctx context.Context, dir string) (string, error) {
	path := filepath.Join(dir, "bot")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", path, "./cmd/bot")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the bot: %w\n%s", err, out)
	}
	return path, nil
}

// A bot is a running bot process.
type bot struct {
	cmd     *exec.Cmd
	said    *bytes.Buffer
	stopped bool
}

// startBot starts the desk and returns when it is ready.
func startBot(ctx context.Context, program string, settings []string) (*bot, error) {
	port, err := freePort(ctx)
	if err != nil {
		return nil, err
	}
	b := &bot{cmd: exec.CommandContext(context.WithoutCancel(ctx), program, "run"), said: &bytes.Buffer{}}
	b.cmd.Dir = filepath.Dir(program)
	b.cmd.Env = append(append(os.Environ(), settings...), "HTTP_ADDR=127.0.0.1:"+port)
	b.cmd.Stdout, b.cmd.Stderr = b.said, b.said
	if err := b.cmd.Start(); err != nil {
		return nil, err
	}
	err = patiently(ctx, func() error { return isReady(ctx, "http://127.0.0.1:"+port+"/readyz") })
	if err != nil {
		err = errors.Join(fmt.Errorf("the bot is not ready: %w", err), b.stop())
		return nil, fmt.Errorf("%w\n%s", err, b.said)
	}
	return b, nil
}

func isReady(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return errors.New(answer.Status)
	}
	return nil
}

// stop stops the bot and waits for it to end. Further calls do nothing.
func (b *bot) stop() error {
	if b.stopped {
		return nil
	}
	b.stopped = true
	if err := b.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	if err := b.cmd.Wait(); err != nil {
		return fmt.Errorf("the bot ended with %w\n%s", err, b.said)
	}
	return nil
}

// memory is a process's resident memory in kilobytes.
type memory struct{ now, peak int }

// String returns "34 MB, at most 41 MB".
func (m memory) String() string {
	return fmt.Sprintf("%.1f MB resident, at most %.1f MB", float64(m.now)/1024, float64(m.peak)/1024)
}

// memory asks the kernel; this works only on Linux.
func (b *bot) memory() (memory, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.cmd.Process.Pid))
	if err != nil {
		return memory{}, err
	}
	var m memory
	for line := range strings.Lines(string(text)) {
		name, rest, _ := strings.Cut(line, ":")
		kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
		switch {
		case err != nil:
		case name == "VmRSS":
			m.now = kb
		case name == "VmHWM":
			m.peak = kb
		}
	}
	return m, nil
}
