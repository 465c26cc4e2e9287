package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/russian"
)

// Latin and Cyrillic letters that look alike, in the same order.
const (
	latinTwins    = "aceopxykmthbi"
	cyrillicTwins = "асеорхукмтнви"
)

// normal converts a word to lower case, ё to е, shortens repeated letters, and
// gives a word of mixed scripts the script of most of its letters: a "с" typed
// on the wrong keyboard must not make a new word.
func normal(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	var last rune
	run, cyr, lat, digit := 0, 0, 0, 0
	for _, r := range word {
		r = unicode.ToLower(r)
		r = common(r)
		if r == last {
			if run++; run >= 2 {
				continue
			}
		} else {
			last, run = r, 0
		}
		switch {
		case r >= '0' && r <= '9':
			digit++
		case unicode.Is(unicode.Cyrillic, r):
			cyr++
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			lat++
		}
		b.WriteRune(r)
	}
	out := b.String()
	switch {
	case cyr > 0 && lat > 0 && cyr >= lat:
		out = swap(out, latinTwins, cyrillicTwins)
	case cyr > 0 && lat > 0:
		out = swap(out, cyrillicTwins, latinTwins)
	}
	if digit > 0 {
		return shape(out)
	}
	return out
}

// common returns the Russian letter for one of Ukrainian or Belarusian: words
// of shops are much the same in these languages.
func common(r rune) rune {
	switch r {
	case 'ё', 'є':
		return 'е'
	case 'і', 'ї':
		return 'и'
	case 'ґ':
		return 'г'
	case 'ў':
		return 'у'
	}
	return r
}

func swap(s, from, to string) string {
	source, target := []rune(from), []rune(to)
	return strings.Map(func(r rune) rune {
		for i, f := range source {
			if r == f {
				return target[i]
			}
		}
		return r
	}, s)
}

// shape writes every digit of a mixed word as 0, so that E12 and E47 are the
// same, except in names where the digit has a meaning.
func shape(s string) string {
	switch s {
	case "1c", "1с":
		return "1с"
	case "b2b", "b2c", "2fa", "s3", "p1", "p2", "p3", "p4":
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, s)
}

// Longer words are not stemmed: they are no words of either language.
const maxStemBytes = 64

// Stem removes the ending of a lower-case Russian or English word.
func Stem(word string) string { return stems.of(word) }

// cutEnding does what Stem promises.
func cutEnding(word string) string {
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return russian.Stem(word, true)
	case r < utf8.RuneSelf && unicode.IsLetter(r):
		return english.Stem(word, true)
	}
	return word
}

// The endings by which a name with a dot is a file or a site.
var (
	fileEndings = []string{".xlsx", ".xls", ".csv", ".pdf", ".jpg", ".jpeg", ".png", ".heic", ".gif", ".txt", ".doc",
		".docx", ".xml", ".yml", ".json", ".zip", ".log", ".mp4", ".mov", ".svg", ".php", ".js", ".css", ".webp"}
	siteEndings = []string{".ru", ".com", ".net", ".org", ".io", ".рф", ".dev", ".by", ".kz", ".uk", ".de", ".eu",
		".local", ".example", ".shop", ".su", ".info", ".store", ".fr", ".nl", ".it", ".es", ".pl", ".at", ".ch"}
)

// address recognises a chunk that is an address or a file name.
func address(s string) (TokenKind, bool) {
	low := strings.ToLower(s)
	switch {
	case len(s) < 3:
		return 0, false
	case strings.Contains(low, "://"), strings.HasPrefix(low, "www."):
		return URL, true
	case s[0] == '@':
		return Mention, true
	case strings.Contains(s, "@") && strings.Contains(s[strings.Index(s, "@"):], "."):
		return Mail, true
	case strings.Contains(s, "@"):
		return Mail, true
	case s[0] == '/' && len(s) > 2:
		return URL, true
	case !strings.Contains(s, "."):
		return 0, false
	case isIP(s):
		return IP, true
	}
	if hasEnding(low, fileEndings) {
		return File, true
	}
	host, _, path := strings.Cut(low, "/")
	if hasEnding(host, siteEndings) {
		if path {
			return URL, true
		}
		return Host, true
	}
	return 0, false
}

func hasEnding(s string, endings []string) bool {
	for _, e := range endings {
		if len(s) > len(e) && strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// isIP accepts four groups of digits, with or without a mask.
func isIP(s string) bool {
	s, _, _ = strings.Cut(s, "/")
	dots := 0
	for i := range len(s) {
		switch {
		case s[i] == '.':
			dots++
		case !isDigitAt(s, i):
			return false
		}
	}
	return dots == 3
}
