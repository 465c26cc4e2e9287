package deskfile

import (
	"fmt"
	"slices"

	"vakhta/deskfile/keys"
)

// Short forms, as nearly every line of a section's table needs them.
type (
	at[T any]   = keys.At[T]
	dict[T any] = keys.Dict[T]
)

// A name is a word that refers to something named elsewhere in the file.
type name = keys.At[string]

// resolve complains of a reference to a thing that is not there. Where nothing is
// known, the whole section is missing, and that has been complained of.
func (r *reader) resolve(n name, what string, known []string) {
	if n.OK && len(known) > 0 && !slices.Contains(known, n.V) {
		r.Mistake(n.Pos, fmt.Sprintf("there is no %s %q", what, n.V), keys.Suggestion(n.V, known))
	}
}

// resolveList resolves each name of a list, in which none may stand twice, and
// returns the names.
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
