package main

import (
	"context"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/timers"
)

// measureBytes sets alarms as the queue does and asks Redis for their size,
// once for a small set and once for a large one, because a sorted set grows in
// steps.
func measureBytes(ctx context.Context, s *servers, _ plan) ([][2]string, error) {
	var rows [][2]string
	for _, n := range []int{10_000, 100_000} {
		each, err := bytesEach(ctx, s, n)
		if err != nil {
			return nil, err
		}
		rows = append(rows, [2]string{fmt.Sprintf("bytes an alarm, %d armed", n), fmt.Sprintf("%.0f (aim: 130 or less)", each)})
	}
	return rows, nil
}

// bytesEach sets n alarms like those of a desk with a million tickets: two
// clocks each, due within three days.
func bytesEach(ctx context.Context, s *servers, n int) (float64, error) {
	prefix := fmt.Sprint("bytes-", n)
	clock, err := timers.Open(s.redis, timers.Options{Prefix: prefix})
	if err != nil {
		return 0, err
	}
	defer func() { _ = clock.Close() }()
	begun := desk.WallClock{}.Now()
	set := make([]desk.Alarm, n)
	for i := range set {
		name := []desk.ClockName{desk.ClockReaction, desk.ClockResolution}[i%2]
		set[i] = desk.Alarm{
			Subject: desk.OfTicket(desk.TicketID(1_000_000 + i/2)), Firing: desk.Firing{Clock: name, Step: i % 4, Rep: i % 3},
			Due: begun.Add(time.Duration(i) * 72 * time.Hour / time.Duration(n)),
		}
	}
	const some = 1000
	for from := 0; from < n; from += some {
		if err := clock.Set(ctx, set[from:min(from+some, n)]...); err != nil {
			return 0, err
		}
	}
	client := s.redisClient()
	defer func() { _ = client.Close() }()
	keys, err := client.Keys(ctx, prefix+":*").Result()
	if err != nil {
		return 0, err
	}
	var bytes int64
	for _, key := range keys {
		size, err := client.MemoryUsage(ctx, key, 0).Result() // 0: count every member
		if err != nil {
			return 0, err
		}
		bytes += size
	}
	return float64(bytes) / float64(n), nil
}
