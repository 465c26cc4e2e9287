// Package history knows how far the messages of Slack's channels were handled,
// and reads what came after.
//
// A mark is the ts up to which everything in a channel was handled. It moves on
// with every message, except while the marks are frozen because something earlier
// may be missing: from when the last link to Slack broke, or something could not
// be handled, until the history has been read.
package history

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// Marks are the marks of all channels. It is safe for use by several goroutines.
type Marks struct {
	mu     sync.Mutex
	marks  map[string]string // by channel; "": not known yet
	moved  map[string]bool   // since Moved was asked last
	frozen int               // grows with every reason to freeze; 0: none
	signal chan struct{}
}

// NewMarks makes the marks of no channel, frozen until the history is read.
func NewMarks() *Marks {
	return &Marks{marks: map[string]string{}, moved: map[string]bool{}, frozen: 1, signal: make(chan struct{}, 1)}
}

// Freeze keeps the marks where they are.
func (m *Marks) Freeze() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.frozen++
}

// Missed freezes the marks and has the history read: something was missed.
func (m *Marks) Missed() {
	m.Freeze()
	select {
	case m.signal <- struct{}{}:
	default:
	}
}

// Signal holds a signal when the history has to be read.
func (m *Marks) Signal() <-chan struct{} { return m.signal }

// Heard adds a channel to those whose history is read.
func (m *Marks) Heard(channel string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.marks[channel]; !ok && channel != "" {
		m.marks[channel] = ""
	}
}

// Handled moves a channel's mark on to a message that was handled as it came.
func (m *Marks) Handled(channel, ts string) {
	m.Heard(channel)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.frozen == 0 {
		m.move(channel, ts)
	}
}

// Read moves a channel's mark on to a message that was read of its history.
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

// Reasons counts the reasons to freeze, for Thaw.
func (m *Marks) Reasons() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.frozen
}

// Thaw lets the marks move again once the history was read, unless there are
// more reasons by now than when the reading began.
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

// Of is a channel's mark, "" where none is known.
func (m *Marks) Of(channel string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.marks[channel]
}

// Moved are the marks that have moved since it was asked last.
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

// After reports whether one ts is later than another. They are compared as they
// are written, for no float holds them.
func After(a, b string) bool {
	if x, y := strings.IndexByte(a, '.'), strings.IndexByte(b, '.'); x != y {
		return x > y
	}
	return a > b
}
