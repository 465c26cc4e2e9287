package train_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"slices"
	"sync"
	"testing"

	"vakhta/classify"
	"vakhta/classify/corpus"
	"vakhta/classify/score"
	"vakhta/classify/softmax"
	"vakhta/classify/train"
	"vakhta/desk"
	"vakhta/internal/repeat"
)

// embedded returns the bytes of the built-in model.
func embedded(tb testing.TB) []byte {
	tb.Helper()
	b, err := os.ReadFile("../model.bin")
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// fewTexts returns one in twenty of the texts that the built-in model learned
// from, and fewer in a quick run: enough to learn a little quickly, even under
// the race detector.
var fewTexts = sync.OnceValues(func() ([]corpus.Example, error) {
	all, err := corpus.Train()
	var few []corpus.Example
	for part := range slices.Chunk(all, repeat.OneIn(20, 30)) {
		few = append(few, part[0])
	}
	return few, err
})

// fromFew returns a model trained from them.
var fromFew = sync.OnceValues(func() (*softmax.Model, error) {
	few, err := fewTexts()
	if err != nil {
		return nil, err
	}
	return train.FitTo(few, nil)
})

func refit(tb testing.TB, corrections []desk.Correction) (*softmax.Model, error) {
	tb.Helper()
	was, err := fromFew()
	if err != nil {
		tb.Fatal(err)
	}
	few, err := fewTexts()
	if err != nil {
		tb.Fatal(err)
	}
	return train.RefitTo(was, few, corrections)
}

func TestTheEmbeddedModelIsOfTheTextsAndTheCodeAsTheyAre(t *testing.T) {
	t.Parallel()
	file := embedded(t)
	if len(file) > 1<<20 {
		t.Errorf("the model has %d bytes; want at most a megabyte", len(file))
	}
	m, err := softmax.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := corpus.Sum(); err != nil || m.Settings.Corpus != sum {
		t.Errorf("the model was learned from other texts (%.12s, now %.12s, %v): run make train", m.Settings.Corpus, sum, err)
	}
	c, err := classify.New(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range train.Langs() {
		dev, err := corpus.Dev(lang)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := score.Measure(c, dev).MacroF1(), m.Settings.Score[lang]; math.Abs(got-want) > 0.0005 {
			t.Errorf("%s: macro-F1 is %.4f, when it was learned it was %.4f: messages are read differently now, run make train", lang, got, want)
		}
	}
}

func TestTheSameTextsAlwaysGiveTheSameModel(t *testing.T) {
	t.Parallel()
	first, err := fromFew()
	if err != nil {
		t.Fatal(err)
	}
	few, err := fewTexts()
	if err != nil {
		t.Fatal(err)
	}
	second, err := train.FitTo(few, nil)
	if err != nil {
		t.Fatal(err)
	}
	one, err := first.Encode()
	if err != nil {
		t.Fatal(err)
	}
	other, err := second.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, other) {
		t.Errorf("the same %d texts gave two models", len(few))
	}
}

func TestManyCorrectionsTeachAndOneDoesNotTurnTheModel(t *testing.T) {
	t.Parallel()
	const strange = "прошу рассмотреть вопрос по куцапам"
	corrections := []desk.Correction{{Text: "restart the worker please", Type: desk.NoRequest}}
	for range 6 {
		corrections = append(corrections, desk.Correction{Text: strange, Type: desk.ServiceRequest})
	}
	m, err := refit(t, corrections)
	if err != nil {
		t.Fatal(err)
	}
	c, err := classify.New(m)
	if err != nil {
		t.Fatal(err)
	}
	if g := c.Guess(strange, classify.Context{}); g.Type != desk.ServiceRequest {
		t.Errorf("Guess(%q) = %s after six corrections; want %s", strange, g.Type, desk.ServiceRequest)
	}
	if g := c.Guess("please give Anna access to the admin panel", classify.Context{}); g.Type != desk.ServiceRequest {
		t.Errorf("one wrong correction turned a plain request into %s", g.Type)
	}
}

func TestAModelThatGotWorseIsRefused(t *testing.T) {
	t.Parallel()
	dev, err := corpus.Dev("ru")
	if err != nil {
		t.Fatal(err)
	}
	// A prankster labels everything as no request, in the words of the
	// development set, where it does the most harm.
	var corrections []desk.Correction
	for _, e := range dev {
		corrections = append(corrections, desk.Correction{Text: e.Text, Type: desk.NoRequest})
	}
	if _, err := refit(t, corrections); !errors.Is(err, train.ErrWorse) {
		t.Errorf("Refit = %v; want ErrWorse", err)
	}
}
