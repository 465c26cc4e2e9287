package private

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// ErrOwned means that another living process owns the server; the text around it names the process.
var ErrOwned = errors.New("another process owns it")

// lock makes one process the owner. The kernel releases it when the owner dies, however that happens. The pid in the
// file is only for people.
type lock struct{ file *os.File }

func own(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644) // it holds a pid; anyone may read it
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer func() { _ = f.Close() }()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		pid, _ := io.ReadAll(f) // the pid is only for the message
		return nil, fmt.Errorf("%w: process %s; stop it first, or give this one another DATA_DIR", ErrOwned, strings.TrimSpace(string(pid)))
	}
	if err := errors.Join(f.Truncate(0), write(f, strconv.Itoa(os.Getpid())+"\n")); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &lock{file: f}, nil
}

func write(f *os.File, text string) error {
	_, err := f.WriteAt([]byte(text), 0)
	return err
}

// release lets the next owner in. The file stays: if it were removed, two owners could lock two files of one name.
func (l *lock) release() error { return l.file.Close() }

// alive reports whether a process of this id exists, ours or not.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
