package parts

import (
	"slices"
	"strings"
	"unicode"

	"vakhta/classify/features"
	"vakhta/classify/softmax"
	"vakhta/classify/words"
)

// A Weigher applies a model to the seams of messages.
type Weigher struct {
	Reader *features.Extractor
	Model  *softmax.Model
}

// A Piece is a substring of a message with its features.
type Piece struct {
	Text      string
	Words     int
	chances   []float64 // of each type
	has       groupSet  // its cues
	opens     groupSet  // those of its first words
	functions []string  // cues of the shop's functions
	mood      string    // grammatical mood of its beginning
	stems     map[string]bool
	first     string // its first stem
}

const (
	openingWords = 3 // of a piece, which may join it to the one before
	shortStem    = 4 // bytes; shorter words do not show the topic
)

// Piece reads a substring of a message.
func (w Weigher) Piece(text string) Piece {
	t := words.Read(text)
	read, found := w.Reader.Read(t)
	score, _ := w.Model.Score(read)
	p := Piece{
		Text: text, Words: t.Words, chances: softmax.Chances(score[:softmax.Types], 1),
		stems: make(map[string]bool),
	}
	for _, c := range found {
		if c.With != "" {
			continue
		}
		p.has.add(c.Name)
		if function(c.Name) {
			p.functions = append(p.functions, c.Name)
		}
		if mood, ok := strings.CutPrefix(c.Name, "opens:"); ok {
			p.mood = mood
		}
	}
	for _, group := range w.Reader.Opening(t, openingWords) {
		p.opens.add(group)
	}
	for _, tok := range t.Tokens {
		if tok.Kind == words.Mark {
			continue
		}
		if p.first == "" {
			p.first = tok.Stem
		}
		if tok.Kind == words.Word && len(tok.Stem) > shortStem {
			p.stems[tok.Stem] = true
		}
	}
	return p
}

// likeliest returns the index of the most likely type.
func (p Piece) likeliest() int { return slices.Index(p.chances, slices.Max(p.chances)) }

// Cut divides a message at the seams whose probability exceeds above. It
// returns the pieces without the marks around them: one if there is no such
// seam.
func (w Weigher) Cut(text string, above float64) []string {
	var out []string
	begin := 0
	seams := Seams(text)
	for i, s := range seams {
		left, right := w.Piece(text[begin:s.End]), w.Piece(Sentence(text, seams, i))
		if left.Words == 0 || right.Words == 0 {
			continue
		}
		if softmax.Chance(w.Model.Seam(Between(s, left, right))) >= above {
			out = append(out, trimmed(left.Text))
			begin = s.Begin
		}
	}
	return append(out, trimmed(text[begin:]))
}

// Likeliest returns the highest probability of a seam of the message to
// separate two requests.
func (w Weigher) Likeliest(text string) float64 {
	var best float64
	seams := Seams(text)
	for i, s := range seams {
		left, right := w.Piece(text[:s.End]), w.Piece(Sentence(text, seams, i))
		if left.request() && right.Words > 0 && w.Piece(text[s.Begin:]).request() {
			best = max(best, softmax.Chance(w.Model.Seam(Between(s, left, right))))
		}
	}
	return best
}

// request reports whether a piece asks for anything.
func (p Piece) request() bool { return p.Words > 0 && types[p.likeliest()] != "none" }

// trimmed returns a piece without the marks around it, its number in a list,
// and the words that join it to the one before.
func trimmed(piece string) string {
	for {
		piece = strings.TrimFunc(piece, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:-–—•", r) })
		piece = piece[listed(piece):]
		n := strings.IndexAny(piece, " \n")
		if n < 0 || joints[strings.ToLower(strings.TrimRight(piece[:n], ",:"))] == "" {
			return piece
		}
		piece = piece[n:]
	}
}

// Sentence returns the text from a seam to the end of its sentence.
func Sentence(text string, seams []Seam, at int) string {
	for _, s := range seams[at+1:] {
		if s.Strong {
			return text[seams[at].Begin:max(s.End, seams[at].Begin)]
		}
	}
	return text[seams[at].Begin:]
}
