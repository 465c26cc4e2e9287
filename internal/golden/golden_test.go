package golden_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/internal/golden"
)

func TestAFileThatMatchesIsSilent(t *testing.T) {
	t.Parallel()
	golden.Compare(t, "greeting.txt", "Здравствуйте!\nHello!\n")
}

func TestADifferenceIsShownLineByLine(t *testing.T) {
	t.Parallel()
	said := &notes{TB: t}
	golden.CompareAt(said, filepath.Join("testdata", "greeting.txt"), "Здравствуйте!\nGoodbye!\n", false)
	for _, line := range []string{`-`, `"Hello!"`, `+`, `"Goodbye!"`, "-update"} {
		if !strings.Contains(said.text, line) {
			t.Errorf("the failure lacks %s:\n%s", line, said.text)
		}
	}
}

func TestAMissingFileIsWrittenOnlyWithUpdate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "deep", "new.txt")
	said := &notes{TB: t}
	golden.CompareAt(said, path, "new\n", false)
	if !strings.Contains(said.text, "there is no") {
		t.Errorf("without -update the failure is %q, want one that says the file is missing", said.text)
	}
	golden.CompareAt(t, path, "new\n", true)
	golden.CompareAt(t, path, "new\n", false)
}

// A notes is a test that records its failures.
type notes struct {
	testing.TB
	text string
}

// Errorf records what a real test would print.
func (n *notes) Errorf(format string, args ...any) { n.text += fmt.Sprintf(format, args...) }
