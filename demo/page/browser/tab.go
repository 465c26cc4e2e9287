package browser

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Patience is how long a tab waits for what it has to see.
const Patience = 15 * time.Second

// A Look describes a window. By default it is a light desktop.
type Look struct {
	Width, Height int // in CSS pixels
	Dark          bool
	Lang          string // of the page: "ru" or "en"; "": the desk's
}

// Desktop and Phone are the windows that the demo is drawn for.
var (
	Desktop = Look{Width: 1600, Height: 1000}
	Phone   = Look{Width: 390, Height: 844}
)

// In returns the same window with the page in a language.
func (l Look) In(lang string) Look { l.Lang = lang; return l }

// InDark returns the same window in dark mode.
func (l Look) InDark() Look { l.Dark = true; return l }

// A Tab is a window with its own storage.
type Tab struct {
	t      testing.TB
	ctx    context.Context //nolint:containedctx // chromedp knows a tab by its context
	close  context.CancelFunc
	origin string
	look   Look

	mu     sync.Mutex
	faults []string // errors behind the page
}

//go:embed kit.js
var kit string

// Open shows a page of the demo in a new window, which closes with the test.
func Open(t testing.TB, address string, look Look) *Tab {
	t.Helper()
	browser := find(t)
	tab := &Tab{t: t, origin: address, look: look}
	tab.ctx, tab.close = chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(tab.watch))
	t.Cleanup(tab.leave)
	start := kit
	if look.Lang != "" {
		start += fmt.Sprintf("localStorage.setItem('vakhta.lang', %q)", look.Lang)
	}
	scheme := "light"
	if look.Dark {
		scheme = "dark"
	}
	tab.do(
		command(network.Enable, network.EnableParams{}),
		command(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: start}),
		command(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}),
		command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}}),
		chromedp.EmulateViewport(int64(look.Width), int64(look.Height)),
		chromedp.Navigate(address),
	)
	tab.Holds("document.querySelector('main')")
	return tab
}

// command returns a protocol command without a result.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// do does steps that cannot fail in a working browser.
func (tab *Tab) do(steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	if err := chromedp.Do(tab.ctx, steps...); err != nil {
		tab.t.Fatalf("the browser: %v", err)
	}
}

// eval evaluates an expression in the page, and awaits it if it is a promise.
func eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, 2*Patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tab.t.Fatalf("the browser evaluates %.200s: %v", expression, err)
	}
	return v
}

// Reload reloads the page.
func (tab *Tab) Reload() { tab.t.Helper(); tab.do(chromedp.Reload()) }

// Visit goes to another address; "about:blank" leaves the demo.
func (tab *Tab) Visit(address string) { tab.t.Helper(); tab.do(chromedp.Navigate(address)) }

// watch records errors behind the page. It is called in the loop that reads the
// browser's messages.
func (tab *Tab) watch(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			tab.faultf("the console says: %s", said(e.Args))
		}
	case *runtime.EventExceptionThrown:
		tab.faultf("an exception: %s %s", e.ExceptionDetails.Text, told(e.ExceptionDetails.Exception))
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			tab.faultf("the browser's log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if !tab.ours(e.Request.URL) {
			tab.faultf("a request to another host: %s", e.Request.URL)
		}
	}
}

// ours reports whether an address is the demo's own, or has no host.
func (tab *Tab) ours(address string) bool {
	to, err := url.Parse(address)
	home, errHome := url.Parse(tab.origin)
	return err == nil && errHome == nil && (slices.Contains([]string{"data", "blob", "about"}, to.Scheme) || to.Host == home.Host)
}

func (tab *Tab) faultf(format string, args ...any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.faults = append(tab.faults, fmt.Sprintf(format, args...))
}

func said(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		words = append(words, told(a))
	}
	return strings.Join(words, " ")
}

func told(o *runtime.RemoteObject) string {
	if o == nil {
		return ""
	}
	return strings.TrimSpace(o.Description + " " + string(o.Value))
}

// Forgive removes the errors that contain words, because the test caused them.
func (tab *Tab) Forgive(words string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.faults = slices.DeleteFunc(tab.faults, func(f string) bool { return strings.Contains(f, words) })
}

// Faults returns the errors behind the page so far.
func (tab *Tab) Faults() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return slices.Clone(tab.faults)
}

// leave closes the window and reports its errors.
func (tab *Tab) leave() {
	defer tab.close()
	if tab.t.Failed() {
		tab.keepPicture()
	}
	for _, f := range tab.Faults() {
		tab.t.Error(f)
	}
}

// Wide reports whether the window shows several places side by side.
func (tab *Tab) Wide() bool { return tab.look.Width > Phone.Width }

// Picture returns what the window shows, as a PNG.
func (tab *Tab) Picture() []byte {
	tab.t.Helper()
	png, err := chromedp.Run(tab.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		tab.t.Fatalf("a picture of the page: %v", err)
	}
	return png
}

func (tab *Tab) keepPicture() {
	png, err := chromedp.Run(tab.ctx, chromedp.CaptureScreenshot())
	path := filepath.Join(tab.t.ArtifactDir(), fmt.Sprintf("page-%p.png", tab))
	if err == nil {
		err = os.WriteFile(path, png, 0o600)
	}
	tab.t.Logf("what the page showed in the end: %s (%v)", path, err)
}
