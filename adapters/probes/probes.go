// Package probes checks addresses over HTTP, as a visitor of the shop would.
//
// Only what desk.yaml names is called. A redirection is followed to public
// addresses only: a page of the shop must not be able to have the desk call
// something inside its own network.
package probes

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"vakhta/adapters/web"
	"vakhta/desk"
)

// mostBody is how much of a page is read for its words, in bytes.
const mostBody = 1 << 20

// A Prober checks addresses.
type Prober struct {
	// Transport makes the connections; nil: real ones, which are closed after
	// each check.
	Transport http.RoundTripper

	domains Domains
	begun   sync.Once // gives the domains the transport
}

// DomainUntil returns when the registration of a domain ends, see Domains.
func (c *Prober) DomainUntil(ctx context.Context, domain string, now time.Time) (time.Time, error) {
	c.begun.Do(func() { c.domains.Transport = c.Transport })
	return c.domains.Until(ctx, domain, now)
}

// Probe checks an address once. It ends within p.Within, or when ctx does.
func (c *Prober) Probe(ctx context.Context, p desk.Probe) desk.Probing {
	ctx, cancel := context.WithTimeout(ctx, p.Within)
	defer cancel()
	client, end := web.Client(p.URL, c.Transport)
	defer end()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.URL, nil)
	if err != nil {
		return desk.Probing{Fault: desk.ProbeNoAnswer}
	}
	r.Header.Set("User-Agent", "Vakhta")
	began := time.Now()
	answer, err := client.Do(r)
	if err != nil {
		return desk.Probing{Fault: faultOf(ctx, err), Took: time.Since(began)}
	}
	defer answer.Body.Close() //nolint:errcheck // it is only read
	page, err := io.ReadAll(io.LimitReader(answer.Body, mostBody))
	found := desk.Probing{Status: answer.StatusCode, Took: time.Since(began)}
	if answer.TLS != nil && len(answer.TLS.PeerCertificates) > 0 {
		found.Expires = answer.TLS.PeerCertificates[0].NotAfter
	}
	switch {
	case err != nil:
		found.Fault = faultOf(ctx, err)
	case p.Status != 0 && answer.StatusCode != p.Status || p.Status == 0 && answer.StatusCode/100 != 2:
		found.Fault = desk.ProbeStatus
	case !strings.Contains(string(page), p.Says):
		found.Fault = desk.ProbeWords
	}
	return found
}

// faultOf returns what an error of a call means.
func faultOf(ctx context.Context, err error) desk.ProbeFault {
	_, authority := errors.AsType[x509.UnknownAuthorityError](err)
	_, name := errors.AsType[x509.HostnameError](err)
	_, invalid := errors.AsType[x509.CertificateInvalidError](err)
	_, unverified := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case errors.Is(err, web.ErrInside):
		return desk.ProbeRedirect
	case authority || name || invalid || unverified:
		return desk.ProbeCertificate
	case ctx.Err() != nil:
		return desk.ProbeSlow
	default:
		return desk.ProbeNoAnswer
	}
}
