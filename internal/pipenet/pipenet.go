// Package pipenet is a network of pipes inside one process, for tests in fake
// time: reading from a real socket stops the clock of a synctest bubble,
// reading from a pipe does not.
package pipenet

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

// A Network has hosts, each served by a handler.
type Network struct {
	mu    sync.Mutex
	hosts map[string]*listener
}

// New returns a network without hosts.
func New() *Network { return &Network{hosts: map[string]*listener{}} }

// Listen opens a host; Serve is for HTTP servers.
func (n *Network) Listen(host string) net.Listener {
	n.mu.Lock()
	defer n.mu.Unlock()
	l := &listener{host: host, conns: make(chan net.Conn), done: make(chan struct{})}
	n.hosts[host] = l
	return l
}

// Serve answers HTTP at a host until stop is called, which waits for the end.
func (n *Network) Serve(host string, h http.Handler) (stop func()) {
	l := n.Listen(host)
	server := &http.Server{Handler: h} //nolint:gosec // only this process can reach a pipe
	var serving sync.WaitGroup
	serving.Go(func() { server.Serve(l) }) //nolint:errcheck // it always ends in ErrServerClosed
	return func() {
		server.Close() //nolint:errcheck // pipes close
		serving.Wait()
	}
}

// Dial opens a connection to a host; the port does not matter.
func (n *Network) Dial(ctx context.Context, _, addr string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	n.mu.Lock()
	l := n.hosts[host]
	n.mu.Unlock()
	if l == nil {
		return nil, &net.OpError{Op: "dial", Net: "pipe", Err: errors.New("no host " + host)}
	}
	here, there := net.Pipe()
	select {
	case l.conns <- there:
		return here, nil
	case <-l.done:
		return nil, &net.OpError{Op: "dial", Net: "pipe", Err: net.ErrClosed}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Client returns an HTTP client on the network.
func (n *Network) Client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: n.Dial}}
}

// Dialer opens websockets on the network.
func (n *Network) Dialer() *websocket.Dialer { return &websocket.Dialer{NetDialContext: n.Dial} }

type listener struct {
	host  string
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

// Accept waits for a connection.
func (l *listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

// Close ends the host.
func (l *listener) Close() error {
	l.once.Do(func() { close(l.done) })
	return nil
}

// Addr returns the host's name.
func (l *listener) Addr() net.Addr { return addr(l.host) }

type addr string

// Network is "pipe".
func (addr) Network() string { return "pipe" }

// String returns the host's name.
func (a addr) String() string { return string(a) }
