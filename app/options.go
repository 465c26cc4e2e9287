package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/files"
)

// DeskOptions say which desk.yaml to use.
type DeskOptions struct {
	Config string `env:"DESK_CONFIG" default:"desk.yaml" help:"Path of desk.yaml."`
}

// beginDesk says how to get a desk.yaml.
const beginDesk = "bot init begins one; or set DESK_CONFIG to where it is"

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
	DataDir     string `env:"DATA_DIR" default:"./data" help:"Folder of the private PostgreSQL, of attached files and of a trained model."`
}

// FileOptions say where the desk stores what people attach, and for how long.
type FileOptions struct {
	URL  string        `name:"files-url" env:"FILES_URL" hidden:"" secret:"" help:"Where attached files are stored: file:///folder, s3://KEY:SECRET@host/bucket, none. Default: files under --data-dir."`
	Keep time.Duration `name:"files-keep" env:"FILES_KEEP" default:"2160h" help:"How long they are stored; 0: as long as their words."`
	Scan string        `name:"files-scanner" env:"FILES_SCANNER" help:"Scanner that may hold files back: the socket of ClamAV's clamd, as unix:///run/clamav/clamd.ctl or tcp://host:3310. Default: none."`
	Most int64         `name:"files-most" env:"FILES_MOST" default:"10240" help:"How many megabytes of them; 0: no limit. The oldest go first."`
}

// Store opens the store. dir is the desk's folder.
func (o FileOptions) Store(dir string) (files.Store, files.Limit, error) {
	store, err := files.OpenStore(o.URL, dir)
	if err != nil {
		return nil, files.Limit{}, fmt.Errorf("FILES_URL: %w", err)
	}
	return store, files.Limit{For: o.Keep, Most: o.Most << 20}, nil
}

// Scanner returns the scanner of attached files, nil if there is none.
func (o FileOptions) Scanner() (*files.Clamd, error) {
	scanner, err := files.OpenClamd(o.Scan)
	if err != nil {
		return nil, fmt.Errorf("FILES_SCANNER: %w", err)
	}
	return scanner, nil
}

// WatchOptions say who may read the schedules from outside, and who is told that the bot works.
type WatchOptions struct {
	OnCallKey    string `name:"oncall-key" env:"ONCALL_KEY" hidden:"" secret:"" help:"Secret of the calendar feeds under /oncall; bot feeds prints their addresses. Default: no feeds."`
	HeartbeatURL string `env:"HEARTBEAT_URL" hidden:"" secret:"" help:"Called each minute while alarms fire in time, for a service that notices when it is not. Default: none."`
}

// auditEvery is how often overdue alarms are looked for.
const auditEvery = 5 * time.Second

// Auditor returns the audit of a running desk.
func (o WatchOptions) Auditor() Audit { return Audit{Every: auditEvery, Heartbeat: o.HeartbeatURL} }

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
