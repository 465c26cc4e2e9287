package deskfile

import (
	"fmt"
	"slices"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// An answer is a canned answer as written in the file.
type answer struct{ ru, en, any at[string] }

// answerText is the text of a canned answer, which may have blanks.
var answerText = keys.Word(keys.Schema{"type": "string", "minLength": 1}, func(s string) (string, error) {
	known := make([]string, len(desk.Blanks()))
	for i, b := range desk.Blanks() {
		known[i] = string(b)
	}
	for _, b := range desk.BlanksIn(s) {
		if !slices.Contains(known, string(b)) {
			return "", keys.Wrong(fmt.Sprintf("unknown placeholder {%s}", b), keys.Suggestion(string(b), known))
		}
	}
	return s, nil
}).Says("text")

var answerKind = keys.Either(
	keys.Then(answerText, func(_ *keys.Reader, written at[string]) answer { return answer{any: written} }),
	keys.Mapping("this answer",
		keys.Key("ru", "For customers who read Russian.", answerText, func(a *answer) *at[string] { return &a.ru }),
		keys.Key("en", "For customers who read English.", answerText, func(a *answer) *at[string] { return &a.en }),
	))

// answersKind are canned answers by name.
var answersKind = keys.Then(keys.Dictionary("answer", plainNames, answerKind), func(r *keys.Reader, all at[dict[answer]]) desk.Answers {
	built := desk.Answers{}
	for _, a := range all.V {
		texts := map[desk.Locale]string{}
		for l, text := range map[desk.Locale]at[string]{desk.Russian: a.V.ru, desk.English: a.V.en, "": a.V.any} {
			if text.OK {
				texts[l] = text.V
			}
		}
		if a.OK && len(texts) == 0 {
			r.Mistake(a.Pos, fmt.Sprintf("the answer %q has no text", a.Key), "write it: in one language, or under ru and en")
		}
		built[a.Key] = texts
	}
	return built
}).Says("texts under their names; a text may be written in two languages, {ru: …, en: …}")
