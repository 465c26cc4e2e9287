package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Lead is the right to be the only one to do something, among all replicas.
// It ends with the connection that holds it.
type Lead struct{ conn *pgx.Conn }

// unlockWithin is how long a server may hold up the release, which the end of the connection is in any case.
const unlockWithin = time.Second

// leadIsFree has the lead for no longer than the statement lasts.
const leadIsFree = `select pg_try_advisory_xact_lock(hashtextextended('lead:' || $1, 0))`

const tryLead = `select pg_try_advisory_lock(hashtextextended('lead:' || $1, 0))`

// TryLead takes the lead in what name says, unless somebody has it. It keeps a
// connection of its own, so that no pool can take it away.
func (db *DB) TryLead(ctx context.Context, name string) (lead *Lead, ok bool, err error) {
	// Whoever only stands by asks every few seconds, and each connection is a process of the server's.
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
	if err := conn.QueryRow(ctx, tryLead, name).Scan(&ok); err != nil {
		return nil, false, errors.Join(fmt.Errorf("lead %s: %w", name, err), lead.Release(ctx))
	}
	if !ok {
		return nil, false, lead.Release(ctx)
	}
	return lead, true, nil
}

// Alive asks whether the lead is still held. After an error it is not, or soon
// will not be: whoever leads must stop.
func (l *Lead) Alive(ctx context.Context) error { return l.conn.Ping(ctx) }

// Release gives the lead up, whether or not ctx is over.
func (l *Lead) Release(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	quick, cancel := context.WithTimeout(ctx, unlockWithin)
	defer cancel()
	_, _ = l.conn.Exec(quick, "select pg_advisory_unlock_all()") // the next one need not wait for the server to see us gone
	if err := l.conn.Close(ctx); err != nil {
		return fmt.Errorf("release the lead: %w", err)
	}
	return nil
}
