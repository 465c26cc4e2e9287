package request

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:generate sh -c "go run ../gen \"$BOT_API_JSON\" > methods.tsv"

//go:embed methods.tsv
var methods string

// A Table has every documented method by its lower-case name.
type Table map[string]Method

// A Method is one documented method.
type Method struct {
	Name   string
	Params []Param
}

// A Param is one of its parameters. Kinds are the types it may have.
type Param struct {
	Name     string
	Kinds    []string
	Required bool
}

// A Problem is a difference between a call and the documentation.
type Problem struct {
	Param string
	// Missing is a required parameter that is absent or empty.
	Missing bool
	Text    string
}

// Documented returns the table that was generated from the Bot API's
// documentation.
func Documented() Table {
	t := Table{}
	for line := range strings.Lines(methods) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimSpace(line), "\t")
		m := Method{Name: cells[0]}
		for _, cell := range cells[1:] {
			name, kinds, _ := strings.Cut(cell, ":")
			kinds, required := strings.CutSuffix(kinds, "!")
			m.Params = append(m.Params, Param{Name: name, Kinds: strings.Split(kinds, "|"), Required: required})
		}
		t[strings.ToLower(m.Name)] = m
	}
	return t
}

// Check compares a call with the documentation. Unknown parameters are no
// problem: the server ignores them, and newer versions add some.
func (m Method) Check(q Request) []Problem {
	var found []Problem
	for _, p := range m.Params {
		_, uploaded := q.Files[p.Name]
		switch {
		case uploaded:
			if !slices.Contains(p.Kinds, "file") {
				found = append(found, Problem{p.Name, false,
					fmt.Sprintf("%s: %s is a file, want %s", m.Name, p.Name, strings.Join(p.Kinds, " or "))})
			}
		case !q.Has(p.Name):
			if p.Required {
				found = append(found, Problem{p.Name, true, fmt.Sprintf("%s: %s is missing", m.Name, p.Name)})
			}
		case !p.matches(q.Params[p.Name]):
			found = append(found, Problem{p.Name, false,
				fmt.Sprintf("%s: %s is %q, want %s", m.Name, p.Name, q.Params[p.Name], strings.Join(p.Kinds, " or "))})
		}
	}
	return found
}

// matches reports whether a value is of one of the kinds; a chat is a number or
// a name.
func (p Param) matches(value string) bool {
	return slices.ContainsFunc(p.Kinds, func(kind string) bool { return isA(kind, value) })
}

// isA reports whether a form field can be read as a kind. Every value arrives
// as text, so a text is never wrong, and a boolean has six spellings.
func isA(kind, value string) bool {
	switch kind {
	case "string":
		return true
	case "integer":
		_, err := strconv.ParseInt(value, 10, 64)
		return err == nil
	case "float":
		_, err := strconv.ParseFloat(value, 64)
		return err == nil
	case "boolean":
		switch strings.ToLower(value) {
		case "true", "false", "yes", "no", "1", "0":
			return true
		}
		return false
	case "object":
		var o map[string]json.RawMessage
		return json.Unmarshal([]byte(value), &o) == nil
	case "array":
		var a []json.RawMessage
		return json.Unmarshal([]byte(value), &a) == nil
	default: // a file comes as an upload, or as "attach://name", which refers to one
		return strings.HasPrefix(value, "attach://")
	}
}
