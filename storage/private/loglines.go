package private

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
)

// tailLines is how many of PostgreSQL's last lines go into the error of a failed start.
const tailLines = 8

// notYet is a starting server's answer to an early connection. It is not logged: we ask until the server is ready.
const notYet = "the database system is starting up"

// logLines passes PostgreSQL's log on line by line, and keeps the last lines. One goroutine writes; the lines are
// read only after it has ended.
type logLines struct {
	log  *slog.Logger
	rest []byte
	last []string
}

// Write takes any piece of the stream and passes on only whole lines.
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

// String returns the last lines, indented to be shown under an error.
func (l *logLines) String() string {
	return "  " + strings.Join(l.last, "\n  ")
}
