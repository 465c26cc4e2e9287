package app

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"vakhta/storage"
	"vakhta/storage/private"
	"vakhta/timers"
)

// Services are what the desk runs on: a database and a queue of timers.
type Services struct {
	Store  *storage.DB
	Alarms *timers.Queue // nil: no timers
	closes []func()
}

// Close stops what Open started, in reverse order.
func (s *Services) Close() {
	for _, v := range slices.Backward(s.closes) {
		v()
	}
}

func (s *Services) later(f func()) { s.closes = append(s.closes, f) }

// stopFor is how long a private service may take to stop.
const stopFor = 8 * time.Second

// Open starts or connects the database and Redis, and migrates the schema.
func (o StoreOptions) Open(ctx context.Context, log *slog.Logger, options ...storage.OpenOption) (*Services, error) {
	s, err := o.OpenStore(ctx, log, options...)
	if err != nil {
		return nil, err
	}
	if s.Alarms, err = o.redis(s, log); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// OpenStore is Open without Redis, for commands that arm no alarm.
func (o StoreOptions) OpenStore(ctx context.Context, log *slog.Logger, options ...storage.OpenOption) (_ *Services, err error) {
	s := &Services{}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	url, err := o.database(ctx, s, log)
	if err != nil {
		return nil, err
	}
	if s.Store, err = reach(ctx, url, options...); err != nil && o.DatabaseURL != "" {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	} else if err != nil {
		return nil, err
	}
	s.later(s.Store.Close)
	if o.DatabaseURL == "" { // a private server has one owner at a time, so no other courier lives
		return s, s.Store.Free(ctx)
	}
	return s, nil
}

// reach opens a database and migrates its schema.
func reach(ctx context.Context, url string, options ...storage.OpenOption) (*storage.DB, error) {
	if err := storage.Migrate(ctx, url); err != nil {
		return nil, fmt.Errorf("bring the schema up to date: %w", err)
	}
	return storage.Open(ctx, url, options...)
}

// database returns the address of the database, starting a private one if none
// is given.
func (o StoreOptions) database(ctx context.Context, s *Services, log *slog.Logger) (string, error) {
	if o.DatabaseURL != "" {
		return o.DatabaseURL, nil
	}
	server, err := private.Start(ctx, private.Config{Dir: o.DataDir, Log: log})
	if err != nil {
		return "", fmt.Errorf("start a private PostgreSQL (set DATABASE_URL to use one of your own): %w", err)
	}
	s.later(func() {
		ctx, cancel := context.WithTimeout(context.Background(), stopFor)
		defer cancel()
		if err := server.Close(ctx); err != nil {
			log.Error("stop the private PostgreSQL", "error", err)
		}
	})
	log.Info("private PostgreSQL is up", "data", o.DataDir)
	return server.URL(), nil
}

// redis opens the queue of timers, in memory if no Redis is given. Everything
// in it is in the database, too.
func (o StoreOptions) redis(s *Services, log *slog.Logger) (*timers.Queue, error) {
	url := o.RedisURL
	if url == "" {
		inside, stop, err := timers.InProcess()
		if err != nil {
			return nil, fmt.Errorf("start Redis in this process: %w", err)
		}
		s.later(stop)
		url = inside
		log.Info("Redis runs in this process")
	}
	clock, err := timers.Open(url, timers.Options{})
	if err != nil {
		return nil, fmt.Errorf("open Redis: %w", err)
	}
	s.later(func() {
		if err := clock.Close(); err != nil {
			log.Warn("close Redis", "error", err)
		}
	})
	return clock, nil
}
