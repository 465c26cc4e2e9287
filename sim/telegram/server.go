// Package telegram is a Telegram Bot API server in memory that follows the
// platform's rules, for tests and for the demo. A Server is an http.Handler for
// one bot, over any listener. People, groups and forums are made on it and act
// through verbs (a User Starts, Says, Presses); what the bot did is read back
// as Messages, which are snapshots of what a person sees. It refuses what
// Telegram refuses, in Telegram's words and order, fails on demand, and records
// every call. Its parts, from the bottom up: wire (the JSON), markup
// (formatting), request (reading calls), updates (the queue and the webhook),
// world (people, chats and their rules), content and api (the methods), flood,
// faults, and seen (what people see).
package telegram

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"vakhta/sim/telegram/api"
	"vakhta/sim/telegram/faults"
	"vakhta/sim/telegram/flood"
	"vakhta/sim/telegram/request"
	"vakhta/sim/telegram/seen"
	"vakhta/sim/telegram/updates"
	"vakhta/sim/telegram/wire"
	"vakhta/sim/telegram/world"
)

// A Config says who the bot is and which clock the server uses.
type Config struct {
	Token    string // "<bot id>:<secret>"; default "7000:token"
	Username string // default "vakhta_bot"
	Name     string // default "Vakhta"
	// ReadsAll turns the privacy mode off.
	ReadsAll bool
	// Flood turns the rate limits on.
	Flood bool
	// FirstUpdate is the id of the first update, 1 by default.
	FirstUpdate int
	// Now and After are the clock; the machine's by default.
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
	// Client calls the bot's webhook.
	Client *http.Client
}

// A Server is a simulated Bot API server. New makes one.
type Server struct {
	cfg   Config
	table request.Table
	queue *updates.Queue

	mu         sync.Mutex
	world      *world.World
	api        *api.API
	flood      flood.Gate
	faults     faults.Set
	calls      []Call
	violations []string
	version    uint64
	changed    chan struct{}
}

// New returns a server with one bot and nobody else.
func New(cfg Config) *Server {
	cfg = withDefaults(cfg)
	id, _, _ := strings.Cut(cfg.Token, ":")
	botID, _ := strconv.ParseInt(id, 10, 64)
	bot := wire.User{ID: botID, IsBot: true, FirstName: cfg.Name, Username: cfg.Username}
	s := &Server{
		cfg: cfg, table: request.Documented(), changed: make(chan struct{}),
		queue: updates.NewQueue(cfg.FirstUpdate, cfg.Now, cfg.After),
	}
	s.world = world.New(bot, cfg.ReadsAll, cfg.Now, s.queue.Push)
	s.api = api.New(s.world, s.queue, cfg.Now)
	return s
}

// withDefaults fills in the defaults.
func withDefaults(cfg Config) Config {
	if cfg.Token == "" {
		cfg.Token = "7000:token"
	}
	if cfg.Username == "" {
		cfg.Username = "vakhta_bot"
	}
	if cfg.Name == "" {
		cfg.Name = "Vakhta"
	}
	if cfg.FirstUpdate == 0 {
		cfg.FirstUpdate = 1
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.After == nil {
		cfg.After = time.After
	}
	if cfg.Client == nil {
		cfg.Client = http.DefaultClient
	}
	return cfg
}

// Run delivers updates to the bot's webhook, if it sets one, until ctx ends. It
// is not needed for a bot that polls.
func (s *Server) Run(ctx context.Context) error { return s.queue.Run(ctx, s.cfg.Client) }

// Token returns the bot's token.
func (s *Server) Token() string { return s.cfg.Token }

// change calls f on the world and notifies watchers.
func (s *Server) change(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
	s.bump()
}

// bump notifies watchers; the lock is held.
func (s *Server) bump() {
	s.version++
	close(s.changed)
	s.changed = make(chan struct{})
}

// Watch returns the state's version, and a channel that is closed at the next change.
func (s *Server) Watch() (version uint64, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.version, s.changed
}

// Until waits until holds returns true, asking again at each change. Tests in
// fake time do not need it: they call synctest.Wait and look.
func (s *Server) Until(ctx context.Context, holds func() bool) error {
	for {
		_, changed := s.Watch() // before looking, so that no change in between is missed
		if holds() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// A Call is one request of the bot and its answer. Code is 200 for success and
// 0 for a call that was never answered.
type Call struct {
	request.Request
	At          time.Time
	Code        int
	Description string
}

// Calls returns all calls so far, or those of the named methods. Long polls are
// left out unless named.
func (s *Server) Calls(names ...string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.calls), func(c Call) bool {
		if len(names) == 0 {
			return c.Method == "getUpdates"
		}
		return !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, c.Method) })
	})
}

// Violations returns the differences between the bot's calls and the Bot API's
// documentation. A test expects none.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// File returns a stored file's bytes with its name and type, as a client shows it.
func (s *Server) File(id string) (data []byte, name, mimeType string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.world.FileByID(id)
	if f == nil {
		return nil, "", "", false
	}
	return f.Data, f.FileName, f.MimeType, true
}

// Commands returns the menu of commands that a person sees in a chat.
func (s *Server) Commands(chat, user int64) ([]wire.BotCommand, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.api.Menu(chat, user)
}

// State returns everything there is to see, at one moment.
func (s *Server) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := seen.All(s.world)
	st.Version = s.version
	return st
}

// Pending returns the number of updates that the bot has not confirmed.
func (s *Server) Pending() int { return s.queue.Pending() }
