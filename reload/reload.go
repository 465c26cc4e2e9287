// Package reload brings a changed desk.yaml into force while the desk runs.
//
// A Proposal is a desk.yaml that was read and has no mistakes, compared with the
// one in force. Apply makes it the one in force in a single transaction: running
// tickets are counted again, and each project's history says what changed. The
// text is stored, and the other replicas take it from the store.
package reload

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/history"
	"vakhta/storage"
	"vakhta/tickets"
)

// ErrSame means that desk.yaml says what is in force already.
var ErrSame = errors.New("desk.yaml says what is in force")

// ErrNoFile means that this desk was not read from a file.
var ErrNoFile = errors.New("this desk has no file to read again")

// Config is what a Reloader needs.
type Config struct {
	Tickets *tickets.Service
	// Path is where desk.yaml is; "": there is none to read again.
	Path string
	// Text reads it; nil: from Path.
	Text func() ([]byte, error)
	// Parse makes a desk of its text; nil: as the program does at its start.
	Parse func(text []byte) (*desk.Desk, []deskfile.Warning, error)
}

// A Reloader knows which desk.yaml is in force in this replica.
type Reloader struct {
	Config
	mu     sync.Mutex
	digest string        // of the file and its maps; "": not known yet
	wake   chan struct{} // has a value after another desk was adopted
}

// New makes a Reloader.
func New(c Config) *Reloader { return &Reloader{Config: c, wake: make(chan struct{}, 1)} }

// Adopted has a value after another desk came into force here.
func (r *Reloader) Adopted() <-chan struct{} { return r.wake }

// A Proposal is a desk.yaml without mistakes.
type Proposal struct {
	Desk     *desk.Desk
	Digest   string // hex of its SHA-256
	text     []byte
	maps     string // the digest of its tech maps
	Warnings []deskfile.Warning
}

// Read reads desk.yaml. An error is of type deskfile.Mistakes if it has any.
func (r *Reloader) Read() (*Proposal, error) {
	if r == nil || r.Path == "" {
		return nil, ErrNoFile
	}
	text, err := r.text()
	if err != nil {
		return nil, err
	}
	return r.parse(text)
}

func (r *Reloader) text() ([]byte, error) {
	if r.Text != nil {
		return r.Text()
	}
	return deskfile.Text(r.Path)
}

func (r *Reloader) parse(text []byte) (*Proposal, error) {
	parse := r.Parse
	if parse == nil {
		parse = func(text []byte) (*desk.Desk, []deskfile.Warning, error) { return deskfile.Parse(r.Path, text) }
	}
	d, warnings, err := parse(text)
	if err != nil {
		return nil, err
	}
	return &Proposal{Desk: d, Digest: digestOf(text), text: text, maps: mapsDigest(d), Warnings: warnings}, nil
}

// Stored returns the desk.yaml in force; desk.ErrNotFound: no bot has run on this
// database yet. Files that it names are looked for beside path.
func Stored(ctx context.Context, store *storage.DB, path string) (p *Proposal, err error) {
	err = store.View(ctx, func(tx *storage.Tx) error {
		stored, err := tx.DeskText(ctx)
		if err == nil {
			p, err = New(Config{Path: path}).stored(ctx, tx, stored)
		}
		return err
	})
	return p, err
}

// stored makes a proposal of what is in the store.
func (r *Reloader) stored(ctx context.Context, tx *storage.Tx, is storage.DeskText) (*Proposal, error) {
	p, err := r.parse(is.YAML)
	if err != nil {
		return nil, err
	}
	p.maps = is.Maps
	last, err := tx.LatestMaps(ctx)
	if err != nil {
		return nil, err
	}
	return p, p.withMaps(last)
}

func digestOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Effects are what a proposal changes.
type Effects struct {
	Differences []Difference
	Tickets     []tickets.Realigned
	Kept        int // open tickets that keep the contract they have
	Maps        []MapEffect
	Lost        int // open tickets whose project it does not have
}

// Foresee returns what a proposal would change. It writes nothing, but holds the
// locks of open tickets until the transaction ends.
func Foresee(ctx context.Context, tx *storage.Tx, s *tickets.Service, p *Proposal) (e Effects, err error) {
	is := s.Written()
	e.Differences = Differences(is, p.Desk)
	if e.Lost, err = lost(ctx, tx, is, p.Desk); err != nil {
		return e, err
	}
	if e.Maps, err = foreseeMaps(ctx, tx, p.Desk); err != nil {
		return e, err
	}
	a, err := tickets.WouldRealign(ctx, tx, s.Under(p.Desk), s.Clock.Now())
	e.Tickets, e.Kept = a.Moved, a.Kept
	return e, err
}

