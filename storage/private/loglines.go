package private

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
)

// tailLines is how many of PostgreSQL's last words go into the error of a failed start.
const tailLines = 8

// notYet is what a starting server answers whoever asks too early. We ask until it doesn't, so it is no trouble.
const notYet = "the database system is starting up"

// logLines passes PostgreSQL's log on, a line at a time, and remembers the last ones. One goroutine writes, and the
// lines are read only after it has ended.
type logLines struct {
	log  *slog.Logger
	rest []byte
	last []string
}

// Write takes any piece of the stream; only whole lines are passed on.
func (l *logLines) Write(p []byte) (int, error) {
	l.rest = append(l.rest, p...)
	for {
		line, rest, whole := bytes.Cut(l.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		l.rest = rest
		l.take(string(line))
	}
}

func (l *logLines) take(line string) {
	l.last = append(l.last, line)
	if len(l.last) > tailLines {
		l.last = l.last[1:]
	}
	level := slog.LevelDebug
	grave := strings.HasPrefix(line, "FATAL:") || strings.HasPrefix(line, "PANIC:")
	if grave && !strings.Contains(line, notYet) {
		level = slog.LevelWarn
	}
	l.log.Log(context.Background(), level, "PostgreSQL says", "line", line)
}

// String returns the last lines, indented as they are shown under an error.
func (l *logLines) String() string {
	return "  " + strings.Join(l.last, "\n  ")
}
