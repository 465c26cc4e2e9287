// Package keys reads a YAML file whose shape is known, and forgets nothing of
// where things stood.
//
// A Shape says what may stand at a place of the file: a word, a list, a mapping
// with known keys, a dictionary whose keys the writer chooses. A shape both reads
// a place and describes itself as a JSON Schema, so that reading and schema can't
// differ. Reading goes on after a mistake, so that a Reader holds all of them.
package keys

import (
	"fmt"
	"slices"
)

// A Pos is a place in the file, as editors count; the zero Pos is nowhere.
type Pos struct{ Line, Column int }

// String is the line alone, as one mistake refers to another place.
func (p Pos) String() string { return fmt.Sprintf("line %d", p.Line) }

// An At is a value that remembers where it stood.
type At[T any] struct {
	V   T
	Pos Pos  // zero when its key is not there
	OK  bool // false when it is not there or could not be read
}

// Given reports whether the key is there, readable or not. What is there and
// could not be read has been complained of already.
func (a At[T]) Given() bool { return a.Pos != Pos{} }

// Or is the value, or what stands for it when there is none.
func (a At[T]) Or(fallback T) T {
	if a.OK {
		return a.V
	}
	return fallback
}

// Values are what of a list could be read.
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

// A Pair is one key of a Dict and what stands behind it.
type Pair[T any] struct {
	Key    string
	KeyPos Pos
	At[T]
}

// Names are the keys of d, also of entries that could not be read.
func (d Dict[T]) Names() []string {
	names := make([]string, len(d))
	for i, e := range d {
		names[i] = e.Key
	}
	return names
}

// Find is the entry of that name, or nil.
func (d Dict[T]) Find(name string) *Pair[T] {
	i := slices.IndexFunc(d, func(e Pair[T]) bool { return e.Key == name })
	if i < 0 {
		return nil
	}
	return &d[i]
}
