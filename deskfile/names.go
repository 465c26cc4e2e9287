package deskfile

import (
	"fmt"
	"slices"

	"vakhta/deskfile/keys"
)

// Short forms for the tables of the sections.
type (
	at[T any]   = keys.At[T]
	dict[T any] = keys.Dict[T]
)

// A name refers to something named elsewhere in the file.
type name = keys.At[string]

// resolve reports a name that refers to nothing. If known is empty, the whole
// section is missing, which has been reported already.
func (r *reader) resolve(n name, what string, known []string) {
	if n.OK && len(known) > 0 && !slices.Contains(known, n.V) {
		r.Mistake(n.Pos, fmt.Sprintf("there is no %s %q", what, n.V), keys.Suggestion(n.V, known))
	}
}

// resolveList resolves each name of a list and returns the names. No name may
// be listed twice.
func (r *reader) resolveList(names []name, what string, known []string) []string {
	var all []string
	for _, n := range names {
		switch {
		case !n.OK:
		case slices.Contains(all, n.V):
			r.Mistake(n.Pos, fmt.Sprintf("%q is in this list twice", n.V), "keep one")
		default:
			r.resolve(n, what, known)
			all = append(all, n.V)
		}
	}
	return all
}
