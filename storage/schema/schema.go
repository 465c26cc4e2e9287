// Package schema brings a database to the form that package storage expects.
//
// A migration is a file of SQL whose name begins with its number. Migrations
// only go forward, each is applied once, and a released one never changes: a
// correction is another migration. A database that is ahead of this program is
// left as it is, so that new replicas can start beside old ones. For this
// reason a migration adds things, and removes only what no older program uses.
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

// undefinedTable is PostgreSQL's SQLSTATE for a table that does not exist.
const undefinedTable = "42P01"

//go:embed *.sql
var files embed.FS

// A migration is one step of the schema; the first has the number 1.
type migration struct {
	name string
	sql  string
}

// migrations lists the steps in order, which is that of their names.
func migrations() []migration {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		panic(err) // the pattern is ours
	}
	var ms []migration
	for _, name := range names {
		sql, err := files.ReadFile(name)
		if err != nil {
			panic(err) // it was embedded
		}
		ms = append(ms, migration{name: name, sql: string(sql)})
	}
	return ms
}

// Latest returns the version that this program was built for.
func Latest() int { return len(migrations()) }

// SQL returns the whole schema as text. Code that keeps a migrated database as
// a template compares it to know when to make a new one.
func SQL() string {
	var b strings.Builder
	for _, m := range migrations() {
		b.WriteString(m.sql)
	}
	return b.String()
}

// lockMigrations lets one process migrate at a time; the others then find
// nothing to do. No other lock has this number: all others are hashes of texts.
const lockMigrations = `select pg_advisory_xact_lock(8612)`

const createVersions = `create table if not exists schema_version (version integer primary key)`

const selectVersion = `select coalesce(max(version), 0) from schema_version`

const insertVersion = `insert into schema_version (version) values ($1)`

// Migrate applies the missing migrations, all or none.
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

// Version returns the version of the database, 0 if it was never migrated.
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
