package files_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"vakhta/files"
)

func TestASpooledFileCanBeReadAgainAndLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f, err := files.NewSpool(dir, 1).Keep(strings.NewReader("%PDF-1.7 a manual"), 100)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		got, err := io.ReadAll(f)
		if err != nil || string(got) != "%PDF-1.7 a manual" {
			t.Errorf("read %q, %v", got, err)
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			t.Error(err)
		}
	}
	if f.Size != 17 || f.Type != "application/pdf" {
		t.Errorf("it has %d bytes and the type %s", f.Size, f.Type)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left in the folder: %v, %v", left, err)
	}
}

func TestAFileThatCannotBeKeptSaysWhoIsToBlame(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, c := range map[string]struct {
		dir  string
		from io.Reader
		want error
	}{
		"too large":   {dir, bytes.NewReader(make([]byte, 101)), files.ErrTooLarge},
		"broken off":  {dir, io.MultiReader(strings.NewReader("begin"), iotest.ErrReader(io.ErrUnexpectedEOF)), files.ErrBroken},
		"no folder":   {dir + "/missing", strings.NewReader("x"), files.ErrNoRoom},
		"just fits":   {dir, bytes.NewReader(make([]byte, 100)), nil},
		"has nothing": {dir, strings.NewReader(""), nil},
	} {
		f, err := files.NewSpool(c.dir, 1).Keep(c.from, 100)
		if !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err == nil {
			f.Close()
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left in the folder: %v, %v", left, err)
	}
}

func TestASpoolHasSoManyPlaces(t *testing.T) {
	t.Parallel()
	s := files.NewSpool("", 1)
	release, ok := s.Reserve()
	if !ok {
		t.Fatal("an empty spool has no place")
	}
	if _, ok := s.Reserve(); ok {
		t.Error("a full spool has a place")
	}
	release()
	if _, ok := s.Reserve(); !ok {
		t.Error("a place that was released is not free")
	}
}
