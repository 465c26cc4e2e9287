package keys

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A Reader reads one file and collects its mistakes.
type Reader struct {
	File     string
	mistakes Mistakes
	warnings []Warning
}

// Mistake records what is wrong at a position, and what to write there instead.
func (r *Reader) Mistake(p Pos, message, fix string) {
	r.mistakes = append(r.mistakes, Mistake{r.File, p.Line, p.Column, message, fix})
}

// Err returns all mistakes so far, from top to bottom, or nil.
func (r *Reader) Err() error {
	if len(r.mistakes) == 0 {
		return nil
	}
	return slices.Compact(r.mistakes.sorted()) // a version repeats those of its contract
}

// Warnings returns what the writer should know and need not change, from top to
// bottom.
func (r *Reader) Warnings() []Warning {
	slices.SortStableFunc(r.warnings, func(a, b Warning) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return r.warnings
}

// Warn records what the writer should know and need not change.
func (r *Reader) Warn(p Pos, message string) {
	r.warnings = append(r.warnings, Warning{r.File, p.Line, p.Column, message})
}

// Read reads a whole file of one shape. ok is false if the file has nothing of
// that shape. A returned value may still have mistakes.
func Read[T any](r *Reader, k Shape[T], src []byte) (v T, ok bool) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if !r.withinBounds(src) {
		return v, false
	}
	root := r.parse(src)
	if root == nil {
		return v, false
	}
	return k.read(r, root)
}

// parse returns the root of the file's only document, or nil after a mistake.
func (r *Reader) parse(src []byte) ast.Node {
	// Keys written twice are found by pairs, which can report more than one.
	f, err := parser.ParseBytes(src, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(src, err)
		return nil
	}
	var root ast.Node
	for _, doc := range f.Docs {
		switch {
		case doc.Body == nil:
		case root == nil:
			root = doc.Body
		default:
			r.Mistake(start(doc.Body), "a second document begins here", "keep one in a file, without ---")
		}
	}
	if root == nil {
		r.Mistake(Pos{1, 1}, "the file is empty", "copy desk.example.yaml to start")
	}
	return root
}

// syntax reports why the file is not valid YAML. The parser stops at the first
// mistake, but tabs, the most common cause, can all be found.
func (r *Reader) syntax(src []byte, err error) {
	for i, line := range strings.Split(string(src), "\n") {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if tab := strings.IndexByte(indent, '\t'); tab >= 0 {
			r.Mistake(Pos{i + 1, tab + 1}, "tab character", "indent with spaces")
		}
	}
	if len(r.mistakes) > 0 {
		return
	}
	at, message := Pos{1, 1}, err.Error()
	if e, ok := errors.AsType[yaml.Error](err); ok && e.GetToken() != nil {
		at, message = Pos{e.GetToken().Position.Line, e.GetToken().Position.Column}, e.GetMessage()
	}
	r.Mistake(at, "not valid YAML: "+message, "look at the indentation, quotes and brackets here and on the line before")
}

// Include adds the mistakes and warnings of another file, which this one names.
func (r *Reader) Include(other *Reader) {
	r.mistakes = append(r.mistakes, other.mistakes...)
	r.warnings = append(r.warnings, other.warnings...)
}

// refuse records why a word was not accepted.
func (r *Reader) refuse(p Pos, err error) {
	w, ok := errors.AsType[wrong](err)
	if !ok {
		w.message = err.Error()
	}
	r.Mistake(p, w.message, w.fix)
}

// A pair is a key of a mapping with its value.
type pair struct {
	key   string
	pos   Pos
	value ast.Node
}

// pairs returns the keys of a mapping with their values. If a key is written
// twice, the first counts.
func (r *Reader) pairs(n ast.Node, what, fix string) ([]pair, bool) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.Mistake(start(n), what+" is "+kindOf(n)+", not a mapping", fix)
		return nil, false
	}
	all := make([]pair, 0, len(m.Values))
	first := make(map[string]Pos, len(m.Values))
	for _, v := range m.Values {
		at := start(v.Key)
		key, ok := word(v.Key)
		if !ok {
			r.Mistake(at, "this key is "+kindOf(v.Key)+", not a name", "write a plain name")
			continue
		}
		if other, twice := first[key]; twice {
			r.Mistake(at, fmt.Sprintf("%q is here twice", key), "keep one; the other is on "+other.String())
			continue
		}
		first[key] = at
		all = append(all, pair{key, at, v.Value})
	}
	return all, true
}

// firstInvalid returns where the text stops being UTF-8.
func firstInvalid(src []byte) Pos {
	rest := src
	for len(rest) > 0 {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			break
		}
		rest = rest[size:]
	}
	before := src[:len(src)-len(rest)]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return Pos{1 + bytes.Count(before, []byte("\n")), 1 + utf8.RuneCount(line)}
}
