package mask

import (
	"regexp"
	"unicode"
)

// tokens finds API keys and similar: by the word before them, by a known
// prefix, or by a length and mix of characters that nothing else has.
func tokens(g glimpse) []span {
	var all []span
	if g.mentions("bearer", "authorization") {
		all = groups(bearer, g.text, Token)
	}
	if g.mentions("токен", "token", "key", "ключ", "secret", "секрет") {
		all = append(all, named(g.text)...)
	}
	if g.solid >= shortestKnown || g.mentions("private key") {
		all = append(all, groups(known, g.text, Token)...)
	}
	if g.mentions("=") {
		all = append(all, groups(inQuery, g.text, Token)...)
	}
	if g.solid < shortestMixed {
		return all
	}
	for _, s := range groups(run, g.text, Token) {
		if s.to-s.from >= shortestMixed && mixed(g.text[s.from:s.to]) && !inAddress(g.text, s.from) {
			all = append(all, s)
		}
	}
	return all
}

// named finds keys after a word for them.
func named(text string) []span {
	var all []span
	for _, at := range tokenWord.FindAllStringIndex(text, -1) {
		if s := value(text, at[1], false, keylike); keylike(text[s.from:s.to]) && !inAddress(text, s.from) {
			all = append(all, span{s.from, s.to, Token})
		}
	}
	return all
}

// Lengths of keys with a known prefix, and of those that only look like keys.
const (
	shortestKnown = 13
	shortestMixed = 20
)

var (
	bearer = regexp.MustCompile(`(?i)(?:bearer|authorization:\s*(?:basic|token|apikey))\s+([A-Za-z0-9._~+/=-]{12,})`)

	// known matches keys with a known prefix: of OpenAI, Stripe, GitHub,
	// GitLab, Slack, AWS, Google and Telegram; JSON web tokens and private
	// keys.
	known = regexp.MustCompile(`(?:^|[^A-Za-z0-9_-])(sk-[A-Za-z0-9_-]{16,}|[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|gh[pousr]_[A-Za-z0-9]{20,}|` +
		`github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[a-z]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|AKIA[0-9A-Z]{16}|` +
		`AIza[0-9A-Za-z_-]{35}|[0-9]{8,12}:[A-Za-z0-9_-]{35}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?|` +
		`(?s:-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)))`)

	inQuery = regexp.MustCompile(`(?i)[?&](?:token|access_token|api_?key|key|secret|password|passwd|pwd|sig|signature|auth)=([^\s&#]{6,})`)

	run = regexp.MustCompile(`([A-Za-z0-9_-]+)`)
)

// keylike reports whether a word after "token" looks like one.
func keylike(w string) bool {
	figures, letters := 0, 0
	for _, r := range w {
		if unicode.IsDigit(r) {
			figures++
		} else if unicode.IsLetter(r) {
			letters++
		}
	}
	return figures > 1 && letters > 0 && len(w) >= 8
}

// mixed reports whether a run of characters changes between small letters,
// capitals and digits as often as only random ones do. Names and addresses are
// made of words.
func mixed(run string) bool {
	var seen [digits + 1]bool
	signs, changes, last := 0, 0, neither
	for i := range len(run) {
		class := classOf(run[i])
		if class == neither {
			continue
		}
		if signs++; class != last {
			changes++
		}
		last, seen[class] = class, true
	}
	return seen[small] && seen[capital] && seen[digits] && changes*10 >= signs*4
}

// The classes of characters in keys.
const (
	neither = iota
	small
	capital
	digits
)

func classOf(c byte) int {
	switch {
	case c >= 'a' && c <= 'z':
		return small
	case c >= 'A' && c <= 'Z':
		return capital
	case c >= '0' && c <= '9':
		return digits
	default:
		return neither
	}
}

var address = regexp.MustCompile(`(?i)(?:[a-z]+://|www\.)\S*$`)

// inAddress reports whether a part of a text belongs to a link. It is kept,
// because a link is useless without it.
func inAddress(text string, at int) bool {
	return address.MatchString(text[max(0, at-200):at])
}
