// Package golden compares the output of a test with a golden file under testdata that a person has read.
//
// If the output is meant to change, the files are rewritten by
//
//	go test ./the/package -update
//
// and the change is read in the diff before it is committed.
package golden

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// update is set only by the command line.
var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// Compare fails the test if got differs from the file testdata/name, and shows where. The name may contain folders.
func Compare(t testing.TB, name, got string) {
	t.Helper()
	compare(t, filepath.Join("testdata", filepath.FromSlash(name)), got, *update)
}

func compare(t testing.TB, path, got string, update bool) {
	t.Helper()
	want, err := os.ReadFile(path)
	if update && (err != nil || string(want) != got) {
		write(t, path, got)
		return
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.Errorf("there is no %s yet; look at the output, then write it with -update:\n%s", path, got)
	case err != nil:
		t.Error(err)
	case string(want) != got:
		t.Errorf("%s differs (-want +got); if the new output is right, write it with -update:\n%s", path, diff(string(want), got))
	}
}

func write(t testing.TB, path, got string) {
	t.Helper()
	err := errors.Join(
		os.MkdirAll(filepath.Dir(path), 0o755),
		os.WriteFile(path, []byte(got), 0o644),
	)
	if err != nil {
		t.Errorf("write %s: %v", path, err)
	}
}

// diff compares line by line and shows a few equal lines around each change.
func diff(want, got string) string {
	return cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n"))
}
