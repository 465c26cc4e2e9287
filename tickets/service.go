package tickets

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"vakhta/desk"
	"vakhta/storage"
)

// Config is what a Service is made of.
type Config struct {
	Store *storage.DB
	// Desk is what desk.yaml says, with the messengers that are turned on.
	Desk  *desk.Desk
	Clock desk.Clock
	Log   *slog.Logger
	// Alarms learns after each commit which alarms changed; nil: nobody does.
	Alarms Alarms
	// Queued rings after each commit: something may wait in the outbox.
	Queued *Bell
}

// Alarms is the alarm clock that a Service sets. It logs its own failures: the
// sweep over the database repairs them.
type Alarms interface {
	Changed(ctx context.Context, set, cancelled []desk.Alarm)
}

// A Service does to tickets what nobody in particular asks for: it fires alarms,
// calls somebody else when a messenger refused a notice, and follows chats that
// moved. Whoever commits changes to tickets passes them to Committed.
type Service struct {
	Config
	current atomic.Pointer[desk.Desk] // Config.Desk with chats at their present addresses
}

// NewService makes a service.
func NewService(c Config) *Service {
	s := &Service{Config: c}
	s.current.Store(c.Desk)
	return s
}

// Current is the desk with every chat at its present address.
func (s *Service) Current() *desk.Desk { return s.current.Load() }

// Committed passes on what a committed transaction changed.
func (s *Service) Committed(ctx context.Context, ch Changes) {
	s.Queued.Ring() // first: Redis may take its time, and somebody may have to be woken
	if s.Alarms != nil && len(ch.Set)+len(ch.Cancelled) > 0 {
		s.Alarms.Changed(ctx, ch.Set, ch.Cancelled)
	}
}

// ChatMoved follows a chat whose new address a call to the platform told.
func (s *Service) ChatMoved(ctx context.Context, from, to desk.Address) error {
	err := s.Store.Update(ctx, func(tx *storage.Tx) error { return tx.MoveChat(ctx, from, to, s.Clock.Now()) })
	if err != nil {
		return err
	}
	return s.Reload(ctx)
}

// Follow takes a move into the desk at hand that was committed by somebody else.
func (s *Service) Follow(from, to desk.Address) {
	s.current.Store(s.Current().Moved(map[desk.Address]desk.Address{from: to}))
}

// Reload learns of chats that moved while this process did not look.
func (s *Service) Reload(ctx context.Context) error {
	var moves map[desk.Address]desk.Address
	err := s.Store.View(ctx, func(tx *storage.Tx) (err error) {
		moves, err = tx.Moves(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("reload moved chats: %w", err)
	}
	s.current.Store(s.Desk.Moved(moves))
	return nil
}

// A Bell wakes those who wait for something to be committed. The zero Bell is
// ready for use, a nil one wakes nobody.
type Bell struct {
	mu    sync.Mutex
	heard []chan struct{}
}

// Listen returns a channel that holds one value after any number of rings.
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

// Ring wakes everybody who listens. It never waits.
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
