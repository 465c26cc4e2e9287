package acts

import (
	"strconv"
	"strings"
	"unicode"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/locales"
)

// A Parameter is one thing that an act has to know: an *Ask of some type.
type Parameter interface {
	question() *Question
	read(r *reading) (value any, found bool, err error)
}

// how says in which way a field is asked for.
type how int

const (
	byWords  how = iota // free text: a form or a question
	byChoice            // one of a few: buttons under the card, or a form
	byWord              // only ever given with the command
	byButton            // only ever carried by a button
)

// A Question is what a field is, whatever the type of its value.
type Question struct {
	Name     string
	Optional bool
	// Otherwise is what a command means that leaves the field out; nil: nothing.
	// A press that leaves it out is asked.
	Otherwise any
	how       how
	options   func(l desk.Locale) []desk.Option // of a choice
	phrases   []string                          // what people may write for each of them, apart by commas
}

func (q *Question) question() *Question { return q }

// An Ask is a field whose value is a T.
type Ask[T any] struct {
	Question
	take func(r *reading) (value T, found bool, err error)
}

// Of is the field's value among what was given; the zero value: none.
func (a *Ask[T]) Of(in Input) T {
	v, _ := in.values[a.Name].(T)
	return v
}

func (a *Ask[T]) read(r *reading) (any, bool, error) { return a.take(r) }

// maybe makes a field one that need not be given.
func maybe[T any](a *Ask[T]) *Ask[T] {
	a.Optional = true
	return a
}

// A reading is words on their way into fields.
type reading struct {
	*turn.Turn
	about *desk.Ticket // nil: the act is about none
	rest  string       // what no field has taken yet
	files bool         // something is attached, which may stand for words
}

// word is the first of the words that are left, and what follows it. Any white
// space separates words: people press Enter in the middle of a command.
func word(s string) (first, rest string) {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		return s, ""
	}
	return s[:end], strings.TrimSpace(s[end:])
}

// words is free text: all that is left.
func words() *Ask[string] {
	return &Ask[string]{Question{Name: "text", how: byWords}, func(r *reading) (string, bool, error) {
		text := strings.TrimSpace(r.rest)
		r.rest = ""
		return text, text != "" || r.files, nil
	}}
}

// number is a number that a button carries.
func number(name string) *Ask[int64] {
	return &Ask[int64]{Question{Name: name, how: byButton}, func(r *reading) (int64, bool, error) {
		first, rest := word(r.rest)
		n, err := strconv.ParseInt(first, 10, 64)
		if err != nil {
			return 0, false, nil //nolint:nilerr // a forged button: what it should carry is missing
		}
		r.rest = rest
		return n, true, nil
	}}
}

// oneWord is a word that is taken as it is.
func oneWord(name string) *Ask[string] {
	return &Ask[string]{Question{Name: name, how: byWord}, func(r *reading) (first string, found bool, err error) {
		first, r.rest = word(r.rest)
		return first, first != "", nil
	}}
}

// saidWord is a word that somebody adds to a command, in any of these forms.
func saidWord(name, phrases string) *Ask[bool] {
	return &Ask[bool]{Question{Name: name, how: byWord}, func(r *reading) (bool, bool, error) {
		for phrase := range strings.SplitSeq(phrases, ",") {
			if rest, ok := after(r.rest, phrase); ok {
				r.rest = rest
				return true, true, nil
			}
		}
		return false, false, nil
	}}
}

// flag is a word that a button carries or not.
func flag(name string) *Ask[bool] {
	return &Ask[bool]{Question{Name: name, how: byButton}, func(r *reading) (bool, bool, error) {
		return r.rest == name, r.rest == name, nil
	}}
}

// An option is one of the values that a choice has.
type option[T any] struct {
	value T
	// phrases are what people may write for it, in any language, apart by commas.
	// The first is what buttons and forms carry, and never changes.
	phrases string
}

// code is what buttons and forms carry for the option.
func (o option[T]) code() string {
	first, _, _ := strings.Cut(o.phrases, ",")
	return first
}

// A choice is a field with few values.
type choice struct {
	name    string
	label   string // the message id of a value's label is this and the value's code
	unknown string // the sentence that refuses other words; "" leaves them to the next field
}

// oneOf is a choice among a few values.
func oneOf[T any](c choice, options ...option[T]) *Ask[T] {
	take := func(r *reading) (value T, found bool, err error) {
		for _, o := range options {
			for phrase := range strings.SplitSeq(o.phrases, ",") {
				if rest, ok := after(r.rest, phrase); ok {
					r.rest = rest
					return o.value, true, nil
				}
			}
		}
		if r.rest != "" && c.unknown != "" {
			err = turn.Refuse(c.unknown, "Text", r.rest)
		}
		return value, false, err
	}
	phrases := make([]string, len(options))
	for i, o := range options {
		phrases[i] = o.phrases
	}
	return &Ask[T]{Question{Name: c.name, how: byChoice, phrases: phrases, options: func(l desk.Locale) []desk.Option {
		v := locales.New(l, nil)
		all := make([]desk.Option, len(options))
		for i, o := range options {
			all[i] = desk.Option{Value: o.code(), Label: v.Say(c.label + o.code())}
		}
		return all
	}}, take}
}

// after is what follows a phrase that a text begins with, in any case.
func after(text, phrase string) (rest string, ok bool) {
	rest = text
	for want := range strings.FieldsSeq(phrase) {
		var got string
		if got, rest = word(rest); !strings.EqualFold(got, want) {
			return text, false
		}
	}
	return rest, true
}

// Input is what was given for an act's fields.
type Input struct {
	values map[string]any
	files  []desk.File
	source desk.MessageRef // of words that came as a message
	album  string          // that it is an item of
	asked  bool            // the visitor was asked for words, and is no more
}

// needs is the error of an act that cannot go on without a field.
type needs struct {
	field Parameter
	ask   bool // ask for it, also somebody who gave a command and left it out
}

// Error is for the operator's log, which never sees it.
func (n needs) Error() string { return "needs " + n.field.question().Name }
