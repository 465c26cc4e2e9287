package probes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"vakhta/adapters/web"
)

// Domains asks registries when the registration of a domain ends, by RDAP, whose
// answers are in RFC 9083. Which registry knows a domain is in a list of IANA's,
// RFC 9224. Some countries have no RDAP, Russia among them. The zero Domains is
// ready for use.
type Domains struct {
	// Transport makes the connections; nil: real ones, to public addresses only.
	Transport http.RoundTripper
	// List is the address of IANA's list; "": the usual one.
	List string

	mu    sync.Mutex
	known map[string]registration
	lists map[string]string // the address of a registry by the end of its names
	again time.Time         // when the list is read again
}

// A registration is what a registry has said.
type registration struct {
	until time.Time // zero: it is not known
	again time.Time // when it is asked again
}

const (
	ianaList = "https://data.iana.org/rdap/dns.json"
	// askedEvery is how long an answer is good for, and tryAfter how long a failure
	// is.
	askedEvery, tryAfter = 24 * time.Hour, time.Hour
	// askedWithin is how long one question may take.
	askedWithin = 10 * time.Second
	// mostAnswer limits an answer, in bytes. The list has some 100 KB.
	mostAnswer = 2 << 20
)

// ErrUnknown means that no registry says when a domain ends.
var ErrUnknown = errors.New("no registry says when it ends")

// Until returns when the registration of a domain ends. Answers are kept for a
// day, failures for an hour; until a failure is over, what was known before holds.
// An error is returned once for each failure; zero: it is not known.
func (d *Domains) Until(ctx context.Context, domain string, now time.Time) (time.Time, error) {
	domain = strings.ToLower(strings.TrimSuffix(domain, "."))
	d.mu.Lock()
	defer d.mu.Unlock() // one question at a time: the cache makes them rare
	r := d.known[domain]
	if now.Before(r.again) {
		return r.until, nil
	}
	ctx, cancel := context.WithTimeout(ctx, askedWithin)
	defer cancel()
	until, err := d.ask(ctx, domain, now)
	if err != nil {
		r.again = now.Add(tryAfter)
	} else {
		r = registration{until, now.Add(askedEvery)}
	}
	if d.known == nil {
		d.known = map[string]registration{}
	}
	d.known[domain] = r
	return r.until, err
}

// ask finds the registry and asks it.
func (d *Domains) ask(ctx context.Context, domain string, now time.Time) (time.Time, error) {
	if !now.Before(d.again) {
		if err := d.readList(ctx); err != nil {
			return time.Time{}, err
		}
		d.again = now.Add(askedEvery)
	}
	base := ""
	for end := domain; base == "" && end != ""; {
		_, end, _ = strings.Cut(end, ".")
		base = d.lists[end]
	}
	if base == "" {
		return time.Time{}, ErrUnknown
	}
	var answer struct {
		Events []struct {
			EventAction string
			EventDate   time.Time
		}
	}
	if err := d.get(ctx, strings.TrimRight(base, "/")+"/domain/"+url.PathEscape(domain), &answer); err != nil {
		return time.Time{}, err
	}
	for _, e := range answer.Events {
		if e.EventAction == "expiration" && !e.EventDate.IsZero() {
			return e.EventDate, nil
		}
	}
	return time.Time{}, ErrUnknown
}

// readList reads which registry knows which domains.
func (d *Domains) readList(ctx context.Context) error {
	var list struct{ Services [][][]string }
	address := d.List
	if address == "" {
		address = ianaList
	}
	if err := d.get(ctx, address, &list); err != nil {
		return fmt.Errorf("read the list of registries: %w", err)
	}
	d.lists = map[string]string{}
	for _, s := range list.Services {
		if len(s) != 2 {
			continue
		}
		for _, at := range s[1] {
			if !strings.HasPrefix(at, "https://") {
				continue
			}
			for _, end := range s[0] {
				d.lists[strings.ToLower(end)] = at
			}
		}
	}
	return nil
}

// get reads an answer in JSON.
func (d *Domains) get(ctx context.Context, address string, into any) error {
	client, end := web.Client("", d.Transport) // the list is believed no further than to public addresses
	defer end()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept", "application/rdap+json, application/json")
	r.Header.Set("User-Agent", "Vakhta")
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close() //nolint:errcheck // it is only read
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers with HTTP status %d", r.URL.Host, answer.StatusCode)
	}
	if err := json.NewDecoder(io.LimitReader(answer.Body, mostAnswer)).Decode(into); err != nil {
		return fmt.Errorf("%s answers with something else than RDAP: %w", r.URL.Host, err)
	}
	return nil
}
