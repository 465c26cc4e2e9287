package deskfile_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"vakhta/deskfile"
	"vakhta/internal/golden"
)

// TestTheDocumentationHasEveryKey compares the tables of docs/desk-yaml.md with the declarations of the keys. The
// text between them is written by hand.
func TestTheDocumentationHasEveryKey(t *testing.T) {
	page, err := os.ReadFile("../docs/desk-yaml.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for _, table := range deskfile.Tables() {
		begin := fmt.Sprintf("<!-- keys: %s -->\n", table.Of)
		before, rest, found := strings.Cut(text, begin)
		_, after, ended := strings.Cut(rest, "<!-- end -->\n")
		if !found || !ended {
			t.Errorf("docs/desk-yaml.md has no place for the keys of a %s: give it a heading and %q to %q", table.Of, begin, "<!-- end -->")
			continue
		}
		text = before + begin + table.Markdown() + "<!-- end -->\n" + after
		if !strings.Contains(text, "# "+table.Of+"\n") {
			t.Errorf("docs/desk-yaml.md has no heading %q, which other tables link to", table.Of)
		}
	}
	golden.Compare(t, "../../docs/desk-yaml.md", text)
}
