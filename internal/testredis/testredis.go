// Package testredis gives every test its own part of a real Redis: all its keys begin with a prefix and are removed
// when the test ends.
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

// Addr makes sure that the tests' Redis is up and returns its host and port. It may start processes, so a test in a
// synctest bubble calls it, or [New], before it enters.
func Addr(t testing.TB) string {
	t.Helper()
	u, err := url.Parse(testservers.Join(t).Redis)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}

// New returns the address of the Redis and a prefix for the test's keys. The prefix has no braces, so it is no hash
// tag.
func New(t testing.TB) (address, prefix string) {
	t.Helper()
	address = testservers.Join(t).Redis
	prefix = "test:" + strings.ToLower(rand.Text()) + ":"
	t.Cleanup(func() { Empty(t, address, prefix) })
	return address, prefix
}

// Empty removes the keys with a test's prefix, like a Redis that restarts empty.
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
