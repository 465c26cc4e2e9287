package corpus_test

import (
	"testing"
	"testing/fstest"

	"vakhta/classify"
	"vakhta/classify/corpus"
	"vakhta/classify/words"
	"vakhta/desk"
)

func trainAndDev(tb testing.TB) (train, dev []corpus.Example) {
	tb.Helper()
	train, err := corpus.Train()
	if err != nil {
		tb.Fatal(err)
	}
	more, err := corpus.Seams()
	if err != nil {
		tb.Fatal(err)
	}
	train = append(train, more...)
	for _, lang := range []string{"ru", "en"} {
		for _, set := range []func(string) ([]corpus.Example, error){corpus.Dev, corpus.Fresh, corpus.Several} {
			more, err := set(lang)
			if err != nil {
				tb.Fatal(err)
			}
			dev = append(dev, more...)
		}
	}
	return train, dev
}

func TestNoDevelopmentMessageIsAWordingOfATrainingOne(t *testing.T) {
	train, dev := trainAndDev(t)
	var wordings classify.Wordings
	for _, e := range train {
		wordings.Add(e.Text)
	}
	for _, e := range dev {
		// The shortest messages ("ok", "спасибо") and the names of files have
		// few possible wordings.
		if len(e.Text) < 25 || words.Read(e.Text).Words == 0 {
			continue
		}
		if i, ok := wordings.Like(e.Text); ok {
			t.Errorf("development message %q is a wording of training message %q", e.Text, train[i].Text)
		}
	}
}

func TestEveryClassHasEnoughMessagesInEachLanguage(t *testing.T) {
	train, _ := trainAndDev(t)
	count := make(map[string]int)
	for _, e := range train {
		count[e.Lang+" "+string(e.Type)]++
	}
	for _, lang := range []string{"ru", "en"} {
		for _, typ := range corpus.Types() {
			if n := count[lang+" "+string(typ)]; n < 300 {
				t.Errorf("%s %s: %d messages; want at least 300", lang, typ, n)
			}
		}
	}
}

func TestEveryMessageHasALanguageAndNoRequestHasNoPriority(t *testing.T) {
	train, dev := trainAndDev(t)
	for _, e := range append(train, dev...) {
		if e.Lang != "ru" && e.Lang != "en" {
			t.Errorf("%q: language %q", e.Text, e.Lang)
		}
		if e.Type == desk.NoRequest && e.Priority.Valid() {
			t.Errorf("%q: no request has priority %s", e.Text, e.Priority)
		}
		if e.Text == "" {
			t.Errorf("an empty message of %s", e.Type)
		}
	}
}

func TestAMistakeInAFileIsReportedWithItsLine(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"no JSON", "{\"text\":\"a\",\"type\":\"none\"}\nnonsense\n", "a.jsonl:2: invalid character 'o' in literal null (expecting 'u')"},
		{"another type", `{"text":"a","type":"problem"}`, `a.jsonl:1: no such type: "problem"`},
		{"another priority", `{"text":"a","type":"incident","priority":"P9"}`, `a.jsonl:1: priority "P9": want P1, P2, P3 or P4`},
	} {
		_, err := corpus.Read(fstest.MapFS{"a.jsonl": {Data: []byte(tt.text)}}, "*.jsonl")
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: Read = %v; want %s", tt.name, err, tt.want)
		}
	}
	if _, err := corpus.Read(fstest.MapFS{}, "*.jsonl"); err == nil {
		t.Error("Read of no file reports no mistake")
	}
}
