package form

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A Kind is what may stand at a place of the file.
type Kind[T any] struct {
	read   func(r *Reader, n ast.Node) (T, bool)
	schema Schema
}

// Schema describes the kind to an editor.
func (k Kind[T]) Schema() Schema { return k.schema }

// A Field is one key of a mapping that is read into a T.
type Field[T any] struct {
	name    string
	example string // what to add when the key is missing; "" when it may be
	schema  Schema
	read    func(r *Reader, n ast.Node, into *T)
}

// Key is the field called name, whose value is put into a place of a T.
func Key[T, V any](name, doc string, k Kind[V], place func(*T) *At[V]) Field[T] {
	return Field[T]{
		name:   name,
		schema: k.schema.With("description", doc),
		read: func(r *Reader, n ast.Node, into *T) {
			v, ok := k.read(r, n)
			*place(into) = At[V]{v, start(n), ok}
		},
	}
}

// Needed is the field when it may not be left out; the example is how to write it.
func (f Field[T]) Needed(example string) Field[T] {
	f.example = example
	return f
}

// Mapping is a kind whose keys are known; what is how a mistake refers to one.
func Mapping[T any](what string, fields ...Field[T]) Kind[T] {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	read := func(r *Reader, n ast.Node) (into T, ok bool) {
		pairs, ok := r.pairs(n, what, "write its keys: "+strings.Join(names, ", "))
		if !ok {
			return into, false
		}
		seen := make(map[string]bool, len(pairs))
		for _, p := range pairs {
			i := slices.Index(names, p.key)
			if i < 0 {
				r.Mistake(p.pos, fmt.Sprintf("unknown key %q", p.key), Suggestion(p.key, names))
				continue
			}
			seen[p.key] = true
			fields[i].read(r, p.value, &into)
		}
		for _, f := range fields {
			if f.example != "" && !seen[f.name] {
				r.Mistake(start(n), fmt.Sprintf("%q is missing from %s", f.name, what), "write "+f.example)
			}
		}
		return into, true
	}
	return Kind[T]{read, mappingSchema(fields)}
}

// Dictionary is a kind whose keys the writer chooses, one at least, as naming
// allows; what names one of its values.
func Dictionary[T any](what string, naming Naming, k Kind[T]) Kind[Dict[T]] {
	read := func(r *Reader, n ast.Node) (Dict[T], bool) {
		pairs, ok := r.pairs(n, "this", "write a mapping, each "+what+" under its name")
		if !ok {
			return nil, false
		}
		if len(pairs) == 0 {
			r.Mistake(start(n), "no "+what+" is here", "write one, under its name")
		}
		d := make(Dict[T], len(pairs))
		for i, p := range pairs {
			if err := naming.check(p.key); err != nil {
				r.refuse(p.pos, err)
			}
			v, ok := k.read(r, p.value)
			d[i] = Entry[T]{p.key, p.pos, At[T]{v, start(p.value), ok}}
		}
		return d, true
	}
	return Kind[Dict[T]]{read, dictionarySchema(naming, k.schema)}
}

// List is a kind of any number of values.
func List[T any](k Kind[T]) Kind[[]At[T]] {
	read := func(r *Reader, n ast.Node) ([]At[T], bool) {
		seq, ok := n.(*ast.SequenceNode)
		if !ok {
			r.Mistake(start(n), "this is "+kindOf(n)+", not a list", "write a list, like [a, b]")
			return nil, false
		}
		return items(r, k, seq.Values), true
	}
	return Kind[[]At[T]]{read, Schema{"type": "array", "items": k.schema}}
}

// OneOrMore is a kind of one value, or of a list of them.
func OneOrMore[T any](k Kind[T]) Kind[[]At[T]] {
	read := func(r *Reader, n ast.Node) ([]At[T], bool) {
		if seq, ok := n.(*ast.SequenceNode); ok {
			return items(r, k, seq.Values), true
		}
		return items(r, k, []ast.Node{n}), true
	}
	return Kind[[]At[T]]{read, Schema{"anyOf": []Schema{k.schema, {"type": "array", "items": k.schema}}}}
}

func items[T any](r *Reader, k Kind[T], nodes []ast.Node) []At[T] {
	all := make([]At[T], len(nodes))
	for i, n := range nodes {
		v, ok := k.read(r, n)
		all[i] = At[T]{v, start(n), ok}
	}
	return all
}

// Either is a kind of a single value, or of another that is none.
func Either[T any](single, other Kind[T]) Kind[T] {
	read := func(r *Reader, n ast.Node) (T, bool) {
		if _, ok := word(n); ok {
			return single.read(r, n)
		}
		return other.read(r, n)
	}
	return Kind[T]{read, Schema{"anyOf": []Schema{single.schema, other.schema}}}
}

// Then is a kind that is written as k is and means something else, which turn
// finds out; it may complain to the Reader.
func Then[T, U any](k Kind[T], turn func(r *Reader, written At[T]) U) Kind[U] {
	read := func(r *Reader, n ast.Node) (u U, ok bool) {
		v, ok := k.read(r, n)
		if ok {
			u = turn(r, At[T]{v, start(n), true})
		}
		return u, ok
	}
	return Kind[U]{read, k.schema}
}
