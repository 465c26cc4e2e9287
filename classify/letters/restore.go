package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Restorer restores mistyped words. Goroutines may share it.
type Restorer struct {
	russian, english       *tongue
	toRussian, fromRussian keyboard
}

// NewRestorer makes a Restorer with the built-in word lists.
func NewRestorer() *Restorer {
	return &Restorer{
		russian:     newTongue(russianWords, 'а', 'я'),
		english:     newTongue(englishWords, 'a', 'z'),
		toRussian:   newKeyboard(americanKeys, russianKeys),
		fromRussian: newKeyboard(russianKeys, americanKeys),
	}
}

// A piece is a chunk of text between spaces, with its possible readings.
type piece struct {
	from, to int    // position in the text
	script   script // the script of its letters
	as       float64
	reading  [readings]string
	chance   [readings]float64
}

type script uint8

const (
	neither script = iota // no letters, or an address, a file name, a word with digits
	latin
	cyrillic
)

// The readings of a piece besides the one as typed.
const (
	otherKeyboard = iota
	inLatin
	readings
)

// Restore returns the text with runs restored that were typed on the wrong
// keyboard or in Latin letters. A text without any is returned unchanged.
func (m *Restorer) Restore(text string) string {
	pieces := split(text)
	var b strings.Builder
	done := 0
	for from := 0; from < len(pieces); {
		to := from + 1
		for to < len(pieces) && (pieces[to].script == pieces[from].script || pieces[to].script == neither) && !parts(text[pieces[to-1].from:pieces[to-1].to]) {
			to++
		}
		if pieces[from].script != neither {
			run := pieces[from:to]
			if reading, ok := m.judge(text, run); ok {
				for _, p := range run {
					if word := p.put(reading); word != "" {
						b.WriteString(text[done:p.from])
						b.WriteString(word)
						done = p.to
					}
				}
			}
		}
		from = to
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// parts reports whether a chunk ends a run: a dash, a word with a colon.
func parts(chunk string) bool {
	return strings.HasSuffix(chunk, ":") || strings.IndexFunc(chunk, func(r rune) bool { return !mark(r) }) < 0
}

// split returns the chunks of a text.
func split(text string) []piece {
	var out []piece
	from := -1
	for i, r := range text {
		switch space := unicode.IsSpace(r); {
		case space && from >= 0:
			out = append(out, piece{from: from, to: i, script: scriptOf(text[from:i])})
			from = -1
		case !space && from < 0:
			from = i
		}
	}
	if from >= 0 {
		out = append(out, piece{from: from, to: len(text), script: scriptOf(text[from:])})
	}
	return out
}

// scriptOf returns the script of a chunk, if it can be a word.
func scriptOf(chunk string) script {
	var lat, cyr, other int
	for i, r := range chunk {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			lat++
		case r >= 'а' && r <= 'я' || r >= 'А' && r <= 'Я' || r == 'ё' || r == 'Ё':
			cyr++
		case unicode.IsDigit(r) && (len(chunk) <= 2 || r != '4' && r != '6'),
			strings.ContainsRune("@/\\_#=&", r) && i+1 < len(chunk), unicode.IsLetter(r):
			other++
		}
	}
	switch {
	case other > 0 || lat > 0 && cyr > 0:
		return neither
	case lat > 0:
		return latin
	case cyr > 0:
		return cyrillic
	}
	return neither
}

// How much more likely a reading must be, in log probabilities.
const (
	plainEach  = -1.9 // a run whose letters have this mean log probability is what it seems
	surerEach  = 1.0  // for each word, on average
	surerRun   = 4.0  // for the whole run
	surerPlain = 2.5  // for a run of words that are all in the list
	mostFor    = 4.0  // the most that one word may count for the reading
	mostBeside = 2.0  // and against it: English words occur among Russian ones
	shortest   = 4    // letters of the longest word, if the list decides
)

// judge returns a reading of a run that is much more likely than what was
// typed, if there is one. A single word must be in the list, because any other
// may be a name.
func (m *Restorer) judge(text string, run []piece) (reading int, ok bool) {
	if m.seems(text, run) > plainEach {
		return 0, false
	}
	var gain [readings]float64
	words := 0
	for i := range run {
		p := &run[i]
		if p.script == neither {
			continue
		}
		words++
		m.read(text[p.from:p.to], p)
		for r := range readings {
			gain[r] += min(mostFor, max(-mostBeside, p.chance[r]-p.as))
		}
	}
	if gain[inLatin] > gain[otherKeyboard] {
		reading = inLatin
	}
	if gain[reading] >= surerPlain && m.plain(run, reading) {
		return reading, true
	}
	return reading, words > 1 && gain[reading] >= max(surerRun, surerEach*float64(words))
}

// plain reports whether every word of a run reads as one in the list.
func (m *Restorer) plain(run []piece, reading int) bool {
	longest := 0
	for _, p := range run {
		if p.script == neither {
			continue
		}
		word := trimmed(p.reading[reading])
		word = lower(word)
		if !m.russian.known[word] && !m.english.known[word] {
			return false
		}
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return longest >= shortest
}

// seems returns the mean log probability of a letter of the run as typed.
func (m *Restorer) seems(text string, run []piece) float64 {
	var sum float64
	letters := 0
	for i := range run {
		p := &run[i]
		if p.script == neither {
			continue
		}
		body := trimmed(text[p.from:p.to])
		home := m.english
		if p.script == cyrillic {
			home = m.russian
		}
		p.as = home.word(lower(body))
		sum += p.as
		letters += utf8.RuneCountInString(body) + 1
	}
	return sum / float64(letters)
}

// read finds the possible readings of a chunk.
func (m *Restorer) read(chunk string, p *piece) {
	p.chance = [readings]float64{impossible, impossible}
	other, keys := m.russian, m.toRussian
	if p.script == cyrillic {
		other, keys = m.english, m.fromRussian
	}
	p.reading[otherKeyboard], p.chance[otherKeyboard] = keys.retyped(chunk, other)
	if p.script == latin && p.chance[otherKeyboard] < p.as+mostFor {
		p.reading[inLatin], p.chance[inLatin] = m.spelled(chunk)
	}
}

// spelled reads a chunk as Russian in Latin letters, word by word: "kak-to".
func (m *Restorer) spelled(chunk string) (text string, chance float64) {
	var b strings.Builder
	for len(chunk) > 0 {
		n := strings.IndexFunc(chunk, func(r rune) bool { return !spells(r) })
		if n < 0 {
			n = len(chunk)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(chunk)
			b.WriteString(chunk[:n])
			chunk = chunk[n:]
			continue
		}
		word, c := m.russian.spelled(strings.ToLower(chunk[:n]))
		if c == impossible {
			return "", impossible
		}
		b.WriteString(word)
		chance += c
		chunk = chunk[n:]
	}
	return b.String(), chance
}

// put returns the piece in a reading of its run, or "" if it stays, such as an
// English word among Russian ones.
func (p *piece) put(reading int) string {
	if p.script == neither || p.chance[reading] <= p.as-likeTheRun {
		return ""
	}
	return p.reading[reading]
}

// likeTheRun is the advantage of reading a word like those around it.
const likeTheRun = 1.0
