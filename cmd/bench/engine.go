package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"vakhta/app"
	"vakhta/classify"
	"vakhta/conversations"
	"vakhta/desk"
	"vakhta/storage"
	"vakhta/timers"
)

// newEngine wires the desk as the program does: the classifier reads every
// text, and alarms are set in Redis. No courier runs, so nothing is delivered.
func newEngine(d *desk.Desk, store *storage.DB, alarms *timers.Queue) (*conversations.Engine, error) {
	model, err := classify.Load()
	if err != nil {
		return nil, err
	}
	a, err := app.New(app.Config{
		Desk: d, Services: &app.Services{Store: store, Alarms: alarms},
		Messengers: app.MessengerOptions{SlackBotToken: slackToken, SlackSigningSecret: slackSecret},
		Classifier: classify.NewGuesser(model, nil, desk.WallClock{}),
		Clock:      desk.WallClock{}, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return nil, err
	}
	return a.Engine, nil
}

// accountID and the functions below name what person n does.
func accountID(n int) string { return fmt.Sprint("U", n) }

// request returns what person n writes to the bot in private. It affects one
// customer: reports of an outage by many people would be linked to one ticket.
func request(n int, at time.Time) desk.Event {
	place := desk.Address{Platform: desk.Slack, Chat: fmt.Sprint("D", n)}
	return desk.Event{
		ID: desk.EventID(fmt.Sprint("slack:E", n)), At: at,
		From: desk.Sender{Account: desk.Account{Platform: desk.Slack, ID: accountID(n)}, Name: "Maria Petrova", Locale: desk.English, TimeZone: "Europe/London"},
		In:   desk.Place{Address: place, Private: true},
		Body: desk.Said{
			Message: desk.MessageRef{Address: place, Message: fmt.Sprint("M", n)}, ToBot: true,
			Text: "One customer cannot pay for her order, the page shows error 502; everybody else can",
		},
	}
}

// meet adds people to the store who have written before: those with the numbers
// from up to to, each staff of the project that SQL makes of n.
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
