// Package browser is a test kit: a person at a real Chromium, who reads what
// the page shows and uses it with mouse and keyboard.
//
// A Tab is one window. Where something stands is a CSS selector; a control is
// called by its accessible name, as a screen reader calls it. Everything waits
// until it is so, and fails the test with a picture when it never is (in the
// folder of go test's -artifacts).
//
// Each tab also keeps watch: an error in the console, a request to another host,
// or a page that says it has lost the demo fails the test in its end.
package browser

import (
	"context"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"vakhta/internal/testservers"
)

// A chromium is the one browser of a test binary; its first tab starts it.
type chromium struct {
	once sync.Once
	ctx  context.Context //nolint:containedctx // chromedp knows a browser by its context
	err  error
}

var shared chromium

// start starts the browser, once. It is quiet: nothing in it asks the network
// for anything but the page.
func (c *chromium) start() (context.Context, error) {
	c.once.Do(func() {
		path, err := testservers.Chromium()
		if err != nil {
			c.err = err
			return
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
			// Half of a window's cost is a suggestion list under an address that nobody types, and a process for a GPU
			// that is not there.
			chromedp.Flag("disable-features", "Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup"), chromedp.Flag("in-process-gpu", true))
		// Run ends both.
		with, _ := chromedp.NewExecAllocator(context.Background(), options...)
		c.ctx, _ = chromedp.NewContext(with)
		c.err = chromedp.Do(c.ctx)
	})
	return c.ctx, c.err
}

// Run runs the tests of a binary and closes the browser that they may have
// started: a TestMain exits with what it returns.
func Run(m *testing.M) int {
	status := m.Run()
	if shared.ctx != nil && chromedp.Cancel(shared.ctx) != nil {
		return max(status, 1)
	}
	return status
}

// find answers the browser; without one the test is skipped, except where it
// has to run.
func find(t testing.TB) context.Context {
	t.Helper()
	ctx, err := shared.start()
	switch {
	case err == nil:
		return ctx
	case os.Getenv("CI") != "":
		t.Fatalf("no browser to test with: %v", err)
	default:
		t.Skipf("what needs a browser is skipped: %v", err)
	}
	return nil
}
