package house_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A page is what the tests read of a page in Markdown.
type page struct {
	path   string
	levels []int      // of its headings
	fenced []string   // lines of fenced code
	rows   [][]string // cells of its tables
	links  []string   // targets of links and pictures
	code   []string   // code within text and cells
	quotes []string   // lines of block quotes: what the bot says
	labels []string   // in brackets without a target: what the bot's buttons say
	prose  []string   // lines without their code and the targets of links
	held   []string   // scripts and tests that prove a section, one entry for each line that names them
}

var (
	codeSpan  = regexp.MustCompile("`([^`]+)`")
	bracketed = regexp.MustCompile(`\[([^\]]+)\](?:\(([^)\s]+)\))?`)
)

// readPage reads a page of the repository.
func readPage(t *testing.T, path string) page {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../..", path))
	if err != nil {
		t.Fatal(err)
	}
	p := page{path: path}
	inFence := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"):
			inFence = !inFence
		case inFence:
			p.fenced = append(p.fenced, line)
		default:
			p.read(line)
		}
	}
	return p
}

// read reads a line outside of fences.
func (p *page) read(line string) {
	hashes := len(line) - len(strings.TrimLeft(line, "#"))
	quote, quoted := strings.CutPrefix(line, ">")
	quote = strings.TrimSpace(quote)
	if held, ok := strings.CutPrefix(line, "<!-- held by: "); ok {
		p.held = append(p.held, strings.TrimSuffix(held, " -->"))
		return
	}
	switch {
	case hashes > 0:
		p.levels = append(p.levels, hashes)
	case strings.HasPrefix(line, "|"):
		p.rows = append(p.rows, strings.Split(strings.Trim(line, "|"), "|"))
	case quoted && quote != "" && !strings.HasPrefix(quote, "["):
		p.quotes = append(p.quotes, quote)
		return
	}
	p.prose = append(p.prose, bracketed.ReplaceAllString(codeSpan.ReplaceAllString(line, "X"), "$1"))
	for _, span := range codeSpan.FindAllStringSubmatch(line, -1) {
		p.code = append(p.code, span[1])
	}
	for _, m := range bracketed.FindAllStringSubmatch(codeSpan.ReplaceAllString(line, "code"), -1) {
		if m[2] != "" {
			p.links = append(p.links, m[2])
		} else {
			p.labels = append(p.labels, m[1])
		}
	}
}

// neutral returns a link's target without its language.
func neutral(links []string) []string {
	var all []string
	for _, l := range links {
		l, _, _ = strings.Cut(l, "#")
		l = strings.NewReplacer("README.ru.md", "README.md", "docs/ru/", "docs/", "docs/en/", "docs/", "../ru/", "../", "../en/", "../",
			"-ru-", "-", "-en-", "-").Replace(l)
		all = append(all, l)
	}
	return all
}

// TestTheReadmesSayTheSame compares what can be compared in two languages: the
// sections, the commands to type, the links, and the table of variables.
func TestTheReadmesSayTheSame(t *testing.T) {
	t.Parallel()
	en, ru := readPage(t, "README.md"), readPage(t, "README.ru.md")
	compare(t, en, ru)
	for i, row := range en.rows[:min(len(en.rows), len(ru.rows))] {
		for cell, want := range row {
			got := ru.rows[i][cell]
			if cell == 0 && strings.Contains(want, "`") || codeSpan.ReplaceAllString(strings.TrimSpace(want), "") == "" {
				if got != want {
					t.Errorf("README.ru.md has %s where README.md has %s", got, want)
				}
			}
		}
	}
}

// compare fails unless two pages have the same shape and links.
func compare(t *testing.T, en, ru page) {
	t.Helper()
	for what, pair := range map[string][2]any{
		"headings":       {en.levels, ru.levels},
		"code":           {en.fenced, ru.fenced},
		"rows of tables": {len(en.rows), len(ru.rows)},
		"held by":        {en.held, ru.held},
		"links":          {neutral(en.links), neutral(ru.links)},
	} {
		if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
			t.Errorf("%s and %s have other %s:\n%s", en.path, ru.path, what, diff)
		}
	}
}

func TestLinksInTheDocsLeadToFiles(t *testing.T) {
	t.Parallel()
	for _, path := range docs(t) {
		for _, link := range readPage(t, path).links {
			target, _, _ := strings.Cut(link, "#")
			if target == "" || strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join("../..", filepath.Dir(path), target)); err != nil {
				t.Errorf("%s links to %s, which is not there", path, link)
			}
		}
	}
}

// docs lists the pages at the root and under docs.
func docs(t *testing.T) []string {
	t.Helper()
	var all []string
	root, err := filepath.Glob("../../*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range root {
		all = append(all, filepath.Base(path))
	}
	err = fs.WalkDir(os.DirFS("../.."), "docs", func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".md" {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestWhatTheDocsNameAsAProofExists checks that every test named by a page
// exists, and that each section of a guide says which scripts and tests prove
// its promises.
func TestWhatTheDocsNameAsAProofExists(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	walk(t, func(path string, text string) {
		if strings.HasSuffix(path, "_test.go") {
			for _, m := range declared.FindAllStringSubmatch(text, -1) {
				tests[m[1]] = true
			}
		}
	})
	named := regexp.MustCompile(`\bTest[A-Z]\w+`)
	for _, path := range docs(t) {
		text, err := os.ReadFile(filepath.Join("../..", path))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range named.FindAllString(string(text), -1) {
			if !tests[name] {
				t.Errorf("%s names %s, which is not there", path, name)
			}
		}
	}
	for _, p := range append(guides(t, "en"), guides(t, "ru")...) {
		sections := 0
		for _, level := range p.levels {
			if level == 2 {
				sections++
			}
		}
		if len(p.held) != sections {
			t.Errorf("%s has %d sections, and %d of them say what holds them", p.path, sections, len(p.held))
		}
		for script := range strings.FieldsSeq(strings.Join(p.held, " ")) {
			if strings.HasPrefix(script, "Test") {
				continue
			}
			if _, err := os.Stat("../../cmd/bot/testdata/scripts/" + script + ".txt"); err != nil {
				t.Errorf("%s names the script %s, which is not there", p.path, script)
			}
		}
	}
}

// walk reads every Go file of the repository.
func walk(t *testing.T, read func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && len(d.Name()) > 2 && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		case filepath.Ext(path) != ".go":
			return nil
		}
		text, err := os.ReadFile(path)
		read(path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
