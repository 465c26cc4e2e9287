// Package testpg lends every test a PostgreSQL database, on a real server, for as long as the test runs.
//
// The first test that asks with a key has the template built: an empty database that the test's own prepare function
// fills, which as a rule means running the migrations. What is lent is a copy of the template. Making one costs some
// 200 ms of a processor, so a copy that a test has done with is emptied and lent to the next one of its test binary, and
// to other test binaries after that; one whose tables are not those of the template any more, or grew fat, is thrown away.
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

// Server makes sure that the server of the tests is up and returns the address of its superuser. A test that lives in
// a synctest bubble calls [New] before it enters: starting the server takes processes and real time.
func Server(t testing.TB) string {
	t.Helper()
	return testservers.Join(t).Postgres
}

// New returns the address of a database as prepare makes it from an empty one, for this test alone. The key stands for
// what prepare does, and must change when that changes: the text of the migrations is a good one. Rows that prepare
// leaves behind must not be changed by the test: they are in the next one's database too.
func New(t testing.TB, key string, prepare func(ctx context.Context, url string) error) string {
	t.Helper()
	s := server{url: Server(t)}
	ctx := context.WithoutCancel(t.Context()) // what is lent outlives the test's context
	c, err := s.lend(ctx, template{key: key, prepare: prepare})
	if err != nil {
		t.Fatalf("make a database for the test: %v", err)
	}
	t.Cleanup(func() { shelf.put(c) })
	return s.database(c.name)
}

// Restore returns the address of a database that a dump of pg_dump, without the commands of psql, fills. It is not
// emptied for another test: what the dump made is no copy of a template.
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

// template is a database to copy, not yet known to exist.
type template struct {
	key     string
	prepare func(ctx context.Context, url string) error
}

func (p template) sum() string {
	sum := sha256.Sum256([]byte(p.key))
	return hex.EncodeToString(sum[:10])
}

func (p template) name() string { return "template_" + p.sum() }

// copies is how the names of the template's copies begin.
func (p template) copies() string { return "lent_" + p.sum() + "_" }

// server is the server of the tests. A pool would outlive the tests, and goleak would say so; connections that are idle
// have no goroutines.
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

// copy makes a copy of the template, and builds the template first when there is none.
func (s server) copy(ctx context.Context, admin *pgx.Conn, p template) (name string, err error) {
	if err := s.build(ctx, admin, p); err != nil {
		return "", fmt.Errorf("build the template: %w", err)
	}
	name = p.copies() + strings.ToLower(rand.Text())
	return name, execOn(ctx, admin, "create database "+name+" template "+p.name())
}

const exists = "select exists (select from pg_database where datname = $1)"

// build makes the template under another name and renames it when it is whole, so that nobody copies a half-made one
// and what a killed test left is thrown away. One test binary builds at a time; the others find it built.
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
		"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"+site+"'", // a copy wants no guests
		"alter database "+site+" rename to "+p.name(),
		"alter database "+p.name()+" with allow_connections false",
	)
}
