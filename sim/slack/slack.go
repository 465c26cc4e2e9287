// Package slack is a Slack workspace in memory that follows Slack's rules: the
// Web API, Socket Mode and the Events API over HTTP for the bot, and verbs for
// the people in it, so that a test reads as a story and a web page can let
// somebody play every role.
//
// What Slack would refuse is refused in Slack's words. What it would accept but
// no careful app does is recorded as a violation, and every live mention of the
// bot is audited. A server can also fail on demand: rate limits, lost answers,
// duplicate or late events, an outage. It uses the given clock; nothing is
// global.
package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"vakhta/sim/slack/cast"
	"vakhta/sim/slack/delivery"
	"vakhta/sim/slack/door"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/screens"
	"vakhta/sim/slack/webapi"
	"vakhta/sim/slack/workspace"
)

// Config describes the app. Tokens and ids that are left out get defaults; see
// New.
type Config struct {
	BotToken, AppToken, SigningSecret string

	AppID, BotID, BotUserID, BotName string
	TeamID, TeamName, TeamDomain     string

	// Scopes, Events, Commands and Shortcuts are what the manifest asks for; nil
	// allows all.
	Scopes, Events, Commands, Shortcuts []string

	// Now and After are the clock; the machine's if nil.
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time

	// Patience is how long Slack waits for an acknowledgement and how long a
	// trigger id is valid: three seconds, except on a page with a fast clock.
	Patience time.Duration

	// HTTP switches from Socket Mode to the Events API at these urls.
	HTTP *Endpoints

	// BaseURL is the server's address for the app, for urls in payloads. If it
	// is empty, the host of the app's last call is used.
	BaseURL string
}

// Endpoints are the request urls of an app and the client that reaches them.
type Endpoints struct {
	Events, Commands, Actions string
	Client                    *http.Client
}

// Server is the workspace as the app sees it. Its exported parts let a test
// disturb the delivery; the embedded stage is where people act.
type Server struct {
	// Post delivers events: it can hold, delay and double them.
	Post *delivery.Post
	// Sockets is Socket Mode: it can refresh, drop and garble connections.
	Sockets *delivery.Sockets
	// Webhooks is the Events API, nil in Socket Mode.
	Webhooks *delivery.Webhooks

	*cast.Stage

	config  Config
	ledger  *ledger.Ledger
	space   *workspace.Workspace
	screens *screens.Screens
	api     *webapi.API
}

type (
	// Message is what everybody in a channel sees.
	Message = cast.Message
	// View is a modal or a Home tab.
	View = cast.View
	// Ephemeral is a message only one person sees.
	Ephemeral = cast.Ephemeral
	// Person is somebody in the workspace.
	Person = cast.Person
	// Room is a channel as its members see it.
	Room = cast.Room
	// Opts are a person's properties besides their name.
	Opts = cast.Opts
	// Upload is a file somebody shares.
	Upload = cast.Upload
	// Call is one recorded call of the app.
	Call = door.Call
	// Fault is how a call fails when a test orders it.
	Fault = door.Fault
)

// New returns a workspace with only the app's bot.
func New(c Config) *Server {
	fill(&c)
	app := ledger.App{
		AppID: c.AppID, BotID: c.BotID, BotUserID: c.BotUserID, BotName: c.BotName,
		TeamID: c.TeamID, TeamName: c.TeamName, TeamDomain: c.TeamDomain,
	}
	s := &Server{config: c, ledger: ledger.New(app, c.Now)}
	s.space = workspace.New(s.ledger, s.announce)
	s.screens = screens.New(s.ledger, c.Patience)
	s.Sockets = delivery.NewSockets(c.AppID, c.After, c.Patience)
	var line delivery.Line = s.Sockets
	if c.HTTP != nil {
		s.Webhooks = &delivery.Webhooks{
			EventsURL: c.HTTP.Events, CommandsURL: c.HTTP.Commands, ActionsURL: c.HTTP.Actions, Client: c.HTTP.Client,
			Secret: c.SigningSecret, Now: c.Now, After: c.After, Patience: c.Patience,
		}
		line = s.Webhooks
	}
	s.Post = delivery.NewPost(line, c.After)
	front := door.Config{BotToken: c.BotToken, AppToken: c.AppToken, Scopes: c.Scopes, Now: c.Now, After: c.After}
	s.api = webapi.New(front, s.space, s.screens, s.Sockets)
	s.Stage = cast.New(cast.Config{Space: s.space, Screens: s.screens, API: s.api, Post: s.Post, Commands: c.Commands, Shortcuts: c.Shortcuts, Base: s.base})
	return s
}

// fill sets the defaults of a config.
func fill(c *Config) {
	for field, value := range map[*string]string{
		&c.BotToken: "xoxb-fake-bot", &c.AppToken: "xapp-fake-app", &c.SigningSecret: "fake-signing-secret",
		&c.AppID: "A0DESK", &c.BotID: "B0DESK", &c.BotUserID: "U0DESK", &c.BotName: "vakhta",
		&c.TeamID: "T0SHOP", &c.TeamName: "Shop", &c.TeamDomain: "shop",
	} {
		if *field == "" {
			*field = value
		}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.After == nil {
		c.After = time.After
	}
	if c.Patience == 0 {
		c.Patience = 3 * time.Second
	}
}

// ServeHTTP serves the app: the Web API, its uploads and response urls, and the
// websocket of Socket Mode.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/link/") && !s.api.Down() {
		s.Sockets.ServeHTTP(w, r)
		return
	}
	s.api.ServeHTTP(w, r)
}

// Close ends every delivery and connection, and returns when all have ended.
func (s *Server) Close() {
	s.Post.Stop()
	s.Sockets.Close()
	s.Post.Close()
}

// WaitConnected returns when the app has at least n sockets open.
func (s *Server) WaitConnected(ctx context.Context, n int) error {
	if err := s.Sockets.WaitConnected(ctx, n); err != nil {
		return fmt.Errorf("wait for %d sockets of the app: %w", n, err)
	}
	return nil
}

// announce wraps an event in the outer event and posts it, if the app
// subscribed to it.
func (s *Server) announce(e workspace.Event) {
	if s.config.Events != nil && !slices.Contains(s.config.Events, e.Name) {
		return
	}
	c := s.config
	body, err := json.Marshal(map[string]any{
		"token": "verification", "team_id": c.TeamID, "api_app_id": c.AppID, "context_team_id": c.TeamID,
		"type": "event_callback", "event_id": e.ID, "event_time": e.At.Unix(), "event_context": "4-" + e.ID,
		"event": e.Inner, "is_ext_shared_channel": e.Shared,
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": c.TeamID, "user_id": c.BotUserID, "is_bot": true, "is_enterprise_install": false,
		}},
	})
	if err != nil {
		panic(fmt.Sprintf("sim/slack: event %s cannot be encoded: %v", e.Name, err))
	}
	s.Post.Event(body)
}

// base returns the server's address for the app.
func (s *Server) base() string {
	if s.config.BaseURL != "" {
		return strings.TrimSuffix(s.config.BaseURL, "/")
	}
	return "http://" + s.api.Host()
}
