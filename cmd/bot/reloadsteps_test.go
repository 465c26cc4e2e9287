package main

import (
	"fmt"
	"strings"
	"sync"
	"syscall"
)

// A file is the desk.yaml of a world, which scripts change.
type file struct {
	mu   sync.Mutex
	text string
}

func (f *file) path() string {
	if f.text == "" {
		return ""
	}
	return "desk.yaml"
}

func (f *file) read() ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return []byte(f.text), nil
}

// reloadForms are the steps about a desk.yaml that changes while the desk runs.
func reloadForms() []form {
	return []form{
		formOf(`desk.yaml now says "(.+)" instead of "(.+)"`, func(w *world, m []string) error {
			w.file.mu.Lock()
			defer w.file.mu.Unlock()
			newline := strings.NewReplacer(`\n`, "\n")
			is, will := newline.Replace(m[2]), newline.Replace(m[1])
			if !strings.Contains(w.file.text, is) {
				return fmt.Errorf("desk.yaml says no %q", is)
			}
			w.file.text = strings.Replace(w.file.text, is, will, 1)
			return nil
		}),
		formOf(`the desk is told to read desk.yaml`, func(w *world, _ []string) error {
			w.hangup <- syscall.SIGHUP
			return nil
		}),
	}
}
