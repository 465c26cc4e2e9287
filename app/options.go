package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"

	"vakhta/desk"
	"vakhta/deskfile"
)

// DeskOptions say which desk.yaml to use.
type DeskOptions struct {
	Config string `env:"DESK_CONFIG" default:"desk.yaml" help:"Path of desk.yaml."`
}

// beginDesk says how to get a desk.yaml.
const beginDesk = "copy desk.example.yaml to start, or set DESK_CONFIG to where it is"

// Load reads desk.yaml and returns all its mistakes and warnings.
func (o DeskOptions) Load() (*desk.Desk, []deskfile.Warning, error) {
	d, warnings, err := deskfile.Load(o.Config)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%w: %s", err, beginDesk)
	}
	return d, warnings, err
}

// StoreOptions say where the desk stores its data.
type StoreOptions struct {
	DatabaseURL string `env:"DATABASE_URL" hidden:"" secret:"" help:"PostgreSQL 14 or later. Default: a private server under --data-dir."`
	RedisURL    string `env:"REDIS_URL" hidden:"" secret:"" help:"Redis 6.2 or later, or Valkey; comma-separated nodes for a cluster. Default: timers in memory."`
	DataDir     string `env:"DATA_DIR" default:"./data" help:"Folder of the private PostgreSQL and of a trained model."`
}

// LogOptions say what is logged and how.
type LogOptions struct {
	Format string `name:"log-format" env:"LOG_FORMAT" enum:"text,json" default:"text" help:"text or json."`
	Level  string `name:"log-level" env:"LOG_LEVEL" enum:"debug,info,warn,error" default:"info" help:"debug, info, warn or error."`
}

// Logger logs to w.
func (o LogOptions) Logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(o.Level)); err != nil {
		level = slog.LevelInfo
	}
	opts := &slog.HandlerOptions{Level: level}
	if o.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}
