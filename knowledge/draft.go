package knowledge

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vakhta/classify/words"
	"vakhta/desk"
)

// greeting is what people begin a message with, before they say what it is about.
var greeting = regexp.MustCompile(`(?i)^(здравствуйте|добрый (день|вечер)|доброе утро|доброго дня|приветствую|привет|` +
	`good (morning|afternoon|evening|day)|hello|hi|hey|dear|уважаем(ый|ая)|коллеги|подскажите|пожалуйста|please|could you tell me)(?:[^\pL]+|$)`)

// reached are addresses and numbers by which somebody is reached.
var reached = regexp.MustCompile(`[^\s<>]+@[^\s<>]+\.\pL{2,}|\+?\d[\d\s()-]{8,}\d`)

// vocative is one or two words that a text begins with and that a mark sets apart.
var vocative = regexp.MustCompile(`^\pL+(?: \pL+)?\s*(?:[,!.:;—]|$)`)

var letters = regexp.MustCompile(`\pL+`)

// Draft returns what an article is begun with: as its heading the question of a request,
// and as its text what was answered. Greetings are left out of both, and names of
// people of the shop, in any of their forms. Of the question, addresses and telephone
// numbers are erased, too.
func Draft(question string, answers, people []string) desk.NoteText {
	names := map[string]bool{}
	for _, p := range people {
		for s := range stems(p) {
			names[s] = true
		}
	}
	asked := nameless(question, names)
	if i := strings.IndexByte(asked, '?'); i >= 0 {
		begins := strings.LastIndexAny(asked[:i], ".!\n?") + 1
		asked = asked[begins : i+1]
	} else if line, _, more := strings.Cut(asked, "\n"); more {
		asked = line
	}
	asked = reached.ReplaceAllString(nameless(asked, names), desk.Erased)
	var told []string
	for _, a := range answers {
		if a = nameless(a, names); a != "" {
			told = append(told, a)
		}
	}
	return desk.NoteText{
		Headings: []string{desk.Length{Max: desk.MostHeadings}.Cut(asked)},
		Body:     desk.Length{Max: desk.MostArticle}.Cut(strings.Join(told, "\n\n")),
	}
}

// nameless returns a text without greetings and names.
func nameless(text string, names map[string]bool) string {
	for {
		rest := strings.TrimLeftFunc(text, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '«' && r != '"' && r != '[' && r != '/'
		})
		rest = greeting.ReplaceAllString(rest, "")
		if called := vocative.FindString(rest); called != "" && !slices.ContainsFunc(letters.FindAllString(called, -1), func(w string) bool { return !isName(w, names) }) {
			rest = rest[len(called):]
		}
		if rest == text {
			break
		}
		text = rest
	}
	text = letters.ReplaceAllStringFunc(text, func(w string) string {
		if isName(w, names) {
			return desk.Erased
		}
		return w
	})
	text = strings.TrimSpace(text)
	if first, size := utf8.DecodeRuneInString(text); unicode.IsLower(first) {
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	return text
}

// isName reports whether a word is somebody's name, which is written with a capital.
func isName(w string, names map[string]bool) bool {
	first, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(first) {
		return false
	}
	for _, t := range words.Read(w).Tokens {
		if names[t.Stem] {
			return true
		}
	}
	return false
}
