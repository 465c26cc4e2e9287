package keys_test

import (
	"regexp"
	"testing"

	"vakhta/deskfile/keys"
)

// pair is the shape of the files in these tests.
type pair struct {
	words keys.At[[]keys.At[string]]
	more  keys.At[keys.Dict[[]keys.At[string]]]
}

var anyName = keys.Naming{Pattern: regexp.MustCompile(`.`), Fix: "write a name"}

var pairKind = keys.Mapping("the file",
	keys.Key("words", "Some words.", keys.OneOrMore(keys.Text()), func(p *pair) *keys.At[[]keys.At[string]] { return &p.words }),
	keys.Key("more", "More of them, by name.",
		keys.Dictionary("list", anyName, keys.List(keys.Text())),
		func(p *pair) *keys.At[keys.Dict[[]keys.At[string]]] { return &p.more }),
)

func read(t *testing.T, src string) pair {
	t.Helper()
	r := &keys.Reader{File: "f.yaml"}
	p, _ := keys.Read(r, pairKind, []byte(src))
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAWordIsTakenAsItIsWritten(t *testing.T) {
	for _, word := range []string{"0012", "1e3", "0x1F", "true", "24x7", "50%", "-.inf", "2026-01-02", "telegram:-1/2", "1_000", "3.50"} {
		if got := read(t, "words: "+word).words.V[0].V; got != word {
			t.Errorf("%s is read as %s", word, got)
		}
	}
}

func TestAWordWithAColonStaysOneWordWithinBraces(t *testing.T) {
	for src, want := range map[string]string{
		"more: {a: [09:00-13:00, 14:00-18:00]}": "09:00-13:00",
		"more: {a: [slack:C0L1]}":               "slack:C0L1",
		"more: {a: [б:в:г]}":                    "б:в:г",
		"more:\n  a:\n  - x:y\n":                "x:y",
	} {
		if got := read(t, src).more.V[0].V[0].V; got != want {
			t.Errorf("%s: the word is %q, want %q", src, got, want)
		}
	}
}

func TestAMappingIsNotTakenForAWord(t *testing.T) {
	for _, src := range []string{"more: {a: [x: y]}", "more: {a: [{x: y}]}", `more: {a: ["x":y]}`, "words: {x: y}"} {
		r := &keys.Reader{File: "f.yaml"}
		keys.Read(r, pairKind, []byte(src))
		if r.Err() == nil {
			t.Errorf("%s is taken", src)
		}
	}
}

func TestAPlaceIsCountedInCharacters(t *testing.T) {
	p := read(t, "# ключ\nmore: {имя: [слово, 'два слова', третье]}\n")
	e := p.more.V[0]
	for _, c := range []struct {
		what      string
		got, want keys.Pos
	}{
		{"the dictionary", p.more.Pos, keys.Pos{Line: 2, Column: 7}},
		{"its key", e.KeyPos, keys.Pos{Line: 2, Column: 8}},
		{"the list", e.Pos, keys.Pos{Line: 2, Column: 13}},
		{"the third word", e.V[2].Pos, keys.Pos{Line: 2, Column: 34}},
	} {
		if c.got != c.want {
			t.Errorf("%s is at %+v, want %+v", c.what, c.got, c.want)
		}
	}
}

func TestASlipOfTheHandIsRecognised(t *testing.T) {
	known := []string{"reaction", "resolution", "updates", "calendar"}
	for word, want := range map[string]string{
		"reactoin":  `did you mean "reaction"?`,
		"Reaction":  `did you mean "reaction"?`,
		"resoluton": `did you mean "resolution"?`,
		"update":    `did you mean "updates"?`,
		"colour":    "known: reaction, resolution, updates, calendar",
		"":          "known: reaction, resolution, updates, calendar",
	} {
		if got := keys.Suggestion(word, known); got != want {
			t.Errorf("instead of %q it says %s, want %s", word, got, want)
		}
	}
}

func TestALongListOfWhatIsKnownIsCut(t *testing.T) {
	known := []string{"a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8", "i9", "j10", "k11", "l12", "m13", "n14"}
	if got, want := keys.Suggestion("zzzzzzzz", known), "known: a1, b2, c3, d4, e5, f6, g7, h8, i9, j10, k11, l12 and 2 more"; got != want {
		t.Errorf("it says %s, want %s", got, want)
	}
}
