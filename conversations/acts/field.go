package acts

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/tickets"
)

// A Parameter is one input of an act: an *Ask of some type.
type Parameter interface {
	question() *Question
	read(r *reading) (value any, found bool, err error)
}

// how says how a field is asked for.
type how int

const (
	byWords  how = iota // free text: a form or a question
	byChoice            // one of a few: buttons under the card, or a form
	byWord              // only given with the command
	byButton            // only carried by a button
)

// A Question is the part of a field that does not depend on the type of its
// value.
type Question struct {
	Name     string
	Optional bool
	// Otherwise is the value if a command leaves the field out; nil: none. For
	// a press that leaves it out, the visitor is asked.
	Otherwise any
	// missing answers a command about a ticket that leaves the field out; if it
	// is nil, the answer is the usage.
	missing func(ctx context.Context, t *turn.Turn, c *tickets.Case) error
	asked   bool // for, even if a command leaves it out
	how     how
	options func(l desk.Locale) []desk.Option // of a choice
	phrases []string                          // what people may write for each of them, apart by commas
}

func (q *Question) question() *Question { return q }

// An Ask is a field with a value of type T.
type Ask[T any] struct {
	Question
	take func(r *reading) (value T, found bool, err error)
}

// Of returns the field's value in an input; the zero value: none.
func (a *Ask[T]) Of(in Input) T {
	v, _ := in.values[a.Name].(T)
	return v
}

func (a *Ask[T]) read(r *reading) (any, bool, error) { return a.take(r) }

// maybe makes a field optional.
func maybe[T any](a *Ask[T]) *Ask[T] {
	a.Optional = true
	return a
}

// A reading is text being parsed into fields.
type reading struct {
	*turn.Turn
	about *desk.Ticket // nil: the act is about none
	rest  string       // what no field has taken yet
	files bool         // something is attached, which may replace words
	full  bool         // a button carried everything, and nothing is asked for
}

// word returns the first of the remaining words and the rest. Any white space
// separates words, because people press Enter in the middle of a command.
func word(s string) (first, rest string) {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		return s, ""
	}
	return s[:end], strings.TrimSpace(s[end:])
}

// words is free text: everything that remains.
func words() *Ask[string] {
	return &Ask[string]{Question{Name: "text", how: byWords}, func(r *reading) (string, bool, error) {
		text := strings.TrimSpace(r.rest)
		r.rest = ""
		return text, text != "" || r.files, nil
	}}
}

// wordsNamed is free text beside other free text.
func wordsNamed(name string) *Ask[string] {
	text := words()
	text.Name = name
	return text
}

// number is a number that a button carries.
func number(name string) *Ask[int64] {
	return &Ask[int64]{Question{Name: name, how: byButton}, func(r *reading) (int64, bool, error) {
		first, rest := word(r.rest)
		n, err := strconv.ParseInt(first, 10, 64)
		if err != nil {
			return 0, false, nil //nolint:nilerr // a forged button without its data
		}
		r.rest = rest
		return n, true, nil
	}}
}

// everything is all that remains, as it is written, and is not asked for.
func everything(name string) *Ask[string] {
	return &Ask[string]{Question{Name: name, how: byWord}, func(r *reading) (text string, found bool, err error) {
		text, r.rest = strings.TrimSpace(r.rest), ""
		return text, text != "", nil
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

// flag is a word that a button may carry.
func flag(name string) *Ask[bool] {
	return &Ask[bool]{Question{Name: name, how: byButton}, func(r *reading) (bool, bool, error) {
		return r.rest == name, r.rest == name, nil
	}}
}

// An option is one of a choice's values.
type option[T any] struct {
	value T
	// phrases are what people may write for it, in any language,
	// comma-separated. The first is what buttons and forms carry, and never
	// changes.
	phrases string
}

// code returns what buttons and forms carry for the option.
func (o option[T]) code() string {
	first, _, _ := strings.Cut(o.phrases, ",")
	return first
}

// A choice is a field with few values.
type choice struct {
	name    string
	label   string // prefix of the message ids of the values' labels, followed by the value's code
	unknown string // sentence that refuses other words; "" leaves them to the next field
}

// oneOf is a choice of a few values.
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

// after returns what follows a phrase at the beginning of a text, in any case.
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

// Input has the values of an act's fields.
type Input struct {
	values   map[string]any
	given    map[string]string // a form as it was sent in
	files    []desk.File
	source   desk.MessageRef // of words that came as a message
	answered desk.Excerpt    // the message that a command replies to
	about    desk.MessageRef // where that is
	album    string          // the album that it belongs to
	rev      int             // of the ticket when the button was drawn; 0: unknown
	asked    bool            // the visitor was asked for words, and is not any more
}

// words returns the words of the input by their fields; nil: there are none.
func (in Input) words(a *Act) (given map[string]string) {
	for _, f := range a.Asks {
		q := f.question()
		if text, ok := in.values[q.Name].(string); ok && q.how == byWords {
			if given == nil {
				given = map[string]string{}
			}
			given[q.Name] = text
		}
	}
	return given
}

// needs is the error of an act that cannot continue without a field.
type needs struct {
	field Parameter
	ask   bool              // ask for it, even if a command left it out
	given map[string]string // what is known of the other fields
}

// Error is for logs; people never see it.
func (n needs) Error() string { return "needs " + n.field.question().Name }
