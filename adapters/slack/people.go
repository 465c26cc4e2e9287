package slack

import (
	"context"
	"encoding/json"
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

// people remembers profiles.
type people struct {
	mu    *sync.Mutex
	known map[string]profile
}

func newPeople() people { return people{mu: new(sync.Mutex), known: map[string]profile{}} }

func (p people) get(user string) (profile, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	found, ok := p.known[user]
	return found, ok
}

func (p people) put(user string, found profile) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= mostKnown {
		clear(p.known)
	}
	p.known[user] = found
}

// known is who a user is. When Slack does not say, what was known before has to
// do: nobody's request waits for a name.
func (a *Adapter) known(ctx context.Context, user string) profile {
	now := a.Clock.Now()
	old, ok := a.people.get(user)
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
	if err := a.bot.Call(ctx, "users.info", webapi.Args{"user": user, "include_locale": "true"}, &said); err != nil {
		if ctx.Err() == nil {
			a.Log.WarnContext(ctx, "look up a person", "user", user, "error", err)
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
	a.people.put(user, found)
	return found
}

// introduce fills in who did it. Other bots are not listened to: answering them
// never ends. Of a channel's own affairs it does not matter who they are.
func (a *Adapter) introduce(ctx context.Context, e *desk.Event) (person bool) {
	if _, affair := e.Body.(desk.Reach); affair || e.From.ID == "" {
		return true
	}
	found := a.known(ctx, e.From.ID)
	if found.Name != "" {
		e.From.Name = found.Name
	}
	e.From.Locale, e.From.TimeZone = found.Locale, found.TimeZone
	return !found.bot
}

// file looks up a file of another organisation, of which only its id was told.
func (a *Adapter) file(ctx context.Context, id string) (desk.File, bool) {
	var said struct {
		File json.RawMessage `json:"file"`
	}
	err := a.bot.Call(ctx, "files.info", webapi.Args{"file": id}, &said)
	if err == nil {
		var f desk.File
		if f, err = updates.ReadFile(said.File); err == nil {
			return f, true
		}
	}
	if ctx.Err() == nil {
		a.Log.WarnContext(ctx, "look up a file", "file", id, "error", err)
	}
	return desk.File{}, false
}

// directs remembers the direct messages by whom they are with.
type directs struct {
	mu       sync.Mutex
	channels map[string]string
}

func isPerson(chat string) bool { return chat != "" && (chat[0] == 'U' || chat[0] == 'W') }

// with is the direct message with a person, as far as is known.
func (d *directs) with(person string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.channels[person]
}

func (d *directs) learn(person, channel string) {
	if !isPerson(person) {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.channels) >= mostKnown {
		clear(d.channels)
	}
	d.channels[person] = channel
}

// channel is where something for an address is posted: a person's id stands for
// the direct message with them.
func (a *Adapter) channel(ctx context.Context, chat string) (string, error) {
	if !isPerson(chat) {
		return chat, nil
	}
	if channel := a.direct.with(chat); channel != "" {
		return channel, nil
	}
	var said struct {
		Channel struct {
			ID string `json:"id"`
		} `json:"channel"`
	}
	if err := a.bot.Call(ctx, "conversations.open", webapi.Args{"users": chat}, &said); err != nil {
		return "", err
	}
	a.direct.learn(chat, said.Channel.ID)
	return said.Channel.ID, nil
}
