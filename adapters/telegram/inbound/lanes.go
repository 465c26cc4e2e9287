package inbound

import "sync"

// lanes do work in order within a lane and side by side between lanes. The zero
// value is closed.
type lanes struct {
	mu     sync.Mutex
	isOpen bool
	queues map[string][]func()
	under  sync.WaitGroup
}

// open begins to take work.
func (l *lanes) open() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.isOpen, l.queues = true, map[string][]func(){}
}

// do queues work, unless as many pieces wait in the lane already as may; false:
// it is full, or all are closed.
func (l *lanes) do(lane string, most int, work func()) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.isOpen || len(l.queues[lane]) >= most {
		return false
	}
	waiting, busy := l.queues[lane]
	l.queues[lane] = append(waiting, work)
	if !busy {
		l.under.Go(func() { l.run(lane) })
	}
	return true
}

// run does a lane's work until there is none.
func (l *lanes) run(lane string) {
	for work := l.next(lane); work != nil; work = l.next(lane) {
		work()
	}
}

// next is the lane's next piece of work; nil ends the lane, under the same lock
// under which work is added, so that none is left behind.
func (l *lanes) next(lane string) func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	waiting := l.queues[lane]
	if len(waiting) == 0 {
		delete(l.queues, lane)
		return nil
	}
	l.queues[lane] = waiting[1:]
	return waiting[0]
}

// close takes no more work and waits for what there is.
func (l *lanes) close() {
	l.mu.Lock()
	l.isOpen = false
	l.mu.Unlock()
	l.under.Wait()
}
