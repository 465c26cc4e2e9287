// Package repeat shortens tests: under -short it leaves out repetitions of a case in the other language, in dark
// mode, or with more texts.
//
// `make test` runs the tests with -short; `make test-all`, which `.ci/run` calls,
// runs every repetition. Only repetitions of the same case may be left out; a case of its own is always run.
package repeat

import "testing"

// Each returns all variants of a case, under -short only the first.
func Each[T any](all ...T) []T {
	if testing.Short() {
		return all[:1]
	}
	return all
}

// OneIn returns how sparsely to take texts from a large collection: one in so many.
func OneIn(all, quick int) int {
	if testing.Short() {
		return quick
	}
	return all
}
