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
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"vakhta/desk"
)

const (
	// mostBody is how much of a page is read for its words, in bytes.
	mostBody = 1 << 20
	// mostHops is how many redirections are followed.
	mostHops = 5
)

// A Prober checks addresses.
type Prober struct {
	// Transport makes the connections; nil: real ones, which are closed after
	// each check.
	Transport http.RoundTripper
}

// errInside means that a redirection leads to where the desk does not go.
var errInside = errors.New("the address is not public")

// Probe checks an address once. It ends within p.Within, or when ctx does.
func (c *Prober) Probe(ctx context.Context, p desk.Probe) desk.Probing {
	ctx, cancel := context.WithTimeout(ctx, p.Within)
	defer cancel()
	transport := c.Transport
	if transport == nil {
		own := outside(p.URL)
		defer own.CloseIdleConnections()
		transport = own
	}
	client := &http.Client{Transport: transport, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) > mostHops {
			return errInside
		}
		return nil
	}}
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
	case errors.Is(err, errInside):
		return desk.ProbeRedirect
	case authority || name || invalid || unverified:
		return desk.ProbeCertificate
	case ctx.Err() != nil:
		return desk.ProbeSlow
	default:
		return desk.ProbeNoAnswer
	}
}

// outside returns a transport that reaches the host of an address wherever it
// is, and others only at public addresses. The address is checked after the name
// was looked up, so a name that leads inside does not help.
func outside(address string) *http.Transport {
	named := ""
	if u, err := url.Parse(address); err == nil {
		named = u.Hostname()
	}
	free, guarded := &net.Dialer{}, &net.Dialer{Control: func(_, at string, _ syscall.RawConn) error {
		if ip, err := netip.ParseAddrPort(at); err != nil || !public(ip.Addr().Unmap()) {
			return errInside
		}
		return nil
	}}
	return &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, network, at string) (net.Conn, error) {
			if host, _, err := net.SplitHostPort(at); err == nil && host == named {
				return free.DialContext(ctx, network, at)
			}
			return guarded.DialContext(ctx, network, at)
		},
	}
}

// public reports whether an address is of the public network.
func public(ip netip.Addr) bool {
	return ip.IsGlobalUnicast() && !ip.IsPrivate() && !netip.MustParsePrefix("100.64.0.0/10").Contains(ip)
}
