// Package alarms is the desk's alarm clock: what is to ring next, in Redis.
//
// Redis rings and does not remember. Each alarm is a member of a sorted set,
// scored by the millisecond it is due; the database knows the same and more, so
// the set may be emptied at any moment. To ring is to take what is due on a
// lease: its score is pushed ahead, and unless the alarm is hushed before that,
// because it was acted on, it rings again. A hush counts only while the score is
// still the one it was given for: a newer setting is left alone.
//
// The sets are spread over shards whose keys carry hash tags, so that a cluster
// spreads them over its nodes.
package alarms

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"vakhta/desk"
)

// Options say how the clock keeps its sets.
type Options struct {
	Prefix string // of every key; "vakhta" when empty
	Shards int    // 0: one, or sixteen on a cluster
}

// clusterShards is how many sets a cluster spreads.
const clusterShards = 16

// A Clock is the alarm clock. It is safe for use by several goroutines and by
// several processes.
type Clock struct {
	redis redis.UniversalClient
	keys  []string
}

// Open makes a clock on the Redis at url: redis://, rediss://, or several nodes
// of a cluster separated by commas. It does not connect yet.
func Open(url string, o Options) (*Clock, error) {
	nodes := strings.Split(url, ",")
	first, err := redis.ParseURL(strings.TrimSpace(nodes[0]))
	if err != nil {
		return nil, errors.New("REDIS_URL: want redis://[user:password@]host:port[/db] or rediss://…, several by commas for a cluster")
	}
	shards := 1
	var client redis.UniversalClient
	if len(nodes) == 1 {
		client = redis.NewClient(first)
	} else {
		shards = clusterShards
		cluster := &redis.ClusterOptions{
			Username: first.Username, Password: first.Password, TLSConfig: first.TLSConfig,
		}
		for _, node := range nodes {
			parsed, err := redis.ParseURL(strings.TrimSpace(node))
			if err != nil {
				return nil, errors.New("REDIS_URL: a node of the cluster is no Redis address")
			}
			cluster.Addrs = append(cluster.Addrs, parsed.Addr)
		}
		client = redis.NewClusterClient(cluster)
	}
	if o.Shards > 0 {
		shards = o.Shards
	}
	c := &Clock{redis: client}
	for i := range shards {
		c.keys = append(c.keys, fmt.Sprintf("%s:{alarms-%d}", orElse(o.Prefix, "vakhta"), i))
	}
	return c, nil
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// Close lets the connections go.
func (c *Clock) Close() error { return c.redis.Close() }

// Ping reports whether Redis answers.
func (c *Clock) Ping(ctx context.Context) error {
	if err := c.redis.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("reach Redis: %w", err)
	}
	return nil
}

// Set has alarms ring when they are due, whatever was set for them before.
func (c *Clock) Set(ctx context.Context, alarms ...desk.Alarm) error {
	return c.add(ctx, redis.ZAddArgs{}, alarms)
}

// SetEarlier has alarms ring at the latest when they are due: one that is set for
// an earlier moment stays so, for it was changed after these were read.
func (c *Clock) SetEarlier(ctx context.Context, alarms ...desk.Alarm) error {
	return c.add(ctx, redis.ZAddArgs{LT: true}, alarms)
}

// SetMissing sets those alarms that the clock does not know, and leaves the
// others alone: one of them may be ringing just now.
func (c *Clock) SetMissing(ctx context.Context, alarms ...desk.Alarm) error {
	return c.add(ctx, redis.ZAddArgs{NX: true}, alarms)
}

func (c *Clock) add(ctx context.Context, args redis.ZAddArgs, alarms []desk.Alarm) error {
	if len(alarms) == 0 {
		return nil
	}
	byKey := map[string][]redis.Z{}
	for _, a := range alarms {
		key := c.key(a)
		byKey[key] = append(byKey[key], redis.Z{Score: score(a.Due), Member: member(a)})
	}
	_, err := c.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
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

// A Ringing is an alarm that rings, on a lease.
type Ringing struct {
	desk.Alarm           // Due is what it was set for
	until      time.Time // the end of the lease
}

// ring takes what is due in one shard on a lease.
//
//	KEYS[1]  the shard
//	ARGV     now and the end of the lease in milliseconds, how many at most
//	returns  member, score, member, score … as they were before
//
// Its work is bounded by the third argument.
var ring = redis.NewScript(`
local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3], 'WITHSCORES')
for i = 1, #due, 2 do
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], due[i])
end
return due`)

// Ring returns what is due at now, at most limit of each shard, and keeps it
// from ringing elsewhere until the lease is over.
func (c *Clock) Ring(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]Ringing, error) {
	until := time.UnixMilli(now.Add(lease).UnixMilli())
	var all []Ringing
	for _, key := range c.keys {
		flat, err := ring.Run(ctx, c.redis, []string{key}, now.UnixMilli(), until.UnixMilli(), limit).StringSlice()
		if err != nil {
			return all, fmt.Errorf("ring %s: %w", key, err)
		}
		for i := 0; i+1 < len(flat); i += 2 {
			a, err := parse(flat[i], flat[i+1])
			if err != nil {
				c.redis.ZRem(ctx, key, flat[i]) // nobody can act on it
				continue
			}
			all = append(all, Ringing{Alarm: a, until: until})
		}
	}
	return all, nil
}

