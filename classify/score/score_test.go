package score_test

import (
	"strings"
	"testing"

	"vakhta/classify"
	"vakhta/classify/corpus"
	"vakhta/classify/score"
	"vakhta/desk"
)

func measured(tb testing.TB) score.Measured {
	tb.Helper()
	c, err := classify.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return score.Measure(c, []corpus.Example{
		{Text: "сайт лежит", Type: desk.Incident, Priority: desk.P1},
		{Text: "please restart the worker", Type: desk.ServiceRequest, Priority: desk.P3},
		{Text: "спасибо!", Type: desk.NoRequest},
		{Text: "the shop is down", Type: desk.ChangeRequest, Priority: desk.P4}, // labelled as what it is not
	})
}

func TestAResultCountsWhatWasRight(t *testing.T) {
	r := measured(t)
	if r.Right != 3 || r.Messages != 4 || r.Requests != 3 || r.Silenced != 0 || r.Caught != 1 {
		t.Errorf("Measure = %+v", r)
	}
	if r.Confusion[2][0] != 1 {
		t.Errorf("the change taken for an incident is not in %v", r.Confusion)
	}
	if l := r.Levels; l.Judged != 3 || l.Exact != 2 || l.Critical != 1 || l.CriticalFound != 1 || l.CriticalSuggested != 2 {
		t.Errorf("Levels = %+v", l)
	}
	// Incident 2/3, service 1, change 0, none 1; information does not occur.
	if got, want := r.MacroF1(), (2.0/3+1+0+1)/4; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("MacroF1 = %v; want %v", got, want)
	}
}

func TestTablesHaveARowForEachMeasureAndType(t *testing.T) {
	named := score.Named{Name: "ru", Result: measured(t)}
	var summary, confusion, reliability strings.Builder
	score.Summary(&summary, []score.Named{named, named})
	score.Confusions(&confusion, named)
	score.Reliability(&reliability, named)
	for _, want := range []string{"| macro-F1 | 0.667 | 0.667 |", "| requests left unanswered | 0 of 3 | 0 of 3 |", "| P1 recall | 100.0 % | 100.0 % |"} {
		if !strings.Contains(summary.String(), want) {
			t.Errorf("the summary lacks %q:\n%s", want, summary.String())
		}
	}
	if got := strings.Count(confusion.String(), "\n"); got != 7 {
		t.Errorf("the confusion has %d lines; want 7:\n%s", got, confusion.String())
	}
	if !strings.Contains(reliability.String(), "| 0.9 |") {
		t.Errorf("the reliability lacks its last step:\n%s", reliability.String())
	}
}
