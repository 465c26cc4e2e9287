// Package pgtx is a PostgreSQL transaction that saves round trips.
//
// A write that nobody waits for is queued. Whatever is queued travels together
// with the next statement that somebody does wait for, the begin with the
// first and the commit with the last: a transaction of three reads and any
// number of writes goes to the server four times. The server still runs the
// statements one by one in their order, so a read sees all that was queued
// before it.
package pgtx

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"vakhta/desk"
)

// How a transaction begins.
const (
	// ReadCommitted sees in each statement what was committed before it.
	ReadCommitted = "begin isolation level read committed"
	// Snapshot only reads, and sees one moment throughout.
	Snapshot = "begin isolation level repeatable read read only"
)

// attempts is how often a transaction is tried that the server gives up in
// favour of another one. A retry follows at once: the other has gone on by then.
const attempts = 10

// SQLSTATEs after which the same transaction may succeed.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
)

// A Transaction is one transaction. It belongs to one goroutine.
type Transaction struct {
	conn  *pgxpool.Conn
	queue *pgx.Batch
	begun bool
}

// Run calls fn in a transaction and commits when fn returns nil. When the
// server gives the transaction up for another one, fn runs again.
func Run(ctx context.Context, pool *pgxpool.Pool, begin string, fn func(*Transaction) error) error {
	var err error
	for range attempts {
		if err = once(ctx, pool, begin, fn); !passing(err) {
			return err
		}
	}
	return fmt.Errorf("given up %d times for other transactions: %w", attempts, err)
}

func passing(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (e.Code == serializationFailure || e.Code == deadlockDetected)
}

func once(ctx context.Context, pool *pgxpool.Pool, begin string, fn func(*Transaction) error) error {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	// A connection that is released in the middle of a transaction is closed,
	// so a panic or a failed rollback leaves nothing behind.
	defer conn.Release()
	tx := &Transaction{conn: conn, queue: &pgx.Batch{}}
	tx.queue.Queue(begin)
	if err := fn(tx); err != nil {
		tx.rollback(ctx)
		return err
	}
	return tx.commit(ctx)
}

func (tx *Transaction) commit(ctx context.Context) error {
	if !tx.begun && tx.queue.Len() == 1 {
		return nil // nothing was asked of the server
	}
	tx.Later("commit", "commit")
	if err := tx.Flush(ctx); err != nil {
		tx.rollback(ctx)
		return err
	}
	return nil
}

// rollback gives the connection back in a good state. When even that fails the
// connection is closed, which undoes the transaction as well.
func (tx *Transaction) rollback(ctx context.Context) {
	if tx.begun {
		_, _ = tx.conn.Exec(ctx, "rollback")
	}
}

// Later queues a write that nobody waits for. An error of it shows up, named
// what, at the next statement that is waited for or at the commit.
func (tx *Transaction) Later(what, sql string, args ...any) {
	tx.queue.Queue(sql, storable(args)...).Fn = func(r pgx.BatchResults) error {
		_, err := r.Exec()
		return named(what, err)
	}
}

// LaterOne is Later for a write that has to touch a row: touching none is
// desk.ErrNotFound.
func (tx *Transaction) LaterOne(what, sql string, args ...any) {
	tx.queue.Queue(sql, storable(args)...).Fn = func(r pgx.BatchResults) error {
		tag, err := r.Exec()
		if err == nil && tag.RowsAffected() == 0 {
			err = desk.ErrNotFound
		}
		return named(what, err)
	}
}

// Flush sends what is queued.
func (tx *Transaction) Flush(ctx context.Context) error {
	batch := tx.queue
	tx.queue, tx.begun = &pgx.Batch{}, true
	return tx.conn.SendBatch(ctx, batch).Close()
}

// Exec runs a statement and returns how many rows it touched.
func (tx *Transaction) Exec(ctx context.Context, what, sql string, args ...any) (int, error) {
	var rows int64
	tx.queue.Queue(sql, storable(args)...).Fn = func(r pgx.BatchResults) error {
		tag, err := r.Exec()
		rows = tag.RowsAffected()
		return named(what, err)
	}
	if err := tx.Flush(ctx); err != nil {
		return 0, err
	}
	return int(rows), nil
}

// Ahead queues a query for several answers at once: into has what scan makes of
// its rows after the next statement that is waited for, or after the commit.
func Ahead[T any](tx *Transaction, what string, into *[]T, scan pgx.RowToFunc[T], sql string, args ...any) {
	tx.queue.Queue(sql, storable(args)...).Fn = func(r pgx.BatchResults) error {
		rows, err := r.Query()
		if err == nil {
			*into, err = pgx.CollectRows(rows, scan)
		}
		return named(what, err)
	}
}

// Rows runs a query and returns what scan makes of its rows.
func Rows[T any](ctx context.Context, tx *Transaction, what string, scan pgx.RowToFunc[T], sql string, args ...any) ([]T, error) {
	var all []T
	Ahead(tx, what, &all, scan, sql, args...)
	if err := tx.Flush(ctx); err != nil {
		return nil, err
	}
	return all, nil
}

// One is the only row of a query as scan reads it, or desk.ErrNotFound.
func One[T any](ctx context.Context, tx *Transaction, what string, scan pgx.RowToFunc[T], sql string, args ...any) (T, error) {
	all, err := Rows(ctx, tx, what, scan, sql, args...)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s: %w", what, desk.ErrNotFound)
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

func named(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// storable leaves NUL characters out of texts: PostgreSQL's text cannot hold
// them, and a message with one would fail however often it is tried.
func storable(args []any) []any {
	kept := make([]any, len(args))
	for i, arg := range args {
		switch v := arg.(type) {
		case string:
			kept[i] = strings.ReplaceAll(v, "\x00", "")
		case *string:
			kept[i] = strings.ReplaceAll(*v, "\x00", "")
		case []string:
			kept[i] = Column(v, func(s string) string { return strings.ReplaceAll(s, "\x00", "") })
		default:
			kept[i] = arg
		}
	}
	return kept
}

// Column is a field of many rows as one argument, for a statement that makes
// rows of its arguments with unnest: a thousand rows that are written one by
// one cost the server several times what they do together.
func Column[R, V any](rows []R, field func(R) V) []V {
	column := make([]V, len(rows))
	for i, r := range rows {
		column[i] = field(r)
	}
	return column
}

var parameter = regexp.MustCompile(`\$[0-9]+`)

// Rehearse has a connection run statements to no effect: their arguments are all
// null, and it is undone. A server process that never ran a statement takes some
// ten times as long for its first time, and a burst would wait for that.
func Rehearse(ctx context.Context, conn *pgx.Conn, statements ...string) error {
	batch := &pgx.Batch{}
	batch.Queue(ReadCommitted)
	for _, sql := range statements {
		names := parameter.FindAllString(sql, -1)
		slices.Sort(names)
		batch.Queue(sql, make([]any, len(slices.Compact(names)))...)
	}
	batch.Queue("rollback")
	return conn.SendBatch(ctx, batch).Close()
}
