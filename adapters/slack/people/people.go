// Package people knows who is who in a Slack workspace: the bot itself, the
// people with their names and languages, and the direct messages with them.
// Slack's answers are kept for a while, so that no request waits for a name.
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
	// knownFor is how long Slack's answer about a person is kept.
	knownFor = 15 * time.Minute
	// mostKnown is how many people are kept at once.
	mostKnown = 10_000
	// waitFor is how long an event waits for its author's name, and pause how
	// long nobody is looked up after Slack did not answer, unless it says how
	// long. Their next event asks again.
	waitFor = time.Second
	pause   = 5 * time.Second
)

// A profile is what Slack knows about a person.
type profile struct {
	desk.Sender
	bot   bool
	until time.Time
}

// A Directory keeps who is who. Goroutines may share it.
type Directory struct {
	bot   webapi.Client
	clock desk.Clock
	log   *slog.Logger

	asking sync.Mutex    // held while auth.test is called
	self   *updates.Self // once auth.test has answered

	mu       sync.Mutex
	profiles map[string]profile
	direct   map[string]string // channels of direct messages, by person
	paused   time.Time         // nobody is looked up until then
}

// New makes an empty directory. It asks Slack as bot.
func New(bot webapi.Client, clock desk.Clock, log *slog.Logger) *Directory {
	return &Directory{bot: bot, clock: clock, log: log, profiles: map[string]profile{}, direct: map[string]string{}}
}

// Self returns the bot as Slack knows it; it asks once.
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

// Reader returns a decoder that looks up what updates leave out.
func (d *Directory) Reader(ctx context.Context) (updates.Decoder, error) {
	self, err := d.Self(ctx)
	return updates.Decoder{
		Self: self,
		Name: func(user string) string { return d.known(ctx, user).Name },
		File: func(id string) (desk.File, bool) { return d.file(ctx, id) },
	}, err
}

// recall and remember keep what is known by a user's id, up to a number of
// users.
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

// known returns a user's profile. If Slack does not answer, the old one is
// used: no request waits for a name. In a burst of new people Slack would refuse
// most look-ups, so they pause for as long as it says.
func (d *Directory) known(ctx context.Context, user string) profile {
	now := d.clock.Now()
	old, ok := recall(d, d.profiles, user)
	if ok && now.Before(old.until) || d.pausing(now) {
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
	asked, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	if err := d.bot.Call(asked, "users.info", webapi.Args{"user": user, "include_locale": "true"}, &said); err != nil {
		if ctx.Err() == nil {
			d.pauseAfter(err)
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

// pausing reports whether nobody is looked up now.
func (d *Directory) pausing(now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return now.Before(d.paused)
}

// pauseAfter pauses look-ups after one failed for all, and not because of the
// person.
func (d *Directory) pauseAfter(err error) {
	send, ok := errors.AsType[*desk.SendError](err)
	if ok && send.Fate == desk.Refused {
		return
	}
	wait := pause
	if ok && send.Fate == desk.Later {
		wait = max(wait, send.After)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.paused = d.clock.Now().Add(wait)
}

// Introduce adds who acted. Other bots are ignored, because answering them
// would never end. Events about a channel itself need no person.
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

// file looks up a file of another organisation, of which only the id is known.
func (d *Directory) file(ctx context.Context, id string) (desk.File, bool) {
	f, _, err := d.File(ctx, id)
	if err != nil && ctx.Err() == nil {
		d.log.WarnContext(ctx, "look up a file", "file", id, "error", err)
	}
	return f, err == nil
}

// File returns what Slack knows about a file, and its raw answer.
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

// IsPerson reports whether a chat is a person's id, which stands for the direct
// message with them.
func IsPerson(chat string) bool { return chat != "" && (chat[0] == 'U' || chat[0] == 'W') }

// Direct returns the direct message with a person, "" if it is unknown.
func (d *Directory) Direct(person string) string {
	channel, _ := recall(d, d.direct, person)
	return channel
}

// Learn records the channel that a message to a person went to.
func (d *Directory) Learn(person, channel string) {
	if IsPerson(person) {
		remember(d, d.direct, person, channel)
	}
}

// Channel returns where something for a chat is posted: a person's id stands
// for the direct message with them.
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
