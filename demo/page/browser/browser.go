// Package browser is a test kit: a person at a real Chromium, who reads what
// the page shows and uses it with mouse and keyboard.
//
// A Tab is one window. A place is a CSS selector; a control is called by its
// accessible name, as a screen reader calls it. Every method waits, and if what
// it waits for does not come, it fails the test with a picture (in the folder
// of go test's -artifacts).
//
// A tab also fails the test at its end if there was an error in the console, a
// request to another host, or a page that has lost the demo.
package browser

import (
	"context"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"vakhta/internal/testservers"
)

// A chromium is the browser of a test binary; its first tab starts it.
type chromium struct {
	once sync.Once
	ctx  context.Context //nolint:containedctx // chromedp knows a browser by its context
	err  error
}

var shared chromium

// start starts the browser, once. Nothing in it uses the network except the
// page.
func (c *chromium) start() (context.Context, error) {
	c.once.Do(func() {
		path, err := testservers.Chromium()
		if err != nil {
			c.err = err
			return
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
			// Half of a window's cost is a suggestion list for an address bar
			// that nobody uses, and a process for a missing GPU.
			chromedp.Flag("disable-features", "Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup"), chromedp.Flag("in-process-gpu", true))
		// Run closes both.
		with, _ := chromedp.NewExecAllocator(context.Background(), options...)
		c.ctx, _ = chromedp.NewContext(with)
		c.err = chromedp.Do(c.ctx)
	})
	return c.ctx, c.err
}

// Run runs the tests of a binary and closes the browser if they started one. A
// TestMain exits with its result.
func Run(m *testing.M) int {
	status := m.Run()
	if shared.ctx != nil && chromedp.Cancel(shared.ctx) != nil {
		return max(status, 1)
	}
	return status
}

// find returns the browser. Without one the test is skipped, unless it is
// required.
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
