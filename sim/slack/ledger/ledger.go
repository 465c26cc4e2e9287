// Package ledger is what every part of the simulated Slack shares: one lock,
// one clock, one way to count ids and ts, and one count of changes that
// watchers can follow.
//
// A ts is Slack's decimal string of seconds and microseconds, unique in the
// whole workspace and rising with every use, even while the clock stands
// still. Ids are a prefix and a running number, so the same story always
// leaves the same ids.
package ledger

import (
	"fmt"
	"sync"
	"time"
)

// RefusedError is Slack's error code for something it will not do.
type RefusedError string

// Error answers the code as Slack spells it.
func (r RefusedError) Error() string { return string(r) }

// App says who the app under test is in this workspace.
type App struct {
	AppID, BotID, BotUserID, BotName string
	TeamID, TeamName, TeamDomain     string
}

// Ledger is shared by reference and safe for use from any goroutine.
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

// New answers a ledger that tells the time by now.
func New(app App, now func() time.Time) *Ledger {
	return &Ledger{App: app, Now: now, serials: map[string]int{}, watchers: map[int]chan struct{}{}}
}

// Look opens a reading; the function it answers ends it.
func (l *Ledger) Look() func() {
	l.mu.Lock()
	return l.mu.Unlock
}

// Change opens a change; the function it answers ends it and tells watchers.
func (l *Ledger) Change() func() {
	l.mu.Lock()
	return func() {
		l.version++
		for _, signal := range l.watchers {
			select {
			case signal <- struct{}{}:
			default: // a signal is already waiting there
			}
		}
		l.mu.Unlock()
	}
}

// Version counts changes; two equal answers mean nothing happened between.
func (l *Ledger) Version() uint64 {
	defer l.Look()()
	return l.version
}

// Subscribe answers a channel that holds a signal after every change, however
// many there were, and a function that ends the subscription.
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

// NextTS answers the clock as a ts, pushed on by a microsecond where two
// would be equal. It is called within a change.
func (l *Ledger) NextTS() string {
	micro := l.Now().UnixMicro()
	if micro <= l.lastMicro {
		micro = l.lastMicro + 1
	}
	l.lastMicro = micro
	return fmt.Sprintf("%d.%06d", micro/1e6, micro%1e6)
}

// NextID counts ids of one kind: the prefix, then a number wide enough to
// look like Slack's. It is called within a change.
func (l *Ledger) NextID(prefix string) string {
	l.serials[prefix]++
	return fmt.Sprintf("%s%08d", prefix, l.serials[prefix])
}
