package keys

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Mistake is one error in a file.
type Mistake struct {
	File    string
	Line    int // from 1
	Column  int // from 1, in characters
	Message string
	Fix     string // what to write instead
}

// Error returns "desk.yaml:41:9: what is wrong; what to write instead".
func (m Mistake) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Message)
	if m.Fix != "" {
		s += "; " + m.Fix
	}
	return s
}

// Mistakes are all errors in a file, from top to bottom.
type Mistakes []Mistake

// Error returns one mistake a line.
func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.Error()
	}
	return strings.Join(lines, "\n")
}

// sorted returns the mistakes in the order of the file, without duplicates: two
// checks may find the same one.
func (ms Mistakes) sorted() Mistakes {
	slices.SortStableFunc(ms, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(ms)
}

// A Warning is something the writer should know that is no mistake.
type Warning struct {
	File    string
	Line    int // from 1
	Column  int // from 1, in characters
	Message string
}

// String returns "desk.yaml:41:9: warning: what there is to know".
func (w Warning) String() string {
	return fmt.Sprintf("%s:%d:%d: warning: %s", w.File, w.Line, w.Column, w.Message)
}

// Wrong returns the error of a Word: what is wrong with it, and what to write
// instead.
func Wrong(message, fix string) error { return wrong{message, fix} }

type wrong struct{ message, fix string }

// Error returns the message without the fix.
func (w wrong) Error() string { return w.message }

// Suggestion says what to write instead of word: the most similar known word,
// or all known words if they are few.
func Suggestion(word string, known []string) string {
	const readable = 12
	best, distance := "", len(word)/3+2
	for _, k := range known {
		if d := editDistance(strings.ToLower(word), strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	switch {
	case best != "":
		return fmt.Sprintf("did you mean %q?", best)
	case len(known) <= readable:
		return "known: " + strings.Join(known, ", ")
	default:
		return fmt.Sprintf("known: %s and %d more", strings.Join(known[:readable], ", "), len(known)-readable)
	}
}

// editDistance counts typing mistakes between a and b: a letter missing, added,
// wrong, or swapped with its neighbour.
func editDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			change := 0
			if s[i-1] != t[j-1] {
				change = 1
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}
