// Package mail simulates a mail server: it speaks SMTP (RFC 5321) as far as a
// program that sends needs it, and keeps the mails. It can be away, refuse an
// address for good or for now, and break off after it has taken a mail.
package mail

import (
	"bufio"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"sync"
)

// A Server is a mail server.
type Server struct {
	mu      sync.Mutex
	away    bool
	refuses map[string]string // answer to RCPT for an address
	breaks  bool
	taken   []Mail
	conns   map[net.Conn]bool
	serving sync.WaitGroup
}

// A Mail is one that the server has taken.
type Mail struct {
	From, To string
	Header   mail.Header
	Subject  string
	Text     string
}

// New returns a server that takes every mail.
func New() *Server { return &Server{refuses: map[string]string{}, conns: map[net.Conn]bool{}} }

// Serve answers connections until l is closed, and returns when all have ended.
func (s *Server) Serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			break
		}
		s.mu.Lock()
		away := s.away
		s.conns[c] = !away
		s.mu.Unlock()
		if away {
			c.Close() //nolint:errcheck // that is the fault
			continue
		}
		s.serving.Go(func() { s.talk(c) })
	}
	s.mu.Lock()
	for c := range s.conns {
		c.Close() //nolint:errcheck // the server ends
	}
	s.mu.Unlock()
	s.serving.Wait()
}

// Away makes the server drop connections, or answer them again.
func (s *Server) Away(away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = away
}

// Refuse makes the server answer so to an address: "550 5.1.1 no such user",
// "451 4.7.1 try later". "" takes it again.
func (s *Server) Refuse(address, answer string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuses[address] = answer
}

// BreakNext makes the server take the next mail and close the connection
// without an answer.
func (s *Server) BreakNext() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.breaks = true
}

// To returns the mails to an address, in order.
func (s *Server) To(address string) (all []Mail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.taken {
		if m.To == address {
			all = append(all, m)
		}
	}
	return all
}

// talk has one conversation.
func (s *Server) talk(c net.Conn) {
	defer func() {
		c.Close() //nolint:errcheck // it may be closed
		s.mu.Lock()
		delete(s.conns, c)
		s.mu.Unlock()
	}()
	in := textproto.NewReader(bufio.NewReader(c))
	say := func(line string) bool {
		_, err := io.WriteString(c, line+"\r\n")
		return err == nil
	}
	var from, to string
	say("220 mail.test ESMTP")
	for {
		line, err := in.ReadLine()
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		answer := "250 2.0.0 OK"
		switch strings.ToUpper(verb) {
		case "EHLO":
			answer = "250-mail.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN"
		case "AUTH":
			answer = "235 2.7.0 welcome"
		case "MAIL":
			from, to = address(rest), ""
		case "RCPT":
			s.mu.Lock()
			refusal := s.refuses[address(rest)]
			s.mu.Unlock()
			if refusal != "" {
				answer = refusal
			} else {
				to = address(rest)
			}
		case "DATA":
			if to == "" {
				answer = "503 5.5.1 nobody to send it to"
				break
			}
			say("354 go ahead")
			data, err := io.ReadAll(in.DotReader())
			if err != nil {
				return
			}
			if s.take(from, to, string(data)) {
				return
			}
		case "QUIT":
			say("221 2.0.0 bye")
			return
		}
		if !say(answer) {
			return
		}
	}
}

// take keeps a mail, and reports whether its answer is to be lost.
func (s *Server) take(from, to, data string) (breaks bool) {
	m := Mail{From: from, To: to, Text: data}
	if read, err := mail.ReadMessage(strings.NewReader(data)); err == nil {
		m.Header = read.Header
		m.Subject, _ = new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject")) // then it is ""
		body := read.Body
		if strings.EqualFold(read.Header.Get("Content-Transfer-Encoding"), "quoted-printable") {
			body = quotedprintable.NewReader(body)
		}
		text, _ := io.ReadAll(body) // as much as can be read
		m.Text = strings.ReplaceAll(string(text), "\r\n", "\n")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = append(s.taken, m)
	breaks, s.breaks = s.breaks, false
	return breaks
}

// address returns what stands between < and >.
func address(s string) string {
	_, s, _ = strings.Cut(s, "<")
	s, _, _ = strings.Cut(s, ">")
	return s
}
