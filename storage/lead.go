package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Lead is the right to be the only replica that does something. It ends with the connection that holds it.
type Lead struct{ conn *pgx.Conn }

// unlockWithin is how long the server may delay the release. Closing the connection releases it too.
const unlockWithin = time.Second

// leadIsFree holds the lead only while the statement runs.
const leadIsFree = `select pg_try_advisory_xact_lock(hashtextextended('lead:' || $1, 0))`

// noticeLoss makes the server notice within half a minute that the machine at the other end is gone. A killed process
// ends its connection; a machine that loses power does not.
const noticeLoss = `
select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '4', false)`

const tryLead = `select pg_try_advisory_lock(hashtextextended('lead:' || $1, 0))`

// TryLead takes the lead of a name, if nobody has it. It keeps a connection outside the pool, so that it cannot be
// used for anything else.
func (db *DB) TryLead(ctx context.Context, name string) (lead *Lead, ok bool, err error) {
	// A replica without the lead asks every few seconds, and each connection is a process of the server.
	if err := db.pool.QueryRow(ctx, leadIsFree, name).Scan(&ok); err != nil {
		return nil, false, fmt.Errorf("lead %s: %w", name, err)
	}
	if !ok {
		return nil, false, nil
	}
	conn, err := pgx.ConnectConfig(ctx, db.pool.Config().ConnConfig)
	if err != nil {
		return nil, false, fmt.Errorf("lead %s: %w", name, err)
	}
	lead = &Lead{conn}
	_, err = conn.Exec(ctx, noticeLoss)
	if err == nil {
		err = conn.QueryRow(ctx, tryLead, name).Scan(&ok)
	}
	if err != nil {
		return nil, false, errors.Join(fmt.Errorf("lead %s: %w", name, err), lead.Release(ctx))
	}
	if !ok {
		return nil, false, lead.Release(ctx)
	}
	return lead, true, nil
}

// Alive checks that the lead is still held. After an error it may be lost, so its holder must stop.
func (l *Lead) Alive(ctx context.Context) error { return l.conn.Ping(ctx) }

// Release gives up the lead, even if ctx has ended.
func (l *Lead) Release(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	quick, cancel := context.WithTimeout(ctx, unlockWithin)
	defer cancel()
	_, _ = l.conn.Exec(quick, "select pg_advisory_unlock_all()") // so that the next holder need not wait for the server to notice the closed connection
	if err := l.conn.Close(ctx); err != nil {
		return fmt.Errorf("release the lead: %w", err)
	}
	return nil
}
