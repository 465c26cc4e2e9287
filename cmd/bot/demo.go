package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"vakhta/app"
	"vakhta/demo"
	"vakhta/desk"
)

// demoCommand runs the desk with two simulated messengers, and a page to play
// every role.
type demoCommand struct {
	Addr        string `default:"127.0.0.1:8180" help:"Address of the page; port 0 means any free port."`
	Lang        string `enum:",ru,en" default:"" help:"The desk's language, ru or en. Default: the system's."`
	DataDir     string `env:"DATA_DIR" help:"Folder of the demo's database while it runs. Default: the system's temporary folder."`
	DatabaseURL string `env:"DATABASE_URL" hidden:"" secret:"" help:"An empty PostgreSQL database. Default: a private server."`
	Open        bool   `default:"true" negatable:"" help:"Open the page in a browser, if there is a screen."`
	LogLevel    string `env:"LOG_LEVEL" enum:"debug,info,warn,error" default:"error" help:"debug, info, warn or error."`
}

// Run runs one desk after another, each empty at first, until ctx ends.
func (c demoCommand) Run(ctx context.Context, std streams) error {
	listener, err := listenForPage(c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close() //nolint:errcheck // the server closed it already
	log := app.LogOptions{Format: "text", Level: c.LogLevel}.Logger(std.err)
	lang := cmp.Or(desk.ParseLocale(c.Lang), systemLocale(os.Getenv))
	return demo.Run(ctx, demo.Options{
		Listener: listener, DatabaseURL: c.DatabaseURL, DataDir: c.DataDir, Lang: lang, Log: log,
		Begun: func() {
			address := "http://" + listener.Addr().String()
			fmt.Fprintf(std.out, "Vakhta's demo is on %s\nCtrl+C ends it.\n", address)
			if c.Open && hasScreen(os.Getenv) {
				openBrowser(ctx, address, log)
			}
		},
	})
}

// listenForPage listens on the page's address. If the address is in use the
// error says what to do.
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

// systemLocale returns the system's language, English if the desk does not
// speak it.
func systemLocale(env func(string) string) desk.Locale {
	return cmp.Or(desk.ParseLocale(cmp.Or(env("LC_ALL"), env("LC_MESSAGES"), env("LANG"))), desk.English)
}

// hasScreen reports whether a browser can be shown.
func hasScreen(env func(string) string) bool {
	return runtime.GOOS == "darwin" || runtime.GOOS == "windows" || env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}

// openBrowser shows the page. A failure is ignored, because the address is
// printed as well.
func openBrowser(ctx context.Context, address string, log *slog.Logger) {
	show := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if show == nil {
		show = []string{"xdg-open"}
	}
	if err := exec.CommandContext(ctx, show[0], append(show[1:], address)...).Start(); err != nil {
		log.Info("no browser opens", "error", err)
	}
}
