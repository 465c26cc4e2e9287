package score_test

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"vakhta/classify"
	"vakhta/classify/corpus"
	"vakhta/classify/score"
)

// documented reads one row of a summary in the docs, as shares of one.
func documented(tb testing.TB, summary, row string) []float64 {
	tb.Helper()
	b, err := os.ReadFile("../../docs/classification.md")
	if err != nil {
		tb.Fatal(err)
	}
	_, table, _ := strings.Cut(string(b), "<!-- "+summary+": begin -->")
	_, rest, ok := strings.Cut(table, "\n| "+row+" |")
	if !ok {
		tb.Fatalf("the docs have no row %q", row)
	}
	line, _, _ := strings.Cut(rest, "\n")
	var out []float64
	for cell := range strings.SplitSeq(strings.Trim(line, " |"), "|") {
		cell = strings.TrimSpace(cell)
		number, share := strings.CutSuffix(cell, " %")
		v, err := strconv.ParseFloat(number, 64)
		if err != nil {
			tb.Fatalf("row %q of the docs: %v", row, err)
		}
		if share {
			v /= 100
		}
		out = append(out, v)
	}
	return out
}

func TestTheTableInTheDocsIsTrueWithinSamplingError(t *testing.T) {
	c, err := classify.Load()
	if err != nil {
		t.Fatal(err)
	}
	for summary, set := range map[string]func(string) ([]corpus.Example, error){"development": corpus.Dev, "fresh": corpus.Fresh} {
		for i, lang := range []string{"ru", "en"} {
			messages, err := set(lang)
			if err != nil {
				t.Fatal(err)
			}
			r := score.Measure(c, messages)
			covered, precision := r.Coverage()
			for row, got := range map[string]float64{
				"macro-F1":         r.MacroF1(),
				"not asked about":  covered,
				"… of these right": precision,
				"priority exact":   float64(r.Levels.Exact) / float64(r.Levels.Judged),
				"P1 recall":        float64(r.Levels.CriticalFound) / float64(r.Levels.Critical),
			} {
				want := documented(t, summary, row)[i]
				if err := 2 * math.Sqrt(want*(1-want)/float64(r.Messages)); math.Abs(got-want) > err+0.001 {
					t.Errorf("%s set, %s, %s: the docs say %.3f, it is %.3f: run make classify-report", summary, lang, row, want, got)
				}
			}
		}
	}
}

func TestTheClassifierKeepsWhatItPromisesOfTheFreshSet(t *testing.T) {
	c, err := classify.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		lang                             string
		f1, covered, critical, precision float64
	}{
		{"ru", 0.88, 0.70, 0.90, 0.70},
		{"en", 0.86, 0.60, 0.85, 0.70},
	} {
		messages, err := corpus.Fresh(tt.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := score.Measure(c, messages)
		if covered, right := r.Coverage(); r.MacroF1() < tt.f1 || covered < tt.covered || right < 0.95 {
			t.Errorf("%s: macro-F1 %.3f, %.2f sure at precision %.3f; want at least %.2f, %.2f at 0.95", tt.lang, r.MacroF1(), covered, right, tt.f1, tt.covered)
		}
		recall := float64(r.Levels.CriticalFound) / float64(r.Levels.Critical)
		precision := float64(r.Levels.CriticalFound) / float64(r.Levels.CriticalSuggested)
		if recall < tt.critical || precision < tt.precision {
			t.Errorf("%s: P1 recall %.2f at precision %.2f; want at least %.2f at %.2f", tt.lang, recall, precision, tt.critical, tt.precision)
		}
		if r.Silenced*400 > r.Requests {
			t.Errorf("%s: %d of %d requests met with silence", tt.lang, r.Silenced, r.Requests)
		}
	}
}

func TestTheClassifierKeepsWhatItPromises(t *testing.T) {
	c, err := classify.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		lang              string
		f1, covered, top2 float64
	}{
		{"ru", 0.88, 0.60, 0.95},
		{"en", 0.77, 0.40, 0.90},
	} {
		dev, err := corpus.Dev(tt.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := score.Measure(c, dev)
		covered, precision := r.Coverage()
		if r.MacroF1() < tt.f1 || covered < tt.covered || precision < 0.95 {
			t.Errorf("%s: macro-F1 %.3f, %.2f sure at precision %.3f; want at least %.2f, %.2f at 0.95", tt.lang, r.MacroF1(), covered, precision, tt.f1, tt.covered)
		}
		if top2 := float64(r.TopTwo) / float64(r.Messages); top2 < tt.top2 {
			t.Errorf("%s: right with the second choice in %.3f; want at least %.2f", tt.lang, top2, tt.top2)
		}
		if r.Silenced*400 > r.Requests*2 {
			t.Errorf("%s: %d of %d requests met with silence", tt.lang, r.Silenced, r.Requests)
		}
	}
}
