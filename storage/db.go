// Package storage is what the desk remembers: PostgreSQL, and nothing else is
// believed.
//
// A [DB] is the database, and its Update and View run a function in one
// transaction, a [Tx]. The methods of a Tx speak the desk's words: an event is
// admitted, a ticket opened, words said, an alarm armed, a notice enqueued.
// What a courier does with notices are methods of DB, a short transaction each:
// a courier claims notices under a lease, and settles what became of them. Notices
// wait in lanes, a lane being a destination chat.
// A thing that is not there is [desk.ErrNotFound]. Every instant is given by
// the caller: no statement asks the server for the time.
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

// maxConns is enough for a replica, and small enough for a server to have many
// replicas; pool_max_conns in the address says otherwise.
const maxConns = 16

// A DB is the desk's database. It is safe for many goroutines.
type DB struct{ pool *pgxpool.Pool }

// An OpenOption changes how the database is opened.
type OpenOption func(*pgxpool.Config)

// WithTracer has somebody watch every statement that is sent.
func WithTracer(t pgx.QueryTracer) OpenOption {
	return func(c *pgxpool.Config) { c.ConnConfig.Tracer = t }
}

// Open makes a pool of connections and tries it out. The schema is not looked at.
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

// errAddress does not wrap what pgx says of an address that it cannot read: it
// quotes the address, and with a broken quote the password in it.
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

// Close waits for the connections that are in use and closes them all.
func (db *DB) Close() { db.pool.Close() }

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.pool.Ping(ctx); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// A Tx is one transaction. Writes may be held back and sent along with the next
// read or the commit, which then report what went wrong with them.
type Tx struct{ t *pgtx.Transaction }

// Update runs fn in a transaction and commits it unless fn fails. Two that
// stand in each other's way are sorted out by running one of them again, so fn
// may be called more than once.
func (db *DB) Update(ctx context.Context, fn func(*Tx) error) error {
	return pgtx.Run(ctx, db.pool, pgtx.ReadCommitted, func(t *pgtx.Transaction) error { return fn(&Tx{t}) })
}

// View runs fn in a transaction that only reads, and reads one moment.
func (db *DB) View(ctx context.Context, fn func(*Tx) error) error {
	return pgtx.Run(ctx, db.pool, pgtx.Snapshot, func(t *pgtx.Transaction) error { return fn(&Tx{t}) })
}

// Migrate brings the schema of the database at url up to date. Any number of
// processes may do so at once.
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

// Version is the schema's version in the database, and the one that this
// program wants. More than it wants is fine.
func (db *DB) Version(ctx context.Context) (have, want int, err error) {
	have, err = schema.Version(ctx, db.pool)
	return have, schema.Latest(), err
}
