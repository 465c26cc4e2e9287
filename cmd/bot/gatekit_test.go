package main

import (
	"context"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"testing"
)

// A gate is the way to a service. While it is shut the service is away, and once
// it is frozen the service says nothing any more.
type gate struct {
	address string
	target  func() (net.Conn, error)
	life    atomic.Pointer[context.CancelFunc]
	frozen  atomic.Bool
	t       *testing.T
}

// newGate opens a way to a service, on a port of its own.
func newGate(t *testing.T, network, address string) *gate {
	t.Helper()
	g := &gate{address: "127.0.0.1:0", t: t, target: func() (net.Conn, error) { return net.Dial(network, address) }}
	g.open()
	t.Cleanup(g.shut)
	return g
}

// shut breaks every connection and takes no more.
func (g *gate) shut() { (*g.life.Load())() }

// open lets connections in, at the same address each time.
func (g *gate) open() {
	g.t.Helper()
	l, err := net.Listen("tcp", g.address)
	if err != nil {
		g.t.Fatal(err)
	}
	g.address = l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	context.AfterFunc(ctx, func() { l.Close() })
	ended := make(chan struct{})
	stop := context.CancelFunc(func() { cancel(); <-ended })
	g.life.Store(&stop)
	go func() {
		defer close(ended)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go g.join(ctx, conn)
		}
	}()
}

// join carries bytes both ways until one end, or the gate, closes.
func (g *gate) join(ctx context.Context, one net.Conn) {
	other, err := g.target()
	if err != nil {
		one.Close()
		return
	}
	hangUp := func() { one.Close(); other.Close() }
	defer context.AfterFunc(ctx, hangUp)()
	go func() { io.Copy(other, one); hangUp() }()
	io.Copy(gated{one, g}, other)
	if g.frozen.Load() {
		<-ctx.Done() // whoever waits for an answer goes on waiting
	}
	hangUp()
}

// gated is what a service says through a gate.
type gated struct {
	net.Conn
	gate *gate
}

// Write passes an answer on, unless the gate is frozen.
func (c gated) Write(p []byte) (int, error) {
	if c.gate.frozen.Load() {
		return 0, errors.New("frozen")
	}
	return c.Conn.Write(p)
}
