package evidence

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
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
// posted: those that the desk remembers, and those that are given.
func Verify(ctx context.Context, tx *storage.Tx, project string, given ...Posted) (*Verdict, error) {
	c, err := chainOf(ctx, tx, project)
	if err != nil {
		return nil, err
	}
	posted, err := tx.Anchors(ctx, project)
	if err != nil {
		return nil, err
	}
	for _, p := range given {
		posted = append(posted, storage.PostedHead{Project: project, Links: p.Links, Head: p.Head})
	}
	slices.SortStableFunc(posted, func(a, b storage.PostedHead) int { return cmp.Compare(a.Links, b.Links) })
	w := walk{
		Verdict: &Verdict{Project: project, Links: c.Links, Head: hex.EncodeToString(c.Head), BeganAt: c.BeganAt},
		head:    genesis(project), posted: posted,
		words: map[desk.Key][]int64{}, names: map[desk.Key][]nameless{},
	}
	for {
		some, err := tx.LinksAfter(ctx, project, w.nth, verifiedAtOnce)
		if err != nil {
			return nil, err
		}
		if len(some) == 0 {
			break
		}
		for _, l := range some {
			w.step(l)
		}
	}
	return w.Verdict, w.end(ctx, tx, c)
}

const verifiedAtOnce = 1000

// A walk goes along a chain.
type walk struct {
	*Verdict
	nth    int64
	head   []byte
	posted []storage.PostedHead // that lie ahead

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
	if l.Row == nil {
		w.found(l.Nth, "an entry was removed: number %d of the timeline", l.Entry)
	} else {
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
		w.names[row.Ticket] = append(w.names[row.Ticket], nameless{l.Nth, peopleIn(row.StoredEntry)})
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

var personNumber = regexp.MustCompile(`"person": ?([0-9]+)`)

// peopleIn are the numbers of people in an entry. Version 0.1 kept none.
func peopleIn(r history.StoredEntry) (ids []desk.PersonID) {
	if r.By.Person != 0 {
		ids = append(ids, r.By.Person)
	}
	for _, m := range personNumber.FindAllSubmatch(r.Detail, -1) {
		if n, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil {
			ids = append(ids, desk.PersonID(n))
		}
	}
	return ids
}

// outsideShown is how many entries outside of a chain are named.
const outsideShown = 1000

// end looks at what only the whole shows.
func (w *walk) end(ctx context.Context, tx *storage.Tx, c storage.Chain) error {
	if c.Links != w.nth || !bytes.Equal(c.Head, w.head) {
		w.found(w.nth, "the chain ends with link %d, and had %d", w.nth, c.Links)
	}
	for _, a := range w.posted {
		w.found(a.Links, "the history is shorter than what was posted%s: %d entries", where(a), a.Links)
	}
	last, err := linkedAt(ctx, tx)
	if err != nil {
		return err
	}
	outside, err := tx.Outside(ctx, w.Project, outsideShown)
	if err != nil {
		return err
	}
	for _, e := range outside {
		w.record(e.StoredEntry)
		if !last.IsZero() && e.At.Before(last.Add(-grace)) {
			w.found(0, "an entry is in no chain: %s %s of %s, number %d of the timeline", e.Of(), e.Kind, e.At.Format(time.RFC3339), e.Entry)
		} else {
			w.Outside++
		}
	}
	for _, key := range inOrder(w.words) {
		w.found(w.words[key][0], "words of %s are gone, and no entry says that they were erased", key)
	}
	return w.unnamed(ctx, tx)
}

// unnamed looks for those whose names are gone: they were forgotten, or not.
func (w *walk) unnamed(ctx context.Context, tx *storage.Tx) error {
	var people []desk.PersonID
	for _, links := range w.names {
		for _, n := range links {
			people = append(people, n.people...)
		}
	}
	forgotten, err := tx.Emptied(ctx, people)
	if err != nil {
		return err
	}
	wasForgotten := func(p desk.PersonID) bool { return slices.Contains(forgotten, p) }
	for _, key := range inOrder(w.names) {
		for _, n := range w.names[key] {
			if len(n.people) > 0 && !slices.ContainsFunc(n.people, wasForgotten) {
				w.found(n.nth, "names in %s are gone, and nobody in it was forgotten", history.StoredEntry{Ticket: key}.Of())
			}
		}
	}
	return nil
}

// inOrder returns the keys of a project's tickets by their numbers.
func inOrder[V any](m map[desk.Key]V) []desk.Key {
	return slices.SortedFunc(maps.Keys(m), func(a, b desk.Key) int { return a.Number - b.Number })
}
