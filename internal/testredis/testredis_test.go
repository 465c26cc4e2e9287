package testredis_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/redis/go-redis/v9"
	"go.uber.org/goleak"

	"vakhta/internal/testredis"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestKeysAreGoneWithTheirTestAndNobodyElsesAre(t *testing.T) {
	t.Parallel()
	address, outer := testredis.New(t)
	client := open(t, address)
	set(t, client, outer+"kept")
	var inner string
	t.Run("inner", func(t *testing.T) {
		_, inner = testredis.New(t)
		set(t, client, inner+"gone")
	})
	if got := client.Exists(t.Context(), inner+"gone").Val(); got != 0 {
		t.Errorf("%sgone is still there after its test", inner)
	}
	if got := client.Exists(t.Context(), outer+"kept").Val(); got != 1 {
		t.Errorf("%skept went with another test", outer)
	}
}

func TestAPrefixMadeBeforeTheBubbleWorksInIt(t *testing.T) {
	t.Parallel()
	address, prefix := testredis.New(t)
	synctest.Test(t, func(t *testing.T) {
		client := open(t, address)
		set(t, client, prefix+"a")
		time.Sleep(24 * time.Hour) // fake: the test is about waiting in the bubble
		set(t, client, prefix+"b")
	})
}

func TestAddrIsOnThisMachine(t *testing.T) {
	t.Parallel()
	client := redis.NewClient(&redis.Options{Addr: testredis.Addr(t)})
	defer func() { _ = client.Close() }()
	if err := client.Ping(t.Context()).Err(); err != nil {
		t.Error(err)
	}
}

func open(t *testing.T, address string) *redis.Client {
	t.Helper()
	at, err := redis.ParseURL(address)
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(at)
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func set(t *testing.T, client *redis.Client, key string) {
	t.Helper()
	if err := client.Set(t.Context(), key, "x", 0).Err(); err != nil {
		t.Error(err)
	}
}
