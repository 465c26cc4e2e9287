package mask

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// edge matches where a word may begin.
const edge = `(?:^|[^\pL\pN_])`

// codes finds short codes, such as PINs. They are found only after a word for
// them, because most numbers of four digits are no codes.
func codes(g glimpse) []span {
	if g.digits < 3 || !g.mentions("cv", "цвв", "свв", "свс", "код", "code", "пин", "pin", "otp", "обор") {
		return nil
	}
	all := groups(cardCode, g.text, Code)
	all = append(all, groups(pin, g.text, Code)...)
	return append(all, groups(oneTime, g.text, Code)...)
}

var (
	cardCode = regexp.MustCompile(`(?i)` + edge + `(?:cvv2?|cvc2?|cvn|цвв|свв|свс|код[а-я]*[ -]?(?:безопасности|на обор[а-я]*|с обор[а-я]*)|` +
		`три цифры[^\n\d]{0,30}обор[а-я]*|security code)(?:[ -]?код[а-я]*|[ -]?code)?[^\pL\d\n]{0,6}(?:is |это )?([0-9]{3,4})(?:[^\d]|$)`)
	pin     = regexp.MustCompile(`(?i)` + edge + `(?:пин|pin)(?:[ -]?код[а-я]*|[ -]?code)?[^\pL\d\n]{0,6}(?:is |это )?([0-9]{4})(?:[^\d]|$)`)
	oneTime = regexp.MustCompile(`(?i)` + edge + `(?:(?:смс|sms)[- ]?(?:код[а-я]*|code)|код[а-я]* из (?:смс|sms)|код[а-я]* подтверждения|otp|` +
		`one-?time (?:code|password)|verification code)[^\pL\d\n]{0,6}(?:is |это )?([0-9]{4,8})(?:[^\d]|$)`)
)

// passwordWord matches words for a password, and tokenWord words for an API
// key. The first group is the word.
var (
	passwordWord = regexp.MustCompile(`(?i)` + edge + `(парол(?:ь|я|ю|ем|и|ей|ям)|пассворд|password|passwd|passphrase|passcode|pwd)`)
	tokenWord    = regexp.MustCompile(`(?i)` + edge + `(токен[а-я]{0,2}|api[ _-]?(?:key|token|ключ[а-я]{0,2})|ключ[а-я]{0,2} (?:api|апи|доступа)|` +
		`(?:access|auth|client|secret|private)[ _-]?(?:key|token|secret)|token|secret|секретн[а-я]{2,3} ключ[а-я]{0,2}|секрет)`)
	// loginWord matches before the word for a password if both values follow.
	loginWord = regexp.MustCompile(`(?i)(?:логин|login|user(?:name)?|юзер)\s*(?:[/,+&|-]|и|and)?\s*$`)
)

// separator matches what is between a word and its value if the text says
// clearly that the value follows. What the value is for may come before it.
var separator = regexp.MustCompile(`^\pL*(?i:\s+(?:от|для|к|на|в|из|for|to|of|on)(?:\s+[^\s:=]{1,20}){1,2})?` +
	`\s*(?:\s[-–—]\s|[:=]+>?|->|=>|\s(?i:is|was|это|теперь|now)\s)\s*`)

// inLink matches a password before a host name: scheme://user:password@host.
var inLink = regexp.MustCompile(`[a-z]://[^/\s:@]*:([^@/\s]+)@`)

// passwords finds what follows a word for a password, and passwords in links.
func passwords(g glimpse) []span {
	var all []span
	text := g.text
	if g.mentions("://") {
		all = groups(inLink, text, Password)
	}
	if !g.mentions("парол", "пассворд", "pass", "pwd") {
		return all
	}
	for _, at := range passwordWord.FindAllStringSubmatchIndex(text, -1) {
		login := loginWord.MatchString(text[max(0, at[2]-24):at[2]])
		if s := value(text, at[1], login, guessable); s.from < s.to {
			all = append(all, span{s.from, s.to, Password})
		}
	}
	return all
}

// value returns what follows a word as its value, after a login if the text has
// one, too. The result is empty if there is none. After a clear separator it
// may be any word that ends the line; otherwise it has to look like a secret.
func value(text string, from int, login bool, looks func(string) bool) span {
	plainly := false
	if sep := separator.FindStringIndex(text[from:]); sep != nil {
		plainly, from = true, from+sep[1]
	} else if !strings.HasPrefix(text[from:], " ") {
		return span{}
	}
	is := func(s span) bool {
		word := text[s.from:s.to]
		return looks(word) || plainly && endsLine(text[s.to:]) && utf8.RuneCountInString(word) >= 3 && !denials[strings.ToLower(word)]
	}
	first := token(text, from)
	if login {
		if second := token(text, first.to); is(second) && !strings.Contains(text[first.to:second.from], "\n") {
			return second
		}
	}
	if !is(first) {
		return span{}
	}
	return first
}

// token returns the next run of characters without white space, and without
// quotes and punctuation around it.
func token(text string, from int) span {
	rest := text[from:]
	lead := len(rest) - len(strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'`«“(/|", r) }))
	from += lead
	rest = rest[lead:]
	end := strings.IndexFunc(rest, unicode.IsSpace)
	if end < 0 {
		end = len(rest)
	}
	value := strings.TrimRight(rest[:end], ".,;:)\"'`»”")
	return span{from: from, to: from + len(value)}
}

// endsLine reports whether nothing follows that would make it part of a
// sentence.
func endsLine(rest string) bool {
	rest = strings.TrimLeft(rest, ".,;:?!)\"'`»” \t")
	return rest == "" || rest[0] == '\n' || rest[0] == '\r'
}

// denials are words that follow "password:" and are no passwords.
var denials = map[string]bool{
	"нет": true, "забыл": true, "забыла": true, "неверный": true, "неизвестен": true, "сброшен": true, "прежний": true, "пустой": true,
	"истек": true, "истёк": true, "none": true, "unknown": true, "wrong": true, "empty": true, "expired": true, "invalid": true,
	"incorrect": true, "forgotten": true, "same": true, "reset": true, "required": true,
}

// guessable reports whether a word after "password" looks like one: it has
// characters that ordinary words do not have.
func guessable(w string) bool {
	w = strings.TrimRight(w, "?!") // these end a sentence as often
	if len(w) < 4 {
		return false
	}
	var digit, letter, mark bool
	for _, r := range w {
		switch {
		case unicode.IsDigit(r):
			digit = true
		case unicode.IsLetter(r):
			letter = true
		case strings.ContainsRune("!@#$%^&*+=?~", r):
			mark = true
		}
	}
	return digit || letter && mark
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func beginsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
