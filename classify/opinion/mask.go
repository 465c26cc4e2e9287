package opinion

import (
	"strings"
	"unicode"

	"vakhta/classify/words"
	"vakhta/mask"
)

// stand returns the placeholder of personal data that a token's kind shows.
func stand(k words.TokenKind) (string, bool) {
	switch k {
	case words.URL:
		return "[link]", true
	case words.Mail:
		return "[mail]", true
	case words.Host:
		return "[host]", true
	case words.IP:
		return "[ip]", true
	case words.File:
		return "[file]", true
	case words.Mention:
		return "[person]", true
	case words.Ref:
		return "[number]", true
	default:
		return "", false
	}
}

// longNumber is how many digits make a number personal: phones, cards, orders.
// Shorter ones are counts, prices and HTTP codes.
const longNumber = 4

// mostWords is how many words of a message are sent.
const mostWords = 300

// secretSign stands for a secret until the message is split into words.
const secretSign = "¤"

// Mask returns the words of a message without secrets and personal data:
// addresses, links, long numbers, mentions, and capitalised words inside a
// sentence, which are often names.
func Mask(message string) string {
	message = mask.With(message, func(s mask.Secret) string {
		if s.Kind == mask.Card {
			return s.Value // a long number, which is masked as such
		}
		return secretSign
	})
	return strings.ReplaceAll(nobody(message), secretSign, " [secret]")
}

// nobody returns the words of a message without personal data.
func nobody(message string) string {
	tokens := words.Read(message).Tokens
	tokens = tokens[:min(len(tokens), mostWords)]
	var b strings.Builder
	opening := true
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.Raw == "" {
			continue
		}
		if b.Len() > 0 && t.Kind != words.Mark {
			b.WriteByte(' ')
		}
		// A phone or card number may be written in pieces: "+7 (921)
		// 555-12-34".
		if n, count := numberRun(tokens[i:]); count >= longNumber {
			b.WriteString("[number]")
			i += n - 1
			opening = false
			continue
		}
		first := opening && (i+1 == len(tokens) || !named(tokens[i+1].Raw))
		b.WriteString(impersonal(t, first))
		opening = t.Kind == words.Mark && strings.ContainsAny(t.Text, ".!?…:—\"«(")
	}
	return b.String()
}

// numberRun returns how many tokens, from the first, are one number in pieces,
// and how many digits they have.
func numberRun(tokens []words.Token) (length, count int) {
	for i, t := range tokens {
		d := digits(t.Raw)
		if _, whole := stand(t.Kind); whole {
			break
		}
		if d == 0 && (i == 0 || t.Kind != words.Mark || !strings.Contains("-()+", t.Text)) {
			break
		}
		count += d
		if d > 0 {
			length = i + 1
		}
	}
	return length, count
}

func impersonal(t words.Token, opening bool) string {
	if m, ok := stand(t.Kind); ok {
		return m
	}
	if t.Kind == words.Word && !opening && named(t.Raw) {
		return "[name]"
	}
	return t.Raw
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// named reports whether a word is written like a name: a capital and then small
// letters.
func named(w string) bool {
	for i, r := range w {
		if i == 0 && !unicode.IsUpper(r) || i > 0 && !unicode.IsLower(r) {
			return false
		}
	}
	return len([]rune(w)) > 1
}
