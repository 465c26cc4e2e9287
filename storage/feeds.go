package storage

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const selectFeeds = `select name, seal, read_at, fails_since, fault from feeds order by name`

// Feeds returns how the reading of the calendars stands, by name.
func (tx *Tx) Feeds(ctx context.Context) ([]desk.FeedState, error) {
	scan := func(row pgx.CollectableRow) (s desk.FeedState, err error) {
		err = row.Scan(&s.Name, &s.Seal, pgtx.Timestamp{T: &s.ReadAt}, pgtx.Timestamp{T: &s.FailsSince}, &s.Fault)
		return s, err
	}
	return pgtx.Rows(ctx, tx.t, "read the state of calendars", scan, selectFeeds)
}

const (
	feedRead = `
insert into feeds (name, seal, read_at) values ($1, $2, $3)
on conflict (name) do update set seal = $2, read_at = $3, fails_since = null, fault = ''`
	clearFeed    = `delete from feed_events where feed = $1`
	insertEvents = `
insert into feed_events (feed, handle, begins_at, ends_at)
select $1, * from unnest($2::text[], $3::timestamptz[], $4::timestamptz[])`
	// A copy of another source is none: this one was read never.
	clearOther = `delete from feed_events e using feeds f where f.name = $1 and e.feed = f.name and f.seal <> $2`
	feedFailed = `
insert into feeds (name, seal, fails_since, fault) values ($1, $2, $3, $4)
on conflict (name) do update set seal = $2, fault = $4,
read_at = case when feeds.seal = $2 then feeds.read_at end,
fails_since = case when feeds.seal = $2 then coalesce(feeds.fails_since, $3) else $3 end`
	dropFeeds = `delete from feeds where name <> all($1)`
)

// ReadFeed replaces the events of a calendar.
func (tx *Tx) ReadFeed(f desk.Feed, events []desk.Override, now time.Time) {
	var who []string
	var from, until []time.Time
	for _, e := range events {
		who, from, until = append(who, e.Who), append(from, e.From), append(until, e.Until)
	}
	tx.t.Later("note that a calendar was read", feedRead, f.Name, f.Seal(), pgtx.At(now))
	tx.t.Later("forget the events of a calendar", clearFeed, f.Name)
	tx.t.Later("store the events of a calendar", insertEvents, f.Name, who, from, until)
}

// FailFeed stores that a calendar could not be read. Its last copy stays.
func (tx *Tx) FailFeed(f desk.Feed, fault desk.FeedFault, now time.Time) {
	tx.t.Later("forget the events of another source", clearOther, f.Name, f.Seal())
	tx.t.Later("note that a calendar was not read", feedFailed, f.Name, f.Seal(), pgtx.At(now), string(fault))
}

// DropFeeds deletes the calendars that are not among these.
func (tx *Tx) DropFeeds(kept []desk.Feed) {
	names := []string{}
	for _, f := range kept {
		names = append(names, f.Name)
	}
	tx.t.Later("forget calendars that are not named any more", dropFeeds, names)
}

const selectFeedEvents = `
select f.name, f.seal, e.handle, e.begins_at, e.ends_at from feeds f join feed_events e on e.feed = f.name
where e.ends_at > $1 order by f.name, e.begins_at, e.ends_at, e.handle`

// FeedEvents returns the events of all calendars that end after a moment, each
// calendar's by their beginnings.
func (tx *Tx) FeedEvents(ctx context.Context, since time.Time) ([]desk.DutyChange, error) {
	scan := func(row pgx.CollectableRow) (c desk.DutyChange, err error) {
		err = row.Scan(&c.Feed, &c.Seal, &c.Who, pgtx.Timestamp{T: &c.From}, pgtx.Timestamp{T: &c.Until})
		c.Team, _ = strings.CutPrefix(c.Feed, "team/")
		if c.Team == c.Feed {
			c.Team = "" // a person's
		}
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read the events of calendars", scan, selectFeedEvents, pgtx.At(since))
}
