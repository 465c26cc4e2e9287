// Package private runs a private PostgreSQL for a desk without a database server.
//
// The server lives under the desk's data directory, is started from the machine's own binaries, listens on a Unix
// socket in a directory that nobody else may enter, and runs as an unprivileged user if the desk itself is root. It
// has one owner at a time: the process that called [Start]. Its data is kept between runs and never deleted.
//
// An installation is a folder with PostgreSQL's programs; a cluster is the data they work on; an orphan is a server
// whose owner was killed. An orphan is stopped before a new server uses its cluster.
package private

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
)

// role is the superuser and the name of the database. The server has no other.
const role = "vakhta"

// Config says where the server keeps its files.
type Config struct {
	// Dir is the desk's data directory; the server's files are in folders under it.
	Dir string
	// Log receives starts, restarts and PostgreSQL's complaints; nil discards them.
	Log *slog.Logger
	// Settings are PostgreSQL's, each name=value. They override the small-memory defaults of this package.
	Settings []string
}

// Server is a running private PostgreSQL.
type Server struct {
	url    string
	cancel context.CancelFunc
	done   chan struct{} // closed when the process has ended for good and the lock is free
	failed error         // why the keeper gave up; set before done is closed
}

// Start starts the server and returns when it answers. The first call makes the cluster; later ones take over what a
// killed owner left. The server keeps running after ctx ends: only [Server.Close] stops it.
func Start(ctx context.Context, c Config) (*Server, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL: %w", err)
	}
	c.Dir = dir
	s, err := start(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL in %s: %w", dir, err)
	}
	return s, nil
}

func start(ctx context.Context, c Config) (*Server, error) {
	if err := os.MkdirAll(c.Dir, 0o755); err != nil { // the unprivileged user must get through; what matters inside is 0700
		return nil, err
	}
	owned, err := own(filepath.Join(c.Dir, "postgres.lock"))
	if err != nil {
		return nil, err
	}
	k, err := prepare(ctx, c, owned)
	if err != nil {
		return nil, errors.Join(err, owned.release())
	}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
	s := &Server{url: address(k.socket, role), cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(s.done)
		s.failed = k.keep(life)
	}()
	if err := s.settle(ctx, k); err != nil {
		cancel()
		<-s.done
		return nil, err
	}
	return s, nil
}

// prepare finds or makes everything that the server's process needs.
func prepare(ctx context.Context, c Config, owned *lock) (*keeper, error) {
	data := filepath.Join(c.Dir, "postgres")
	as, err := unprivileged(c.Dir, data)
	if err != nil {
		return nil, err
	}
	from, err := choose(ctx, data)
	if err != nil {
		return nil, err
	}
	cl := cluster{dir: data, from: from, as: as}
	if err := cl.make(ctx); err != nil {
		return nil, err
	}
	socket, removeSocket, err := socketDir(c.Dir, as)
	if err != nil {
		return nil, err
	}
	return &keeper{
		cluster: cl, socket: socket, settings: c.Settings, log: c.Log,
		atEnd: func() error { return errors.Join(removeSocket(), owned.release()) },
	}, nil
}

// settle waits for the server's first answer and makes the desk's database.
func (s *Server) settle(ctx context.Context, k *keeper) error {
	conn, err := s.dial(ctx, address(k.socket, "postgres"))
	if err != nil {
		return err
	}
	k.answered.Store(true)
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	var exists bool
	if err := conn.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, role).Scan(&exists); err != nil {
		return fmt.Errorf("look for the database: %w", err)
	}
	if exists {
		return nil
	}
	if _, err := conn.Exec(ctx, `create database `+role); err != nil {
		return fmt.Errorf("make the database: %w", err)
	}
	return nil
}

// dial keeps trying: a server that recovers after a crash refuses connections until it is done, and there is nothing
// else to wait for.
func (s *Server) dial(ctx context.Context, url string) (*pgx.Conn, error) {
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		conn, err := pgx.Connect(ctx, url)
		if err == nil {
			return conn, nil
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(context.Cause(ctx), err)
		case <-s.done:
			return nil, s.failed
		case <-again.C:
		}
	}
}

// URL returns the address of the desk's database in the form that pgx reads. It stays the same over restarts.
func (s *Server) URL() string { return s.url }

// Close stops the server: open transactions are rolled back, committed data is written. If ctx ends first, Close
// returns its error while the server is still stopping; it is killed seconds later and recovers at the next start.
func (s *Server) Close(ctx context.Context) error {
	s.cancel()
	select {
	case <-s.done:
		return s.failed
	case <-ctx.Done():
		return fmt.Errorf("stop the private PostgreSQL: %w", context.Cause(ctx))
	}
}

// address sets everything that PG* variables of the environment could otherwise change.
func address(socket, database string) string {
	u := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database}
	u.RawQuery = url.Values{"host": {socket}, "port": {"5432"}, "sslmode": {"disable"}}.Encode()
	return u.String()
}
