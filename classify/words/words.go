// Package words splits a message into words that a classifier can count.
//
// A Text is the message cut to a size, without invisible characters, and split
// into Tokens. Addresses, numbers and other things that differ from message to
// message are replaced by a token of their kind, so that two orders look alike.
// A clause is what is between punctuation marks; grammar cues ask which word
// begins one. Everything here is pure and linear in the text.
package words

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vakhta/classify/letters"
)

// A TokenKind says what a token is.
type TokenKind uint8

// The kinds of tokens. All but Word and Mark stand for anything of their kind.
const (
	Word TokenKind = iota
	Number
	Code // an HTTP status of 4xx or 5xx
	Ref  // an order or task number
	Time
	URL
	Mail
	Host
	IP
	File
	Mention
	Emoji
	Mark // punctuation
)

// stand is what tokens other than words are counted as.
var stand = [...]string{Number: "<num>", Ref: "<ref>", Time: "<time>", URL: "<url>", Mail: "<mail>",
	Host: "<host>", IP: "<ip>", File: "<file>", Mention: "<mention>", Emoji: "<emoji>"}

// A Token is one word or mark of a message.
type Token struct {
	Kind   TokenKind
	Raw    string // as it was written
	Text   string // lower case, cleaned, or a placeholder
	Stem   string // Text without its ending
	Clause int    // from 0; every mark that ends a clause begins a new one
}

// A Text is a message as the classifier reads it.
type Text struct {
	Tokens   []Token
	Clauses  int
	Words    int // tokens of kind Word that were written as words
	Emoji    int // including those that are read as words
	Social   int // emoji that thank, agree or laugh
	Cyrillic int // letters
	Latin    int // letters
	Other    int // letters of any other script
	Upper    int // letters in upper case
	Cut      bool
	Broken   bool // it has bytes that are not UTF-8
}

// How much of a message is read: its beginning, where people say what they
// want, and its end, where they repeat it after a pasted log.
const (
	headBytes = 3000
	tailBytes = 1000
)

// Read splits a message. It never fails: bytes that are not UTF-8 are skipped.
func Read(message string) Text {
	var t Text
	if len(message) > headBytes+tailBytes {
		message = cut(message)
		t.Cut = true
	}
	t.Broken = !utf8.ValidString(message)
	message = restorer().Restore(clean(message))
	s := scanner{text: &t, rest: message, russian: !strings.ContainsFunc(message, isLatin) || strings.ContainsFunc(message, isCyrillic)}
	s.run()
	t.Clauses = s.clause + 1
	return t
}

// restorer restores words that were typed with the wrong letters.
var restorer = sync.OnceValue(letters.NewRestorer)

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

// cut keeps the beginning and the end, at rune boundaries.
func cut(s string) string {
	head, tail := headBytes, len(s)-tailBytes
	for head > 0 && !utf8.RuneStart(s[head]) {
		head--
	}
	for tail < len(s) && !utf8.RuneStart(s[tail]) {
		tail++
	}
	return s[:head] + "\n" + s[tail:]
}

// clean removes invisible characters, and replaces the variants of quotes,
// dashes and spaces by one each.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == utf8.RuneError, r == 'ㅤ':
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteRune('\n')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.In(r, unicode.Cf, unicode.Cc, unicode.Mn):
		case r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´':
			b.WriteByte('\'')
		case r == '–' || r == '—' || r == '−' || r == '‐' || r == '‑':
			// A long dash separates clauses; a hyphen joins words.
			if r == '‐' || r == '‑' {
				b.WriteByte('-')
			} else {
				b.WriteString(" — ")
			}
		case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
			b.WriteRune(r - 0xFEE0)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
