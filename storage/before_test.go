package storage_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"vakhta/storage"
)

// connect is a connection to a database past the store.
func connect(t testing.TB, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(t.Context())) })
	return conn
}

// exec runs what a replica of an older version would.
func exec(t testing.TB, conn *pgx.Conn, sql string, args ...any) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func TestWhatAReplicaFromBeforeClaimedSinceIsNotGivenBack(t *testing.T) {
	t.Parallel()
	url := database(t)
	db := openAt(t, url)
	enqueue(t, db, notice("held", group))
	lost := storage.ClaimOpts{Name: "lost", Now: noon, Lease: lease, Limit: 1}
	if _, err := db.Claim(t.Context(), lost); err != nil {
		t.Fatal(err)
	}
	// It takes over when the lease is over, and gives its claim no name.
	exec(t, connect(t, url), `update notices set leased_until = $1, tries = tries + 1`, noon.Add(2*lease))
	if err := db.GiveBack(t.Context(), lost); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, claim(t, db, noon.Add(lease)))
}
