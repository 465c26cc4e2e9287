package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"vakhta/adapters/slack"
	"vakhta/classify"
	"vakhta/conversations"
	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
	"vakhta/timers"
)

// newEngine wires the engine as the program does: the classifier reads every
// text, and alarms are set in Redis. Nothing delivers.
func newEngine(d *desk.Desk, store *storage.DB, clock *timers.Queue) (*conversations.Engine, error) {
	model, err := classify.Load()
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.DiscardHandler)
	return conversations.New(conversations.Config{
		Tickets: tickets.NewService(tickets.Config{
			Store: store, Desk: d.With(map[desk.Platform]desk.Traits{desk.Slack: slack.Traits()}), Clock: desk.WallClock{}, Log: log, Alarms: timers.NewWatch(clock, log),
		}),
		Clock: desk.WallClock{}, Log: log,
		Classifier: classify.NewGuesser(model, nil, desk.WallClock{}),
		Invite:     func(desk.Platform, string) string { return "" },
	}), nil
}

// accountID and its kin name what person n does, each of them by the number.
func accountID(n int) string { return fmt.Sprint("U", n) }

// request is what person n writes to the bot in private.
func request(n int, at time.Time) desk.Event {
	place := desk.Address{Platform: desk.Slack, Chat: fmt.Sprint("D", n)}
	return desk.Event{
		ID: desk.EventID(fmt.Sprint("slack:E", n)), At: at,
		From: desk.Sender{Account: desk.Account{Platform: desk.Slack, ID: accountID(n)}, Name: "Maria Petrova", Locale: desk.English, TimeZone: "Europe/London"},
		In:   desk.Place{Address: place, Private: true},
		Body: desk.Said{
			Message: desk.MessageRef{Address: place, Message: fmt.Sprint("M", n)}, ToBot: true,
			Text: "The checkout page of the shop is down, customers see error 502 after they pay",
		},
	}
}

// meet puts people into the store who wrote before: those with the numbers from
// one up to another, each staff of the project that SQL makes of n.
func meet(ctx context.Context, database string, from, to int, project string) error {
	const met = `'2026-01-01T00:00:00Z'`
	return execute(ctx, database,
		fmt.Sprintf(`insert into people (handle, name, platform, account, locale, time_zone, met_at)
			select null, 'Maria Petrova', 'slack', 'U' || n, 'en', 'Europe/London', %s from generate_series(%d, %d) n`, met, from, to-1),
		fmt.Sprintf(`insert into accounts (platform, account, person)
			select platform, account, id from people where handle is null and account in (select 'U' || n from generate_series(%d, %d) n)`, from, to-1),
		fmt.Sprintf(`insert into members (person, project, role, since)
			select id, %s, 'staff', %s from (select id, substr(account, 2)::bigint as n from people where handle is null) p
			where n >= %d and n < %d`, project, met, from, to),
		`vacuum analyze people, accounts, members`)
}
