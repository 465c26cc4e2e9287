// Package files holds the bytes of files on this machine.
//
// A Spool holds a file for the moment between its download from one messenger
// and its upload to another: in a temporary file, so that memory stays small,
// and only a few at a time.
package files

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
)

var (
	// ErrNoRoom means that a file cannot be written here, for example because
	// the disk is full.
	ErrNoRoom = errors.New("there is no room for the file")
	// ErrTooLarge means that a file is larger than allowed.
	ErrTooLarge = errors.New("the file is larger than allowed")
	// ErrBroken means that reading the file ended in an error.
	ErrBroken = errors.New("the file could not be read to its end")
)

// A Spool has a folder and a number of places in it. Its zero value has none.
type Spool struct {
	dir    string
	places chan struct{}
}

// NewSpool makes a spool of so many files at once. Without a folder it uses the
// system's for temporary files.
func NewSpool(dir string, atOnce int) *Spool { return &Spool{dir, make(chan struct{}, atOnce)} }

// Reserve takes a place, if there is a free one, until release is called.
func (s *Spool) Reserve() (release func(), ok bool) {
	select {
	case s.places <- struct{}{}:
		return func() { <-s.places }, true
	default:
		return nil, false
	}
}

// A Spooled file can be read several times. Closing it deletes it.
type Spooled struct {
	*os.File
	Size int64
	Type string // the content type by its first bytes
}

// Keep reads a file to its end, from which it can be read again. A file of more
// than most bytes is ErrTooLarge; 0 is no limit. The error is one of this
// package's.
func (s *Spool) Keep(from io.Reader, most int64) (_ *Spooled, err error) {
	to, err := os.CreateTemp(s.dir, "vakhta-file-*")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoRoom, err)
	}
	// The open file stays readable without its name, and nothing is left of it
	// if the process is killed.
	_ = os.Remove(to.Name())
	f := &Spooled{File: to}
	defer func() {
		if err != nil {
			f.Close() //nolint:errcheck // the first error counts
		}
	}()
	if most > 0 {
		from = io.LimitReader(from, most+1)
	}
	source := &source{from: from}
	if f.Size, err = io.Copy(to, source); err != nil {
		return nil, fmt.Errorf("%w: %w", source.blame(), err)
	}
	if most > 0 && f.Size > most {
		return nil, ErrTooLarge
	}
	if f.Type, err = sniff(to); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoRoom, err)
	}
	return f, nil
}

// Close deletes the file.
func (f *Spooled) Close() error {
	err := f.File.Close()
	if gone := os.Remove(f.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		return errors.Join(err, gone)
	}
	return err
}

// sniff returns a file's type by its first bytes, and leaves it at its start.
func sniff(f io.ReadSeeker) (string, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	first := make([]byte, 512)
	n, err := io.ReadFull(f, first)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", err
	}
	_, err = f.Seek(0, io.SeekStart)
	return http.DetectContentType(first[:n]), err
}

// A source remembers that reading it failed.
type source struct {
	from io.Reader
	err  error
}

func (s *source) Read(b []byte) (int, error) {
	n, err := s.from.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// blame returns what a failed copy means.
func (s *source) blame() error {
	if s.err != nil {
		return ErrBroken
	}
	return ErrNoRoom
}
