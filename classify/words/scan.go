package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A scanner goes once over a message, chunk by chunk between spaces.
type scanner struct {
	text    *Text
	rest    string
	clause  int
	russian bool // the language its emoji are read in
}

func (s *scanner) run() {
	for len(s.rest) > 0 {
		if s.rest[0] == '\n' {
			s.breakClause("\n")
			s.rest = s.rest[1:]
			continue
		}
		if s.rest[0] == ' ' {
			s.rest = s.rest[1:]
			continue
		}
		end := strings.IndexAny(s.rest, " \n")
		if end < 0 {
			end = len(s.rest)
		}
		chunk := s.rest[:end]
		s.rest = s.rest[end:]
		s.chunk(chunk)
	}
}

// chunk reads what is between two spaces: an address as a whole, anything else
// character by character.
func (s *scanner) chunk(chunk string) {
	core := strings.TrimLeft(chunk, "([{<\"'«„“")
	core = strings.TrimRight(core, ")]}>\"'»“”.,!?;:…")
	if kind, ok := address(core); ok {
		at := strings.Index(chunk, core)
		s.pieces(chunk[:at])
		s.add(Token{Kind: kind, Raw: core, Text: stand[kind], Stem: stand[kind]})
		s.pieces(chunk[at+len(core):])
		return
	}
	s.pieces(chunk)
}

// pieces splits a chunk into runs of letters and digits, and single marks.
func (s *scanner) pieces(chunk string) {
	for len(chunk) > 0 {
		r, size := utf8.DecodeRuneInString(chunk)
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			n := runLength(chunk)
			s.run1(chunk[:n])
			chunk = chunk[n:]
			continue
		case r == '#' || r == '№':
			if n := digits(chunk[size:]); n > 0 {
				s.stand(Ref, chunk[:size+n])
				chunk = chunk[size+n:]
				continue
			}
			s.mark(chunk[:size])
		case isEmoji(r):
			s.emoji(chunk[:size], r)
		case r == '.' && strings.HasPrefix(chunk, ".."), r == '…':
			// Several dots are a pause, not an end; their number does not
			// matter.
			n := len(chunk) - len(strings.TrimLeft(chunk, ".…"))
			s.mark("…")
			chunk = chunk[n:]
			continue
		case strings.ContainsRune(".!?;,:—()[]«»\"", r):
			s.breakClause(chunk[:size])
		default:
			s.mark(chunk[:size])
		}
		chunk = chunk[size:]
	}
}

// runLength returns the length of the word or number at the beginning of s. An
// apostrophe inside a word belongs to it; so do the colons and slashes of a
// time.
func runLength(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		inside := n > 0 && n+size < len(s)
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
		case r == '\'' && inside && isLetterAt(s, n+size):
		case strings.ContainsRune(":./", r) && inside && isDigitAt(s, n-1) && isDigitAt(s, n+size):
		default:
			return n
		}
		n += size
	}
	return n
}

func isLetterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

func isDigitAt(s string, i int) bool { return s[i] >= '0' && s[i] <= '9' }

func digits(s string) int {
	n := 0
	for n < len(s) && isDigitAt(s, n) {
		n++
	}
	return n
}

// run1 adds a run of letters and digits.
func (s *scanner) run1(raw string) {
	first := raw[0]
	switch {
	case first >= '0' && first <= '9' && digits(raw) == len(raw):
		if len(raw) == 3 && (first == '4' || first == '5') {
			s.add(Token{Kind: Code, Raw: raw, Text: raw, Stem: raw})
			return
		}
		s.stand(Number, raw)
	case first >= '0' && first <= '9' && strings.ContainsAny(raw, ":./"):
		s.stand(Time, raw)
	default:
		s.word(raw)
	}
}

// word adds a word, and separately the verb after an English apostrophe:
// "what's" is "what" and "'s", but "don't" stays one word.
func (s *scanner) word(raw string) {
	for _, r := range raw {
		switch {
		case unicode.Is(unicode.Cyrillic, r):
			s.text.Cyrillic++
		case unicode.Is(unicode.Latin, r):
			s.text.Latin++
		case unicode.IsLetter(r):
			s.text.Other++
		}
		if unicode.IsUpper(r) {
			s.text.Upper++
		}
	}
	low := normal(raw)
	if i := strings.IndexByte(low, '\''); i > 0 && !strings.HasSuffix(low, "n't") {
		s.addWord(raw, low[:i])
		s.addWord("", low[i:])
		return
	}
	s.addWord(raw, strings.ReplaceAll(low, "'", ""))
}

func (s *scanner) addWord(raw, low string) {
	s.text.Words++
	s.add(Token{Kind: Word, Raw: raw, Text: low, Stem: Stem(low)})
}

func (s *scanner) stand(k TokenKind, raw string) {
	s.add(Token{Kind: k, Raw: raw, Text: stand[k], Stem: stand[k]})
}

func (s *scanner) mark(raw string) { s.add(Token{Kind: Mark, Raw: raw, Text: raw, Stem: raw}) }

// breakClause adds a mark and begins a new clause, unless the last is empty.
func (s *scanner) breakClause(raw string) {
	if raw != "\n" {
		s.mark(raw)
	}
	if n := len(s.text.Tokens); n > 0 && s.text.Tokens[n-1].Clause == s.clause {
		s.clause++
	}
}

func (s *scanner) add(t Token) {
	t.Clause = s.clause
	if t.Kind == Mark && s.clause > 0 && len(s.text.Tokens) > 0 {
		// A mark belongs to the clause before it.
		t.Clause = s.text.Tokens[len(s.text.Tokens)-1].Clause
	}
	s.text.Tokens = append(s.text.Tokens, t)
}

func isEmoji(r rune) bool {
	return r >= 0x1F000 || (r >= 0x2600 && r <= 0x27BF) || (r >= 0x2B00 && r <= 0x2BFF) || (r >= 0x23E9 && r <= 0x23FA) || r == 0x231B || r == 0x25FB || r == 0x25B6 || r == 0x203C || r == 0x2049
}
