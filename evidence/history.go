package evidence

import (
	"context"
	"iter"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// A History is that of a project with its chain, as a store or an exported file has
// it.
type History struct {
	Chain    storage.Chain
	LinkedAt time.Time // when all that was there had been linked last; zero: never yet
	Posted   []storage.PostedHead
	Links    iter.Seq2[storage.Linked, error] // in their order
	Outside  []storage.EntryRow               // entries that are in no link
	Withheld map[int64]bool                   // entries that it leaves out; only their links are in it
	// Forgotten returns those of some people whose identities were deleted.
	Forgotten func([]desk.PersonID) ([]desk.PersonID, error)
}

// outsideShown is how many entries outside of a chain are named.
const outsideShown = 1000

// Stored returns the history of a project in the store, to be read within the
// transaction; desk.ErrNotFound: it has no history.
func Stored(ctx context.Context, tx *storage.Tx, project string) (r History, err error) {
	if r.Chain, err = chainOf(ctx, tx, project); err != nil {
		return r, err
	}
	if r.Posted, err = tx.Anchors(ctx, project); err != nil {
		return r, err
	}
	if r.LinkedAt, err = linkedAt(ctx, tx); err != nil {
		return r, err
	}
	r.Links = stored(ctx, tx, project)
	r.Forgotten = func(people []desk.PersonID) ([]desk.PersonID, error) { return tx.Emptied(ctx, people) }
	r.Outside, err = tx.Outside(ctx, project, outsideShown)
	return r, err
}

// readAtOnce is how many links are read at once.
const readAtOnce = 1000

func stored(ctx context.Context, tx *storage.Tx, project string) iter.Seq2[storage.Linked, error] {
	return func(yield func(storage.Linked, error) bool) {
		for nth := int64(0); ; {
			some, err := tx.LinksAfter(ctx, project, nth, readAtOnce)
			if err != nil {
				yield(storage.Linked{}, err)
				return
			}
			if len(some) == 0 {
				return
			}
			for _, l := range some {
				if !yield(l, nil) {
					return
				}
				nth = l.Nth
			}
		}
	}
}

// Verify verifies the history of a project in the store.
func Verify(ctx context.Context, tx *storage.Tx, project string, given ...Posted) (*Verdict, error) {
	r, err := Stored(ctx, tx, project)
	if err != nil {
		return nil, err
	}
	return r.Verify(given...)
}
