package house_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// retired matches words and phrases that we do not use in comments and docs,
// because a usual word says the same. A word is added once the tree is clean of it.
var retired = regexp.MustCompile(`(?i)\b(?:` + strings.Join([]string{
	"whoever", "whomever", "whence", "whither", "(?:there|here|where)(?:of|in|by|upon)", "hitherto", "thus", "hence", "lest",
	"unto", "upon", "albeit", "whilst", "anew", "gladly", "naught", "deeds?", "mend(?:s|ed|ing)?", "sureness",
	"unless said", "br(?:ing|ings|ought) about", "hears? of", "heard of", "tells? of", "told of", "go(?:es)? on", "went on",
	"what is no", "no part in", "as it were", "for ever",
}, "|") + `)\b`)

// markdown, and what begins a comment in other files.
const markdown = ""

var commented = map[string]string{".md": markdown, ".mjs": "//", ".css": "/*", ".yaml": "#", "Makefile": "#", "Dockerfile": "#"}

func TestCommentsAndDocsUseUsualWords(t *testing.T) {
	if found := oddWords(t, os.DirFS("../..")); len(found) > 0 {
		t.Errorf("words that we do not use, see CONTRIBUTING.md:\n%s", strings.Join(found, "\n"))
	}
}

func TestARetiredWordIsFound(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.go":           "package a\n\n// Ring calls\n// whoever is on duty.\nvar whoever = \"anew\" // a deed\n",
		"page/a.mjs":     "const anew = 1 // thus\nconst url = 'https://gladly'\n",
		"desk.yaml":      "deed: 1 # mends it\n",
		"a.md":           "It goes\non, and goes on.\n",
		"vendor/x/a.md":  "anew",
		".cache/a.md":    "anew",
		"testdata/a.txt": "anew",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"a.go:4: whoever", "a.go:5: deed", "a.md:2: goes on", "desk.yaml:1: mends", "page/a.mjs:1: thus"}
	if diff := cmp.Diff(want, oddWords(t, os.DirFS(dir))); diff != "" {
		t.Errorf("words found (-want +got):\n%s", diff)
	}
}

// oddWords returns the retired words in the comments and docs of a tree, as "path:line: word".
func oddWords(t *testing.T, tree fs.FS) (found []string) {
	t.Helper()
	err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "vendor" || len(name) > 1 && strings.HasPrefix(name, ".") {
				return fs.SkipDir
			}
			return nil
		}
		lines, err := prose(tree, path)
		for n, line := range lines {
			for _, word := range retired.FindAllString(line, -1) {
				found = append(found, path+":"+strconv.Itoa(n+1)+": "+word)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// prose returns the lines of a file with everything blanked that is neither a
// comment nor a page's text. A file of another kind has none.
func prose(tree fs.FS, path string) (lines []string, err error) {
	name := filepath.Base(path)
	sign, ok := commented[name]
	if !ok {
		sign, ok = commented[filepath.Ext(name)]
	}
	isGo := filepath.Ext(name) == ".go"
	if !ok && !isGo || path == "internal/house/words_test.go" {
		return nil, nil
	}
	text, err := fs.ReadFile(tree, path)
	if err != nil {
		return nil, err
	}
	if isGo {
		return goComments(path, text)
	}
	for line := range strings.Lines(string(text)) {
		if sign != markdown {
			_, line, _ = strings.Cut(" "+line, " "+sign)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// goComments returns the comments of a Go file by line.
func goComments(path string, text []byte) ([]string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	lines := make([]string, files.File(file.Pos()).LineCount())
	for _, group := range file.Comments {
		for _, c := range group.List {
			from := files.Position(c.Pos()).Line - 1
			for n, line := range slices.Collect(strings.Lines(c.Text)) {
				lines[from+n] += line
			}
		}
	}
	return lines, nil
}
