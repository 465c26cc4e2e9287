// Package keys reads a YAML file of a known shape and keeps the position of
// every value.
//
// A Shape says what may be written at a place in the file: a word, a list, a
// mapping with known keys, or a dictionary whose keys the writer chooses. It
// both reads the place and describes itself as a JSON Schema, so that the two
// cannot differ. Reading continues after a mistake, and a Reader collects all
// of them.
package keys

import (
	"fmt"
	"slices"
)

// A Pos is a position in the file as editors count it; the zero Pos is none.
type Pos struct{ Line, Column int }

// String returns the line, as a mistake refers to another place.
func (p Pos) String() string { return fmt.Sprintf("line %d", p.Line) }

// An At is a value with its position.
type At[T any] struct {
	V   T
	Pos Pos  // zero if the key is missing
	OK  bool // false if it is missing or could not be read
}

// Given reports whether the key is there, readable or not. An unreadable value
// has been reported already.
func (a At[T]) Given() bool { return a.Pos != Pos{} }

// Or returns the value, or fallback if there is none.
func (a At[T]) Or(fallback T) T {
	if a.OK {
		return a.V
	}
	return fallback
}

// Values returns the readable values of a list.
func Values[T any](list []At[T]) []T {
	var all []T
	for _, e := range list {
		if e.OK {
			all = append(all, e.V)
		}
	}
	return all
}

// A Dict is a mapping whose keys the writer chose, in the file's order.
type Dict[T any] []Pair[T]

// A Pair is one key of a Dict and its value.
type Pair[T any] struct {
	Key    string
	KeyPos Pos
	At[T]
}

// Names returns the keys of d, including those of unreadable entries.
func (d Dict[T]) Names() []string {
	names := make([]string, len(d))
	for i, e := range d {
		names[i] = e.Key
	}
	return names
}

// Find returns the entry of that name, or nil.
func (d Dict[T]) Find(name string) *Pair[T] {
	i := slices.IndexFunc(d, func(e Pair[T]) bool { return e.Key == name })
	if i < 0 {
		return nil
	}
	return &d[i]
}
