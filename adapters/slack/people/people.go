// Package people knows who is who in a Slack workspace: the bot itself, the people
// with their names and languages, and the direct messages with them. What Slack
// told is remembered for a while, so that nobody's request waits for a name.
package people

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"vakhta/adapters/slack/updates"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

const (
	// knownFor is how long what Slack told of a person is believed.
	knownFor = 15 * time.Minute
	// mostKnown is how many people are remembered at once.
	mostKnown = 10_000
)

// A profile is what Slack tells of a person.
type profile struct {
	desk.Sender
	bot   bool
	until time.Time
}

// A Directory remembers who is who. It is safe for use by several goroutines.
type Directory struct {
	bot   webapi.Client
	clock desk.Clock
	log   *slog.Logger

	asking sync.Mutex    // held while auth.test is asked
	self   *updates.Self // once auth.test has told

	mu       sync.Mutex
	profiles map[string]profile
	direct   map[string]string // channels of direct messages, by whom they are with
}

// New makes a directory that knows nobody yet. It asks Slack as bot.
func New(bot webapi.Client, clock desk.Clock, log *slog.Logger) *Directory {
	return &Directory{bot: bot, clock: clock, log: log, profiles: map[string]profile{}, direct: map[string]string{}}
}

// Self is the bot, as Slack knows it; asked once.
func (d *Directory) Self(ctx context.Context) (updates.Self, error) {
	d.asking.Lock()
	defer d.asking.Unlock()
	if d.self != nil {
		return *d.self, nil
	}
	var self updates.Self
	if err := d.bot.Call(ctx, "auth.test", nil, &self); err != nil {
		return self, err
	}
	d.self = &self
	return self, nil
}

// Reader decodes updates, and looks up what they leave out.
func (d *Directory) Reader(ctx context.Context) (updates.Decoder, error) {
	self, err := d.Self(ctx)
	return updates.Decoder{
		Self: self,
		Name: func(user string) string { return d.known(ctx, user).Name },
		File: func(id string) (desk.File, bool) { return d.file(ctx, id) },
	}, err
}

// recall and remember keep what is known by a user's id, of so many at most.
func recall[V any](d *Directory, in map[string]V, user string) (V, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	found, ok := in[user]
	return found, ok
}

func remember[V any](d *Directory, in map[string]V, user string, v V) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(in) >= mostKnown {
		clear(in)
	}
	in[user] = v
}

// known is who a user is. When Slack does not say, what was known before has to
// do: nobody's request waits for a name.
func (d *Directory) known(ctx context.Context, user string) profile {
	now := d.clock.Now()
	old, ok := recall(d, d.profiles, user)
	if ok && now.Before(old.until) {
		return old
	}
	var said struct {
		User struct {
			Name    string `json:"name"`
			Real    string `json:"real_name"`
			Zone    string `json:"tz"`
			Locale  string `json:"locale"`
			Bot     bool   `json:"is_bot"`
			Profile struct {
				Real    string `json:"real_name"`
				Display string `json:"display_name"`
			} `json:"profile"`
		} `json:"user"`
	}
	if err := d.bot.Call(ctx, "users.info", webapi.Args{"user": user, "include_locale": "true"}, &said); err != nil {
		if ctx.Err() == nil {
			d.log.WarnContext(ctx, "look up a person", "user", user, "error", err)
		}
		return old
	}
	u := said.User
	found := profile{bot: u.Bot, until: now.Add(knownFor), Sender: desk.Sender{
		Account: desk.Account{Platform: desk.Slack, ID: user}, TimeZone: u.Zone, Locale: desk.ParseLocale(u.Locale),
	}}
	for _, name := range []string{u.Real, u.Profile.Real, u.Profile.Display, u.Name} {
		if found.Name = name; name != "" {
			break
		}
	}
	remember(d, d.profiles, user, found)
	return found
}

// Introduce fills in who did it. Other bots are not listened to: answering them
// never ends. Of a channel's own affairs it does not matter who they are.
func (d *Directory) Introduce(ctx context.Context, e *desk.Event) (person bool) {
	if _, affair := e.Body.(desk.Reach); affair || e.From.ID == "" {
		return true
	}
	found := d.known(ctx, e.From.ID)
	if found.Name != "" {
		e.From.Name = found.Name
	}
	e.From.Locale, e.From.TimeZone = found.Locale, found.TimeZone
	return !found.bot
}

// file looks up a file of another organisation, of which only its id was told.
func (d *Directory) file(ctx context.Context, id string) (desk.File, bool) {
	f, _, err := d.File(ctx, id)
	if err != nil && ctx.Err() == nil {
		d.log.WarnContext(ctx, "look up a file", "file", id, "error", err)
	}
	return f, err == nil
}

// File is what Slack knows of a file by now, and how it says so.
func (d *Directory) File(ctx context.Context, id string) (desk.File, json.RawMessage, error) {
	var said struct {
		File json.RawMessage `json:"file"`
	}
	if err := d.bot.Call(ctx, "files.info", webapi.Args{"file": id}, &said); err != nil {
		return desk.File{}, nil, err
	}
	f, err := updates.ReadFile(said.File)
	if err != nil {
		err = &desk.SendError{Fate: desk.Unknown, Err: errors.New("files.info: an answer of another shape")}
	}
	return f, said.File, err
}

// IsPerson reports whether a chat is named by a person's id: it stands for the
// direct message with them.
func IsPerson(chat string) bool { return chat != "" && (chat[0] == 'U' || chat[0] == 'W') }

// Direct is the direct message with a person, "" while it is not known.
func (d *Directory) Direct(person string) string {
	channel, _ := recall(d, d.direct, person)
	return channel
}

// Learn notes that a message to a person went to a channel.
func (d *Directory) Learn(person, channel string) {
	if IsPerson(person) {
		remember(d, d.direct, person, channel)
	}
}

// Channel is where something for an address is posted: a person's id stands for
// the direct message with them.
func (d *Directory) Channel(ctx context.Context, chat string) (string, error) {
	if !IsPerson(chat) {
		return chat, nil
	}
	if channel := d.Direct(chat); channel != "" {
		return channel, nil
	}
	var said struct {
		Channel struct {
			ID string `json:"id"`
		} `json:"channel"`
	}
	if err := d.bot.Call(ctx, "conversations.open", webapi.Args{"users": chat}, &said); err != nil {
		return "", err
	}
	d.Learn(chat, said.Channel.ID)
	return said.Channel.ID, nil
}
