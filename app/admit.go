package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"vakhta/desk"
)

// admitWithin is how long the platforms may take to look at the tokens.
const admitWithin = 20 * time.Second

// admit returns an error when every messenger refuses its token, with what to do
// about each. If only some do, the desk works on the others. One that does not
// answer has refused nothing.
func (a *App) admit(ctx context.Context) error {
	within, cancel := context.WithTimeout(ctx, admitWithin)
	defer cancel()
	var mu sync.Mutex
	var refused []desk.Finding
	var asked sync.WaitGroup
	written := 0 // where people write to the desk; without any it is of no use
	for _, c := range a.connections {
		if c.Traits().CallsOnly {
			continue
		}
		written++
		asked.Go(func() {
			if f, no := c.Refused(within); no {
				mu.Lock()
				defer mu.Unlock()
				refused = append(refused, f)
			}
		})
	}
	asked.Wait()
	var all []error
	for _, f := range refused {
		if len(refused) < written {
			a.Log.ErrorContext(ctx, "a messenger refuses its token, the desk works without it", "messenger", f.What, "fix", f.Fix)
			continue
		}
		all = append(all, fmt.Errorf("%s: %s", f.What, f.Fix))
	}
	return errors.Join(all...)
}
