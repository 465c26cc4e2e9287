// Package testservers runs the PostgreSQL and the Redis of the tests, one of each for all test binaries of a run.
//
// Under `make test` the program internal/withservers starts both before the tests and stops them after. A test that
// is run by hand finds none: then [Join] starts the same program in the background, which serves every test binary of
// this user and ends soon after the last one. Both servers start empty and keep nothing.
//
// The servers trade safety for speed (no fsync, no persistence).
package testservers

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5"

	"vakhta/storage/private"
)

// The variables with the servers' addresses for the tests. Set both by hand to use your own servers: a PostgreSQL
// role that may create databases, and an empty Redis.
const (
	PostgresEnv = "DATABASE_URL_TEST"
	RedisEnv    = "REDIS_URL_TEST"
)

// Addresses are URLs: Postgres of a superuser's database, Redis of database 0.
type Addresses struct {
	Postgres string `json:"postgres"`
	Redis    string `json:"redis"`
}

// Environ returns the addresses as lines for a process's environment.
func (a Addresses) Environ() []string {
	return []string{PostgresEnv + "=" + a.Postgres, RedisEnv + "=" + a.Redis}
}

// FromEnviron returns the addresses in the environment, and whether both are there.
func FromEnviron() (Addresses, bool) {
	a := Addresses{Postgres: os.Getenv(PostgresEnv), Redis: os.Getenv(RedisEnv)}
	return a, a.Postgres != "" && a.Redis != ""
}

// Serve starts both servers, calls use with their addresses, and stops them when it returns.
func Serve(ctx context.Context, use func(Addresses) error) (err error) {
	dir, err := os.MkdirTemp("", "vakhta-test-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o755); err != nil { // PostgreSQL runs as another user if we are root
		return err
	}
	pg, err := private.Start(ctx, private.Config{Dir: dir, Settings: []string{
		"fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300", "shared_buffers=128MB",
		"autovacuum=off", "wal_level=minimal", "max_wal_size=1GB", "checkpoint_timeout=1h",
		// Nobody analyses the tables here, and what is planned for empty ones reads them whole for as long as it is kept.
		"enable_seqscan=off",
	}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pg.Close(context.WithoutCancel(ctx))) }()
	redis, err := startRedis(ctx, filepath.Join(dir, "redis"))
	if err != nil {
		return err
	}
	defer redis.stop()
	return use(Addresses{Postgres: pg.URL(), Redis: redis.url})
}

// answer returns nil if both servers answer.
func (a Addresses) answer(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, a.Postgres)
	if err != nil {
		return err
	}
	return errors.Join(conn.Close(ctx), ping(ctx, a.Redis))
}
