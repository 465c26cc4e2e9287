package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
)

// TestTheBotAndTheDemoSayTheWordsOfTheGlossary checks that one word stands for one thing. docs/glossary.md has that
// word for each language, and beside it the words that people have used instead, which must not occur.
func TestTheBotAndTheDemoSayTheWordsOfTheGlossary(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	words := wrongWords(t, string(page))
	if len(words["English"]) < 20 || len(words["Русский"]) < 20 {
		t.Fatalf("docs/glossary.md has %d and %d words that are not said: its tables are not found", len(words["English"]), len(words["Русский"]))
	}
	words["English"] = append(words["English"], retired)
	blanks := regexp.MustCompile(`\{\{[^}]*\}\}`)
	for place, texts := range peoplesWords(t) {
		for _, text := range texts {
			text = blanks.ReplaceAllString(text, "X")
			language := "English"
			if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
				language = "Русский"
			}
			for _, wrong := range words[language] {
				if found := wrong.FindString(text); found != "" {
					t.Errorf("%s says “%s” in “%s”: see docs/glossary.md", place, strings.TrimSpace(found), text)
				}
			}
		}
	}
}

func TestAWordIsFoundInAnyFormThatItsStemAllows(t *testing.T) {
	t.Parallel()
	words := wrongWords(t, "## Русский\n| a | b | not |\n|---|---|---|\n| x | y | `вызов…` `шаг` |\n")["Русский"]
	var got []bool
	for _, text := range []string{"Следующий вызов: 14:07", "уже шагаем", "Шаг 2"} {
		found := false
		for _, w := range words {
			found = found || w.MatchString(text)
		}
		got = append(got, found)
	}
	if diff := cmp.Diff([]bool{true, false, true}, got); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

var inBackticks = regexp.MustCompile("`([^`]+)`")

// wrongWords returns the words of the last column of each table, by the heading above it.
func wrongWords(t *testing.T, page string) map[string][]*regexp.Regexp {
	t.Helper()
	words := map[string][]*regexp.Regexp{}
	heading := ""
	for line := range strings.SplitSeq(page, "\n") {
		if name, ok := strings.CutPrefix(line, "## "); ok {
			heading = name
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if heading == "" || !strings.HasPrefix(line, "|") || len(cells) != 3 {
			continue
		}
		for _, m := range inBackticks.FindAllStringSubmatch(cells[2], -1) {
			stem := strings.ReplaceAll(regexp.QuoteMeta(m[1]), "…", `\p{L}*`)
			words[heading] = append(words[heading], regexp.MustCompile(`(?i)(?:^|[^\p{L}-])`+stem+`(?:$|[^\p{L}])`))
		}
	}
	return words
}

// peoplesWords returns the texts of the locale files, the READMEs and guides, the scripts' remarks, the demo's
// page and its stories, by file.
func peoplesWords(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, lang := range []string{"en", "ru"} {
		path := "locales/" + lang + ".toml"
		var tree map[string]any
		if _, err := toml.DecodeFile("../../"+path, &tree); err != nil {
			t.Fatal(err)
		}
		all[path] = leaves(tree)
		for _, p := range guides(t, lang) {
			all[p.path] = p.prose
		}
	}
	for _, path := range []string{"README.md", "README.ru.md"} {
		all[path] = readPage(t, path).prose
	}
	scripts, err := filepath.Glob("../../cmd/bot/testdata/scripts/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range scripts {
		all[path] = remarks(t, path)
	}
	page, err := os.ReadFile("../../demo/page/words.mjs")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`'([^'\n]+)'`).FindAllStringSubmatch(string(page), -1) {
		all["demo/page/words.mjs"] = append(all["demo/page/words.mjs"], m[1])
	}
	stories, err := filepath.Glob("../../demo/stories/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range stories {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && strings.Contains(text, " ") {
					all[path] = append(all[path], text)
				}
			}
			return true
		})
	}
	return all
}

// remarks returns what a script says to its readers.
func remarks(t *testing.T, path string) (lines []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if remark, ok := strings.CutPrefix(strings.TrimSpace(line), "# "); ok {
			lines = append(lines, remark)
		}
	}
	return lines
}

func leaves(tree map[string]any) (texts []string) {
	for _, v := range tree {
		switch v := v.(type) {
		case string:
			texts = append(texts, v)
		case map[string]any:
			texts = append(texts, leaves(v)...)
		}
	}
	return texts
}
