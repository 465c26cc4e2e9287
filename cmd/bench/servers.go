package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/redis/go-redis/v9"

	"vakhta/storage"
	"vakhta/storage/private"
)

// servers are a PostgreSQL and a Redis of the benchmark's own.
type servers struct {
	dir      string
	postgres *private.Server
	redis    string // its address
	endRedis func() error
}

// stopFor is how long PostgreSQL may take to write its data and stop.
const stopFor = 30 * time.Second

func startServers(ctx context.Context) (*servers, error) {
	dir, err := os.MkdirTemp("", "vakhta-bench-")
	if err != nil {
		return nil, err
	}
	// If this process is root, PostgreSQL runs as another user, who must be
	// able to enter.
	if err := os.Chmod(dir, 0o711); err != nil {
		return nil, err
	}
	s := &servers{dir: dir, endRedis: func() error { return nil }}
	if s.postgres, err = private.Start(ctx, private.Config{Dir: dir}); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := s.startRedis(ctx); err != nil {
		return nil, errors.Join(err, s.stop())
	}
	return s, nil
}

// startRedis starts a Redis without persistence, which the desk does not need.
func (s *servers) startRedis(ctx context.Context) error {
	program, err := exec.LookPath("redis-server")
	if err != nil {
		return fmt.Errorf("the alarm clock needs a Redis; install it with: %s", private.InstallLine("redis"))
	}
	port, err := freePort(ctx)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), program, "--bind", "127.0.0.1", "--port", port, "--dir", s.dir,
		"--save", "", "--appendonly", "no", "--loglevel", "warning")
	if err := cmd.Start(); err != nil {
		return err
	}
	s.redis = "redis://127.0.0.1:" + port + "/0"
	s.endRedis = func() error {
		err := cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait() // it was stopped by a signal
		return err
	}
	client := s.redisClient()
	defer func() { _ = client.Close() }()
	return patiently(ctx, func() error { return client.Ping(ctx).Err() })
}

func (s *servers) redisClient() *redis.Client {
	return redis.NewClient(&redis.Options{Addr: strings.TrimSuffix(strings.TrimPrefix(s.redis, "redis://"), "/0")})
}

// patiently repeats ask until it succeeds, for up to ten seconds.
func patiently(ctx context.Context, ask func() error) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		err := ask()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-again.C:
		}
	}
}

func freePort(ctx context.Context) (string, error) {
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, errors.Join(err, l.Close())
}

func (s *servers) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopFor)
	defer cancel()
	return errors.Join(s.endRedis(), s.postgres.Close(ctx), os.RemoveAll(s.dir))
}

// database makes a database with the desk's schema and returns its address.
func (s *servers) database(ctx context.Context, name string) (string, error) {
	conn, err := pgx.Connect(ctx, s.postgres.URL())
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, `create database `+pgx.Identifier{name}.Sanitize()); err != nil {
		return "", err
	}
	u, err := url.Parse(s.postgres.URL())
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), storage.Migrate(ctx, u.String())
}

// execute runs statements on a database, one after another.
func execute(ctx context.Context, database string, statements ...string) error {
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	for _, sql := range statements {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return fmt.Errorf("%s: %w", sql, err)
		}
	}
	return nil
}

// machine describes where the figures were measured.
func machine(ctx context.Context, s *servers) [][2]string {
	rows := [][2]string{
		{"processors", fmt.Sprint(runtime.NumCPU())},
		{"load before", firstWords("/proc/loadavg", 3)},
		{"Go", runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH},
	}
	if conn, err := pgx.Connect(ctx, s.postgres.URL()); err == nil {
		defer func() { _ = conn.Close(ctx) }()
		var durable string
		_ = conn.QueryRow(ctx, `select current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')`).Scan(&durable)
		rows = append(rows, [2]string{"PostgreSQL", conn.PgConn().ParameterStatus("server_version") + ", fsync " + durable})
	}
	client := s.redisClient()
	defer func() { _ = client.Close() }()
	for line := range strings.Lines(client.Info(ctx, "server").Val()) {
		if version, ok := strings.CutPrefix(line, "redis_version:"); ok {
			rows = append(rows, [2]string{"Redis", strings.TrimSpace(version)})
		}
	}
	return rows
}

// firstWords returns the first words of a file, "" if there is no such file.
func firstWords(path string, n int) string {
	text, err := os.ReadFile(path)
	words := strings.Fields(string(text))
	if err != nil || len(words) < n {
		return "unknown"
	}
	return strings.Join(words[:n], " ")
}

// program finds one of PostgreSQL's programs, which Debian does not put on the
// path.
func program(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	for _, where := range []string{"/usr/lib/postgresql/*/bin/", "/usr/pgsql-*/bin/", "/opt/homebrew/opt/postgresql*/bin/"} {
		if found, err := filepath.Glob(where + name); err == nil && len(found) > 0 {
			return found[len(found)-1], nil
		}
	}
	return "", fmt.Errorf("%s is not on this machine; install it with: %s", name, private.InstallLine("postgresql"))
}
