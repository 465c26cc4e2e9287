package adaptertest

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// A Network connects a server and its clients in memory, so that a test in fake
// time never waits for a socket. Listen makes one.
type Network struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

// Listen serves h on its own network until the test ends.
func Listen(t testing.TB, h http.Handler) *Network {
	t.Helper()
	n := &Network{conns: make(chan net.Conn), closed: make(chan struct{})}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute, ErrorLog: log.New(io.Discard, "", 0)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = srv.Serve(n) // it ends when the network is closed
	}()
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
		<-ended
	})
	return n
}

// Dial reaches the server, whatever the address.
func (n *Network) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case n.conns <- server:
		return client, nil
	case <-n.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Client returns a client on the network, for calls until the test ends.
func (n *Network) Client(t testing.TB) *http.Client {
	t.Helper()
	tr := &http.Transport{DialContext: n.Dial}
	t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr}
}

// Accept returns the server's side of a dial.
func (n *Network) Accept() (net.Conn, error) {
	select {
	case c := <-n.conns:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

// Close ends the network.
func (n *Network) Close() error {
	n.once.Do(func() { close(n.closed) })
	return nil
}

// Addr returns the network's only address.
func (n *Network) Addr() net.Addr { return memory{} }

// memory is the address of a network, which has only one server.
type memory struct{}

func (memory) Network() string { return "memory" }
func (memory) String() string  { return "memory" }
