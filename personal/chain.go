package personal

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/storage"
)

// The lines of a project's chain. Bytes are in base64.
type (
	chainLine struct {
		Kind      string          `json:"kind"`
		Links     int64           `json:"links"`
		Head      []byte          `json:"head"`
		BeganAt   time.Time       `json:"began_at"`
		LinkedAt  time.Time       `json:"linked_at,omitzero"`
		Forgotten []desk.PersonID `json:"forgotten,omitempty"`
	}

	linkLine struct {
		Kind      string    `json:"kind"`
		Number    int64     `json:"number"`
		Entry     int64     `json:"entry"`
		LinkedAt  time.Time `json:"linked_at"`
		Since     time.Time `json:"since,omitzero"`
		WhoSalt   []byte    `json:"who_salt,omitempty"`
		Who       []byte    `json:"who,omitempty"`
		WordsSalt []byte    `json:"words_salt,omitempty"`
		Words     []byte    `json:"words,omitempty"`
		Hash      []byte    `json:"hash"`
	}

	anchorLine struct {
		Kind    string    `json:"kind"`
		Links   int64     `json:"links"`
		Head    []byte    `json:"head"`
		Chat    string    `json:"chat"`
		Message string    `json:"message"`
		At      time.Time `json:"at"`
	}
)

// chain writes the chain of the project, with which its history can be verified
// without the store.
func (e exporter) chain(ctx context.Context) error {
	if !e.all {
		return nil
	}
	r, err := evidence.Stored(ctx, e.tx, e.project.Code)
	if errors.Is(err, desk.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var unnamed []desk.PersonID
	for l, err := range r.Links {
		if err != nil {
			return err
		}
		if l.WhoSalt == nil && l.Row != nil {
			unnamed = append(unnamed, l.Row.People()...)
		}
		if err := e.json.Encode(linkLine{"link", l.Nth, l.Entry, l.LinkedAt.UTC(), l.Since.UTC(), l.WhoSalt, l.Who, l.WordsSalt, l.Words, l.Hash}); err != nil {
			return err
		}
	}
	for _, a := range r.Posted {
		if err := e.json.Encode(anchorLine{"anchor", a.Links, a.Head, a.At.Root().String(), a.At.Message, a.PostedAt.UTC()}); err != nil {
			return err
		}
	}
	forgotten, err := r.Forgotten(unnamed)
	if err != nil {
		return err
	}
	slices.Sort(forgotten)
	return e.json.Encode(chainLine{"chain", r.Chain.Links, r.Chain.Head, r.Chain.BeganAt.UTC(), r.LinkedAt.UTC(), forgotten})
}

// ErrNoChain means that an exported file has no chain to be verified.
var ErrNoChain = errors.New("no history that can be verified: the file is of one person, of an older version, or not complete")

// VerifyFile verifies the history in a file that Export wrote, as
// [evidence.History.Verify] does that of the store. The file is all that it reads.
func VerifyFile(file io.Reader, given ...evidence.Posted) (*evidence.Verdict, error) {
	f := exported{rows: map[int64]*storage.EntryRow{}, withheld: map[int64]bool{}}
	lines := bufio.NewReader(file)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			if err := f.read(line); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if f.chain == nil {
		return nil, ErrNoChain
	}
	return f.history().Verify(given...)
}

// An exported file, as far as its history is concerned.
type exported struct {
	project  string
	rows     map[int64]*storage.EntryRow
	withheld map[int64]bool
	links    []storage.ChainLink
	posted   []storage.PostedHead
	chain    *chainLine
}

// read takes one line of the file.
func (f *exported) read(line []byte) error {
	var is struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(line, &is); err != nil {
		return err
	}
	switch is.Kind {
	case "export":
		return as(line, func(l headLine) { f.project = l.Project })
	case "ticket":
		return as(line, func(l ticketLine) {
			for _, e := range l.Timeline {
				f.entry(l.Key, e)
			}
		})
	case "journal":
		return as(line, func(l journalLine) { f.entry(desk.Key{Project: f.project}, l.Entry) })
	case "link":
		return as(line, func(l linkLine) {
			f.links = append(f.links, storage.ChainLink{
				Project: f.project, Nth: l.Number, Entry: l.Entry, LinkedAt: l.LinkedAt, Since: l.Since,
				WhoSalt: l.WhoSalt, Who: l.Who, WordsSalt: l.WordsSalt, Words: l.Words, Hash: l.Hash,
			})
		})
	case "anchor":
		return as(line, func(l anchorLine) {
			at, _ := desk.ParseAddress(l.Chat) // it is only shown
			f.posted = append(f.posted, storage.PostedHead{
				Project: f.project, Links: l.Links, Head: l.Head, At: desk.MessageRef{Address: at, Message: l.Message}, PostedAt: l.At,
			})
		})
	case "chain":
		return as(line, func(l chainLine) { f.chain = &l })
	}
	return nil
}

// as reads a line of a kind.
func as[L any](line []byte, take func(L)) error {
	var l L
	if err := json.Unmarshal(line, &l); err != nil {
		return err
	}
	take(l)
	return nil
}

func (f *exported) entry(of desk.Key, e entryOf) {
	if f.withheld[e.Entry] = e.Withheld; e.Withheld {
		return
	}
	row := &storage.EntryRow{Entry: e.Entry}
	row.Ticket, row.At, row.Kind, row.By, row.Source, row.Detail = of, e.At, e.Kind, e.By, e.Source, e.Detail
	if e.Note != nil {
		row.Detail, row.Note = nil, *e.Note
	}
	f.rows[e.Entry] = row
}

// history puts together what was read.
func (f *exported) history() evidence.History {
	r := evidence.History{
		Chain:    storage.Chain{Project: f.project, Links: f.chain.Links, Head: f.chain.Head, BeganAt: f.chain.BeganAt},
		LinkedAt: f.chain.LinkedAt, Posted: f.posted, Withheld: f.withheld,
		Forgotten: func([]desk.PersonID) ([]desk.PersonID, error) { return f.chain.Forgotten, nil },
	}
	linked := map[int64]bool{}
	for _, l := range f.links {
		linked[l.Entry] = true
	}
	for entry, row := range f.rows {
		if !linked[entry] {
			r.Outside = append(r.Outside, *row)
		}
	}
	slices.SortFunc(r.Outside, func(a, b storage.EntryRow) int { return int(a.Entry - b.Entry) })
	r.Links = func(yield func(storage.Linked, error) bool) {
		for _, l := range f.links {
			if !yield(storage.Linked{ChainLink: l, Row: f.rows[l.Entry]}, nil) {
				return
			}
		}
	}
	return r
}
