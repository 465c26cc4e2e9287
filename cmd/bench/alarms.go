package main

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"vakhta/desk"
	"vakhta/deskfile"
	simslack "vakhta/sim/slack"
	"vakhta/storage"
	"vakhta/timers"
)

const (
	armed = 10_000
	// dueAtOnce is how many of them are due evenly within one second, each in a
	// project of its own.
	dueAtOnce = 1000
	// getReady is how long before that second the bot starts.
	getReady = 12 * time.Second
	// arming is how long arming all of them may take before that.
	arming = 30 * time.Second
	// late is how long to wait for the last alarm.
	late = 30 * time.Second
)

// measureAlarms runs the program as a process of its own, with this machine's
// PostgreSQL and Redis and the simulated Slack.
func measureAlarms(ctx context.Context, s *servers, _ plan) ([][2]string, error) {
	path := filepath.Join(s.dir, "alarms.yaml")
	if err := writeDesk(path); err != nil {
		return nil, err
	}
	d, _, err := deskfile.Load(path)
	if err != nil {
		return nil, err
	}
	slack := newEar(simslack.New(simslack.Config{BotToken: slackToken, SigningSecret: slackSecret}))
	served := httptest.NewServer(slack)
	defer served.Close()
	slack.settle()

	program, err := buildBot(ctx, s.dir)
	if err != nil {
		return nil, err
	}
	run := func(database string) (*bot, error) {
		return startBot(ctx, program, []string{
			"DESK_CONFIG=" + path, "DATABASE_URL=" + database, "REDIS_URL=" + s.redis, "LOG_LEVEL=warn",
			"SLACK_BOT_TOKEN=" + slackToken, "SLACK_SIGNING_SECRET=" + slackSecret, "SLACK_API_URL=" + served.URL + "/api/",
		})
	}
	idle, err := idleMemory(ctx, s, run)
	if err != nil {
		return nil, err
	}

	database, err := s.database(ctx, "alarms")
	if err != nil {
		return nil, err
	}
	var clock desk.WallClock
	second := clock.Now().Add(arming + getReady).Truncate(time.Second)
	if err := seed(ctx, s, database, d, second); err != nil {
		return nil, err
	}
	if clock.Now().After(second.Add(-getReady)) {
		return nil, errors.New("this machine is too busy to arm the alarms in time: try again")
	}
	b, err := run(database)
	if err != nil {
		return nil, err
	}
	defer b.stop() //nolint:errcheck // the measurement is complete
	if err := slack.wait(ctx, clock, second.Add(time.Second+late)); err != nil {
		return nil, err
	}
	memory, err := b.memory()
	if err != nil {
		return nil, err
	}
	return append(slack.lateness(second),
		[2]string{"armed, due in one second", fmt.Sprintf("%d, %d", armed, dueAtOnce)},
		[2]string{"the bot's memory, idle", idle.String() + " (aim: under 60 MB)"},
		[2]string{"the bot's memory, then", memory.String() + " (aim: under 60 MB)"},
	), b.stop()
}

// idleMemory returns the memory of a bot with nothing to do.
func idleMemory(ctx context.Context, s *servers, run func(string) (*bot, error)) (memory, error) {
	database, err := s.database(ctx, "idle")
	if err != nil {
		return memory{}, err
	}
	b, err := run(database)
	if err != nil {
		return memory{}, err
	}
	defer b.stop() //nolint:errcheck // the measurement is complete
	settled := desk.WallClock{}.Timer(desk.WallClock{}.Now().Add(3 * time.Second))
	<-settled.C()
	m, err := b.memory()
	return m, errors.Join(err, b.stop())
}

// seed registers the tickets that are due in the second through the engine, and
// marks their notices as delivered long ago. The others are copies of them, due
// hours later. The bot's own sweep sets all alarms in Redis.
func seed(ctx context.Context, s *servers, database string, d *desk.Desk, second time.Time) error {
	if err := meet(ctx, database, firstPerson, firstPerson+dueAtOnce, `'A' || (1000 + n % 1000)`); err != nil {
		return err
	}
	clock, err := timers.Open(s.redis, timers.Options{Prefix: "seed"})
	if err != nil {
		return err
	}
	defer func() { _ = clock.Close() }()
	store, err := storage.Open(ctx, database)
	if err != nil {
		return err
	}
	defer store.Close()
	engine, err := newEngine(d, store, clock)
	if err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(8)
	for i := range dueAtOnce {
		group.Go(func() error {
			_, err := engine.Handle(ctx, request(firstPerson+i, dueAt(second, i).Add(-ladderAfter)))
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return execute(ctx, database,
		// The managers were called before.
		fmt.Sprintf(`insert into people (handle, name, platform, account, locale, time_zone, met_at)
			select 'm' || n, 'Manager ' || n, 'slack', 'UM' || (1000 + n), '', '', '2026-01-01T00:00:00Z' from generate_series(0, %d) n`, projects-1),
		`update notices set state = 'sent', settled_at = planned, sent_message = 'M' || id`,
		`insert into slots (ticket, slot, platform, chat, thread, message)
			select ticket, slot, platform, chat, thread, sent_message from notices where slot <> ''`,
		// Copy k has the ticket's number plus k, and an id shifted by k times
		// the range of ids.
		`create temp table copies as select t.*, k, (select max(id) - min(id) + 1 from tickets) * k as off
			from tickets t, generate_series(1, `+fmt.Sprint(armed/dueAtOnce-1)+`) k`,
		`create temp table alarms_of_copies as select id + off as ticket, clock, step, rep, due + interval '3 hours' as due
			from timers a join copies c on c.id = a.ticket`,
		`update copies set id = id + off, number = number + k`,
		`alter table copies drop column k, drop column off`,
		`insert into tickets overriding system value select * from copies`,
		`insert into timers (ticket, clock, step, rep, due) select * from alarms_of_copies`,
		`vacuum analyze`)
}

// dueAt returns when the alarm of project i's first ticket is due.
func dueAt(second time.Time, i int) time.Time {
	return second.Add(time.Duration(i) * time.Second / dueAtOnce)
}

// percentile of sorted durations.
func percentile(sorted []time.Duration, share float64) time.Duration {
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// describe returns the lateness of alarms, a line for each figure.
func describe(late []time.Duration) [][2]string {
	slices.Sort(late)
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
	return [][2]string{
		{"lateness at the messenger, p50", ms(percentile(late, 0.50))},
		{"lateness at the messenger, p99", ms(percentile(late, 0.99)) + " (aim: under 20 ms)"},
		{"lateness at the messenger, max", ms(late[len(late)-1])},
	}
}
