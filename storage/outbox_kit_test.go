package storage_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/storage"
)

// lease is how long these tests' couriers keep what they claim.
const lease = time.Minute

// notice returns a notice to send, after changes.
func notice(key string, to desk.Address, change ...func(*desk.Notice)) desk.Notice {
	n := desk.Notice{Key: key, To: to, Class: desk.ClassAnswer, Kind: "text", Facts: json.RawMessage(`{"text":"hi"}`), Planned: noon}
	for _, c := range change {
		c(&n)
	}
	return n
}

func class(c desk.Class) func(*desk.Notice) { return func(n *desk.Notice) { n.Class = c } }

func enqueue(t testing.TB, db *storage.DB, notices ...desk.Notice) {
	t.Helper()
	enqueueAt(t, db, noon, notices...)
}

func enqueueAt(t testing.TB, db *storage.DB, now time.Time, notices ...desk.Notice) {
	t.Helper()
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.Enqueue(ctx, now, notices...) })
}

// claim returns what both couriers claim, escalations first.
func claim(t testing.TB, db *storage.DB, now time.Time) []desk.Notice {
	t.Helper()
	var all []desk.Notice
	for _, urgent := range []bool{true, false} {
		got, err := db.Claim(t.Context(), storage.ClaimOpts{Urgent: urgent, Now: now, Lease: lease, Limit: 100})
		if err != nil {
			t.Fatalf("claim: %v", err)
		}
		all = append(all, got...)
	}
	return all
}

// wantDue fails unless something of either rank is due at the moment want.
func wantDue(t testing.TB, db *storage.DB, urgent bool, want time.Time) {
	t.Helper()
	if due, ok, err := db.NextDue(t.Context(), noon, urgent); ok == want.IsZero() || err != nil || !due.Equal(want) {
		t.Errorf("next due %s, %v, %v; want %s", due, ok, err, want)
	}
}

func settle(t testing.TB, db *storage.DB, now time.Time, outcomes ...storage.Settlement) {
	t.Helper()
	if err := db.Settle(t.Context(), now, outcomes...); err != nil {
		t.Fatalf("settle: %v", err)
	}
}

func keys(notices []desk.Notice) []string {
	var all []string
	for _, n := range notices {
		all = append(all, n.Key)
	}
	return all
}

// wantKeys fails unless the notices have these keys, in this order.
func wantKeys(t testing.TB, got []desk.Notice, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, keys(got)); diff != "" {
		t.Errorf("claimed (-want +got):\n%s", diff)
	}
}
