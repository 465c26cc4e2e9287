package intake

import (
	"slices"
	"sync"
	"time"
)

// laneLimit is how many updates of one lane may wait. Further ones are not
// acknowledged, so the platform delivers them again.
const laneLimit = 100

// lanes keep the updates of each chat in order while chats run in parallel. A
// lane is a queue, not a goroutine: each update is handled by the goroutine
// that brought it.
type lanes struct {
	mu  sync.Mutex
	all map[string]*lane
}

type lane struct {
	busy    bool
	waiting []*place // earliest first
}

// A place in a lane.
type place struct {
	lane    string
	at      time.Time     // when the event happened
	settled bool          // no earlier event is expected any more
	turn    chan struct{} // closed when its turn comes
}

// join takes a place by the time of the event, and returns false if the lane is
// full.
func (l *lanes) join(name string, at time.Time) (*place, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	in := l.all[name]
	if in == nil {
		in = &lane{}
		l.all[name] = in
	}
	if len(in.waiting) >= laneLimit {
		return nil, false
	}
	p := &place{lane: name, at: at, turn: make(chan struct{})}
	i := len(in.waiting)
	for i > 0 && at.Before(in.waiting[i-1].at) {
		i--
	}
	in.waiting = slices.Insert(in.waiting, i, p)
	return p, true
}

// ready says that p has waited for earlier events. Its turn comes when the lane
// is free and nothing is before it.
func (l *lanes) ready(p *place) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p.settled = true
	l.next(p.lane)
}

// leave gives up the place and lets the next one in.
func (l *lanes) leave(p *place) {
	l.mu.Lock()
	defer l.mu.Unlock()
	in := l.all[p.lane]
	if i := slices.Index(in.waiting, p); i >= 0 {
		in.waiting = slices.Delete(in.waiting, i, i+1)
	} else {
		in.busy = false
	}
	l.next(p.lane)
}

func (l *lanes) next(name string) {
	in := l.all[name]
	switch {
	case in.busy:
	case len(in.waiting) == 0:
		delete(l.all, name)
	case in.waiting[0].settled:
		in.busy = true
		close(in.waiting[0].turn)
		in.waiting = slices.Delete(in.waiting, 0, 1)
	}
}
