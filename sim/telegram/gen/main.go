// Command gen writes methods.tsv, the table that requests to the simulated
// Telegram server are validated against, from a machine-readable copy of the
// Bot API documentation (the api.json of PaulSonOfLars/telegram-bot-api-spec).
//
//	go run ./sim/telegram/gen path/to/api.json > sim/telegram/request/methods.tsv
//
// Each line is a method: its name, then its parameters as name:type, with an
// exclamation mark if the parameter is required. It is run by hand when there
// is a new version of the Bot API; the project itself does not need the
// document.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// A document is the part of api.json that is used here.
type document struct {
	Version string            `json:"version"`
	Methods map[string]method `json:"methods"`
}

type method struct {
	Name   string  `json:"name"`
	Fields []field `json:"fields"`
}

type field struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required"`
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("one argument is wanted, the path of api.json; got %d", len(args))
	}
	raw, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var doc document
	if err := json.Unmarshal(raw, &doc); err != nil {
		return fmt.Errorf("read %s: %w", args[0], err)
	}
	lines := []string{fmt.Sprintf("# %s, written by sim/telegram/gen", doc.Version)}
	for _, m := range sorted(doc.Methods) {
		lines = append(lines, line(m))
	}
	_, err = fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}

// sorted puts the methods in order, so that a new version makes a short diff.
func sorted(methods map[string]method) []method {
	var all []method
	for _, m := range methods {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b method) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// line is one method of the table.
func line(m method) string {
	cells := []string{m.Name}
	for _, f := range m.Fields {
		cell := f.Name + ":" + kind(f.Types)
		if f.Required {
			cell += "!"
		}
		cells = append(cells, cell)
	}
	return strings.Join(cells, "\t")
}

// kind reduces the documentation's types to what can be told from a form field:
// a number, a text, a boolean, a file, a JSON object or a JSON array.
func kind(types []string) string {
	var kinds []string
	for _, t := range types {
		k := "object"
		switch {
		case t == "Integer", t == "Float", t == "Boolean", t == "String":
			k = strings.ToLower(t)
		case t == "InputFile":
			k = "file"
		case strings.HasPrefix(t, "Array of"):
			k = "array"
		}
		if !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	slices.Sort(kinds)
	return strings.Join(kinds, "|")
}
