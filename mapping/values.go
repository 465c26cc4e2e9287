package mapping

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/vm"
)

func named(field string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", field, err)
}

func listOf(v any, err error) ([]any, error) {
	list, ok := itemsOf(v)
	if err == nil && !ok {
		return nil, fmt.Errorf("this is %s, not a list", kindOf(v))
	}
	return list, err
}

// itemsOf returns the items of a list. Some functions of the language make lists of
// texts alone.
func itemsOf(v any) ([]any, bool) {
	switch v := v.(type) {
	case []any:
		return v, true
	case []string:
		list := make([]any, len(v))
		for i, text := range v {
			list[i] = text
		}
		return list, true
	default:
		return nil, false
	}
}

func conditionOf(r *run, p *vm.Program) (bool, error) {
	if p == nil {
		return false, nil
	}
	v, err := r.value(p)
	is, ok := v.(bool)
	if err == nil && !ok {
		return false, fmt.Errorf("this is %s, neither true nor false", kindOf(v))
	}
	return is, err
}

// textOf returns a value as text. Nothing is no text.
func textOf(v any, err error) (string, error) {
	if err != nil {
		return "", err
	}
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return cut(v), nil
	case int:
		return strconv.Itoa(v), nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	case bool:
		return strconv.FormatBool(v), nil
	default:
		return "", fmt.Errorf("this is %s, not a text", kindOf(v))
	}
}

func labelsOf(r *run, p *vm.Program) (labels map[string]string, err error) {
	if p == nil {
		return labels, nil
	}
	v, err := r.value(p)
	if err != nil || v == nil {
		return labels, err
	}
	written, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("this is %s, not a map", kindOf(v))
	}
	labels = map[string]string{}
	for name, v := range written {
		text, err := textOf(v, nil)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		labels[name] = text
	}
	return labels, nil
}

// kindOf names what a value is.
func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "nothing"
	case string:
		return "a text"
	case bool:
		return "true or false"
	case []any, []string:
		return "a list"
	case map[string]any:
		return "a map"
	default:
		return "a number"
	}
}

// decode reads JSON. Whole numbers stay whole, so that an id is written as it was
// sent, and texts are cut.
func decode(body []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("it is no JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after the JSON")
	}
	return plainOf(v), nil
}

func plainOf(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := strconv.Atoi(v.String()); err == nil {
			return n
		}
		f, err := v.Float64()
		if err != nil {
			return cut(v.String()) // larger than a number can be
		}
		return f
	case string:
		return cut(v)
	case []any:
		for i := range v {
			v[i] = plainOf(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = plainOf(v[name])
		}
	}
	return v
}

// cut shortens a text at the end of a character.
func cut(text string) string {
	if len(text) <= mostText {
		return text
	}
	most := mostText
	for !utf8.RuneStart(text[most]) {
		most--
	}
	return strings.Clone(text[:most])
}
