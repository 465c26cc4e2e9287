package house_test

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/BurntSushi/toml"
	gocmp "github.com/google/go-cmp/cmp"
)

// The guides in docs/en and docs/ru quote the bot: a block quote is what it says,
// words in [brackets] without a target are a button, words in bold at the beginning
// of a table's row are a label, and `/word` is a command. These tests find each of
// them in the program, so that a guide says what people read.

// A sentence is a text of a locale file, as a pattern.
type sentence struct {
	id     string
	is     *regexp.Regexp
	length int
}

// A voice is what the bot says in one language.
type voice struct {
	sentences []sentence // longest first
	labels    []string   // of buttons
}

var blank = regexp.MustCompile(`\{\{\.\w+\}\}`)

// distinct is how many letters a text with blanks needs to be recognised in a
// quote. "{{.Who}}, {{.Shop}}" would match any line.
const distinct = 6

func voiceOf(t *testing.T, lang string) voice {
	t.Helper()
	var tree map[string]any
	if _, err := toml.DecodeFile("../../locales/"+lang+".toml", &tree); err != nil {
		t.Fatal(err)
	}
	var v voice
	add := func(id, text string) {
		if section, _, _ := strings.Cut(id, "."); slices.Contains([]string{"button", "ask_type", "form", "priority", "parts"}, section) {
			v.labels = append(v.labels, text)
		}
		letters := 0
		for _, r := range blank.ReplaceAllString(text, "") {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if blank.MatchString(text) && letters < distinct {
			return
		}
		pattern := ""
		for i, piece := range blank.Split(plain(text), -1) {
			if i > 0 {
				pattern += `[^.!?]{1,60}?`
			}
			pattern += regexp.QuoteMeta(piece)
		}
		v.sentences = append(v.sentences, sentence{id, regexp.MustCompile(`^` + pattern + `$`), len(text)})
	}
	for name, value := range tree {
		switch value := value.(type) {
		case string:
			add(name, value)
		case map[string]any:
			for under, text := range value {
				add(name+"."+under, text.(string)) // a test of locales checks that there is nothing else
			}
		}
	}
	slices.SortFunc(v.sentences, func(a, b sentence) int { return cmp.Or(b.length-a.length, strings.Compare(a.id, b.id)) })
	return v
}

// plain returns a text without unbreakable spaces and bold, which a guide may
// leave out.
func plain(text string) string { return strings.NewReplacer("\u00a0", " ", "**", "").Replace(text) }

// says returns the ids of the sentences that a line consists of.
func (v voice) says(line string) (ids []string, ok bool) {
	if line == "" {
		return nil, true
	}
	for end := len(line); end > 0; end = strings.LastIndex(line[:end], " ") {
		at := slices.IndexFunc(v.sentences, func(s sentence) bool { return s.is.MatchString(line[:end]) })
		if at < 0 {
			continue
		}
		if rest, ok := v.says(strings.TrimPrefix(line[end:], " ")); ok {
			return append([]string{v.sentences[at].id}, rest...), true
		}
	}
	return nil, false
}

// guides lists the guides of a language.
func guides(t *testing.T, lang string) (pages []page) {
	t.Helper()
	found, err := filepath.Glob("../../docs/" + lang + "/*.md")
	if err != nil || len(found) == 0 {
		t.Fatalf("no guides in docs/%s: %v", lang, err)
	}
	for _, path := range found {
		pages = append(pages, readPage(t, "docs/"+lang+"/"+filepath.Base(path)))
	}
	return pages
}

func TestGuidesSayWhatTheBotSays(t *testing.T) {
	t.Parallel()
	commands, err := os.ReadFile("../../docs/commands.md") // generated from the acts
	if err != nil {
		t.Fatal(err)
	}
	command := regexp.MustCompile(`^/[a-z]+`)
	routes := []string{"/desk", "/healthz", "/readyz", "/metrics"} // Slack's command for all, and HTTP
	for _, lang := range []string{"en", "ru"} {
		v := voiceOf(t, lang)
		for _, p := range guides(t, lang) {
			for _, quote := range p.quotes {
				if _, ok := v.says(plain(quote)); !ok {
					t.Errorf("%s: the bot does not say “%s”: quote locales/%s.toml as it is now", p.path, quote, lang)
				}
			}
			for _, row := range p.rows { // in bold: a label on a card
				label := strings.TrimSpace(row[0])
				if _, ok := v.says(plain(label)); strings.HasPrefix(label, "**") && !ok {
					t.Errorf("%s: nothing is labelled %s: see locales/%s.toml", p.path, label, lang)
				}
			}
			for _, label := range p.labels {
				if !slices.Contains(v.labels, plain(label)) {
					t.Errorf("%s: no button says [%s]: see locales/%s.toml", p.path, label, lang)
				}
			}
			for _, code := range p.code {
				if word := command.FindString(code); word != "" && !slices.Contains(routes, word) && !strings.Contains(string(commands), "`"+word) {
					t.Errorf("%s: there is no command %s: see docs/commands.md", p.path, word)
				}
			}
		}
	}
}

// TestAGuideIsThereInBothLanguages checks that two guides have the same quotes
// in the same order.
func TestAGuideIsThereInBothLanguages(t *testing.T) {
	t.Parallel()
	said := map[string]map[string]page{"en": {}, "ru": {}}
	for lang := range said {
		for _, p := range guides(t, lang) {
			said[lang][filepath.Base(p.path)] = p
		}
	}
	if diff := gocmp.Diff(slices.Sorted(maps.Keys(said["en"])), slices.Sorted(maps.Keys(said["ru"]))); diff != "" {
		t.Fatalf("the guides are not the same:\n%s", diff)
	}
	english, russian := voiceOf(t, "en"), voiceOf(t, "ru")
	for name, en := range said["en"] {
		ru := said["ru"][name]
		compare(t, en, ru)
		if diff := gocmp.Diff(quoted(english, en), quoted(russian, ru)); diff != "" {
			t.Errorf("%s and %s quote other texts:\n%s", en.path, ru.path, diff)
		}
		if len(en.labels) != len(ru.labels) {
			t.Errorf("%s names the buttons %q, and %s %q", en.path, en.labels, ru.path, ru.labels)
		}
	}
}

// quoted lists the texts that a page quotes, line by line.
func quoted(v voice, p page) (all [][]string) {
	for _, quote := range p.quotes {
		ids, _ := v.says(plain(quote))
		all = append(all, ids)
	}
	return all
}

// TestTheOperatorsGuideNamesWhatTheProgramSays looks for the first column of
// its tables among the strings of the program: metrics and log lines.
func TestTheOperatorsGuideNamesWhatTheProgramSays(t *testing.T) {
	t.Parallel()
	source := strings.Join(productStrings(t), "\n")
	metric := regexp.MustCompile(`vakhta_[a-z_]+`)
	for _, lang := range []string{"en", "ru"} {
		p := readPage(t, "docs/"+lang+"/operator.md")
		var named []string
		for _, row := range p.rows {
			for _, span := range codeSpan.FindAllStringSubmatch(row[0], -1) {
				named = append(named, span[1])
			}
		}
		for _, m := range metric.FindAllString(strings.Join(p.fenced, "\n"), -1) {
			named = append(named, strings.TrimSuffix(m, "_bucket"))
		}
		for _, name := range named {
			if !strings.Contains(source, strconv.Quote(name)) {
				t.Errorf("%s: the program has no string %q", p.path, name)
			}
		}
		for _, code := range p.code {
			words := strings.Fields(code)
			if len(words) < 2 || words[0] != "bot" {
				continue
			}
			if _, err := os.Stat("../../cmd/bot/" + words[1] + ".go"); err != nil {
				t.Errorf("%s: there is no command %s", p.path, code)
			}
		}
	}
}

// productStrings returns the string literals in the program's source.
func productStrings(t *testing.T) (all []string) {
	t.Helper()
	literal := regexp.MustCompile(`"(?:[^"\\\n]|\\.)*"`)
	walk(t, func(path, text string) {
		if !strings.HasSuffix(path, "_test.go") {
			all = append(all, literal.FindAllString(text, -1)...)
		}
	})
	return all
}
