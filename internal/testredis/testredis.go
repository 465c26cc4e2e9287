// Package testredis gives every test a part of a real Redis that it has for itself: all its keys begin with a prefix of
// its own, and are removed when the test ends.
package testredis

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"vakhta/internal/testservers"
)

// Addr makes sure that the Redis of the tests is up and returns its host and port. It may start processes, so a test
// that lives in a synctest bubble calls it, or [New], before it enters.
func Addr(t testing.TB) string {
	t.Helper()
	u, err := url.Parse(testservers.Join(t).Redis)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}

// New returns the address of the Redis and a prefix for the test's keys. The prefix holds no braces: it is no hash tag.
func New(t testing.TB) (address, prefix string) {
	t.Helper()
	address = testservers.Join(t).Redis
	prefix = "test:" + strings.ToLower(rand.Text()) + ":"
	t.Cleanup(func() { Empty(t, address, prefix) })
	return address, prefix
}

// Empty removes the keys that begin with a test's prefix, as a Redis does that was restarted with nothing to load.
func Empty(t testing.TB, address, prefix string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context()) // a cleanup outlives the test's context
	if err := remove(ctx, address, prefix); err != nil {
		t.Errorf("remove the test's keys: %v", err)
	}
}

// remove deletes what the test left. The prefix is random, so no other test's key matches.
func remove(ctx context.Context, address, prefix string) error {
	at, err := redis.ParseURL(address)
	if err != nil {
		return err
	}
	client := redis.NewClient(at)
	defer func() { _ = client.Close() }()
	keys := client.Scan(ctx, 0, prefix+"*", 1000).Iterator()
	for keys.Next(ctx) {
		if err := client.Del(ctx, keys.Val()).Err(); err != nil {
			return fmt.Errorf("delete %s: %w", keys.Val(), err)
		}
	}
	return keys.Err()
}
