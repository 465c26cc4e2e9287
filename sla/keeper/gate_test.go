package keeper_test

import (
	"cmp"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
)

// A gate stands before a server and can be shut: whoever is connected is cut
// off, and whoever comes is sent away. Its goroutines sit in socket reads, so it
// is built before a test enters its bubble.
type gate struct {
	target [2]string // network and address
	front  net.Listener

	mu    sync.Mutex
	shut  bool
	conns map[net.Conn]struct{}
	busy  sync.WaitGroup
}

// before puts a gate in front of the server of an address and returns the
// address that leads through it.
func before(t testing.TB, address string) (*gate, string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	front, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{target: behind(u), front: front, conns: map[net.Conn]struct{}{}}
	g.busy.Go(g.admit)
	t.Cleanup(func() {
		_ = front.Close()
		g.close(true)
		g.busy.Wait()
	})
	query := u.Query()
	query.Del("host")
	query.Del("port")
	u.Host, u.RawQuery = front.Addr().String(), query.Encode()
	return g, u.String()
}

// behind is where the server of an address listens. A private PostgreSQL does so
// on a Unix socket in a folder that the query names.
func behind(u *url.URL) [2]string {
	if folder := u.Query().Get("host"); folder != "" {
		return [2]string{"unix", filepath.Join(folder, ".s.PGSQL."+cmp.Or(u.Query().Get("port"), u.Port(), "5432"))}
	}
	return [2]string{"tcp", u.Host}
}

func (g *gate) close(shut bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = shut
	if shut {
		for c := range g.conns {
			_ = c.Close()
		}
	}
}

func (g *gate) admit() {
	for {
		in, err := g.front.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial(g.target[0], g.target[1])
		if err != nil || !g.enter(in, out) {
			_ = in.Close()
			continue
		}
		g.busy.Go(func() { g.pass(in, out) })
		g.busy.Go(func() { g.pass(out, in) })
	}
}

func (g *gate) enter(in, out net.Conn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		_ = out.Close()
		return false
	}
	g.conns[in], g.conns[out] = struct{}{}, struct{}{}
	return true
}

func (g *gate) pass(from, to net.Conn) {
	_, _ = io.Copy(to, from) // ends when either is closed
	_, _ = from.Close(), to.Close()
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, from)
}
