package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/storage"
)

// Options are the options of the demo.
type Options struct {
	Listener    net.Listener // where the page is
	DatabaseURL string       // an empty database; "": a private server
	DataDir     string       // where the private server keeps its files while it runs; "": the system's temporary folder
	Lang        desk.Locale  // of the first act
	Log         *slog.Logger
	Begun       func() // called once the first act can be seen
}

// Run plays act after act, each on an empty desk, until ctx ends.
func Run(ctx context.Context, o Options) error {
	if err := o.ownsDatabase(ctx); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	hall := newHall()
	served := make(chan error, 1)
	go func() { served <- serveUntil(ctx, o.Listener, hall) }()
	var err error
	for n := 0; err == nil && ctx.Err() == nil; n++ {
		o.Lang, err = o.act(ctx, hall, Scene{Number: n, Lang: o.Lang, Log: o.Log})
		o.Begun = func() {}
	}
	stop()
	return errors.Join(err, <-served)
}

// ownsDatabase refuses a database with a desk in it, because the demo's people
// would write into its tickets.
func (o Options) ownsDatabase(ctx context.Context) error {
	if o.DatabaseURL == "" {
		return nil
	}
	store, err := storage.Open(ctx, o.DatabaseURL)
	if err != nil {
		return fmt.Errorf("DATABASE_URL (unset it, and the demo starts a server of its own): %w", err)
	}
	defer store.Close()
	have, _, err := store.Version(ctx)
	if err != nil {
		return err
	}
	if have > 0 {
		return errors.New("the database of DATABASE_URL belongs to a desk, or to an earlier demo; " +
			"the demo needs an empty one, or none at all: unset DATABASE_URL, and it starts a server of its own")
	}
	return nil
}

// A Scene says how an act of the demo begins.
type Scene struct {
	Number int // how often the demo was reset
	Lang   desk.Locale
	Log    *slog.Logger
	// Reset ends the act and begins the next in a language, "" for the same;
	// nil: it cannot.
	Reset func(lang string) error
}

// act plays one act in a new place until ctx ends or somebody resets the demo,
// and returns the language of the next one.
func (o Options) act(ctx context.Context, h *hall, p Scene) (next desk.Locale, err error) {
	dir, err := o.place()
	if err != nil {
		return p.Lang, fmt.Errorf("make a place for the demo's data (DATA_DIR says where): %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o755); err != nil { // PostgreSQL may run as another user
		return p.Lang, err
	}
	s, err := app.StoreOptions{DatabaseURL: o.DatabaseURL, DataDir: dir}.Open(ctx, p.Log)
	if err != nil {
		return p.Lang, err
	}
	defer s.Close()
	ctx, end := context.WithCancel(ctx)
	defer end()
	asked := make(chan string, 1) // the language of the next act, once it is asked for
	if o.DatabaseURL == "" {
		p.Reset = func(lang string) error {
			select {
			case asked <- lang:
				end()
			default: // somebody asked already
			}
			return nil
		}
	}
	troupe, err := NewTroupe(s, p)
	if err != nil {
		return p.Lang, err
	}
	err = troupe.Play(ctx, func() func() {
		h.raise(troupe.Stage.Handler())
		o.Begun()
		return h.lower
	})
	select {
	case lang := <-asked:
		return cmp.Or(desk.ParseLocale(lang), p.Lang), err
	default:
		return p.Lang, err
	}
}

// place makes a folder for the act, in the data folder if one is given.
func (o Options) place() (string, error) {
	if o.DataDir != "" {
		if err := os.MkdirAll(o.DataDir, 0o755); err != nil { // PostgreSQL may run as another user
			return "", err
		}
	}
	return os.MkdirTemp(o.DataDir, "vakhta-demo-")
}

// A hall is the page's server, which stays from act to act. Between two acts
// requests wait.
type hall struct {
	stages chan http.Handler // holds the stage that is shown, if any
}

func newHall() *hall { return &hall{stages: make(chan http.Handler, 1)} }

// raise shows a stage; lower hides it again.
func (h *hall) raise(stage http.Handler) { h.stages <- stage }
func (h *hall) lower()                   { <-h.stages }

// ServeHTTP answers from the stage that is shown.
func (h *hall) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case stage := <-h.stages:
		h.stages <- stage
		stage.ServeHTTP(w, r)
	case <-r.Context().Done():
	}
}

// serveUntil answers HTTP until ctx ends. Long requests, such as streams and
// long polls, end with it.
func serveUntil(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(l) }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
	}
	quiet, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if server.Shutdown(quiet) != nil {
		server.Close() //nolint:errcheck // it closes what is left, and listens no more
	}
	<-stopped //nolint:errcheck // ErrServerClosed
	return nil
}
