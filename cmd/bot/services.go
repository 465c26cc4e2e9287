package main

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

// services are what the desk stands on: what remembers, and what rings.
type services struct {
	store  *storage.DB
	alarms *timers.Queue
	closes []func()
}

// close stops what open started, the last one first.
func (s *services) close() {
	for _, v := range slices.Backward(s.closes) {
		v()
	}
}

func (s *services) later(f func()) { s.closes = append(s.closes, f) }

// stopFor is how long a private service may take to stop.
const stopFor = 8 * time.Second

// open starts or reaches the database and Redis, and brings the schema up to date.
func (f storeFlags) open(ctx context.Context, log *slog.Logger, options ...storage.Option) (_ *services, err error) {
	s := &services{}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if err := f.openStore(ctx, s, log, options...); err != nil {
		return nil, err
	}
	if s.alarms, err = f.redis(s, log); err != nil {
		return nil, err
	}
	return s, nil
}

// openStore starts or reaches the database, and brings its schema up to date.
func (f storeFlags) openStore(ctx context.Context, s *services, log *slog.Logger, options ...storage.Option) error {
	url, err := f.database(ctx, s, log)
	if err != nil {
		return err
	}
	if s.store, err = reach(ctx, url, options...); err != nil && f.DatabaseURL != "" {
		return fmt.Errorf("DATABASE_URL: %w", err)
	} else if err != nil {
		return err
	}
	s.later(s.store.Close)
	if f.DatabaseURL == "" { // it has one owner at a time: no other courier lives
		return s.store.Free(ctx)
	}
	return nil
}

// reach opens a database and brings its schema up to date.
func reach(ctx context.Context, url string, options ...storage.Option) (*storage.DB, error) {
	if err := storage.Migrate(ctx, url); err != nil {
		return nil, fmt.Errorf("bring the schema up to date: %w", err)
	}
	return storage.Open(ctx, url, options...)
}

// database is the address of the database, a private one's when none is given.
func (f storeFlags) database(ctx context.Context, s *services, log *slog.Logger) (string, error) {
	if f.DatabaseURL != "" {
		return f.DatabaseURL, nil
	}
	server, err := private.Start(ctx, private.Config{Dir: f.DataDir, Log: log})
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
	log.Info("private PostgreSQL is up", "data", f.DataDir)
	return server.URL(), nil
}

// redis is the alarm clock, kept in this process when no Redis is given: it
// holds nothing that is not in the database.
func (f storeFlags) redis(s *services, log *slog.Logger) (*timers.Queue, error) {
	url := f.RedisURL
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
