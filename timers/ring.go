package timers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"
	"golang.org/x/sync/errgroup"

	"vakhta/desk"
)

// A Ringing is an alarm that rings, under a lease.
type Ringing struct {
	desk.Alarm         // Due is what it was set for
	lease      float64 // its score until the lease ends
}

// ring takes what is due in one shard under a lease.
//
//	KEYS[1]  the shard
//	ARGV     now and the end of the lease in milliseconds, the limit
//	returns  member, score, member, score … as they were before
//
// The limit bounds its work.
var ring = redis.NewScript(`
local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3], 'WITHSCORES')
for i = 1, #due, 2 do
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], due[i])
end
return due`)

// Ring returns what is due at now, at most limit from each shard, and keeps it
// from ringing elsewhere until the lease ends. If it returns an error, it also
// returns what it got from the shards that answered.
func (q *Queue) Ring(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]Ringing, error) {
	rang := make([][]Ringing, len(q.keys))
	var shards errgroup.Group
	for i, key := range q.keys {
		shards.Go(func() (err error) {
			rang[i], err = q.ringShard(ctx, key, now, lease, limit)
			return err
		})
	}
	err := shards.Wait()
	return slices.Concat(rang...), err
}

func (q *Queue) ringShard(ctx context.Context, key string, now time.Time, lease time.Duration, limit int) ([]Ringing, error) {
	until := leaseScore(now.Add(lease))
	flat, err := ring.Run(ctx, q.redis, []string{key}, now.UnixMilli(), text(until), limit).StringSlice()
	if err != nil {
		return nil, fmt.Errorf("ring %s: %w", key, err)
	}
	rang := make([]Ringing, 0, len(flat)/2)
	for i := 0; i+1 < len(flat); i += 2 {
		a, err := parse(flat[i], flat[i+1])
		if err != nil {
			q.redis.ZRem(ctx, key, flat[i]) // nothing can act on it
			continue
		}
		rang = append(rang, Ringing{Alarm: a, lease: until})
	}
	return rang, nil
}

// settle removes alarms, or sets another time for them, if their scores are
// still the ones given.
//
//	KEYS[1]  the shard
//	ARGV     the new score or '' to remove, then member, score, member, score …
//	returns  how many had the given score
//
// The number of arguments bounds its work.
var settle = redis.NewScript(`
local found = 0
for i = 2, #ARGV, 2 do
  local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if score and tonumber(score) == tonumber(ARGV[i + 1]) then
    found = found + 1
    if ARGV[1] == '' then
      redis.call('ZREM', KEYS[1], ARGV[i])
    else
      redis.call('ZADD', KEYS[1], 'XX', ARGV[1], ARGV[i])
    end
  end
end
return found`)

// Cancel removes alarms that were set and have not rung.
func (q *Queue) Cancel(ctx context.Context, alarms ...desk.Alarm) error {
	given := make([]Ringing, len(alarms))
	for i, a := range alarms {
		given[i] = Ringing{Alarm: a, lease: score(a.Due)}
	}
	return q.settle(ctx, "", given)
}

// Done removes alarms that rang and were acted on, except those that were set
// again meanwhile, or whose lease ended and which somebody else may have taken.
func (q *Queue) Done(ctx context.Context, rang ...Ringing) error { return q.settle(ctx, "", rang) }

// Again gives back alarms that rang and could not be acted on. They ring at the
// given time instead of at the end of the lease.
func (q *Queue) Again(ctx context.Context, at time.Time, rang ...Ringing) error {
	return q.settle(ctx, text(score(at)), rang)
}

// Extend changes the end of a lease, and returns the alarms on that lease.
func (q *Queue) Extend(ctx context.Context, until time.Time, rang ...Ringing) ([]Ringing, error) {
	end := leaseScore(until)
	if err := q.settle(ctx, text(end), rang); err != nil {
		return rang, err
	}
	extended := slices.Clone(rang)
	for i := range extended {
		extended[i].lease = end
	}
	return extended, nil
}

func (q *Queue) settle(ctx context.Context, to string, rang []Ringing) error {
	byKey := map[string][]any{}
	for _, r := range rang {
		key := q.key(r.Alarm)
		if byKey[key] == nil {
			byKey[key] = []any{to}
		}
		byKey[key] = append(byKey[key], member(r.Alarm), text(r.lease))
	}
	for key, args := range byKey {
		if err := settle.Run(ctx, q.redis, []string{key}, args...).Err(); err != nil {
			return fmt.Errorf("settle %d alarms: %w", len(args)/2, err)
		}
	}
	return nil
}
