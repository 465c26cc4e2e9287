package keys

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A Shape is what may be written at a place in the file.
type Shape[T any] struct {
	read   func(r *Reader, n ast.Node) (T, bool)
	schema Schema
	says   string  // how it is written, for the documentation
	tables []Table // of the mappings in it
}

// Schema describes the shape for an editor.
func (k Shape[T]) Schema() Schema { return k.schema }

// Tables returns the keys of all mappings in the shape, each mapping once,
// outer ones before inner ones.
func (k Shape[T]) Tables() []Table { return k.tables }

// Says returns the shape with other words for how it is written, for the
// documentation.
func (k Shape[T]) Says(how string) Shape[T] {
	k.says = how
	return k
}

// A Property is one key of a mapping that is read into a T. It is declared
// once; reading, schema and documentation are derived from it.
type Property[T any] struct {
	row    Row
	needed string // what to write if the key is missing; "": it is optional
	value  Schema
	tables []Table
	read   func(r *Reader, n ast.Node, into *T)
}

// Key returns the property called name, whose value goes to a place of a T.
func Key[T, V any](name, means string, k Shape[V], place func(*T) *At[V]) Property[T] {
	return Property[T]{
		row:    Row{Key: name, Written: k.says, Means: means},
		value:  k.schema,
		tables: k.tables,
		read: func(r *Reader, n ast.Node, into *T) {
			v, ok := k.read(r, n)
			*place(into) = At[V]{v, start(n), ok}
		},
	}
}

// Needed returns the property as required. The example shows how to write it.
func (f Property[T]) Needed(example string) Property[T] {
	f.needed, f.row.Needed = example, true
	return f
}

// Default returns the property with a description of its default.
func (f Property[T]) Default(what string) Property[T] {
	f.row.Default = what
	return f
}

// schema describes the property's value and meaning.
func (f Property[T]) schema() Schema {
	means := f.row.Means
	if f.row.Default != "" {
		means += " Default: " + strings.ReplaceAll(f.row.Default, "`", "") + "."
	}
	return f.value.With("description", means)
}

// A Table is the documentation of a mapping's keys.
type Table struct {
	Of   string // what has these keys, such as "person"
	Rows []Row
}

// A Row is one key of a Table.
type Row struct {
	Key, Written, Means, Default string
	Needed                       bool
}

// Mapping is a mapping with known keys. Mistakes refer to it as what.
func Mapping[T any](what string, fields ...Property[T]) Shape[T] {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.row.Key
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
			if f.needed != "" && !seen[f.row.Key] {
				r.Mistake(start(n), fmt.Sprintf("%q is missing from %s", f.row.Key, what), "write "+f.needed)
			}
		}
		return into, true
	}
	return Shape[T]{read, mappingSchema(fields), "[" + noun(what) + "](#" + noun(what) + ")", tablesOf(noun(what), fields)}
}

// noun returns a mapping's name without its article: "person" for "this
// person".
func noun(what string) string {
	_, noun, _ := strings.Cut(what, " ")
	return noun
}

// tablesOf returns a mapping's table and those of the mappings in it.
func tablesOf[T any](noun string, fields []Property[T]) []Table {
	all := []Table{{Of: noun}}
	for _, f := range fields {
		all[0].Rows = append(all[0].Rows, f.row)
		for _, inner := range f.tables {
			if !slices.ContainsFunc(all, func(t Table) bool { return t.Of == inner.Of }) {
				all = append(all, inner)
			}
		}
	}
	return all
}

// Dictionary is a mapping with one or more keys that the writer chooses, as
// naming allows. Mistakes refer to one of its values as what.
func Dictionary[T any](what string, naming Naming, k Shape[T]) Shape[Dict[T]] {
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
			d[i] = Pair[T]{p.key, p.pos, At[T]{v, start(p.value), ok}}
		}
		return d, true
	}
	return Shape[Dict[T]]{read, dictionarySchema(naming, k.schema), "each " + k.says + " under its name", k.tables}
}

// List is a list of any number of values.
func List[T any](k Shape[T]) Shape[[]At[T]] {
	read := func(r *Reader, n ast.Node) ([]At[T], bool) {
		seq, ok := n.(*ast.SequenceNode)
		if !ok {
			r.Mistake(start(n), "this is "+kindOf(n)+", not a list", "write a list, like [a, b]")
			return nil, false
		}
		return items(r, k, seq.Values), true
	}
	return Shape[[]At[T]]{read, Schema{"type": "array", "items": k.schema}, k.says + ", in a list", k.tables}
}

// OneOrMore is one value, or a list of them.
func OneOrMore[T any](k Shape[T]) Shape[[]At[T]] {
	read := func(r *Reader, n ast.Node) ([]At[T], bool) {
		if seq, ok := n.(*ast.SequenceNode); ok {
			return items(r, k, seq.Values), true
		}
		return items(r, k, []ast.Node{n}), true
	}
	return Shape[[]At[T]]{
		read, Schema{"anyOf": []Schema{k.schema, {"type": "array", "items": k.schema}}}, k.says + ", alone or in a list", k.tables,
	}
}

func items[T any](r *Reader, k Shape[T], nodes []ast.Node) []At[T] {
	all := make([]At[T], len(nodes))
	for i, n := range nodes {
		v, ok := k.read(r, n)
		all[i] = At[T]{v, start(n), ok}
	}
	return all
}

// Either is a single value of one shape, or a list or mapping of another.
func Either[T any](single, other Shape[T]) Shape[T] {
	read := func(r *Reader, n ast.Node) (T, bool) {
		if _, ok := word(n); ok {
			return single.read(r, n)
		}
		return other.read(r, n)
	}
	return Shape[T]{
		read, Schema{"anyOf": []Schema{single.schema, other.schema}},
		single.says + ", or " + other.says, slices.Concat(single.tables, other.tables),
	}
}

// Then is written like k and means something else, which turn returns; turn may
// report mistakes to the Reader.
func Then[T, U any](k Shape[T], turn func(r *Reader, written At[T]) U) Shape[U] {
	read := func(r *Reader, n ast.Node) (u U, ok bool) {
		v, ok := k.read(r, n)
		if ok {
			u = turn(r, At[T]{v, start(n), true})
		}
		return u, ok
	}
	return Shape[U]{read, k.schema, k.says, k.tables}
}
