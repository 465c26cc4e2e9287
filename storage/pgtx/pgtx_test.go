package pgtx_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"vakhta/internal/testpg"
	"vakhta/storage/pgtx"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A trips counts the batches that are sent to the server.
type trips struct{ n atomic.Int32 }

func (c *trips) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	c.n.Add(1)
	return ctx
}
func (*trips) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}
func (*trips) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData)     {}
func (*trips) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	return ctx
}
func (*trips) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// open returns a pool on a database with a table of times, and the counter of its batches.
func open(t *testing.T) (*pgxpool.Pool, *trips) {
	t.Helper()
	const table = `create table times (n integer primary key, at timestamptz)`
	config, err := pgxpool.ParseConfig(testpg.New(t, table, func(ctx context.Context, url string) error {
		conn, err := pgx.Connect(ctx, url)
		if err != nil {
			return err
		}
		defer func() { _ = conn.Close(ctx) }()
		_, err = conn.Exec(ctx, table)
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	count := &trips{}
	config.ConnConfig.Tracer = count
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool, count
}

const (
	insert = `insert into times (n, at) values ($1, $2)`
	read   = `select at from times order by n`
)

func scan(row pgx.CollectableRow) (time.Time, error) {
	var at time.Time
	err := row.Scan(pgtx.Timestamp{T: &at})
	return at, err
}

func TestWritesTravelWithTheNextRead(t *testing.T) {
	t.Parallel()
	pool, count := open(t)
	noon := time.Date(2026, time.March, 2, 12, 0, 0, 1000, time.FixedZone("", 3*60*60))
	err := pgtx.Run(t.Context(), pool, pgtx.ReadCommitted, func(tx *pgtx.Transaction) error {
		for n, at := range []time.Time{noon, {}, noon.Add(time.Microsecond)} {
			tx.Later("insert", insert, n, pgtx.At(at))
		}
		got, err := pgtx.Rows(t.Context(), tx, "read", scan, read)
		if diff := cmp.Diff([]time.Time{noon.UTC(), {}, noon.Add(time.Microsecond).UTC()}, got); diff != "" {
			t.Errorf("a read after three writes (-want +got):\n%s", diff)
		}
		tx.Later("insert", insert, 3, pgtx.At(noon))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := count.n.Load(); got != 2 {
		t.Errorf("went to the server %d times, want 2: with the read and with the commit", got)
	}
}

func TestATransactionThatAsksNothingGoesNowhere(t *testing.T) {
	t.Parallel()
	pool, count := open(t)
	if err := pgtx.Run(t.Context(), pool, pgtx.ReadCommitted, func(*pgtx.Transaction) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got := count.n.Load(); got != 0 {
		t.Errorf("went to the server %d times, want never", got)
	}
}

func TestATransactionThatNeverSucceedsIsGivenUp(t *testing.T) {
	t.Parallel()
	pool, _ := open(t)
	runs := 0
	err := pgtx.Run(t.Context(), pool, pgtx.ReadCommitted, func(tx *pgtx.Transaction) error {
		runs++
		_, err := tx.Exec(t.Context(), "clash", `do $$ begin raise exception using errcode = '40001'; end $$`)
		return err
	})
	if err == nil || runs != 10 {
		t.Errorf("after %d runs: %v; want an error after 10", runs, err)
	}
}

func TestAnErrorThatWouldComeAgainIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	pool, _ := open(t)
	runs := 0
	err := pgtx.Run(t.Context(), pool, pgtx.ReadCommitted, func(tx *pgtx.Transaction) error {
		runs++
		tx.Later("insert", insert, 1, nil)
		tx.Later("insert", insert, 1, nil)
		return nil
	})
	if err == nil || runs != 1 {
		t.Errorf("after %d runs: %v; want an error after one", runs, err)
	}
}

func TestACallThatIsCancelledUndoesWhatItDid(t *testing.T) {
	t.Parallel()
	pool, _ := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := pgtx.Run(ctx, pool, pgtx.ReadCommitted, func(tx *pgtx.Transaction) error {
		if _, err := tx.Exec(ctx, "insert", insert, 1, nil); err != nil {
			t.Error(err)
		}
		cancel()
		return nil
	})
	if err == nil {
		t.Error("a commit after the caller gave up succeeded")
	}
	err = pgtx.Run(t.Context(), pool, pgtx.Snapshot, func(tx *pgtx.Transaction) error {
		left, err := pgtx.Rows(t.Context(), tx, "read", scan, read)
		if len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
