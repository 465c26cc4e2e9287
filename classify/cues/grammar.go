package cues

import (
	"strings"
	"unicode/utf8"

	"vakhta/classify/words"
)

// openings returns, for each clause, the token where it begins after greetings,
// "please" and joining words, and -1 for a clause without words.
func (l *Lexicon) openings(t words.Text) []int {
	out := make([]int, t.Clauses)
	for i := range out {
		out[i] = -1
	}
	skip := l.classes["class.skip"]
	for i, tok := range t.Tokens {
		if tok.Kind != words.Word || out[tok.Clause] >= 0 || skip[tok.Text] {
			continue
		}
		out[tok.Clause] = i
	}
	return out
}

// grammar adds the mood of each clause; the first clause has cues of its own.
func (f *finding) grammar(openings []int) {
	asks, seenFirst := false, false
	for clause, at := range openings {
		if at < 0 {
			continue
		}
		mood := f.mood(at)
		word := f.text.Tokens[at].Raw
		if mood != "" {
			f.flag(mood, word, clause)
			if mood == "imperative" || mood == "infinitive" {
				asks = true
			}
		}
		if !seenFirst {
			seenFirst = true
			f.add("opens:"+mood, word)
			f.add("opens with "+f.text.Tokens[at].Stem, word)
		}
	}
	question := f.questions()
	for _, g := range []string{"wish", "build", "ops", "give", "tell", "polite", "need", "quesfirst", "feas", "estimate"} {
		asks = asks || f.has(g)
	}
	f.tenses()
	if !asks && !question {
		f.flag("no ask", "", 0)
	}
}

func (f *finding) has(group string) bool {
	g, known := f.lexicon.group[group]
	return known && f.count[g] > 0
}

// mood returns the mood of the clause that begins at a token.
func (f *finding) mood(at int) string {
	tok := f.text.Tokens[at]
	if r, _ := utf8.DecodeRuneInString(tok.Text); r >= 'а' && r <= 'я' {
		return f.moodRussian(tok)
	}
	return f.moodEnglish(at)
}

func (f *finding) moodRussian(t words.Token) string {
	w := t.Text
	switch {
	case f.is("class.notverb", w):
		return "other"
	case f.is("class.imperative", w):
		return "imperative"
	case imperativeRussian(w):
		return "imperative"
	case infinitiveRussian(w):
		return "infinitive"
	case hasAny(w, "лся", "лась", "лось", "лись") || longer(w, 4) && hasAny(w, "ил", "ал", "ел", "ыл", "ла", "ло", "ли"):
		return "past"
	case longer(w, 4) && hasAny(w, "ет", "ют", "ит", "ат", "ят", "ется", "ются", "ится", "атся", "ятся"):
		return "present"
	case longer(w, 4) && hasAny(w, "ем", "им"):
		return "we do"
	case hasAny(w, "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие"):
		return "adjective"
	}
	return "other"
}

func imperativeRussian(w string) bool {
	return longer(w, 5) && hasAny(w, "ите", "йте", "ьте", "итесь", "йтесь", "ьтесь")
}

func infinitiveRussian(w string) bool {
	return longer(w, 4) && hasAny(w, "ать", "ить", "еть", "ыть", "ять", "уть", "оть", "сть", "зть", "ться", "тись", "чь", "йти", "сти", "зти") && !strings.HasSuffix(w, "ость")
}

func (f *finding) moodEnglish(at int) string {
	w := f.text.Tokens[at].Text
	switch {
	case f.is("class.pron", w):
		return "pronoun"
	case f.is("class.aux", w):
		return "auxiliary"
	case f.is("class.prep", w):
		return "preposition"
	case f.is("class.notverb", w):
		return "other"
	case f.is("class.det", w):
		return f.subject(at, "noun phrase")
	case longer(w, 5) && strings.HasSuffix(w, "ing"):
		return "gerund"
	}
	// A word without an ending before an article or a pronoun is an imperative:
	// "bounce the worker".
	if next := at + 1; next < len(f.text.Tokens) && f.text.Tokens[next].Clause == f.text.Tokens[at].Clause {
		n := f.text.Tokens[next]
		if f.is("class.det", n.Text) && !strings.HasSuffix(w, "s") {
			return "imperative"
		}
	}
	return f.subject(at, "other")
}

// subject looks for a finite verb after a clause's first words: "orders are",
// "the basket shows". Without one the clause only names something.
func (f *finding) subject(at int, otherwise string) string {
	tokens := f.text.Tokens
	for i := at + 1; i < len(tokens) && i < at+7 && tokens[i].Clause == tokens[at].Clause; i++ {
		if f.is("class.aux", tokens[i].Text) {
			return "statement"
		}
	}
	return otherwise
}

func (f *finding) is(class, word string) bool { return f.lexicon.classes[class][word] }

// questions adds the kind of question that the message asks, if any.
func (f *finding) questions() bool {
	found := false
	for i, t := range f.text.Tokens {
		if t.Kind != words.Mark || t.Text != "?" {
			continue
		}
		found = true
		f.flag("question", "?", t.Clause)
		if i == len(f.text.Tokens)-1 {
			f.add("ends in a question", "?")
		}
	}
	for i, t := range f.text.Tokens {
		if t.Text == "ли" && i > 0 {
			f.flag("whether", f.text.Tokens[i-1].Raw+" "+t.Raw, t.Clause)
			found = true
		}
	}
	return found
}

// tenses adds the verb forms of Russian, and those of English that have an
// ending.
func (f *finding) tenses() {
	for i, t := range f.text.Tokens {
		if t.Kind != words.Word || f.is("class.notverb", t.Text) {
			continue
		}
		w := t.Text
		switch {
		case imperativeRussian(w) || f.is("class.imperative", w):
			f.flag("orders", t.Raw, t.Clause)
		case infinitiveRussian(w):
			f.flag("to do", t.Raw, t.Clause)
		case longer(w, 4) && hasAny(w, "лся", "лась", "лось", "лись"), longer(w, 5) && hasAny(w, "ил", "ал", "ала", "ила", "али", "или", "ало", "ило"):
			f.flag("past", t.Raw, t.Clause)
		case longer(w, 5) && hasAny(w, "ется", "ются", "ится", "атся", "ятся", "ает", "яет", "ают", "яют", "ует", "уют"):
			f.flag("present", t.Raw, t.Clause)
		case longer(w, 4) && strings.HasSuffix(w, "ing"):
			f.flag("gerund", t.Raw, t.Clause)
		case longer(w, 4) && strings.HasSuffix(w, "ed"):
			f.flag("past", t.Raw, t.Clause)
		}
		if t.Text == "не" && i+1 < len(f.text.Tokens) || t.Text == "not" || strings.HasSuffix(t.Text, "nt") && f.is("class.aux", t.Text) || t.Text == "нет" || t.Text == "no" {
			f.flag("negation", t.Raw, t.Clause)
		}
	}
}

// longer reports whether w has more than n letters.
func longer(w string, n int) bool { return utf8.RuneCountInString(w) > n }

func hasAny(w string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}
