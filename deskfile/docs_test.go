package deskfile_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"vakhta/deskfile"
	"vakhta/deskfile/keys"
	"vakhta/internal/golden"
)

// TestTheDocumentationHasEveryKey compares the tables of docs/desk-yaml.md with the declarations of the keys. The
// text between them is written by hand.
func TestTheDocumentationHasEveryKey(t *testing.T) {
	compareTables(t, "docs/desk-yaml.md", deskfile.Tables())
}

// compareTables compares the tables of a page with keys.
func compareTables(t *testing.T, name string, all []keys.Table) {
	t.Helper()
	page, err := os.ReadFile("../" + name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for _, table := range all {
		begin := fmt.Sprintf("<!-- keys: %s -->\n", table.Of)
		before, rest, found := strings.Cut(text, begin)
		_, after, ended := strings.Cut(rest, "<!-- end -->\n")
		if !found || !ended {
			t.Errorf("%s has no place for the keys of a %s: give it a heading and %q to %q", name, table.Of, begin, "<!-- end -->")
			continue
		}
		text = before + begin + table.Markdown() + "<!-- end -->\n" + after
		if !strings.Contains(text, "# "+table.Of+"\n") {
			t.Errorf("%s has no heading %q, which other tables link to", name, table.Of)
		}
	}
	golden.Compare(t, "../../"+name, text)
}
