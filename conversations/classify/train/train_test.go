package train_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"testing"

	"vakhta/conversations/classify"
	"vakhta/conversations/classify/corpus"
	"vakhta/conversations/classify/softmax"
	"vakhta/conversations/classify/train"
	"vakhta/desk"
)

// The embedded model, as the classifier reads it.
func embedded(tb testing.TB) []byte {
	tb.Helper()
	b, err := os.ReadFile("../model.bin")
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestTrainingAnewGivesTheEmbeddedModel(t *testing.T) {
	m, err := train.Fit()
	if err != nil {
		t.Fatal(err)
	}
	was, err := softmax.Decode(embedded(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range train.Langs() {
		got, want := m.Settings.Score[lang], was.Settings.Score[lang]
		if math.Abs(got-want) > 0.0005 {
			t.Errorf("%s: trained anew, macro-F1 is %.4f; the embedded model has %.4f: run make train", lang, got, want)
		}
	}
	file, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if len(file) > 1<<20 {
		t.Errorf("the model has %d bytes; want at most a megabyte", len(file))
	}
	// Floating point may differ between processors, so bytes are only
	// compared where the scores agree to the last digit.
	if m.Settings.Score["ru"] == was.Settings.Score["ru"] && len(file) != len(embedded(t)) {
		t.Errorf("the model has %d bytes, the embedded one %d: run make train", len(file), len(embedded(t)))
	}
	if bytes.Equal(file, nil) {
		t.Error("the model is empty")
	}
}

func TestManyCorrectionsTeachAndOneDoesNotTurnTheModel(t *testing.T) {
	was, err := softmax.Decode(embedded(t))
	if err != nil {
		t.Fatal(err)
	}
	const strange = "прошу рассмотреть вопрос по куцапам"
	corrections := []train.Correction{{Text: "restart the worker please", Type: desk.NoRequest}}
	for range 6 {
		corrections = append(corrections, train.Correction{Text: strange, Type: desk.ServiceRequest})
	}
	m, err := train.Refit(was, corrections)
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
	if g := c.Guess("please restart the mail worker", classify.Context{}); g.Type != desk.ServiceRequest {
		t.Errorf("one wrong correction turned a plain request into %s", g.Type)
	}
}

func TestAModelThatGotWorseIsRefused(t *testing.T) {
	was, err := softmax.Decode(embedded(t))
	if err != nil {
		t.Fatal(err)
	}
	dev, err := corpus.Dev("ru")
	if err != nil {
		t.Fatal(err)
	}
	// A prankster calls everything no request, in the words of the
	// development set, which hits hardest.
	var corrections []train.Correction
	for _, e := range dev {
		corrections = append(corrections, train.Correction{Text: e.Text, Type: desk.NoRequest})
	}
	if _, err := train.Refit(was, corrections); !errors.Is(err, train.ErrWorse) {
		t.Errorf("Refit = %v; want ErrWorse", err)
	}
}
