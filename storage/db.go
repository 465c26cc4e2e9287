// Package storage is the desk's database, PostgreSQL, which holds everything
// that must not be lost.
//
// A [DB] is the database. Its Update and View run a function in one
// transaction, a [Tx], whose methods use the desk's terms: an event is
// admitted, a ticket opened, words are said, an alarm is armed, a notice is
// enqueued. What a courier does with notices are methods of DB, each a short
// transaction: it claims notices under a lease and settles them. Notices wait
// in lanes; a lane is a destination chat.
//
// What does not exist is [desk.ErrNotFound]. The caller passes every time; no
// statement asks the server for it.
package storage

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"vakhta/storage/pgtx"
	"vakhta/storage/schema"
)

// maxConns is enough for one replica, and few enough for many replicas on one
// server. pool_max_conns in the address overrides it.
const maxConns = 16

// A DB is the desk's database. Goroutines may share it.
type DB struct{ pool *pgxpool.Pool }

// An OpenOption changes how the database is opened.
type OpenOption func(*pgxpool.Config)

// WithTracer reports every statement to a tracer.
func WithTracer(t pgx.QueryTracer) OpenOption {
	return func(c *pgxpool.Config) { c.ConnConfig.Tracer = t }
}

// Open makes a pool of connections and checks that the server answers. It does
// not look at the schema.
func Open(ctx context.Context, url string, options ...OpenOption) (*DB, error) {
	config, err := poolConfig(url)
	if err != nil {
		return nil, err
	}
	config.AfterConnect = generic
	for _, change := range options {
		change(config)
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	db := &DB{pool}
	if err := db.Ping(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return db, nil
}

// errAddress replaces pgx's error for an address that it cannot parse, which
// quotes the address and, with a wrong quote, the password in it.
var errAddress = errors.New("the database's address cannot be read: want postgres://user:password@host:5432/name, " +
	"signs other than letters and digits in the password written as %XX, or words such as host=… user=… with quotes that are closed")

func poolConfig(url string) (*pgxpool.Config, error) {
	plain, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errAddress
	}
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errAddress
	}
	if _, told := plain.RuntimeParams["pool_max_conns"]; !told {
		config.MaxConns = maxConns
	}
	return config, nil
}

// Close waits for connections in use and closes all.
func (db *DB) Close() { db.pool.Close() }

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.pool.Ping(ctx); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// A Tx is one transaction. Writes may be queued and sent with the next read or
// the commit, which then returns their errors.
type Tx struct{ t *pgtx.Transaction }

// Update runs fn in a transaction and commits it unless fn fails. If two
// transactions conflict, one of them runs again, so fn may be called more than
// once.
func (db *DB) Update(ctx context.Context, fn func(*Tx) error) error {
	return pgtx.Run(ctx, db.pool, pgtx.ReadCommitted, func(t *pgtx.Transaction) error { return fn(&Tx{t}) })
}

// View runs fn in a read-only transaction that sees one snapshot.
func (db *DB) View(ctx context.Context, fn func(*Tx) error) error {
	return pgtx.Run(ctx, db.pool, pgtx.Snapshot, func(t *pgtx.Transaction) error { return fn(&Tx{t}) })
}

// Migrate brings the schema of the database at url up to date. Several
// processes may do so at the same time.
func Migrate(ctx context.Context, url string) error {
	config, err := poolConfig(url)
	if err != nil {
		return err
	}
	conn, err := pgx.ConnectConfig(ctx, config.ConnConfig)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	return schema.Migrate(ctx, conn)
}

// Version returns the schema's version in the database, and the one that this
// program needs. A newer one is fine.
func (db *DB) Version(ctx context.Context) (have, want int, err error) {
	have, err = schema.Version(ctx, db.pool)
	return have, schema.Latest(), err
}
