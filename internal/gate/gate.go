// Package gate is a proxy between a test and a service, which can take the service away.
//
// A gate made outside a synctest bubble may be used inside.
package gate

import (
	"errors"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
)

// A Gate is the way to a service. New makes one.
type Gate struct {
	Address string

	target func() (net.Conn, error)
	mood   atomic.Int32
	mu     sync.Mutex
	shut   bool
	conns  []net.Conn
}

// What happens to the service's answers.
const (
	passed int32 = iota
	lost         // and the connection is closed
	kept         // and the client keeps waiting
)

// New opens a way to a service until the test ends, on a port of its own.
func New(t testing.TB, network, address string) *Gate {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &Gate{Address: l.Addr().String(), target: func() (net.Conn, error) { return net.Dial(network, address) }}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { g.join(conn) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		g.Shut()
		all.Wait()
	})
	return g
}

// Database returns a gate to a PostgreSQL server, and the address of a database through it, with a password.
func Database(t testing.TB, database, password string) (*Gate, string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	network, address := "tcp", u.Host
	if dir := u.Query().Get("host"); dir != "" {
		network, address = "unix", dir+"/.s.PGSQL."+u.Query().Get("port")
	}
	g := New(t, network, address)
	u.User = url.UserPassword(u.User.Username(), password)
	u.Host, u.RawQuery = g.Address, "sslmode=disable"
	return g, u.String()
}

// Shut closes every connection, and any that is opened.
func (g *Gate) Shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = true
	for _, c := range g.conns {
		_ = c.Close()
	}
	g.conns = nil
}

// Open allows connections again.
func (g *Gate) Open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = false
}

// admit registers a connection to be closed by Shut.
func (g *Gate) admit(conns ...net.Conn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.shut {
		g.conns = append(g.conns, conns...)
	}
	return !g.shut
}

// LoseAnswers lets requests through, and closes the connection instead of answering.
func (g *Gate) LoseAnswers() { g.mood.Store(lost) }

// Freeze stops all answers.
func (g *Gate) Freeze() { g.mood.Store(kept) }

// Thaw lets answers pass again. Connections that lost one cannot be used any more.
func (g *Gate) Thaw() { g.mood.Store(passed) }

// join copies bytes both ways until one end or the gate closes.
func (g *Gate) join(one net.Conn) {
	other, err := g.target()
	if err != nil {
		_ = one.Close()
		return
	}
	hangUp := func() { _, _ = one.Close(), other.Close() }
	if !g.admit(one, other) {
		hangUp()
		return
	}
	var asked sync.WaitGroup
	asked.Go(func() { _, _ = io.Copy(other, one); hangUp() })
	_, _ = io.Copy(answers{one, g}, other)
	if g.mood.Load() != kept {
		hangUp()
	}
	asked.Wait()
}

// answers writes a service's answers to the client.
type answers struct {
	net.Conn
	gate *Gate
}

// Write passes an answer on, if it may.
func (a answers) Write(p []byte) (int, error) {
	if a.gate.mood.Load() != passed {
		return 0, errors.New("the answer is lost")
	}
	return a.Conn.Write(p)
}
