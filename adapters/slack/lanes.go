package slack

import "sync"

const (
	// laneLimit is how many updates of one channel may wait. What does not fit is
	// not acknowledged, and Slack brings it again.
	laneLimit = 100
	// totalLimit is how many may wait in all channels together.
	totalLimit = 2000
)

// lanes keep each channel's updates in order while the channels run side by
// side. A lane is a queue of those who wait, not a goroutine of its own: each
// update is handled by whoever brought it.
type lanes struct {
	mu    sync.Mutex
	last  map[string]*place // the last in each lane
	total int
}

// A place in a lane's queue.
type place struct {
	before <-chan struct{} // closed when it is this one's turn; nil: at once
	done   chan struct{}
	behind int // how many stand in front and with it
}

// join takes a place at the end of a lane; false: the lane is full.
func (l *lanes) join(lane string) (*place, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := &place{done: make(chan struct{})}
	if ahead := l.last[lane]; ahead != nil {
		p.before, p.behind = ahead.done, ahead.behind+1
	}
	if p.behind >= laneLimit || l.total >= totalLimit {
		return nil, false
	}
	l.last[lane] = p
	l.total++
	return p, true
}

// leave lets the next one in.
func (l *lanes) leave(lane string, p *place) {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(p.done)
	l.total--
	if l.last[lane] == p {
		delete(l.last, lane)
	}
}
