package testservers

import (
	"context"
	"path/filepath"
	"syscall"
)

// Answer returns nil when both servers answer.
func Answer(ctx context.Context, a Addresses) error { return a.answer(ctx) }

// A Meeting exports a meeting place, in another folder.
type Meeting struct{ m meeting }

// MeetingIn returns the place in dir.
func MeetingIn(dir string) Meeting {
	return Meeting{meeting{
		users: filepath.Join(dir, "users"), start: filepath.Join(dir, "start"), addresses: filepath.Join(dir, "addresses.json"),
	}}
}

// Use takes a share of the servers, as a test binary does, until the returned function gives it back.
func (m Meeting) Use() (free func() error, err error) {
	f, err := flock(m.m.users, syscall.LOCK_SH)
	if err != nil {
		return nil, err
	}
	return f.Close, nil
}

// Leave stops the servers if nobody uses them, and reports whether it did.
func (m Meeting) Leave(due bool) (bool, error) { return m.m.leave(due) }
