// Package history records how far the messages of Slack's channels were
// handled, and reads what came after.
//
// A mark is the ts up to which everything in a channel was handled. It moves
// with every message, except while the marks are frozen because something
// earlier may be missing: from when the last connection to Slack broke, or a
// message could not be handled, until the history has been read.
package history

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// Marks are the marks of all channels. Goroutines may share them.
type Marks struct {
	mu     sync.Mutex
	marks  map[string]string // by channel; "": unknown
	moved  map[string]bool   // since the last call of Moved
	frozen int               // counts reasons to freeze; 0: none
	signal chan struct{}
}

// NewMarks returns no marks, frozen until the history is read.
func NewMarks() *Marks {
	return &Marks{marks: map[string]string{}, moved: map[string]bool{}, frozen: 1, signal: make(chan struct{}, 1)}
}

// Freeze stops the marks.
func (m *Marks) Freeze() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.frozen++
}

// Missed freezes the marks and asks for the history to be read, because
// something was missed.
func (m *Marks) Missed() {
	m.Freeze()
	select {
	case m.signal <- struct{}{}:
	default:
	}
}

// Signal returns a channel with a signal when the history has to be read.
func (m *Marks) Signal() <-chan struct{} { return m.signal }

// Heard adds a channel to those whose history is read.
func (m *Marks) Heard(channel string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.marks[channel]; !ok && channel != "" {
		m.marks[channel] = ""
	}
}

// Handled moves a channel's mark to a message that was handled when it arrived.
func (m *Marks) Handled(channel, ts string) {
	m.Heard(channel)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.frozen == 0 {
		m.move(channel, ts)
	}
}

// Read moves a channel's mark to a message that was read from its history.
func (m *Marks) Read(channel, ts string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.move(channel, ts)
}

func (m *Marks) move(channel, ts string) {
	if After(ts, m.marks[channel]) {
		m.marks[channel], m.moved[channel] = ts, true
	}
}

// Reasons returns the number of reasons to freeze, for Thaw.
func (m *Marks) Reasons() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.frozen
}

// Thaw lets the marks move again after the history was read, unless there are
// new reasons since the reading began.
func (m *Marks) Thaw(reasons int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.frozen == reasons {
		m.frozen = 0
	}
}

// Channels lists the channels, sorted.
func (m *Marks) Channels() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Keys(m.marks))
}

// Of returns a channel's mark, "" if it is unknown.
func (m *Marks) Of(channel string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.marks[channel]
}

// Moved returns the marks that have moved since its last call.
func (m *Marks) Moved() map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	moved := map[string]string{}
	for channel := range m.moved {
		moved[channel] = m.marks[channel]
	}
	clear(m.moved)
	return moved
}

// After reports whether one ts is later than another. They are compared as
// text, because no float can hold them.
func After(a, b string) bool {
	if x, y := strings.IndexByte(a, '.'), strings.IndexByte(b, '.'); x != y {
		return x > y
	}
	return a > b
}
