package classify

import "vakhta/classify/words"

// Wordings is a set of messages that finds those worded nearly alike. It
// compares as a Memory does. The zero value is an empty set.
type Wordings struct {
	wordings []wording
}

// Add puts a message into the set and returns its place, counted from 0.
func (s *Wordings) Add(message string) int {
	s.wordings = append(s.wordings, wordingOf(words.Read(message)))
	return len(s.wordings) - 1
}

// Like returns the place of the first message worded nearly like the given one.
func (s *Wordings) Like(message string) (place int, ok bool) {
	w := wordingOf(words.Read(message))
	for i, o := range s.wordings {
		if w.likeness(o) >= alike {
			return i, true
		}
	}
	return 0, false
}
