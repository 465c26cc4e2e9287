package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spellings are what Latin letters may stand for in Russian, and the cost of
// choosing it: nothing for the usual reading, more for a rare one.
var spellings = map[string][]spelling{
	"a": {{"а", 0}}, "b": {{"б", 0}}, "c": {{"ц", 0}, {"с", 1}, {"к", 1}}, "d": {{"д", 0}}, "e": {{"е", 0}, {"э", 1}},
	"f": {{"ф", 0}}, "g": {{"г", 0}}, "h": {{"х", 0}}, "i": {{"и", 0}, {"й", 0.3}, {"ы", 2.5}}, "j": {{"й", 0}, {"ж", 0.7}, {"дж", 1}},
	"k": {{"к", 0}}, "l": {{"л", 0}}, "m": {{"м", 0}}, "n": {{"н", 0}}, "o": {{"о", 0}}, "p": {{"п", 0}}, "q": {{"к", 1}, {"я", 2}},
	"r": {{"р", 0}}, "s": {{"с", 0}}, "t": {{"т", 0}}, "u": {{"у", 0}, {"ю", 1}}, "v": {{"в", 0}}, "w": {{"в", 0.5}, {"ш", 1}},
	"x": {{"х", 0}, {"кс", 0.5}}, "y": {{"ы", 0}, {"й", 0}, {"и", 1}, {"у", 2.5}}, "z": {{"з", 0}},
	"'": {{"ь", 0}, {"", 0.5}}, "4": {{"ч", 0}}, "6": {{"ш", 0.5}},
	"ya": {{"я", 0}}, "ja": {{"я", 0}}, "ia": {{"ия", 0.3}, {"я", 0.5}}, "yu": {{"ю", 0}}, "ju": {{"ю", 0}}, "iu": {{"ию", 0.5}, {"ю", 0.5}},
	"yo": {{"е", 0}}, "jo": {{"е", 0}}, "ye": {{"е", 0}}, "je": {{"е", 0}}, "zh": {{"ж", 0}}, "kh": {{"х", 0}}, "ts": {{"ц", 0}},
	"ch": {{"ч", 0}}, "sh": {{"ш", 0}, {"щ", 1.5}}, "iy": {{"ий", 0}}, "ij": {{"ий", 0}}, "ii": {{"ий", 0}, {"ии", 0.3}}, "yy": {{"ый", 0}}, "yj": {{"ый", 0}},
	"ck": {{"к", 0.5}}, "sch": {{"щ", 0}}, "shh": {{"щ", 0}}, "shch": {{"щ", 0}}, "w'": {{"щ", 1}},
}

type spelling struct {
	text string
	cost float64
}

const (
	longestSpelling = 4   // letters of a key in spellings
	beamWidth       = 6   // how many beginnings of a word are followed at a time
	softCost        = 1.2 // of a soft sign that was not written: "tolko"
	longestWord     = 24  // letters; Russian words typed in a hurry are not longer
	knownBonus      = 2   // advantage of a word in the list among several readings
)

// A path is a beginning of a word in one reading.
type path struct {
	text [2 * longestWord]uint8 // its letters' places in the tongue
	size int
	sum  float64
}

// A beam holds the most likely paths that end at one place, best first.
type beam struct {
	paths [beamWidth]path
	size  int
}

// spelled returns the most likely Russian word that the Latin letters stand
// for, and its log probability.
func (t *tongue) spelled(latin string) (word string, chance float64) {
	if len(latin) > longestWord {
		return "", impossible
	}
	var beams [longestWord + 1]beam
	beams[0].size = 1
	for i := range latin {
		for size := 1; size <= longestSpelling && i+size <= len(latin); size++ {
			for _, s := range spellings[latin[i:i+size]] {
				for n := range beams[i].size {
					next := t.follow(beams[i].paths[n], s.text, s.cost)
					beams[i+size].add(next)
					if softens(s.text) {
						beams[i+size].add(t.follow(next, "ь", softCost))
					}
				}
			}
		}
	}
	top := impossible
	chance = impossible
	end := &beams[len(latin)]
	for n := range end.size {
		p := &end.paths[n]
		text := t.written(p)
		sum, bonus := p.sum+float64(t.likely[t.after(p)]), 0.0
		if t.known[text] {
			sum, bonus = max(sum, knownWord), knownBonus
		}
		if sum+bonus > top {
			word, chance, top = text, sum, sum+bonus
		}
	}
	return word, chance
}

// follow appends letters to a path.
func (t *tongue) follow(p path, text string, cost float64) path {
	p.sum -= cost
	for _, r := range text {
		c := t.place(r)
		p.sum += float64(t.likely[t.after(&p)+c])
		if p.size < len(p.text) {
			p.text[p.size] = uint8(c)
			p.size++
		}
	}
	return p
}

// after returns where the probabilities of the letter after a path begin.
func (t *tongue) after(p *path) int {
	n := t.size + 1
	a, b := 0, 0
	if p.size > 0 {
		b = int(p.text[p.size-1])
	}
	if p.size > 1 {
		a = int(p.text[p.size-2])
	}
	return (a*n + b) * n
}

// written returns the word of a path.
func (t *tongue) written(p *path) string {
	word := make([]rune, p.size)
	for i, c := range p.text[:p.size] {
		word[i] = t.first + rune(c) - 1
	}
	return string(word)
}

// add keeps a path if it is among the most likely, and each word once.
func (b *beam) add(p path) {
	at := b.size
	for at > 0 && b.paths[at-1].sum < p.sum {
		at--
	}
	if at == beamWidth {
		return
	}
	for i := range b.size {
		if o := &b.paths[i]; o.size == p.size && o.text == p.text {
			return
		}
	}
	b.size = min(b.size+1, beamWidth)
	copy(b.paths[at+1:b.size], b.paths[at:])
	b.paths[at] = p
}

// softens reports whether a soft sign may follow.
func softens(text string) bool {
	r, size := utf8.DecodeLastRuneInString(text)
	return size > 0 && strings.ContainsRune("лнтсзрвмдбпфчшж", r)
}

// spells reports whether a character is used to write Russian in Latin letters.
func spells(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '\'' || r == '4' || r == '6'
}

// trimmed returns a chunk without the marks around it.
func trimmed(chunk string) string { return strings.TrimFunc(chunk, mark) }

func mark(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
