package main

import (
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/alecthomas/kong"

	"vakhta/desk"
	"vakhta/desk/deskfile"
)

// deskFlags say which desk is meant.
type deskFlags struct {
	Config string `env:"DESK_CONFIG" default:"desk.yaml" help:"Path of desk.yaml."`
}

// load reads the desk. Mistakes in it are all told at once.
func (f deskFlags) load() (*desk.Desk, error) { return deskfile.Load(f.Config) }

// storeFlags say where the desk keeps what it remembers.
type storeFlags struct {
	DatabaseURL string `env:"DATABASE_URL" help:"PostgreSQL 14 or later; empty: a private server under --data-dir."`
	RedisURL    string `env:"REDIS_URL" help:"Redis 6.2 or later, or Valkey; several nodes by commas for a cluster; empty: in this process."`
	DataDir     string `env:"DATA_DIR" default:"./data" help:"Where the private services keep their files."`
}

// messengerFlags turn the messengers on.
type messengerFlags struct {
	TelegramToken      string `name:"telegram-bot-token" env:"TELEGRAM_BOT_TOKEN" help:"Turns Telegram on."`
	TelegramAPI        string `name:"telegram-api-url" env:"TELEGRAM_API_URL" help:"Bot API server; empty: Telegram's."`
	TelegramWebhook    string `name:"telegram-webhook-url" env:"TELEGRAM_WEBHOOK_URL" help:"The whole public address, path /telegram included; empty: long polling."`
	TelegramSecret     string `name:"telegram-webhook-secret" env:"TELEGRAM_WEBHOOK_SECRET" help:"1 to 256 of A-Z, a-z, 0-9, _ and -."`
	SlackBotToken      string `env:"SLACK_BOT_TOKEN" help:"Turns Slack on (xoxb-…)."`
	SlackAppToken      string `env:"SLACK_APP_TOKEN" help:"Socket Mode (xapp-…)."`
	SlackSigningSecret string `env:"SLACK_SIGNING_SECRET" help:"Events API over HTTP: /slack/events, /slack/commands, /slack/actions."`
	SlackAPI           string `name:"slack-api-url" env:"SLACK_API_URL" help:"Web API root, ending in /; empty: Slack's."`
}

// logFlags say what is logged and how.
type logFlags struct {
	Format string `name:"log-format" env:"LOG_FORMAT" enum:"text,json" default:"text" help:"text or json."`
	Level  string `name:"log-level" env:"LOG_LEVEL" enum:"debug,info,warn,error" default:"info" help:"debug, info, warn or error."`
}

func (f logFlags) logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(f.Level)); err != nil {
		level = slog.LevelInfo
	}
	opts := &slog.HandlerOptions{Level: level}
	if f.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}

// secretFiles lets every environment variable of a flag also be given as
// NAME_FILE, a file that holds its value; the variable itself wins.
func secretFiles(env func(string) (string, bool), read func(string) ([]byte, error)) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, f *kong.Flag) (any, error) {
		for _, name := range f.Envs {
			if _, set := env(name); set {
				return nil, nil
			}
			path, ok := env(name + "_FILE")
			if !ok || path == "" {
				continue
			}
			b, err := read(path)
			if err != nil {
				return nil, fmt.Errorf("%s_FILE: %w", name, err)
			}
			return strings.TrimSpace(string(b)), nil
		}
		return nil, nil
	})
}
