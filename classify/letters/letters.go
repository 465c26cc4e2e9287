// Package letters restores words that were typed with the wrong letters.
//
// People forget to switch the keyboard ("cfqn kt;bn") and write Russian in
// Latin letters ("sait ne gruzit"). A tongue is a model of a language's
// spelling: its most common words, and the probability of a letter after two
// others. A run, which is consecutive words in one script, is replaced if the
// other reading is much more likely in its language. Everything here is
// deterministic, and its cost is linear in the length of the text.
package letters

import (
	_ "embed"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed ru.txt
var russianWords string

//go:embed en.txt
var englishWords string

// A tongue models how words of one language are spelt.
type tongue struct {
	first rune // the letters are first, first+1, …
	size  int
	// likely has the log probability of a letter after two others, one row of
	// size+1 for each pair; place 0 is the edge of a word.
	likely []float32
	known  map[string]bool
}

// newTongue makes a model from a list of words.
func newTongue(list string, first, last rune) *tongue {
	t := &tongue{first: first, size: int(last-first) + 1, known: make(map[string]bool)}
	n := t.size + 1
	three, two := make([]float32, n*n*n), make([]float32, n*n)
	for word := range strings.FieldsSeq(list) {
		t.known[word] = true
		a, b := 0, 0
		for i := 0; i <= len(word); {
			c, size := 0, 1
			if i < len(word) {
				var r rune
				r, size = utf8.DecodeRuneInString(word[i:])
				c = t.place(r)
			}
			three[(a*n+b)*n+c]++
			two[b*n+c]++
			a, b = b, c
			i += size
		}
	}
	t.likely = make([]float32, n*n*n)
	for a := range n {
		for b := range n {
			t.row(a, b, three, two)
		}
	}
	return t
}

// Interpolation weights: of trigrams against bigrams, and of bigrams against
// chance.
const (
	threeToTwo  = 2
	twoToChance = 1
)

// row converts the counts after the letters a and b to probabilities.
func (t *tongue) row(a, b int, three, two []float32) {
	n := t.size + 1
	var sum, sum2 float64
	for c := range n {
		sum += float64(three[(a*n+b)*n+c])
		sum2 += float64(two[b*n+c])
	}
	for c := range n {
		p2 := (float64(two[b*n+c]) + twoToChance/float64(n)) / (sum2 + twoToChance)
		p := (float64(three[(a*n+b)*n+c]) + threeToTwo*p2) / (sum + threeToTwo)
		t.likely[(a*n+b)*n+c] = float32(math.Log(p))
	}
}

// place returns a letter's number in the tongue, counted from 1, and 0 for
// other characters.
func (t *tongue) place(r rune) int {
	if at := int(r - t.first); at >= 0 && at < t.size {
		return at + 1
	}
	return 0
}

// Log probabilities that are not counted.
const (
	foreignLetter = -9.0 // of a letter of another alphabet
	knownWord     = -7.0 // the least of a word in the list, which has about a thousand
)

// word returns the log probability that a chunk between two spaces, in lower
// case, belongs to the language. Marks inside it separate words: "kak-to",
// "mail.ru".
func (t *tongue) word(w string) float64 {
	n := t.size + 1
	a, b := 0, 0
	var sum float64
	for _, r := range w {
		c := t.place(r)
		switch {
		case c > 0:
			sum += float64(t.likely[(a*n+b)*n+c])
		case unicode.IsLetter(r):
			sum += foreignLetter
		case b > 0:
			sum += float64(t.likely[(a*n+b)*n])
			b = 0
		}
		a, b = b, c
	}
	if b > 0 {
		sum += float64(t.likely[(a*n+b)*n])
	}
	if sum < knownWord && t.known[w] {
		return knownWord
	}
	return sum
}
