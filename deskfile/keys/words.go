package keys

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Word is a single value, which parse converts to a T. Its error is best made
// by Wrong, which says what to write instead.
func Word[T any](s Schema, parse func(string) (T, error)) Shape[T] {
	read := func(r *Reader, n ast.Node) (v T, ok bool) {
		text, ok := word(n)
		if !ok {
			r.Mistake(start(n), "this is "+kindOf(n)+", not a single value", "write one word or number")
			return v, false
		}
		v, err := parse(text)
		if err != nil {
			r.refuse(start(n), err)
		}
		return v, err == nil
	}
	return Shape[T]{read: read, schema: s}
}

// Text is any text.
func Text() Shape[string] {
	return Word(Schema{"type": []string{"string", "number"}, "minLength": 1}, func(s string) (string, error) {
		if s = strings.TrimSpace(s); s == "" {
			return "", Wrong("this is empty", "write some words, or leave the key out")
		}
		return s, nil
	}).Says("text")
}

// Flag is true or false.
func Flag() Shape[bool] {
	return Word(Schema{"type": "boolean"}, func(s string) (bool, error) {
		if s != "true" && s != "false" {
			return false, Wrong(fmt.Sprintf("%q is neither true nor false", s), "write true or false")
		}
		return s == "true", nil
	}).Says("`true` or `false`")
}

// OneOf is one of a few words.
func OneOf[T ~string](words ...T) Shape[T] {
	known := make([]string, len(words))
	for i, w := range words {
		known[i] = string(w)
	}
	return Word(Schema{"enum": known}, func(s string) (T, error) {
		if !slices.Contains(known, s) {
			return "", Wrong(fmt.Sprintf("unknown word %q", s), Suggestion(s, known))
		}
		return T(s), nil
	}).Says(or(known))
}

// Number is a whole number from low to high.
func Number(low, high int) Shape[int] {
	return Word(Schema{"type": "integer", "minimum": low, "maximum": high}, func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		if err != nil || n < low || n > high {
			return 0, Wrong(fmt.Sprintf("%q does not fit here", s), fmt.Sprintf("write a whole number from %d to %d", low, high))
		}
		return n, nil
	}).Says(between(low, high))
}

// or lists words to choose from, joined by commas and "or".
func or(words []string) string {
	first, last := words[:len(words)-1], words[len(words)-1]
	if len(first) == 0 {
		return "`" + last + "`"
	}
	return "`" + strings.Join(first, "`, `") + "` or `" + last + "`"
}

func between(low, high int) string {
	if high == low+1 {
		return fmt.Sprintf("%d or %d", low, high)
	}
	return fmt.Sprintf("%d to %d", low, high)
}

// A Naming says which keys a dictionary may have.
type Naming struct {
	Pattern  *regexp.Regexp
	Fix      string // what to write instead
	Reserved []string
}

func (n Naming) check(name string) error {
	switch {
	case !n.Pattern.MatchString(name):
		return Wrong(fmt.Sprintf("%q is not allowed here", name), n.Fix)
	case slices.Contains(n.Reserved, name):
		return Wrong(fmt.Sprintf("%q is reserved", name), "choose another name")
	default:
		return nil
	}
}
