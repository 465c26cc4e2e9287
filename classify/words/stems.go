package words

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// stems remembers the stems of recent words: messages repeat the words of the
// trade, and a message is read once for each of its parts.
var stems = &stemCache{seed: maphash.MakeSeed()}

// A stemCache has one slot for each hash, and the latest word of a hash stays.
// Goroutines may share it. It holds under a megabyte: longer words than
// maxStemBytes are not kept.
type stemCache struct {
	seed  maphash.Seed
	slots [4096]atomic.Pointer[stemmed]
}

type stemmed struct{ word, stem string }

// of returns the stem of a word.
func (c *stemCache) of(word string) string {
	if len(word) > maxStemBytes {
		return word
	}
	slot := &c.slots[maphash.String(c.seed, word)%uint64(len(c.slots))]
	if have := slot.Load(); have != nil && have.word == word {
		return have.stem
	}
	made := &stemmed{word: strings.Clone(word)}
	made.stem = cutEnding(made.word)
	slot.Store(made)
	return made.stem
}
