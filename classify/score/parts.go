package score

import (
	"fmt"
	"io"

	"vakhta/classify"
	"vakhta/classify/corpus"
)

// Splits are the figures of dividing messages into requests.
type Splits struct {
	Several int // messages that have several requests
	Found   int // of these, more than one was found
	Counted int // as many as there are
	Exact   int // and each of the right type
	Single  int // messages that have one
	Split   int // of these, more than one was found
}

// MeasureParts divides every message and compares with its labels.
func MeasureParts(c *classify.Classifier, examples []corpus.Example) Splits {
	var s Splits
	for _, e := range examples {
		got := c.Parts(e.Text)
		if len(e.Parts) < 2 {
			s.Single++
			if len(got) > 1 {
				s.Split++
			}
			continue
		}
		s.Several++
		if len(got) > 1 {
			s.Found++
		}
		if len(got) != len(e.Parts) {
			continue
		}
		s.Counted++
		exact := true
		for i, p := range e.Parts {
			exact = exact && got[i].Type == p.Type
		}
		if exact {
			s.Exact++
		}
	}
	return s
}

// Partings writes the figures of messages that have several requests or seem
// to, and of others, which have one.
func Partings(w io.Writer, lang string, hard, plain Splits) {
	fmt.Fprintf(w, "| %s: several requests | found | as many | each of its type | one request, but seems more: split | any other with one request: split |\n|---|---|---|---|---|---|\n", lang)
	fmt.Fprintf(w, "| %d | %s | %s | %s | %d of %d | %s |\n", hard.Several, percent(hard.Found, hard.Several), percent(hard.Counted, hard.Several),
		percent(hard.Exact, hard.Several), hard.Split, hard.Single, percent(plain.Split, plain.Single))
}

// Kinds writes a row for every kind of message, in the order of the examples.
func Kinds(w io.Writer, lang string, c *classify.Classifier, examples []corpus.Example) {
	var names []string
	of := make(map[string][]corpus.Example)
	for _, e := range examples {
		if of[e.Kind] == nil {
			names = append(names, e.Kind)
		}
		of[e.Kind] = append(of[e.Kind], e)
	}
	fmt.Fprintf(w, "| %s: kind | messages | right type | with the second | not asked about | of these right | requests unanswered | P1 found | P1 suggested |\n", lang)
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|")
	for _, name := range names {
		r := Measure(c, of[name])
		fmt.Fprintf(w, "| %s | %d | %s | %s | %s | %s | %d | %d of %d | %d |\n", name, r.Messages, percent(r.Right, r.Messages), percent(r.TopTwo, r.Messages),
			percent(r.Sure, r.Messages), percent(r.SureRight, r.Sure), r.Silenced, r.Levels.CriticalFound, r.Levels.Critical, r.Levels.CriticalSuggested)
	}
}
