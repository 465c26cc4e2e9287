// Package testpg lends every test a PostgreSQL database on a real server for as long as the test runs.
//
// The first test with a key builds the template: an empty database that the test's own prepare function fills,
// usually by running the migrations. A test gets a copy of the template. A copy costs about 200 ms of processor time,
// so when a test is done its copy is emptied and lent to the next test of its binary, and later to other test
// binaries. A copy whose tables have changed or grown large is dropped.
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

	"vakhta/internal/testservers"
)

// Server makes sure that the tests' server is up and returns the address of its superuser. A test in a synctest
// bubble calls [New] before it enters the bubble, because starting the server takes processes and real time.
func Server(t testing.TB) string {
	t.Helper()
	return testservers.Join(t).Postgres
}

// New returns the address of a database as made by prepare from an empty one, for this test alone. The key stands for
// what prepare does and must change with it; the text of the migrations is a good one. The test must not change rows
// that prepare leaves, because they are also in the next test's database.
func New(t testing.TB, key string, prepare func(ctx context.Context, url string) error) string {
	t.Helper()
	s := server{url: Server(t)}
	ctx := context.WithoutCancel(t.Context()) // the database outlives the test's context
	c, err := s.lend(ctx, template{key: key, prepare: prepare})
	if err != nil {
		t.Fatalf("make a database for the test: %v", err)
	}
	t.Cleanup(func() { shelf.put(c) })
	return s.database(c.name)
}

// Restore returns the address of a database filled from a dump of pg_dump without psql commands. It is not used
// again, because it is no copy of a template.
func Restore(t testing.TB, dump string) string {
	t.Helper()
	address := New(t, "an empty database", func(context.Context, string) error { return nil })
	conn, err := pgx.Connect(t.Context(), address)
	if err == nil {
		_, err = conn.Exec(t.Context(), dump)
		err = errors.Join(err, conn.Close(t.Context()))
	}
	if err != nil {
		t.Fatalf("restore a dump: %v", err)
	}
	return address
}

// template is a database to copy; it may not exist yet.
type template struct {
	key     string
	prepare func(ctx context.Context, url string) error
}

func (p template) sum() string {
	sum := sha256.Sum256([]byte(p.key))
	return hex.EncodeToString(sum[:10])
}

func (p template) name() string { return "template_" + p.sum() }

// copies returns the prefix of the copies' names.
func (p template) copies() string { return "lent_" + p.sum() + "_" }

// server is the tests' server. It uses single connections, because a pool's goroutines would outlive the tests and
// fail goleak.
type server struct{ url string }

// database returns the address of another database of the server.
func (s server) database(name string) string {
	u, err := url.Parse(s.url)
	if err != nil {
		return s.url // pgx says what is wrong with it
	}
	u.Path = "/" + name
	return u.String()
}

func execOn(ctx context.Context, conn *pgx.Conn, statements ...string) error {
	for _, st := range statements {
		if _, err := conn.Exec(ctx, st); err != nil {
			return fmt.Errorf("%s: %w", st, err)
		}
	}
	return nil
}

func ask[T any](ctx context.Context, conn *pgx.Conn, query string, args ...any) (answer T, err error) {
	err = conn.QueryRow(ctx, query, args...).Scan(&answer)
	return answer, err
}

// copy makes a copy of the template, and builds the template first if there is none.
func (s server) copy(ctx context.Context, admin *pgx.Conn, p template) (name string, err error) {
	if err := s.build(ctx, admin, p); err != nil {
		return "", fmt.Errorf("build the template: %w", err)
	}
	name = p.copies() + strings.ToLower(rand.Text())
	return name, execOn(ctx, admin, "create database "+name+" template "+p.name())
}

const exists = "select exists (select from pg_database where datname = $1)"

// build makes the template under another name and renames it when it is complete, so that nobody copies half a
// template, and what a killed test left is dropped. One test binary builds at a time; the others then find it.
func (s server) build(ctx context.Context, conn *pgx.Conn, p template) (err error) {
	if built, err := ask[bool](ctx, conn, exists, p.name()); err != nil || built {
		return err
	}
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(hashtext($1))", p.name()); err != nil {
		return err
	}
	defer func() {
		if _, e := conn.Exec(ctx, "select pg_advisory_unlock(hashtext($1))", p.name()); err == nil {
			err = e
		}
	}()
	if built, err := ask[bool](ctx, conn, exists, p.name()); err != nil || built {
		return err
	}
	site := p.name() + "_site"
	if err := execOn(ctx, conn, "drop database if exists "+site+" with (force)", "create database "+site); err != nil {
		return err
	}
	if err := p.prepare(ctx, s.database(site)); err != nil {
		return err
	}
	look, err := s.look(ctx, site)
	if err != nil {
		return err
	}
	return execOn(ctx, conn,
		"comment on database "+site+" is '"+look.String()+"'",
		"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"+site+"'", // a database with connections cannot be copied
		"alter database "+site+" rename to "+p.name(),
		"alter database "+p.name()+" with allow_connections false",
	)
}
