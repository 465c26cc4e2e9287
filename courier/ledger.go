package courier

import (
	"context"
	"sync"

	"vakhta/storage"
)

// A ledger writes outcomes, many in one transaction when many come at once: the
// first writes for those who come while the database is busy.
type ledger struct {
	mu      sync.Mutex
	writing bool
	waiting []entry
}

// An entry is an outcome and whom to notify when it is written.
type entry struct {
	storage.Settlement
	done chan<- error
}

// settle returns when an outcome is written, or failed to be.
func (l *ledger) settle(ctx context.Context, store *storage.DB, o storage.Settlement) error {
	done := make(chan error, 1)
	l.mu.Lock()
	l.waiting = append(l.waiting, entry{o, done})
	first := !l.writing
	l.writing = true
	l.mu.Unlock()
	if first {
		for entries := l.take(); len(entries) > 0; entries = l.take() {
			write(ctx, store, entries)
		}
	}
	return <-done
}

// take returns the waiting entries. If there are none, the next one to come is
// the first again.
func (l *ledger) take() []entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	entries := l.waiting
	l.waiting = nil
	l.writing = len(entries) > 0
	return entries
}

// write settles entries together, or one by one if that fails, so that one that
// cannot be written does not undo the others.
func write(ctx context.Context, store *storage.DB, entries []entry) {
	outcomes := make([]storage.Settlement, len(entries))
	for i, e := range entries {
		outcomes[i] = e.Settlement
	}
	ctx, cancel := context.WithTimeout(ctx, lease/2)
	defer cancel()
	err := store.Settle(ctx, outcomes[0].At, outcomes...)
	for _, e := range entries {
		if err != nil && len(entries) > 1 {
			e.done <- store.Settle(ctx, e.At, e.Settlement)
			continue
		}
		e.done <- err
	}
}
