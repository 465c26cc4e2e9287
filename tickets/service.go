package tickets

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// Config is what a Service needs.
type Config struct {
	Store *storage.DB
	// Desk is the content of desk.yaml at the start, with the messengers that are
	// turned on.
	Desk  *desk.Desk
	Clock desk.Clock
	Log   *slog.Logger
	// Alarms is told after each commit which alarms changed; it may be nil.
	Alarms Alarms
	// Queued rings after each commit, because something may wait in the outbox.
	Queued *Bell
}

// Alarms is the queue of timers that a Service updates. It logs its own errors:
// the sweep over the database repairs them.
type Alarms interface {
	Changed(ctx context.Context, set, cancelled []desk.Alarm)
}

// A Service does what happens to tickets without a person: it fires alarms,
// calls somebody else if a messenger refused a notice, and follows moved chats.
// Code that commits changes to tickets passes them to Committed.
type Service struct {
	Config
	current atomic.Pointer[desk.Desk] // desk.yaml with the present addresses of chats, and duty as it was arranged
	reading sync.Mutex                // of what current is made of: what was read later is stored later
	written *desk.Desk                // desk.yaml as it is in force
	moves   map[desk.Address]desk.Address
	changes []desk.DutyChange
	linked  []desk.Connection
	kept    map[string]desk.Terms
	taught  []desk.Article
	watched map[string]bool
}

// NewService makes a service.
func NewService(c Config) *Service {
	s := &Service{Config: c, written: c.Desk}
	s.keep(c.Desk)
	s.current.Store(c.Desk.Keeping(s.kept))
	return s
}

// Written returns the desk as desk.yaml has it, with the messengers that are turned
// on, without what changed in chats.
func (s *Service) Written() *desk.Desk {
	s.reading.Lock()
	defer s.reading.Unlock()
	return s.written
}

// Under returns what [Service.Current] would be under another desk.yaml.
func (s *Service) Under(written *desk.Desk) *desk.Desk {
	s.reading.Lock()
	defer s.reading.Unlock()
	return s.under(written)
}

func (s *Service) under(written *desk.Desk) *desk.Desk {
	return written.With(s.written.Platforms).Connected(s.linked).Taught(s.taught).Moved(s.moves).Rescheduled(s.changes).Keeping(s.kept).Showing(s.watched)
}

// keep remembers what the contracts of a desk promise, so that it is known as soon
// as they are replaced.
func (s *Service) keep(d *desk.Desk) {
	kept := maps.Clone(s.kept)
	if kept == nil {
		kept = map[string]desk.Terms{}
	}
	for _, c := range d.Sealed() {
		if _, known := kept[c.Digest]; !known {
			own := *c
			own.Own = d.Calendars
			kept[c.Digest] = desk.Terms{Digest: c.Digest, Since: s.Clock.Now(), Contract: &own}
		}
	}
	s.kept = kept
}

// Adopt makes another desk.yaml the one in force here. Turns that are under way
// finish under the one they began with.
func (s *Service) Adopt(written *desk.Desk) {
	s.reading.Lock()
	defer s.reading.Unlock()
	s.keep(written)
	s.current.Store(s.under(written))
	s.written = written.With(s.written.Platforms)
}

// Current returns the desk with the present addresses of all chats, and with the
// changes of duty that people have arranged.
func (s *Service) Current() *desk.Desk { return s.current.Load() }

// Committed passes on what a committed transaction changed.
func (s *Service) Committed(ctx context.Context, ch Changes) {
	s.Queued.Ring() // first: Redis may be slow, and somebody may have to be called
	if s.Alarms != nil && len(ch.Set)+len(ch.Cancelled) > 0 {
		s.Alarms.Changed(ctx, ch.Set, ch.Cancelled)
	}
}

// ChatMoved follows a chat whose new address came from a call to the platform.
func (s *Service) ChatMoved(ctx context.Context, from, to desk.Address) error {
	err := s.Store.Update(ctx, func(tx *storage.Tx) error { return tx.MoveChat(ctx, from, to, s.Clock.Now()) })
	if err != nil {
		return err
	}
	return s.Reload(ctx)
}

// Follow applies a committed move to the desk in memory.
func (s *Service) Follow(from, to desk.Address) {
	s.reading.Lock()
	defer s.reading.Unlock()
	moves := maps.Clone(s.moves)
	if moves == nil {
		moves = map[desk.Address]desk.Address{}
	}
	moves[from] = to
	s.moves = moves
	s.current.Store(s.under(s.written))
}

// Connect applies a committed connection of a chat to the desk in memory.
func (s *Service) Connect(c desk.Connection) {
	s.reading.Lock()
	defer s.reading.Unlock()
	s.linked = append(slices.Clone(s.linked), c)
	s.current.Store(s.under(s.written))
}

// Disconnect takes a committed end of a connection out of the desk in memory.
func (s *Service) Disconnect(chat desk.Address) {
	s.reading.Lock()
	defer s.reading.Unlock()
	s.linked = slices.DeleteFunc(slices.Clone(s.linked), func(c desk.Connection) bool { return c.Chat == chat })
	s.current.Store(s.under(s.written))
}

// dutyKept is how long a change of duty is known after its end: as long as
// anything that looks back.
const dutyKept = 40 * 24 * time.Hour

// Reload reads which chats have moved or were linked, which changes of duty were
// arranged or are in calendars, what earlier contracts promised, and which articles were written.
func (s *Service) Reload(ctx context.Context) error {
	s.reading.Lock()
	defer s.reading.Unlock()
	var moves map[desk.Address]desk.Address
	var changes []desk.DutyChange
	var linked []desk.Connection
	var kept map[string]desk.Terms
	var taught []desk.Article
	var watched []string
	err := s.Store.View(ctx, func(tx *storage.Tx) (err error) {
		if moves, err = tx.Moves(ctx); err == nil {
			changes, err = tx.FeedEvents(ctx, s.Clock.Now().Add(-dutyKept))
		}
		if err == nil {
			var arranged []desk.DutyChange
			arranged, err = tx.DutyChanges(ctx, s.Clock.Now().Add(-dutyKept))
			changes = append(changes, arranged...)
		}
		if err == nil {
			linked, err = tx.Connections(ctx)
		}
		if err == nil {
			kept, err = tx.Terms(ctx)
		}
		if err == nil {
			taught, err = tx.Articles(ctx)
		}
		if err == nil {
			watched, err = tx.Watched(ctx, s.Clock.Now().Add(-HomeKept))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("reload what changed in chats: %w", err)
	}
	s.moves, s.changes, s.linked, s.kept, s.taught = moves, changes, linked, kept, taught
	s.watched = map[string]bool{}
	for _, code := range watched {
		s.watched[code] = true
	}
	s.keep(s.written)
	s.current.Store(s.under(s.written))
	return nil
}

// A Bell wakes goroutines that wait for a commit. The zero Bell is ready to
// use; a nil one wakes nobody.
type Bell struct {
	mu    sync.Mutex
	heard []chan struct{}
}

// Listen returns a channel that has one value after any number of rings.
func (b *Bell) Listen() chan struct{} {
	c := make(chan struct{}, 1)
	if b == nil {
		return c
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.heard = append(b.heard, c)
	return c
}

// Ring wakes all listeners. It never blocks.
func (b *Bell) Ring() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.heard {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}
