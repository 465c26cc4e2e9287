// Package testpg gives every test a PostgreSQL database of its own, on a real server.
//
// The first test that asks with a key has the template built: an empty database that the test's own prepare function
// fills, which as a rule means running the migrations. Every database after that is a copy of the template, made in
// some 25 ms, whichever test binary asks. A test's database is dropped when the test ends.
package testpg

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vakhta/internal/testservers"
)

// SQLSTATEs of what is expected to go wrong.
const noSuchDatabase = "3D000"

// Server makes sure that the server of the tests is up and returns the address of its superuser. A test that lives in
// a synctest bubble calls [New] before it enters: starting the server takes processes and real time.
func Server(t testing.TB) string {
	t.Helper()
	return testservers.Join(t).Postgres
}

// New returns the address of a fresh database, a copy of the template that prepare makes from an empty one. The key
// stands for what prepare does, and must change when that changes: the text of the migrations is a good one.
func New(t testing.TB, key string, prepare func(ctx context.Context, url string) error) string {
	t.Helper()
	s := server{url: Server(t)}
	ctx := context.WithoutCancel(t.Context()) // the cleanup outlives the test's context
	name := "test_" + strings.ToLower(rand.Text())
	if err := s.clone(ctx, template{key: key, prepare: prepare}, name); err != nil {
		t.Fatalf("make a database for the test: %v", err)
	}
	t.Cleanup(func() {
		if err := s.exec(ctx, "drop database "+name+" with (force)"); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	return s.database(name)
}

// template is a database to copy, not yet known to exist.
type template struct {
	key     string
	prepare func(ctx context.Context, url string) error
}

func (p template) name() string {
	sum := sha256.Sum256([]byte(p.key))
	return "template_" + hex.EncodeToString(sum[:10])
}

// server is reached anew for every statement: a pool would outlive the tests, and goleak would say so.
type server struct{ url string }

// database is the address of another database of the server.
func (s server) database(name string) string {
	u, err := url.Parse(s.url)
	if err != nil {
		return s.url // pgx tells what is wrong with it
	}
	u.Path = "/" + name
	return u.String()
}

func (s server) exec(ctx context.Context, statements ...string) error {
	conn, err := pgx.Connect(ctx, s.url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	return execOn(ctx, conn, statements...)
}

func execOn(ctx context.Context, conn *pgx.Conn, statements ...string) error {
	for _, st := range statements {
		if _, err := conn.Exec(ctx, st); err != nil {
			return fmt.Errorf("%s: %w", st, err)
		}
	}
	return nil
}

// clone copies the template, and builds it first when there is none.
func (s server) clone(ctx context.Context, p template, name string) error {
	copying := "create database " + name + " template " + p.name()
	err := s.exec(ctx, copying)
	if pgErr, ok := errors.AsType[*pgconn.PgError](err); !ok || pgErr.Code != noSuchDatabase {
		return err
	}
	if err := s.build(ctx, p); err != nil {
		return fmt.Errorf("build the template: %w", err)
	}
	return s.exec(ctx, copying)
}

// build makes the template under another name and renames it when it is whole, so that nobody copies a half-made one
// and what a killed test left is thrown away. One test binary builds at a time; the others find it built.
func (s server) build(ctx context.Context, p template) error {
	conn, err := pgx.Connect(ctx, s.url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }() // which frees the lock
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(hashtext($1))", p.name()); err != nil {
		return err
	}
	var built bool
	if err := conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", p.name()).Scan(&built); err != nil || built {
		return err
	}
	site := p.name() + "_site"
	if err := execOn(ctx, conn, "drop database if exists "+site+" with (force)", "create database "+site); err != nil {
		return err
	}
	if err := p.prepare(ctx, s.database(site)); err != nil {
		return err
	}
	return execOn(ctx, conn,
		"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"+site+"'", // a copy wants no guests
		"alter database "+site+" rename to "+p.name(),
		"alter database "+p.name()+" with allow_connections false",
	)
}
