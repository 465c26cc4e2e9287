// Package testclamd is a scanner that speaks the protocol of ClamAV's clamd (man
// clamd) and finds one thing: the test file of EICAR.
package testclamd

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Eicar is the harmless file that every scanner reports. It is in two parts so that
// scanners of source code do not.
const Eicar = `X5O!P%@AP[4\PZX54(P^)7CC)7}$` + `EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

// MaxStream is how many bytes a stream may have (clamd.conf, StreamMaxLength has
// 100 MB by default; this is enough for tests).
const MaxStream = 25 << 20

// A Server is a running clamd.
type Server struct {
	URL string // as FILES_SCANNER has it

	listener net.Listener
	done     sync.WaitGroup
}

// Start starts a server on a socket until the test ends.
func Start(t testing.TB) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "clamd") // the path of a socket has about a hundred bytes at most
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) }) //nolint:errcheck // it is temporary
	path := filepath.Join(dir, "clamd.ctl")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{URL: "unix://" + path, listener: l}
	s.done.Go(s.serve)
	t.Cleanup(s.Stop)
	return s
}

// Stop ends the server. Calls are refused from then on.
func (s *Server) Stop() {
	s.listener.Close() //nolint:errcheck // a second time is an error
	s.done.Wait()
}

func (s *Server) serve() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.done.Go(func() {
			defer conn.Close() //nolint:errcheck // the client sees it
			answer(conn)
		})
	}
}

// answer handles one command: z and n say by which character commands and answers
// end. Without a prefix it is a newline.
func answer(conn net.Conn) {
	in := bufio.NewReader(conn)
	end := byte('\n')
	prefix, err := in.Peek(1)
	if err != nil {
		return
	}
	switch prefix[0] {
	case 'z':
		end = 0
		fallthrough
	case 'n':
		_, _ = in.Discard(1)
	}
	command, err := in.ReadString(end)
	if err != nil {
		return
	}
	verdict := "UNKNOWN COMMAND"
	switch strings.TrimRight(command, "\x00\n") {
	case "PING":
		verdict = "PONG"
	case "INSTREAM":
		verdict = scan(in)
	}
	_, _ = io.WriteString(conn, verdict+string(end))
}

// scan reads chunks up to the empty one, and looks for Eicar in them.
func scan(in io.Reader) string {
	var all bytes.Buffer
	for {
		var size uint32
		if err := binary.Read(in, binary.BigEndian, &size); err != nil {
			return "Error reading from stream. ERROR"
		}
		if size == 0 {
			break
		}
		if all.Len()+int(size) > MaxStream {
			return "INSTREAM size limit exceeded. ERROR"
		}
		if _, err := io.CopyN(&all, in, int64(size)); err != nil {
			return "Error reading from stream. ERROR"
		}
	}
	if bytes.Contains(all.Bytes(), []byte(Eicar)) {
		return "stream: Eicar-Test-Signature FOUND"
	}
	return "stream: OK"
}
