// Package schema brings a database to the form that package storage expects.
//
// A migration is a file of SQL whose name begins with its number. Migrations go
// forward only, each is applied once, and one that was released is never
// changed: what must be different comes in the next. A database ahead of this
// program is left as it is, so that a new replica may start beside old ones;
// a migration therefore adds, and takes away only what no older program uses.
package schema

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// undefinedTable is PostgreSQL's SQLSTATE for a table that is not there.
const undefinedTable = "42P01"

//go:embed *.sql
var files embed.FS

// A migration is one step of the schema; the first has the number 1.
type migration struct {
	name string
	sql  string
}

// migrations lists the steps in their order, which is that of their names.
func migrations() []migration {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		panic(err) // the pattern is ours
	}
	var ms []migration
	for _, name := range names {
		sql, err := files.ReadFile(name)
		if err != nil {
			panic(err) // it was embedded a moment ago
		}
		ms = append(ms, migration{name: name, sql: string(sql)})
	}
	return ms
}

// Latest is the version that this program was built for.
func Latest() int { return len(migrations()) }

// SQL is the whole schema as text. Whoever keeps a migrated database to copy
// from knows by it when to make a new one.
func SQL() string {
	var b strings.Builder
	for _, m := range migrations() {
		b.WriteString(m.sql)
	}
	return b.String()
}

// lockMigrations lets one process migrate at a time; the others find it done.
// The number is this lock's alone: every other lock is named by a hashed text.
const lockMigrations = `select pg_advisory_xact_lock(8612)`

const createVersions = `create table if not exists schema_version (version integer primary key)`

const selectVersion = `select coalesce(max(version), 0) from schema_version`

const insertVersion = `insert into schema_version (version) values ($1)`

// Migrate applies what the database lacks, all of it or nothing.
func Migrate(ctx context.Context, conn *pgx.Conn) error {
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		for _, sql := range []string{lockMigrations, createVersions} {
			if _, err := tx.Exec(ctx, sql); err != nil {
				return fmt.Errorf("prepare to migrate: %w", err)
			}
		}
		var have int
		if err := tx.QueryRow(ctx, selectVersion).Scan(&have); err != nil {
			return fmt.Errorf("read the schema's version: %w", err)
		}
		for i, m := range migrations() {
			version := i + 1
			if version <= have {
				continue
			}
			if _, err := tx.Exec(ctx, m.sql); err != nil {
				return fmt.Errorf("apply %s: %w", m.name, err)
			}
			if _, err := tx.Exec(ctx, insertVersion, version); err != nil {
				return fmt.Errorf("note %s: %w", m.name, err)
			}
		}
		return nil
	})
}

// A querier runs a query: a connection, or a pool of them.
type querier interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Version is how far the database is; one that was never migrated is at 0.
func Version(ctx context.Context, q querier) (int, error) {
	var have int
	err := q.QueryRow(ctx, selectVersion).Scan(&have)
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == undefinedTable {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the schema's version: %w", err)
	}
	return have, nil
}
