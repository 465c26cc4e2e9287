package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// demoCommand runs the desk between two simulated messengers, with a page to
// play every role.
type demoCommand struct {
	Addr        string `default:"127.0.0.1:8180" help:"Where the page is; port 0 takes any that is free."`
	Lang        string `enum:",ru,en" default:"" help:"The desk's language, ru or en; empty: the system's."`
	DataDir     string `env:"DATA_DIR" help:"Where the demo keeps its database while it runs; empty: the system's folder for such things."`
	DatabaseURL string `env:"DATABASE_URL" hidden:"" secret:"" help:"An empty PostgreSQL database of yours; empty: a private server."`
	Open        bool   `default:"true" negatable:"" help:"Open the page in a browser, if there is a screen."`
	LogLevel    string `env:"LOG_LEVEL" enum:"debug,info,warn,error" default:"error" help:"debug, info, warn or error."`
}

// Run plays act after act, each on an empty desk, until it is told to stop.
func (c demoCommand) Run(ctx context.Context, std streams) error {
	listener, err := listenForPage(c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close() //nolint:errcheck // the server closed it already
	if err := c.ownsDatabase(ctx); err != nil {
		return err
	}
	log := logFlags{Format: "text", Level: c.LogLevel}.logger(std.err)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	hall := newHall()
	served := make(chan error, 1)
	go func() { served <- serveUntil(ctx, listener, hall) }()

	lang := cmp.Or(desk.ParseLocale(c.Lang), systemLocale(os.Getenv))
	welcome := func() {
		address := "http://" + listener.Addr().String()
		fmt.Fprintf(std.out, "Vakhta's demo is on %s\nCtrl+C ends it.\n", address)
		if c.Open && hasScreen(os.Getenv) {
			openBrowser(ctx, address, log)
		}
	}
	for n := 0; err == nil && ctx.Err() == nil; n++ {
		lang, err = c.act(ctx, hall, actPlan{number: n, lang: lang, log: log, begun: welcome})
		welcome = func() {}
	}
	stop()
	return errors.Join(err, <-served)
}

// listenForPage takes the page's address, and says what to do when it is taken.
func listenForPage(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is taken, perhaps by another demo: stop it, or choose another place with --addr 127.0.0.1:0", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("listen on %s (--addr chooses another): %w", addr, err)
	}
	return l, nil
}

// ownsDatabase refuses a database in which a desk lives already: the demo's
// people would write into its tickets.
func (c demoCommand) ownsDatabase(ctx context.Context) error {
	if c.DatabaseURL == "" {
		return nil
	}
	store, err := storage.Open(ctx, c.DatabaseURL)
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

// systemLocale is the language that the system is set to, English where the desk
// doesn't speak it.
func systemLocale(env func(string) string) desk.Locale {
	return cmp.Or(desk.ParseLocale(cmp.Or(env("LC_ALL"), env("LC_MESSAGES"), env("LANG"))), desk.English)
}

// hasScreen reports whether a browser could be seen.
func hasScreen(env func(string) string) bool {
	return runtime.GOOS == "darwin" || runtime.GOOS == "windows" || env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}

// openBrowser shows the page. That it can't is no matter: the address is printed.
func openBrowser(ctx context.Context, address string, log *slog.Logger) {
	show := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if show == nil {
		show = []string{"xdg-open"}
	}
	if err := exec.CommandContext(ctx, show[0], append(show[1:], address)...).Start(); err != nil {
		log.Info("no browser opens", "error", err)
	}
}

// A hall is where the audience sits: the page's server, which stays from act to
// act. Between two acts requests wait for the curtain.
type hall struct {
	stages chan http.Handler // holds the stage that is shown, if one is
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

// serveUntil answers HTTP until ctx ends. Requests that go on for long, as
// browsers' streams and long polls do, end with it.
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
