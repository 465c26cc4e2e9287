package score

import (
	"fmt"
	"io"
	"strings"

	"vakhta/classify/corpus"
)

// A Named is a result with the name of its set of messages.
type Named struct {
	Name   string
	Result Measured
}

// A measure is one row of the summary.
type measure struct {
	name string
	of   func(Measured) string
}

// measures are the rows of the summary, in order.
var measures = []measure{
	{"messages", func(r Measured) string { return fmt.Sprint(r.Messages) }},
	{"macro-F1", func(r Measured) string { return fmt.Sprintf("%.3f", r.MacroF1()) }},
	{"right type", func(r Measured) string { return percent(r.Right, r.Messages) }},
	{"right with the second choice", func(r Measured) string { return percent(r.TopTwo, r.Messages) }},
	{"not asked about", func(r Measured) string { return percent(r.Sure, r.Messages) }},
	{"… of these right", func(r Measured) string { return percent(r.SureRight, r.Sure) }},
	{"requests left unanswered", func(r Measured) string { return fmt.Sprintf("%d of %d", r.Silenced, r.Requests) }},
	{"other messages left unanswered", func(r Measured) string { return fmt.Sprintf("%d of %d", r.Caught, r.Messages-r.Requests) }},
	{"priority exact", func(r Measured) string { return percent(r.Levels.Exact, r.Levels.Judged) }},
	{"priority within one", func(r Measured) string { return percent(r.Levels.Near, r.Levels.Judged) }},
	{"P1 recall", func(r Measured) string { return percent(r.Levels.CriticalFound, r.Levels.Critical) }},
	{"P1 precision", func(r Measured) string { return percent(r.Levels.CriticalFound, r.Levels.CriticalSuggested) }},
}

// Summary writes the results side by side, as a Markdown table.
func Summary(w io.Writer, results []Named) {
	head, rule := "| measure |", "|---|"
	for _, n := range results {
		head += " " + n.Name + " |"
		rule += "---|"
	}
	fmt.Fprintf(w, "%s\n%s\n", head, rule)
	for _, m := range measures {
		var row strings.Builder
		row.WriteString("| " + m.name + " |")
		for _, n := range results {
			row.WriteString(" " + m.of(n.Result) + " |")
		}
		fmt.Fprintln(w, row.String())
	}
}

// Confusions writes the confusion matrix.
func Confusions(w io.Writer, n Named) {
	fmt.Fprintf(w, "| %s: truth ↓ guess → |", n.Name)
	for _, t := range corpus.Types() {
		fmt.Fprintf(w, " %s |", t)
	}
	fmt.Fprintf(w, "\n|---|%s\n", strings.Repeat("---|", kinds))
	for i, t := range corpus.Types() {
		fmt.Fprintf(w, "| %s |", t)
		for _, k := range n.Result.Confusion[i] {
			fmt.Fprintf(w, " %d |", k)
		}
		fmt.Fprintln(w)
	}
}

// Reliability writes how often guesses of similar confidence were right.
func Reliability(w io.Writer, n Named) {
	fmt.Fprintf(w, "| %s: confidence from | guesses | mean confidence | right |\n|---|---|---|---|\n", n.Name)
	for _, b := range n.Result.Bins {
		if b.Guesses == 0 {
			continue
		}
		fmt.Fprintf(w, "| %.1f | %d | %.2f | %.2f |\n", b.From, b.Guesses, b.SureSum/float64(b.Guesses), ratio(b.Right, b.Guesses))
	}
}

func percent(a, b int) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*ratio(a, b))
}
