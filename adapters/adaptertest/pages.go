package adaptertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
)

// goesOn checks that words too long for one message are shown completely, in
// messages that can each be identified, changed and deleted.
func goesOn(t *testing.T, b *bench) {
	t.Helper()
	splitter, can := b.Messenger.(desk.Splitter)
	if !can {
		return
	}
	var words []string
	for i := range 1500 {
		words = append(words, fmt.Sprintf("слово-%d", i))
	}
	c := desk.Card{Title: "ROM-42", Author: "Anna", Quote: strings.Join(words, " "), Lines: []string{"That is all."}, Footer: "edited"}
	pages := splitter.Split(c)
	before, since := b.Platform.Count(), time.Now()
	var posted []desk.MessageRef
	var shown strings.Builder
	for i, page := range pages {
		at, err := b.Messenger.Post(t.Context(), b.Channel, page, fmt.Sprintf("words/1#%d", i+1))
		if err != nil {
			t.Fatalf("post the %d. of %d: %v", i+1, len(pages), err)
		}
		posted = append(posted, at)
		shown.WriteString(b.shown(at) + "\n")
	}
	if got := b.Platform.Count() - before; got != len(pages) || got < 2 {
		t.Errorf("%d cards became %d messages, want several and one for each", len(pages), got)
	}
	if got := strings.FieldsFunc(shown.String(), func(r rune) bool { return r == ' ' || r == '\n' }); !inOrder(got, words) {
		t.Errorf("people do not see each of the words in its turn")
	}
	if text := shown.String(); strings.Count(text, "ROM-42") > 2 || strings.Count(text, "That is all.") > 2 || !strings.HasSuffix(strings.TrimSpace(text), "edited") {
		t.Errorf("a title or an ending is said more than once, or not at its place")
	}
	if f, can := b.Messenger.(desk.Finder); can {
		for i, want := range posted {
			at, found, err := f.Find(t.Context(), b.Channel, fmt.Sprintf("words/1#%d", i+1), since)
			if err != nil || !found || !at.SameMessage(want) {
				t.Errorf("the %d. message is found at %v, %v, %v; want %v", i+1, at, found, err, want)
			}
		}
	}
	if err := b.Messenger.Edit(t.Context(), posted[1], desk.Card{Quote: "changed"}); err != nil {
		t.Errorf("edit the second: %v", err)
	}
	if got := b.shown(posted[1]); !strings.Contains(got, "changed") || strings.Contains(got, "слово") {
		t.Errorf("the second was changed and shows %q", got)
	}
	b.takeBack(posted)
	if got := b.Platform.Count(); got != before {
		t.Errorf("%d messages are left of those that were taken back", got-before)
	}
}

// takeBack deletes messages, the last first.
func (b *bench) takeBack(posted []desk.MessageRef) {
	b.t.Helper()
	r, can := b.Messenger.(desk.Remover)
	if !can {
		b.t.Fatal("what becomes several messages must be taken back, too")
	}
	for _, at := range slices.Backward(posted) {
		if err := r.Remove(b.t.Context(), at); err != nil {
			b.t.Errorf("take back %s: %v", at.Message, err)
		}
	}
}

// inOrder reports whether words are all shown in this order. Others may be
// between them.
func inOrder(shown, words []string) bool {
	for _, w := range shown {
		if len(words) > 0 && w == words[0] {
			words = words[1:]
		}
	}
	return len(words) == 0
}
