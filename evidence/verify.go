package evidence

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage"
)

// A Discrepancy is something in a history that is not as it was.
type Discrepancy struct {
	Nth  int64 // the link; 0: none
	What string
}

// A Verdict is what is found of a project's history.
type Verdict struct {
	Project  string
	Links    int64
	Head     string // in hexadecimal digits
	BeganAt  time.Time
	Anchors  []storage.PostedHead // that fit, the earliest first
	Outside  int                  // entries that wait to be linked
	Words    int                  // entries whose words were erased, as their timeline says
	Names    int                  // entries whose names were erased
	Withheld int                  // entries that an exported file leaves out: they name another project's ticket
	Findings []Discrepancy
}

// Anchored is up to which link the history is held by an anchor.
func (v *Verdict) Anchored() int64 {
	if len(v.Anchors) == 0 {
		return 0
	}
	return v.Anchors[len(v.Anchors)-1].Links
}

// A Posted head is one that somebody has from a chat.
type Posted struct {
	Links int64
	Head  []byte
}

// Verify goes through the history of a project and compares each entry with its
// link, each link with the one before, and the chain with all heads that were
// posted: those that it has itself, and those that are given.
func (r History) Verify(given ...Posted) (*Verdict, error) {
	posted := slices.Clone(r.Posted)
	for _, p := range given {
		posted = append(posted, storage.PostedHead{Project: r.Chain.Project, Links: p.Links, Head: p.Head})
	}
	slices.SortStableFunc(posted, func(a, b storage.PostedHead) int { return cmp.Compare(a.Links, b.Links) })
	c := r.Chain
	w := walk{
		Verdict: &Verdict{Project: c.Project, Links: c.Links, Head: hex.EncodeToString(c.Head), BeganAt: c.BeganAt},
		head:    genesis(c.Project), posted: posted, withheld: r.Withheld,
		words: map[desk.Key][]int64{}, names: map[desk.Key][]nameless{},
	}
	for l, err := range r.Links {
		if err != nil {
			return nil, err
		}
		w.step(l)
	}
	w.end(r)
	forgotten, err := r.Forgotten(w.nameless())
	if err != nil {
		return nil, err
	}
	w.unnamed(forgotten)
	return w.Verdict, nil
}

// A walk goes along a chain.
type walk struct {
	*Verdict
	nth    int64
	head   []byte
	posted []storage.PostedHead // that lie ahead

	withheld map[int64]bool

	words map[desk.Key][]int64    // links whose words were erased, and no entry has said so yet
	names map[desk.Key][]nameless // likewise names
}

// A nameless link has lost its names.
type nameless struct {
	nth    int64
	people []desk.PersonID // numbers in it
}

func (w *walk) found(nth int64, what string, args ...any) {
	w.Findings = append(w.Findings, Discrepancy{nth, fmt.Sprintf(what, args...)})
}

// step compares one link.
func (w *walk) step(l storage.Linked) {
	if l.Nth != w.nth+1 {
		w.found(w.nth+1, "links are missing: behind %d comes %d", w.nth, l.Nth)
	}
	switch {
	case w.withheld[l.Entry]:
		w.Withheld++
	case l.Row == nil:
		w.found(l.Nth, "an entry was removed: number %d of the timeline", l.Entry)
	default:
		w.compare(l, l.Row)
	}
	w.nth, w.head = l.Nth, l.Hash
	for len(w.posted) > 0 && w.posted[0].Links <= w.nth {
		w.anchor(w.posted[0])
		w.posted = w.posted[1:]
	}
}

// anchor compares a posted head with the link that it is of.
func (w *walk) anchor(a storage.PostedHead) {
	if a.Links == w.nth && bytes.Equal(a.Head, w.head) {
		w.Anchors = append(w.Anchors, a)
		return
	}
	w.found(a.Links, "the history is not the one whose head was posted%s: %x", where(a), a.Head)
}

