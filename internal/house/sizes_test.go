package house_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The most lines of a file, and of a package without its tests.
const (
	longestFile    = 300
	longestPackage = 900
)

// TestWhatIsLongHasAReason compares the packages that are longer than the
// others may be with the table of docs/architecture.md that says why.
func TestWhatIsLongHasAReason(t *testing.T) {
	t.Parallel()
	packages := map[string]int{}
	walk(t, func(file, text string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		file, err := filepath.Rel("../..", file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(text, "\n")
		if lines > longestFile {
			t.Errorf("%s has %d lines, %d are the most: part it by what it is about", file, lines, longestFile)
		}
		packages[filepath.ToSlash(filepath.Dir(file))] += lines
	})
	maps.DeleteFunc(packages, func(_ string, lines int) bool { return lines <= longestPackage })
	if diff := cmp.Diff(excused(t), slices.Sorted(maps.Keys(packages))); diff != "" {
		t.Errorf("docs/architecture.md, Sizes, has no reason for a package (+), or one for a package that is short (-):\n%s", diff)
	}
}

// excused returns the packages in the first column of the table of sizes.
func excused(t *testing.T) (all []string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Sizes\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for _, row := range regexp.MustCompile("(?m)^\\| (`[^|]*`) \\|").FindAllStringSubmatch(section, -1) {
		for _, name := range codeSpan.FindAllStringSubmatch(row[1], -1) {
			all = append(all, name[1])
		}
	}
	slices.Sort(all)
	return all
}
