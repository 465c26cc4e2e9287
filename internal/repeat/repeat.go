// Package repeat leaves repetition out of a quick run of the tests: the same once more in the other language, in the
// other light, or with all texts there are.
//
// `make test` runs the tests with -short, in 3 minutes on two processors; `make test-all`, which `.ci/run` calls, runs
// every repetition too. What is left out must be the same case in other clothes: a case of its own is always run.
package repeat

import "testing"

// Each is all of the clothes of a case, or under -short the first of them.
func Each[T any](all ...T) []T {
	if testing.Short() {
		return all[:1]
	}
	return all
}

// OneIn is how sparsely to take texts from a large collection: one in so many.
func OneIn(all, quick int) int {
	if testing.Short() {
		return quick
	}
	return all
}
