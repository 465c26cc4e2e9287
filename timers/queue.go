// Package timers keeps in Redis which alarms are due next.
//
// Each alarm is a member of a sorted set, scored by the millisecond at which it
// is due. The database has the same and more, so the set may be emptied at any
// moment. To ring is to take what is due on a lease: its score is moved to the
// end of the lease, and if the alarm is not removed before that, it rings
// again. Removing it succeeds only if the score is still the one of that lease;
// an alarm that was set again meanwhile stays.
//
// The sets are spread over shards whose keys carry hash tags, so that a cluster
// spreads them over its nodes. A score is a Unix time in milliseconds; the end
// of a lease is on a half millisecond, so that it differs from every due time.
package timers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"

	"vakhta/desk"
)

// Options say how the queue keeps its sets.
type Options struct {
	Prefix string // of every key; "": "vakhta"
	Shards int    // 0: one, or sixteen on a cluster
}

// clusterShards is the number of sets on a cluster.
const clusterShards = 16

// A Queue holds the alarms that are due next. Goroutines and processes may use
// it at the same time.
type Queue struct {
	redis redis.UniversalClient
	keys  []string
}

// Open makes a queue in the Redis at url: redis://, rediss://, or the nodes of
// a cluster separated by commas. It does not connect yet.
func Open(url string, o Options) (*Queue, error) {
	redis.SetLogger(&logging.VoidLogger{}) // the driver would log to standard error what it also returns as an error
	nodes := strings.Split(url, ",")
	parsed := make([]*redis.Options, len(nodes))
	for i, node := range nodes {
		var err error
		if parsed[i], err = redis.ParseURL(strings.TrimSpace(node)); err != nil {
			// The cause is left out because it would quote the password.
			return nil, errors.New("REDIS_URL: want redis://[user:password@]host:port[/db] or rediss://…, comma-separated nodes for a cluster")
		}
		hasten(parsed[i])
	}
	q := &Queue{}
	shards := 1
	if len(nodes) == 1 {
		q.redis = redis.NewClient(parsed[0])
	} else {
		shards = clusterShards
		q.redis = redis.NewClusterClient(cluster(parsed))
	}
	if o.Shards > 0 {
		shards = o.Shards
	}
	for i := range shards {
		q.keys = append(q.keys, fmt.Sprintf("%s:{alarms-%d}", cmp.Or(o.Prefix, "vakhta"), i))
	}
	return q, nil
}

// patience is the timeout of a dial, a read or a write.
const patience = 2 * time.Second

// hasten makes a missing Redis noticed at once, because the database can stand
// in for it. A ring whose answer was lost must not be repeated: what rang is on
// a lease already, and the second answer would be empty.
func hasten(o *redis.Options) {
	o.MaxRetries = -1
	o.DialerRetries = 1
	o.DialTimeout = cmp.Or(o.DialTimeout, patience)
	o.ReadTimeout = cmp.Or(o.ReadTimeout, patience)
	o.WriteTimeout = cmp.Or(o.WriteTimeout, patience)
	o.ContextTimeoutEnabled = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled} // only some servers support it
}

// cluster takes the options that all nodes share from the first.
func cluster(nodes []*redis.Options) *redis.ClusterOptions {
	first := nodes[0]
	o := &redis.ClusterOptions{
		Username: first.Username, Password: first.Password, TLSConfig: first.TLSConfig,
		DialerRetries: first.DialerRetries, DialTimeout: first.DialTimeout,
		ReadTimeout: first.ReadTimeout, WriteTimeout: first.WriteTimeout,
		ContextTimeoutEnabled:    true,
		MaxRetries:               first.MaxRetries,
		MaintNotificationsConfig: first.MaintNotificationsConfig,
	}
	for _, n := range nodes {
		o.Addrs = append(o.Addrs, n.Addr)
	}
	return o
}

// Close closes the connections.
func (q *Queue) Close() error { return q.redis.Close() }

// Ping reports whether Redis answers.
func (q *Queue) Ping(ctx context.Context) error {
	if err := q.redis.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("reach Redis: %w", err)
	}
	return nil
}

// Set sets alarms to ring when they are due, replacing what was set for them
// before.
func (q *Queue) Set(ctx context.Context, alarms ...desk.Alarm) error {
	return q.add(ctx, redis.ZAddArgs{}, alarms)
}

// SetEarlier sets alarms to ring when they are due, except those that are
// already set for an earlier time, which were changed after these were read.
func (q *Queue) SetEarlier(ctx context.Context, alarms ...desk.Alarm) error {
	return q.add(ctx, redis.ZAddArgs{LT: true}, alarms)
}

// SetMissing sets the alarms that the queue does not have. It leaves the others
// alone: one may be ringing now.
func (q *Queue) SetMissing(ctx context.Context, alarms ...desk.Alarm) error {
	return q.add(ctx, redis.ZAddArgs{NX: true}, alarms)
}

func (q *Queue) add(ctx context.Context, args redis.ZAddArgs, alarms []desk.Alarm) error {
	if len(alarms) == 0 {
		return nil
	}
	byKey := map[string][]redis.Z{}
	for _, a := range alarms {
		key := q.key(a)
		byKey[key] = append(byKey[key], redis.Z{Score: score(a.Due), Member: member(a)})
	}
	_, err := q.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		for key, members := range byKey {
			args.Members = members
			p.ZAddArgs(ctx, key, args)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("set %d alarms: %w", len(alarms), err)
	}
	return nil
}

// Next returns when the earliest alarm rings, if there is one.
func (q *Queue) Next(ctx context.Context) (time.Time, bool, error) {
	firsts := make([]*redis.ZSliceCmd, len(q.keys))
	_, err := q.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, key := range q.keys {
			firsts[i] = p.ZRangeWithScores(ctx, key, 0, 0)
		}
		return nil
	})
	if err != nil {
		return time.Time{}, false, fmt.Errorf("look for the next alarm: %w", err)
	}
	var next time.Time
	for _, first := range firsts {
		for _, z := range first.Val() {
			if at := time.UnixMilli(int64(math.Ceil(z.Score))); next.IsZero() || at.Before(next) {
				next = at
			}
		}
	}
	return next, !next.IsZero(), nil
}

// Count returns how many alarms are set.
func (q *Queue) Count(ctx context.Context) (int64, error) {
	var sum int64
	for _, key := range q.keys {
		n, err := q.redis.ZCard(ctx, key).Result()
		if err != nil {
			return 0, fmt.Errorf("count alarms: %w", err)
		}
		sum += n
	}
	return sum, nil
}

// key returns the shard of an alarm. It depends on the subject only, so that
// all clocks of a ticket are in one shard.
func (q *Queue) key(a desk.Alarm) string {
	n := uint64(a.Ticket)
	if a.Ticket == 0 {
		h := fnv.New64a()
		_, _ = h.Write([]byte(a.Other)) // it never fails
		n = h.Sum64()
	}
	return q.keys[n%uint64(len(q.keys))]
}
