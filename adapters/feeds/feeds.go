// Package feeds reads calendars that people and companies keep elsewhere
// (iCalendar, RFC 5545): the shifts of a team, or the absences of a person.
//
// Who writes such a calendar is trusted with the schedule and with nothing else:
// its bytes, its events and the work to compute them are bounded. Errors do not
// name its address, which is often a secret.
package feeds

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"vakhta/adapters/web"
	"vakhta/desk"
)

const (
	within   = 10 * time.Second // for an answer, and for computing the events
	mostSize = 2 << 20          // bytes of a calendar
)

// A Subscriber reads calendars.
type Subscriber struct {
	// Transport makes the connections; nil: real ones, which are closed after
	// each calendar.
	Transport http.RoundTripper
}

// Read returns a calendar's events from a week before now to three months after, by
// their beginnings. Its error is a [desk.FeedFault], with the cause.
func (s *Subscriber) Read(ctx context.Context, d *desk.Desk, f desk.Feed, now time.Time) ([]desk.Override, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	text, err := s.fetch(ctx, f.Source)
	if err != nil {
		return nil, err
	}
	return events(ctx, bytes.NewReader(text), around{desk: d, feed: f, from: now.Add(-past), until: now.Add(ahead)})
}

func (s *Subscriber) fetch(ctx context.Context, source string) ([]byte, error) {
	from, end, err := s.open(ctx, source)
	if err != nil {
		return nil, err
	}
	defer end()
	text, err := io.ReadAll(io.LimitReader(from, mostSize+1))
	switch {
	case err != nil:
		return nil, fault(desk.FeedNoAnswer, withoutAddress(err))
	case len(text) > mostSize:
		return nil, fault(desk.FeedTooLarge, fmt.Errorf("it has more than %d bytes", mostSize))
	}
	return text, nil
}

func (s *Subscriber) open(ctx context.Context, source string) (from io.Reader, end func(), err error) {
	if !strings.Contains(source, "://") {
		file, err := os.Open(source)
		if err != nil {
			return nil, nil, fault(desk.FeedNoAnswer, err)
		}
		return file, func() { _ = file.Close() }, nil
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, source, nil)
	if err != nil {
		return nil, nil, fault(desk.FeedNoAnswer, withoutAddress(err))
	}
	ask.Header.Set("User-Agent", "Vakhta")
	ask.Header.Set("Accept", "text/calendar, */*;q=0.1")
	client, closed := web.Client(source, s.Transport)
	answer, err := client.Do(ask)
	if err != nil {
		closed()
		return nil, nil, fault(desk.FeedNoAnswer, withoutAddress(err))
	}
	end = func() {
		_ = answer.Body.Close()
		closed()
	}
	if answer.StatusCode != http.StatusOK {
		end()
		return nil, nil, fault(desk.FeedNoAnswer, fmt.Errorf("it answered %d", answer.StatusCode))
	}
	return answer.Body, end, nil
}

// withoutAddress returns the cause of an error of a call, which names the address.
func withoutAddress(err error) error {
	if u, is := errors.AsType[*url.Error](err); is {
		return u.Err
	}
	return err
}

// fault says what is wrong with a calendar, and why.
func fault(f desk.FeedFault, err error) error { return fmt.Errorf("%w: %w", f, err) }