// hush removes alarms whose score is still the one given.
//
//	KEYS[1]  the shard
//	ARGV     member, score in milliseconds, member, score …
//	returns  how many were removed
//
// Its work is bounded by the number of arguments.
var hush = redis.NewScript(`
local removed = 0
for i = 1, #ARGV, 2 do
  local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if score and tonumber(score) == tonumber(ARGV[i + 1]) then
    removed = removed + redis.call('ZREM', KEYS[1], ARGV[i])
  end
end
return removed`)

// Hush takes alarms out that were set and have not rung.
func (c *Clock) Hush(ctx context.Context, alarms ...desk.Alarm) error {
	byKey := map[string][]any{}
	for _, a := range alarms {
		key := c.key(a)
		byKey[key] = append(byKey[key], member(a), dueMilli(a.Due))
	}
	for key, args := range byKey {
		if err := hush.Run(ctx, c.redis, []string{key}, args...).Err(); err != nil {
			return fmt.Errorf("hush %d alarms: %w", len(args)/2, err)
		}
	}
	return nil
}

// Done takes alarms out that rang and were acted on, unless they were set anew
// meanwhile or the lease was over and somebody else has them.
func (c *Clock) Done(ctx context.Context, rung ...Ringing) error {
	alarms := make([]desk.Alarm, len(rung))
	for i, r := range rung {
		alarms[i] = r.Alarm
		alarms[i].Due = r.until
	}
	return c.Hush(ctx, alarms...)
}

// Next is when the earliest alarm rings, if there is any.
func (c *Clock) Next(ctx context.Context) (time.Time, bool, error) {
	firsts := make([]*redis.ZSliceCmd, len(c.keys))
	_, err := c.redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, key := range c.keys {
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
			if at := time.UnixMilli(int64(z.Score)); next.IsZero() || at.Before(next) {
				next = at
			}
		}
	}
	return next, !next.IsZero(), nil
}

// Count is how many alarms are set.
func (c *Clock) Count(ctx context.Context) (int64, error) {
	var sum int64
	for _, key := range c.keys {
		n, err := c.redis.ZCard(ctx, key).Result()
		if err != nil {
			return 0, fmt.Errorf("count alarms: %w", err)
		}
		sum += n
	}
	return sum, nil
}

func (c *Clock) key(a desk.Alarm) string { return c.keys[uint64(a.Ticket)%uint64(len(c.keys))] }

// score is a due time as Redis sorts it: whole milliseconds, exact in a double
// for the next 280 000 years. It rounds up: nothing rings before it is due.
func score(due time.Time) float64 { return float64(dueMilli(due)) }

func dueMilli(due time.Time) int64 {
	ms := due.UnixMilli()
	if due.Nanosecond()%int(time.Millisecond) != 0 {
		ms++
	}
	return ms
}

// letters name the clocks in members, which are kept short: memory is paid for
// each of them.
func letters() map[desk.ClockName]string {
	return map[desk.ClockName]string{
		desk.ClockReaction: "a", desk.ClockResolution: "r", desk.ClockRemind: "m", desk.ClockClose: "c",
	}
}

// member is an alarm's name in Redis: ticket and repetition in base 36 around
// the clock's letter and the step, such as "9ix:a1.0".
func member(a desk.Alarm) string {
	return strconv.FormatInt(int64(a.Ticket), 36) + ":" + letters()[a.Clock] +
		strconv.Itoa(a.Step) + "." + strconv.FormatInt(int64(a.Rep), 36)
}

func parse(name, due string) (desk.Alarm, error) {
	bad := fmt.Errorf("alarm %q at %q: not one of ours", name, due)
	id, rest, ok := strings.Cut(name, ":")
	step, rep, dotted := strings.Cut(rest, ".")
	if !ok || !dotted || len(step) < 2 {
		return desk.Alarm{}, bad
	}
	ticket, errT := strconv.ParseInt(id, 36, 64)
	n, errS := strconv.Atoi(step[1:])
	r, errR := strconv.ParseInt(rep, 36, 32)
	at, errD := strconv.ParseFloat(due, 64)
	if errors.Join(errT, errS, errR, errD) != nil {
		return desk.Alarm{}, bad
	}
	for name, letter := range letters() {
		if letter == step[:1] {
			rung := desk.Rung{Clock: name, Step: n, Rep: int(r)}
			return desk.Alarm{Ticket: desk.TicketID(ticket), Rung: rung, Due: time.UnixMilli(int64(at))}, nil
		}
	}
	return desk.Alarm{}, bad
}
