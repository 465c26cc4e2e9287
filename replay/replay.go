// Package replay reads what a chat was before there was a desk, and says which
// of its messages would have been tickets, who waited how long, and what nobody
// answered.
//
// [Read] reads an export: result.json of Telegram Desktop, the ZIP file of a
// Slack workspace, or a CSV file of an older desk. [Conversations] puts the
// messages of a chat together. It is generous to the past: when it is not clear
// whom somebody of the team answered, everybody who waits counts as answered, so
// people waited at least as long as it says.
package replay

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
)

// A Past is what an export has.
type Past struct {
	Chats   []*OldChat // in the order of the export
	Tickets []OldTicket
	// Unread names what could not be read, each with its place and reason.
	Unread []string
}

// A OldChat is one chat, its messages by time.
type OldChat struct {
	Name     string
	Messages []OldMessage
}

// A OldMessage is what somebody said.
type OldMessage struct {
	ID      string // within the chat
	Account string // user5001 in Telegram's export, U0ANNA in Slack's
	Name    string // as the export shows it
	Bot     bool
	At      time.Time
	Text    string
	Answers string // the ID of the message that it answers, or of the first one in its thread; "": none
}

// A OldTicket is a request as an older desk or a chat handled it. Zero times
// mean that it has not happened.
type OldTicket struct {
	Place      string // the chat, or the older desk's key
	Requester  string
	Text       string
	Type       desk.RequestType
	Priority   desk.Priority
	OpenedAt   time.Time
	AnsweredAt time.Time
	ResolvedAt time.Time
}

// ErrFormat means that a file is no export that Read knows.
var ErrFormat = errors.New("no export that is known: want result.json of Telegram Desktop (Export chat history, JSON), the ZIP file of a Slack export, or a CSV file with a heading")

// mostBytes limits what is read of one file, also of one in a ZIP file.
const mostBytes = 1 << 30

// Read reads the export at path. Times without a zone are in the given one. The
// error wraps ErrFormat if the file is something else.
func Read(path string, zone *time.Location) (*Past, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	in := bufio.NewReaderSize(&limitedReader{file, mostBytes}, 1<<16)
	head, err := in.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var past *Past
	switch text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n"); {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		past, err = readSlack(file)
	case bytes.HasPrefix(text, []byte("{")):
		past, err = readTelegram(in, zone)
	case len(text) == 0:
		return nil, fmt.Errorf("%s is empty: %w", path, ErrFormat)
	default:
		past, err = readTable(in, zone)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	for _, c := range past.Chats {
		slices.SortStableFunc(c.Messages, func(a, b OldMessage) int { return a.At.Compare(b.At) })
	}
	return past, nil
}

// bom begins the files that some programs write.
const bom = "\ufeff"

// errLong means that a file has more than is read.
var errLong = fmt.Errorf("it has more than %d MB", mostBytes>>20)

// A limitedReader fails when more was read than is left, so that half a file is
// not taken for all of it.
type limitedReader struct {
	of   io.Reader
	left int64
}

func (l *limitedReader) Read(p []byte) (int, error) {
	n, err := l.of.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, errLong
	}
	return n, err
}

func (p *Past) skip(place, reason string, args ...any) {
	p.Unread = append(p.Unread, place+": "+fmt.Sprintf(reason, args...))
}

// A Speaker is somebody who wrote in the chats of an export.
type Speaker struct {
	Account, Name string
	Messages      int
}

// Speakers lists the people who wrote, who wrote most first.
func (p *Past) Speakers() []Speaker {
	by := map[string]*Speaker{}
	var all []*Speaker
	for _, c := range p.Chats {
		for _, m := range c.Messages {
			if m.Bot {
				continue
			}
			s := by[m.Account]
			if s == nil {
				s = &Speaker{Account: m.Account, Name: m.Name}
				by[m.Account] = s
				all = append(all, s)
			}
			s.Messages++
		}
	}
	slices.SortStableFunc(all, func(a, b *Speaker) int { return b.Messages - a.Messages })
	speakers := make([]Speaker, len(all))
	for i, s := range all {
		speakers[i] = *s
	}
	return speakers
}

// A Answerers says who of the speakers answers for the desk.
type Answerers map[string]bool

// AnswerersOf returns the people of the desk by their accounts and names. A name is
// compared without case and spaces around it.
func AnswerersOf(names ...string) Answerers {
	t := Answerers{}
	for _, n := range names {
		if n = fold(n); n != "" {
			t[n] = true
		}
	}
	return t
}

func fold(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.TrimPrefix(name, "@")), " "))
}

// Has reports whether somebody is of the team.
func (t Answerers) Has(account, name string) bool { return t[fold(account)] || t[fold(name)] }

// Missing returns the names of the team that no speaker has.
func (t Answerers) Missing(speakers []Speaker) (missing []string) {
	found := map[string]bool{}
	for _, s := range speakers {
		found[fold(s.Account)], found[fold(s.Name)] = true, true
	}
	for name := range t {
		if !found[name] {
			missing = append(missing, name)
		}
	}
	slices.Sort(missing)
	return missing
}
