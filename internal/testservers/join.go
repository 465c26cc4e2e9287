package testservers

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

// linger is how long the background servers wait for another test binary before they end.
const linger = 20 * time.Second

// Program is the import path of the program that serves in the background.
const Program = "vakhta/internal/withservers"

// join is computed once for this test binary.
var join = sync.OnceValues(func() (Addresses, error) {
	if a, ok := FromEnviron(); ok {
		return a, nil
	}
	return joinBackground()
})

// Join returns the addresses of the servers for the tests of this binary, and starts the servers if needed. That
// takes processes and real time, so it is called outside a synctest bubble.
func Join(t testing.TB) Addresses {
	t.Helper()
	a, err := join()
	if err != nil {
		t.Fatalf("no servers to test with: %v", err)
	}
	return a
}

// meeting is the folder where the test binaries of a user and the background servers find each other. It has two
// locks: users is shared by every binary as long as it lives, so a process that gets it exclusively knows that nobody
// needs the servers; start is held while servers are started or stopped.
type meeting struct{ users, start, addresses, log string }

func place() (meeting, error) {
	dir := filepath.Join(os.TempDir(), "vakhta-test-"+strconv.Itoa(os.Getuid()))
	m := meeting{
		users: filepath.Join(dir, "users.lock"), start: filepath.Join(dir, "start.lock"),
		addresses: filepath.Join(dir, "addresses.json"), log: filepath.Join(dir, "servers.log"),
	}
	return m, os.MkdirAll(dir, 0o700)
}

func joinBackground() (Addresses, error) {
	m, err := place()
	if err != nil {
		return Addresses{}, err
	}
	if err := shareForLife(m.users); err != nil {
		return Addresses{}, err
	}
	starting, err := flock(m.start, syscall.LOCK_EX)
	if err != nil {
		return Addresses{}, err
	}
	defer func() { _ = starting.Close() }()
	if a, err := m.read(); err == nil && a.answer(context.Background()) == nil {
		return a, nil // otherwise the servers were killed, and the file was left
	}
	return m.launch()
}

// launch starts the program and waits for its first line. The program has none of our files open, so that `go test`
// does not wait for it, and its own session, so that an interrupt of the tests does not stop it.
func (m meeting) launch() (Addresses, error) {
	log, err := os.Create(m.log)
	if err != nil {
		return Addresses{}, err
	}
	defer func() { _ = log.Close() }()
	cmd := exec.CommandContext(context.Background(), "go", "run", Program, "-background")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	if err != nil {
		return Addresses{}, err
	}
	defer func() { _ = out.Close() }()
	if err := cmd.Start(); err != nil {
		return Addresses{}, err
	}
	var a Addresses
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &a)
	}
	if err != nil {
		said, _ := os.ReadFile(m.log)
		return Addresses{}, errors.Join(fmt.Errorf("%s: %w\n%s", Program, err, said), cmd.Wait())
	}
	return a, cmd.Process.Release()
}

func (m meeting) read() (a Addresses, err error) {
	text, err := os.ReadFile(m.addresses)
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal(text, &a)
}

// Background serves test binaries until there has been none for a while. It writes the addresses to out as one line.
func Background(ctx context.Context, out io.Writer) error {
	m, err := place()
	if err != nil {
		return err
	}
	return Serve(ctx, func(a Addresses) error {
		line, err := json.Marshal(a)
		if err != nil {
			return err
		}
		if err := os.WriteFile(m.addresses, line, 0o600); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%s\n", line); err != nil {
			return err
		}
		return m.untilUnused(ctx)
	})
}

// untilUnused returns when nobody has used the servers for the linger time. The file of addresses is gone then, so a
// binary that comes now starts its own servers.
func (m meeting) untilUnused(ctx context.Context) error {
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for idle := time.Duration(0); ; idle += time.Second {
		select {
		case <-ctx.Done():
			return os.Remove(m.addresses)
		case <-look.C:
		}
		done, err := m.leave(idle >= linger)
		if done || err != nil && !errors.Is(err, syscall.EWOULDBLOCK) {
			return err
		}
		if err != nil {
			idle = 0
		}
	}
}

// leave checks whether anybody uses the servers, returning EWOULDBLOCK if so. If nobody does and it is due, it
// removes the addresses. It does not wait for the locks: a binary that is about to join has one of them, and then the
// servers stay.
func (m meeting) leave(due bool) (left bool, err error) {
	starting, err := flock(m.start, syscall.LOCK_EX|syscall.LOCK_NB)
	if err != nil {
		return false, err
	}
	defer func() { _ = starting.Close() }()
	alone, err := flock(m.users, syscall.LOCK_EX|syscall.LOCK_NB)
	if err != nil {
		return false, err
	}
	defer func() { _ = alone.Close() }()
	if !due {
		return false, nil
	}
	return true, os.Remove(m.addresses)
}

// flock opens and locks a file; closing it unlocks it.
func flock(path string, how int) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), how); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// shareForLife takes a share of the lock until this process ends. It uses a bare descriptor, because the garbage
// collector closes an unused os.File.
func shareForLife(path string) error {
	fd, err := syscall.Open(path, syscall.O_RDWR|syscall.O_CREAT|syscall.O_CLOEXEC, 0o600)
	if err != nil {
		return err
	}
	return syscall.Flock(fd, syscall.LOCK_SH)
}
