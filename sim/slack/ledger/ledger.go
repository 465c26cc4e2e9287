// Package ledger is what all parts of the simulated Slack share: one lock, one
// clock, one counter of ids and ts, and one count of changes that can be
// watched.
//
// A ts is Slack's decimal string of seconds and microseconds, unique in the
// whole workspace and rising with every use, even while the clock stands still.
// An id is a prefix and a running number, so the same story always has the same
// ids.
package ledger

import (
	"fmt"
	"sync"
	"time"
)

// RefusedError is Slack's error code for something it will not do.
type RefusedError string

// Error returns the code as Slack spells it.
func (r RefusedError) Error() string { return string(r) }

// App is the app under test in this workspace.
type App struct {
	AppID, BotID, BotUserID, BotName string
	TeamID, TeamName, TeamDomain     string
}

// Ledger is shared by reference. Goroutines may share it.
type Ledger struct {
	App App
	Now func() time.Time

	mu         sync.Mutex
	lastMicro  int64
	serials    map[string]int
	version    uint64
	watchers   map[int]chan struct{}
	watcherSeq int
}

// New returns a ledger with a clock.
func New(app App, now func() time.Time) *Ledger {
	return &Ledger{App: app, Now: now, serials: map[string]int{}, watchers: map[int]chan struct{}{}}
}

// Look begins a read; the returned function ends it.
func (l *Ledger) Look() func() {
	l.mu.Lock()
	return l.mu.Unlock
}

// Change begins a change; the returned function ends it and notifies watchers.
func (l *Ledger) Change() func() {
	l.mu.Lock()
	return func() {
		l.version++
		for _, signal := range l.watchers {
			select {
			case signal <- struct{}{}:
			default: // a signal is already waiting
			}
		}
		l.mu.Unlock()
	}
}

// Version counts changes; between two equal results nothing happened.
func (l *Ledger) Version() uint64 {
	defer l.Look()()
	return l.version
}

// Subscribe returns a channel with a signal after changes, and a function that
// ends the subscription.
func (l *Ledger) Subscribe() (<-chan struct{}, func()) {
	defer l.Look()()
	l.watcherSeq++
	id, signal := l.watcherSeq, make(chan struct{}, 1)
	l.watchers[id] = signal
	return signal, func() {
		defer l.Look()()
		delete(l.watchers, id)
	}
}

// NextTS returns the time as a ts, advanced by a microsecond if two would be
// equal. It is called within a change.
func (l *Ledger) NextTS() string {
	micro := l.Now().UnixMicro()
	if micro <= l.lastMicro {
		micro = l.lastMicro + 1
	}
	l.lastMicro = micro
	return fmt.Sprintf("%d.%06d", micro/1e6, micro%1e6)
}

// NextID counts ids of one kind: the prefix, then a number as wide as Slack's.
// It is called within a change.
func (l *Ledger) NextID(prefix string) string {
	l.serials[prefix]++
	return fmt.Sprintf("%s%08d", prefix, l.serials[prefix])
}
