package private

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
)

// tailLines is how many of PostgreSQL's last words go into the error of a failed start.
const tailLines = 8

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
	if strings.HasPrefix(line, "FATAL:") || strings.HasPrefix(line, "PANIC:") {
		level = slog.LevelWarn
	}
	l.log.Log(context.Background(), level, "PostgreSQL says", "line", line)
}

// String returns the last lines, indented as they are shown under an error.
func (l *logLines) String() string {
	return "  " + strings.Join(l.last, "\n  ")
}
