// Package web calls addresses that desk.yaml names, and is not led elsewhere by
// them: a page outside must not be able to have the desk call something inside its
// own network.
package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
)

// ErrInside means that a redirection leads to where the desk does not go, or there
// were too many.
var ErrInside = errors.New("the address is not public")

// mostHops is how many redirections are followed.
const mostHops = 5

// Client returns a client for one address. It follows a few redirections. A nil
// transport makes real connections, which end closes.
func Client(address string, transport http.RoundTripper) (c *http.Client, end func()) {
	end = func() {}
	if transport == nil {
		own := outside(address)
		transport, end = own, own.CloseIdleConnections
	}
	return &http.Client{Transport: transport, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) > mostHops {
			return ErrInside
		}
		return nil
	}}, end
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
			return ErrInside
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
