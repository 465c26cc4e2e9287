// Package pgtx is a PostgreSQL transaction that saves round trips.
//
// Writes whose result nobody needs at once are queued. They are sent together
// with the next statement that returns a result; the begin goes with the first
// statement and the commit with the last. So a transaction of three reads and
// any number of writes needs four round trips. The server still runs the
// statements in order, so a read sees everything that was queued before it.
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
	// Snapshot is read-only and sees one snapshot throughout.
	Snapshot = "begin isolation level repeatable read read only"
)

// attempts is how often a transaction is run if the server aborts it in favour
// of another. A retry follows at once, because the other one has proceeded by
// then.
const attempts = 10

// SQLSTATEs after which the same transaction may succeed.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
)

// A Transaction is one transaction, for one goroutine.
type Transaction struct {
	conn  *pgxpool.Conn
	queue *pgx.Batch
	begun bool
}

// Run calls fn in a transaction and commits if fn returns nil. If the server
// aborts it in favour of another, fn runs again.
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
	// so nothing is left after a panic or a failed rollback.
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

// rollback gives the connection back in a clean state. If that fails the
// connection is closed, which undoes the transaction as well.
func (tx *Transaction) rollback(ctx context.Context) {
	if tx.begun {
		_, _ = tx.conn.Exec(ctx, "rollback")
	}
}

// Later queues a write. Its error, prefixed with what, is returned by the next
// statement that returns a result, or by the commit.
func (tx *Transaction) Later(what, sql string, args ...any) {
	tx.queue.Queue(sql, storable(args)...).Fn = func(r pgx.BatchResults) error {
		_, err := r.Exec()
		return named(what, err)
	}
}

// LaterOne is Later for a write that has to change a row. If it changes none,
// the error is desk.ErrNotFound.
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

// Exec runs a statement and returns how many rows it changed.
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

// Ahead queues a query. After the next statement that returns a result, or
// after the commit, into has its rows as read by scan.
func Ahead[T any](tx *Transaction, what string, into *[]T, scan pgx.RowToFunc[T], sql string, args ...any) {
	tx.queue.Queue(sql, storable(args)...).Fn = func(r pgx.BatchResults) error {
		rows, err := r.Query()
		if err == nil {
			*into, err = pgx.CollectRows(rows, scan)
		}
		return named(what, err)
	}
}

// Rows runs a query and returns its rows as read by scan.
func Rows[T any](ctx context.Context, tx *Transaction, what string, scan pgx.RowToFunc[T], sql string, args ...any) ([]T, error) {
	var all []T
	Ahead(tx, what, &all, scan, sql, args...)
	if err := tx.Flush(ctx); err != nil {
		return nil, err
	}
	return all, nil
}

// One returns the only row of a query as read by scan, or desk.ErrNotFound.
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

// storable leaves NUL characters out of texts. PostgreSQL's text cannot hold
// them, and a message with one would fail each time.
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

// Column returns a field of many rows as one argument, for a statement that
// makes rows of its arguments with unnest. Writing a thousand rows one by one
// costs the server several times as much.
func Column[R, V any](rows []R, field func(R) V) []V {
	column := make([]V, len(rows))
	for i, r := range rows {
		column[i] = field(r)
	}
	return column
}

var parameter = regexp.MustCompile(`\$[0-9]+`)

// Rehearse runs statements without effect: all arguments are null, and it is
// rolled back. The first execution on a connection takes about ten times as
// long as later ones, and a burst would wait for that.
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
