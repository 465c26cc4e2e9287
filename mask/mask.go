// Package mask hides secrets in a text: numbers of payment cards, passwords,
// one-time and security codes, keys and tokens.
//
// A Secret is a piece of a text that was hidden; a mask is shown instead.
// Secrets are recognised by their form or by the word before them. When in
// doubt the package hides nothing: it must not hide an order's number, a phone
// number or a price.
package mask

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"vakhta/desk"
)

// A Kind is the type of a secret.
type Kind string

// The kinds.
const (
	Card     Kind = "card"     // number of a payment card
	Code     Kind = "code"     // a card's security code, a one-time code or a PIN
	Password Kind = "password" // after a word for it, or in a link
	Token    Kind = "token"    // an API key, a bearer token, a private key
)

// A Secret is a piece of a text that was hidden.
type Secret struct {
	Kind  Kind   `json:"kind"`
	Value string `json:"value"`
}

// hidden is shown instead of a secret. It reveals neither its length nor its
// characters.
const hidden = "••••••"

// Text returns a text with its secrets hidden, and the secrets in order. The
// last four digits of a card's number stay, because people refer to cards by
// them. Masking a masked text changes nothing.
func Text(text string) (masked string, secrets []Secret) {
	masked = With(text, func(s Secret) string {
		secrets = append(secrets, s)
		return sign(s)
	})
	return masked, secrets
}

// Restore puts secrets back where Text hid them, in order. One that does not
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

// sign returns what is shown instead of a secret.
func sign(s Secret) string {
	if s.Kind == Card {
		return "•••• " + lastDigits(s.Value, 4)
	}
	return hidden
}

// With returns a text with each of its secrets replaced by what instead returns
// for it. A text with secrets loses its marks of emphasis, which might stand between
// a secret and the word before it.
func With(text string, instead func(Secret) string) string {
	plain := desk.Plain(text)
	spans := find(plain)
	if len(spans) == 0 {
		return text
	}
	text = plain
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

// A span is where a secret is in a text, in bytes.
type span struct {
	from, to int
	kind     Kind
}

// find lists the secrets of a text in order. Two that overlap become one that
// covers both and has the kind of the first.
func find(text string) []span {
	g := glance(text)
	var all []span
	for _, look := range []func(glimpse) []span{cards, codes, passwords, tokens} {
		all = append(all, look(g)...)
	}
	slices.SortStableFunc(all, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var apart []span
	for _, s := range all {
		if strings.Trim(text[s.from:s.to], "• ") == "" { // already hidden
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

// A glimpse is a text with some facts that are cheap to find. They show that
// most texts contain no secret without a closer look.
type glimpse struct {
	text   string
	small  string // the text in lower case
	digits int    // number of digits
	solid  int    // length of the longest run of ASCII characters without space
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

// mentions reports whether a text contains one of these words, in upper or
// lower case.
func (g glimpse) mentions(words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(g.small, word) })
}

// groups returns the spans of a pattern's first group.
func groups(pattern *regexp.Regexp, text string, kind Kind) []span {
	var all []span
	for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
		if at[2] >= 0 && at[2] < at[3] {
			all = append(all, span{at[2], at[3], kind})
		}
	}
	return all
}
