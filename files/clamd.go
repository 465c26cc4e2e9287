package files

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"
)

// A Clamd is a scanner for malicious files: the daemon clamd of ClamAV, reached
// over a socket.
type Clamd struct{ network, address string }

var (
	// ErrInfected means that the scanner found something in the file.
	ErrInfected = errors.New("the scanner found something in the file")
	// ErrUnchecked means that the file could not be scanned.
	ErrUnchecked = errors.New("the file could not be scanned")
)

// OpenClamd returns the scanner at an address, nil for "":
//
//	unix:///run/clamav/clamd.ctl
//	tcp://host:3310
func OpenClamd(address string) (*Clamd, error) {
	if address == "" {
		return nil, nil //nolint:nilnil // that is what the address says
	}
	u, err := url.Parse(address)
	switch {
	case err == nil && u.Scheme == "unix" && u.Host == "" && strings.HasPrefix(u.Path, "/"):
		return &Clamd{"unix", u.Path}, nil
	case err == nil && u.Scheme == "tcp" && u.Port() != "" && u.Path == "":
		return &Clamd{"tcp", u.Host}, nil
	default:
		return nil, errors.New("a scanner is written as unix:///path/of/the/socket or tcp://host:port")
	}
}

const (
	// scanWithin is how long the scanner may take for a file. clamd gives up by
	// itself after two minutes (clamd.conf, MaxScanTime).
	scanWithin = 2*time.Minute + 10*time.Second
	// scanChunk is how many bytes are sent at once. clamd refuses chunks that are
	// larger than its StreamMaxLength.
	scanChunk = 64 << 10
	// maxVerdict is how long an answer may be.
	maxVerdict = 4 << 10
)

// Scan reads a file to its end. One in which something is found is an
// ErrInfected with its name, and one that could not be scanned an ErrUnchecked.
// The command is INSTREAM (man clamd): chunks, each after its length in four
// bytes, the last one empty.
func (c *Clamd) Scan(ctx context.Context, from io.Reader) error {
	verdict, err := c.ask(ctx, "INSTREAM", func(to io.Writer) error { return stream(to, from) })
	switch found, infected := strings.CutSuffix(verdict, " FOUND"); {
	case infected:
		return fmt.Errorf("%w: %s", ErrInfected, strings.TrimPrefix(found, "stream: "))
	case verdict == "stream: OK":
		return nil
	case verdict != "": // it may have closed the connection before all was sent
		return fmt.Errorf("%w: %s", ErrUnchecked, verdict)
	default:
		return fmt.Errorf("%w: %w", ErrUnchecked, err)
	}
}

// Ping asks whether the scanner is there.
func (c *Clamd) Ping(ctx context.Context) error {
	answer, err := c.ask(ctx, "PING", func(io.Writer) error { return nil })
	if err == nil && answer != "PONG" {
		err = fmt.Errorf("it answers %q", answer)
	}
	return err
}

// ask gives a command with its data and returns the answer. With an error there
// may be an answer, too.
func (c *Clamd) ask(ctx context.Context, command string, send func(io.Writer) error) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, scanWithin)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, c.network, c.address)
	if err != nil {
		return "", err
	}
	defer conn.Close()                                      //nolint:errcheck // everything was read
	defer context.AfterFunc(ctx, func() { conn.Close() })() //nolint:errcheck // it ends what waits
	_, err = io.WriteString(conn, "z"+command+"\x00")
	if err == nil {
		err = send(conn)
	}
	answer, readErr := io.ReadAll(io.LimitReader(conn, maxVerdict))
	if len(answer) == 0 {
		err = errors.Join(err, readErr, errNoVerdict)
	}
	return string(bytes.TrimRight(answer, "\x00\n")), err
}

var errNoVerdict = errors.New("no answer")

// stream sends a file in chunks.
func stream(to io.Writer, from io.Reader) error {
	chunk := make([]byte, 4+scanChunk)
	for {
		n, err := io.ReadFull(from, chunk[4:])
		binary.BigEndian.PutUint32(chunk, uint32(n)) // it is at most scanChunk
		if n > 0 {
			if _, err := to.Write(chunk[:4+n]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			_, err = to.Write([]byte{0, 0, 0, 0})
			return err
		case err != nil:
			return err
		}
	}
}
