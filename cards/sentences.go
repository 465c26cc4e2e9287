package cards

import (
	"strings"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/locales"
)

// Sentence returns a sentence in a language, in Russian if the language is
// unknown. A state, a type or a priority in its placeholders may be given by
// its code.
func Sentence(l desk.Locale, id string, args map[string]string) string {
	return sentence(locales.New(l, nil), id, args, "/")
}

// sentence is Sentence with the prefix of commands, such as a slash.
func sentence(v *locales.Voice, id string, args map[string]string, slash string) string {
	pairs := []any{"Slash", slash}
	for name, value := range args {
		switch name {
		case "State":
			value = v.State(desk.State(value))
		case "Type":
			value = v.Type(desk.RequestType(value))
		case "Priority":
			value = v.PriorityNamed(value)
		case "Command", "Usage":
			value = strings.ReplaceAll(value, "/", slash)
		}
		pairs = append(pairs, name, value)
	}
	return v.Say(id, pairs...)
}

// TypeName returns a request type in words, or the type itself if it is
// unknown.
func TypeName(l desk.Locale, t desk.RequestType) string { return locales.New(l, nil).Type(t) }

// StateName returns a state in words, or the state itself if it is unknown.
func StateName(l desk.Locale, s desk.State) string { return locales.New(l, nil).State(s) }

// Called returns the names of those whom a step or a person called.
func Called(d *desk.Desk, l desk.Locale, calls []history.Called) string {
	return pen.New(pen.View{Desk: d, Locale: l}).Called(calls)
}
