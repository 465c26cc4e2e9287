package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"strings"

	"github.com/alecthomas/kong"

	"vakhta/adapters/slack"
	"vakhta/adapters/telegram"
	"vakhta/desk"
	"vakhta/deskfile"
)

// deskFlags say which desk is meant.
type deskFlags struct {
	Config string `env:"DESK_CONFIG" default:"desk.yaml" help:"Path of desk.yaml."`
}

// beginDesk says how to come by a desk.yaml.
const beginDesk = "begin it from desk.example.yaml, or set DESK_CONFIG to where it is"

// load reads the desk. Mistakes in it are all told at once.
func (f deskFlags) load() (*desk.Desk, error) {
	d, err := deskfile.Load(f.Config)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", err, beginDesk)
	}
	return d, err
}

// storeFlags say where the desk keeps what it remembers.
type storeFlags struct {
	DatabaseURL string `env:"DATABASE_URL" hidden:"" secret:"" help:"PostgreSQL 14 or later; empty: a private server under --data-dir."`
	RedisURL    string `env:"REDIS_URL" hidden:"" secret:"" help:"Redis 6.2 or later, or Valkey; several nodes by commas for a cluster; empty: in this process."`
	DataDir     string `env:"DATA_DIR" default:"./data" help:"Where the private services keep their files."`
}

// messengerFlags turn the messengers on.
type messengerFlags struct {
	TelegramToken      string `name:"telegram-bot-token" env:"TELEGRAM_BOT_TOKEN" hidden:"" secret:"" help:"Turns Telegram on."`
	TelegramAPI        string `name:"telegram-api-url" env:"TELEGRAM_API_URL" help:"Bot API server; empty: Telegram's."`
	TelegramWebhook    string `name:"telegram-webhook-url" env:"TELEGRAM_WEBHOOK_URL" help:"The whole public address, path /telegram included; empty: long polling."`
	TelegramSecret     string `name:"telegram-webhook-secret" env:"TELEGRAM_WEBHOOK_SECRET" hidden:"" secret:"" help:"1 to 256 of A-Z, a-z, 0-9, _ and -."`
	SlackBotToken      string `env:"SLACK_BOT_TOKEN" hidden:"" secret:"" help:"Turns Slack on (xoxb-…)."`
	SlackAppToken      string `env:"SLACK_APP_TOKEN" hidden:"" secret:"" help:"Socket Mode (xapp-…)."`
	SlackSigningSecret string `env:"SLACK_SIGNING_SECRET" hidden:"" secret:"" help:"Events API over HTTP: /slack/events, /slack/commands, /slack/actions."`
	SlackAPI           string `name:"slack-api-url" env:"SLACK_API_URL" help:"Web API root, ending in /; empty: Slack's."`
}

// platforms are the messengers that are turned on.
func (f messengerFlags) platforms() map[desk.Platform]desk.Traits {
	on := map[desk.Platform]desk.Traits{}
	if f.TelegramToken != "" {
		on[desk.Telegram] = telegram.Traits()
	}
	if f.SlackBotToken != "" {
		on[desk.Slack] = slack.Traits()
	}
	return on
}

// errNoMessenger says what is missing when no token is there.
var errNoMessenger = errors.New("no messenger is turned on: set TELEGRAM_BOT_TOKEN, or SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET")

// complete reports whether a messenger is turned on, and says what is missing of
// one that is.
func (f messengerFlags) complete() error {
	slackHears := f.SlackAppToken != "" || f.SlackSigningSecret != ""
	switch {
	case f.TelegramToken == "" && f.SlackBotToken == "":
		return errNoMessenger
	case f.SlackBotToken != "" && !slackHears:
		return errors.New("SLACK_BOT_TOKEN needs SLACK_APP_TOKEN beside it (Socket Mode), or SLACK_SIGNING_SECRET (Events API)")
	case f.SlackBotToken == "" && slackHears:
		return errors.New("Slack is not turned on: SLACK_BOT_TOKEN is missing") //nolint:staticcheck // a name
	case f.TelegramToken != "" && f.TelegramWebhook != "" && f.TelegramSecret == "":
		return errors.New("TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET beside it: a long random word of your own")
	}
	return nil
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
// NAME_FILE, a file that holds its value. The variable itself wins, unless it is
// empty: then it is as if nobody had set it, as compose files leave them.
func secretFiles(env func(string) (string, bool), read func(string) ([]byte, error)) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, f *kong.Flag) (any, error) {
		for _, name := range f.Envs {
			value, set := env(name)
			if set && value != "" {
				return nil, nil
			}
			if path, ok := env(name + "_FILE"); ok && path != "" {
				b, err := read(path)
				if err != nil {
					return nil, fmt.Errorf("%s_FILE: %w", name, err)
				}
				return strings.TrimSpace(string(b)), nil
			}
			if set && f.HasDefault {
				return f.Default, nil
			}
		}
		return nil, nil
	})
}

// isSecret reports whether a flag exists only to carry an environment variable:
// what stands on a command line, every user of the machine can read.
func isSecret(f *kong.Flag) bool { return f.Tag.Has("secret") }

// noSecretsIn refuses a command line that holds a secret.
func noSecretsIn(parsed *kong.Context) error {
	for _, p := range parsed.Path {
		if p.Flag != nil && !p.Resolved && isSecret(p.Flag) {
			name := p.Flag.Envs[0]
			return fmt.Errorf("--%s: secrets come from the environment alone: set %s, or %s_FILE to a file that holds it", p.Flag.Name, name, name)
		}
	}
	return nil
}

// helpWithSecrets prints the help and, after it, what the command takes from the
// environment alone.
func helpWithSecrets(o kong.HelpOptions, ctx *kong.Context) error {
	if err := kong.DefaultHelpPrinter(o, ctx); err != nil {
		return err
	}
	command := ctx.Selected()
	if command == nil {
		return nil
	}
	began := false
	for _, f := range command.Flags {
		if !isSecret(f) {
			continue
		}
		if !began {
			fmt.Fprintln(ctx.Stdout, "\nFrom the environment alone (each also as NAME_FILE, a file that holds it):")
			began = true
		}
		fmt.Fprintf(ctx.Stdout, "  %-24s  %s\n", f.Envs[0], f.Help)
	}
	return nil
}