// lostShown is more open tickets than one project has.
const lostShown = 10_000

func lost(ctx context.Context, tx *storage.Tx, is, will *desk.Desk) (int, error) {
	var gone []string
	for code := range is.Projects {
		if will.Projects[code] == nil {
			gone = append(gone, code)
		}
	}
	if len(gone) == 0 {
		return 0, nil
	}
	ids, err := tx.OpenAfter(ctx, gone, 0, lostShown)
	return len(ids), err
}

// An Cause is who brings a desk.yaml into force, and by which message or event.
type Cause struct {
	By     desk.Actor // zero: the operator, at the machine
	Source string
}

// Apply makes a proposal the desk in force, within a transaction. After the commit
// the caller calls Adopt and passes on the changes.
func (r *Reloader) Apply(ctx context.Context, tx *storage.Tx, p *Proposal, by Cause) (e Effects, changes tickets.Changes, err error) {
	tx.LockDeskText()
	is, from, err := r.inForce(ctx, tx)
	if err != nil {
		return e, changes, err
	}
	if from == p.Digest+p.maps {
		return e, changes, ErrSame
	}
	now := r.Tickets.Clock.Now()
	tx.SetDeskText(storage.DeskText{Digest: p.Digest, YAML: p.text, Maps: p.maps, Since: now})
	if e.Maps, err = keepMaps(ctx, tx, p.Desk, by, now); err != nil {
		return e, changes, err
	}
	if e.Lost, err = lost(ctx, tx, is, p.Desk); err != nil {
		return e, changes, err
	}
	e.Differences = Differences(is, p.Desk)
	tx.Record(entries(is, p.Desk, e.Differences, history.DeskChanged{From: from[:min(len(from), len(p.Digest))], To: p.Digest}, by, now)...)
	if err := tx.KeepTerms(p.Desk, now); err != nil {
		return e, changes, err
	}
	a, changes, err := tickets.RealignIn(ctx, tx, r.Tickets.Under(p.Desk), now)
	e.Tickets, e.Kept = a.Moved, a.Kept
	return e, changes, err
}

// inForce returns the desk in force, that of the store if this program can read it, and
// its digests.
func (r *Reloader) inForce(ctx context.Context, tx *storage.Tx) (*desk.Desk, string, error) {
	stored, err := tx.DeskText(ctx)
	if errors.Is(err, desk.ErrNotFound) {
		return r.Tickets.Written(), "", nil
	}
	if err != nil {
		return nil, "", err
	}
	digests := stored.Digest + stored.Maps
	if digests == r.own() {
		return r.Tickets.Written(), digests, nil
	}
	p, err := r.stored(ctx, tx, stored)
	if err != nil { // another version of this program wrote it, or a logo is gone
		return r.Tickets.Written(), digests, nil //nolint:nilerr // then it is compared with what this replica works by
	}
	return p.Desk, digests, nil
}

// entries are those of the projects' histories.
func entries(is, will *desk.Desk, all []Difference, changed history.DeskChanged, by Cause, now time.Time) []storage.JournalRow {
	concerns := Concerns(is, will, all)
	var rows []storage.JournalRow
	for _, code := range slices.Sorted(maps.Keys(concerns)) {
		changed.What = concerns[code]
		rows = append(rows, storage.JournalRow{Project: code, At: now, By: by.By, Source: by.Source, Event: changed})
	}
	return rows
}

// A Change is what a project's history says about a desk.yaml that came into force.
type Change struct {
	At time.Time
	By desk.Actor // zero: the operator, at the machine
	history.DeskChanged
}

// Changes returns which changes of desk.yaml concerned a project, in their order.
func Changes(ctx context.Context, tx *storage.Tx, project string) (all []Change, err error) {
	rows, err := tx.Journal(ctx, project)
	for _, r := range rows {
		if r.Kind != (history.DeskChanged{}).Kind() {
			continue
		}
		c := Change{At: r.At, By: r.By}
		if err := json.Unmarshal(r.Detail, &c.DeskChanged); err != nil {
			return nil, fmt.Errorf("read a change of desk.yaml: %w", err)
		}
		all = append(all, c)
	}
	return all, err
}
