package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"

	"vakhta/app"
	"vakhta/oncall"
)

// feedsCommand prints where the calendars of people on call are.
type feedsCommand struct {
	app.DeskOptions
	app.WatchOptions
	Base string `help:"The bot's public address, such as https://desk.example.org." default:"https://desk.example.org"`
}

// Help says what an address gives away.
func (feedsCommand) Help() string {
	return "One address for each team with a schedule, and one for each person on call in it. Who has an address can read that calendar " +
		"and nothing else; a new ONCALL_KEY makes all of them invalid."
}

// Run prints them.
func (c feedsCommand) Run(_ context.Context, std streams) error {
	if c.OnCallKey == "" {
		return errors.New("ONCALL_KEY is not set: there are no feeds; set it to a long random text")
	}
	d, _, err := c.Load()
	if err != nil {
		return err
	}
	for _, code := range slices.Sorted(maps.Keys(d.Teams)) {
		team := d.Teams[code]
		for _, person := range append([]string{""}, team.OnCall.People()...) {
			if team.OnCall == nil {
				continue
			}
			query := url.Values{"key": {oncall.FeedKey(c.OnCallKey, code, person)}}
			if person != "" {
				query.Set("person", person)
			}
			if _, err := fmt.Fprintf(std.out, "%s/oncall/%s.ics?%s\n", c.Base, url.PathEscape(code), query.Encode()); err != nil {
				return err
			}
		}
	}
	return nil
}