func where(a storage.PostedHead) string {
	if a.At.IsZero() {
		return ""
	}
	return fmt.Sprintf(" in %s on %s", a.At.Root(), a.PostedAt.Format(time.DateOnly))
}

// compare holds an entry against its link.
func (w *walk) compare(l storage.Linked, row *storage.EntryRow) {
	what := fmt.Sprintf("%s %s of %s", row.Of(), row.Kind, row.At.Format(time.RFC3339))
	canon, err := row.Canon()
	if err != nil {
		w.found(l.Nth, "an entry was changed: %s: %v", what, err)
		return
	}
	who, words := open(l.WhoSalt, l.Who, canon.Who), open(l.WordsSalt, l.Words, canon.Words)
	switch {
	case who == forged:
		w.found(l.Nth, "an entry was changed: %s: who did it", what)
	case words == forged || words == erased && !looksErased(canon.Words):
		w.found(l.Nth, "an entry was changed: %s: what was said", what)
	case !bytes.Equal(hash(w.head, canon.Facts, l.Who, l.Words), l.Hash):
		w.found(l.Nth, "an entry or its link was changed: %s", what)
	}
	if !l.Since.IsZero() && row.At.Before(l.Since.Add(-grace)) {
		w.found(l.Nth, "an entry was put in afterwards: %s was not there at %s", what, l.Since.Format(time.RFC3339))
	}
	if words == erased {
		w.Words++
		w.words[row.Ticket] = append(w.words[row.Ticket], l.Nth)
	}
	if who == erased {
		w.Names++
		w.names[row.Ticket] = append(w.names[row.Ticket], nameless{l.Nth, row.People()})
	}
	w.record(row.StoredEntry)
}

// record takes an entry that says why words or names before it are gone.
func (w *walk) record(r history.StoredEntry) {
	if recordsErasure(r) {
		delete(w.words, r.Ticket)
	}
	if r.Kind == (history.Emptied{}).Kind() {
		delete(w.names, r.Ticket)
	}
}

// end looks at what only the whole shows.
func (w *walk) end(r History) {
	if r.Chain.Links != w.nth || !bytes.Equal(r.Chain.Head, w.head) {
		w.found(w.nth, "the chain ends with link %d, and had %d", w.nth, r.Chain.Links)
	}
	for _, a := range w.posted {
		w.found(a.Links, "the history is shorter than what was posted%s: %d entries", where(a), a.Links)
	}
	for _, e := range r.Outside {
		w.record(e.StoredEntry)
		if !r.LinkedAt.IsZero() && e.At.Before(r.LinkedAt.Add(-grace)) {
			w.found(0, "an entry is in no chain: %s %s of %s, number %d of the timeline", e.Of(), e.Kind, e.At.Format(time.RFC3339), e.Entry)
		} else {
			w.Outside++
		}
	}
	for _, key := range inOrder(w.words) {
		w.found(w.words[key][0], "words of %s are gone, and no entry says that they were erased", key)
	}
}

// nameless returns the numbers of the people in entries whose names are gone.
func (w *walk) nameless() (people []desk.PersonID) {
	for _, links := range w.names {
		for _, n := range links {
			people = append(people, n.people...)
		}
	}
	return people
}

// unnamed looks for those whose names are gone: they were forgotten, or not.
func (w *walk) unnamed(forgotten []desk.PersonID) {
	wasForgotten := func(p desk.PersonID) bool { return slices.Contains(forgotten, p) }
	for _, key := range inOrder(w.names) {
		for _, n := range w.names[key] {
			if len(n.people) > 0 && !slices.ContainsFunc(n.people, wasForgotten) {
				w.found(n.nth, "names in %s are gone, and nobody in it was forgotten", history.StoredEntry{Ticket: key}.Of())
			}
		}
	}
}

// inOrder returns the keys of a project's tickets by their numbers.
func inOrder[V any](m map[desk.Key]V) []desk.Key {
	return slices.SortedFunc(maps.Keys(m), func(a, b desk.Key) int { return a.Number - b.Number })
}
