// Package mask hides in a text what should be read by nobody but the one it is
// for: numbers of payment cards, passwords, one-time and security codes, keys
// and tokens.
//
// A Secret is a piece of a text that was hidden, and a mask is what stands there
// instead. Everything is told by its shape or by the word before it, and the
// package would rather leave a secret that nobody could tell from a word than
// hide an order's number, a phone or a price.
package mask

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Kind says what a secret is.
type Kind string

// The kinds.
const (
	Card     Kind = "card"     // the number of a payment card
	Code     Kind = "code"     // of the card's back, of a message, or a PIN
	Password Kind = "password" // after its word, or in a link
	Token    Kind = "token"    // a key to a program: an API key, a bearer token, a private key
)

// A Secret is a piece of a text that was hidden.
type Secret struct {
	Kind  Kind   `json:"kind"`
	Value string `json:"value"`
}

// hidden stands for a secret. It tells neither its length nor its signs.
const hidden = "••••••"

// Text returns a text with its secrets hidden, and the secrets in their order.
// Of a card's number the last four digits stay, by which people speak of cards.
// Hiding what is hidden changes nothing.
func Text(text string) (masked string, secrets []Secret) {
	masked = With(text, func(s Secret) string {
		secrets = append(secrets, s)
		return sign(s)
	})
	return masked, secrets
}

// Restore puts secrets back where Text hid them, in their order. One that does not
// fit any more is left out.
func Restore(masked string, secrets []Secret) string {
	var b strings.Builder
	for _, s := range secrets {
		before, after, found := strings.Cut(masked, sign(s))
		if !found {
			continue
		}
		b.WriteString(before)
		b.WriteString(s.Value)
		masked = after
	}
	return b.String() + masked
}

// sign is what stands for a secret.
func sign(s Secret) string {
	if s.Kind == Card {
		return "•••• " + lastDigits(s.Value, 4)
	}
	return hidden
}

// With returns a text with each of its secrets replaced by what instead makes
// of it.
func With(text string, instead func(Secret) string) string {
	spans := find(text)
	if len(spans) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.from])
		b.WriteString(instead(Secret{s.kind, text[s.from:s.to]}))
		at = s.to
	}
	b.WriteString(text[at:])
	return b.String()
}

// A span is where a secret stands in a text, in bytes.
type span struct {
	from, to int
	kind     Kind
}

// find lists the secrets of a text in their order. Of two that overlap the one
// that begins first is kept, as long as both together.
func find(text string) []span {
	g := glance(text)
	var all []span
	for _, look := range []func(glimpse) []span{cards, codes, passwords, tokens} {
		all = append(all, look(g)...)
	}
	slices.SortStableFunc(all, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var apart []span
	for _, s := range all {
		if strings.Trim(text[s.from:s.to], "• ") == "" { // hidden already
			continue
		}
		if last := len(apart) - 1; last >= 0 && s.from < apart[last].to {
			apart[last].to = max(apart[last].to, s.to)
			continue
		}
		apart = append(apart, s)
	}
	return apart
}

// A glimpse is a text with what a glance at it tells: most texts have nothing to
// hide, and that is seen without looking for it.
type glimpse struct {
	text   string
	small  string // the text in small letters
	digits int    // how many it has
	solid  int    // how long its longest run of ASCII signs is
}

func glance(text string) glimpse {
	g := glimpse{text: text, small: strings.ToLower(text)}
	run := 0
	for i := range len(text) {
		c := text[i]
		if c >= '0' && c <= '9' {
			g.digits++
		}
		if run++; c <= ' ' || c >= utf8.RuneSelf {
			run = 0
		}
		g.solid = max(g.solid, run)
	}
	return g
}

// mentions reports whether a text has one of these words in it, in any letters.
func (g glimpse) mentions(words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(g.small, word) })
}

// groups are the spans of a pattern's first group.
func groups(pattern *regexp.Regexp, text string, kind Kind) []span {
	var all []span
	for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
		if at[2] >= 0 && at[2] < at[3] {
			all = append(all, span{at[2], at[3], kind})
		}
	}
	return all
}
