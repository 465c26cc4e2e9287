package reload

import (
	"context"
	"errors"
	"fmt"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage"
)

func (r *Reloader) own() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.digest
}

// Adopt makes a proposal that was applied the desk of this replica.
func (r *Reloader) Adopt(p *Proposal) {
	r.take(p)
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *Reloader) take(p *Proposal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.digest = p.Digest + p.maps
	r.Tickets.Adopt(p.Desk)
}

// Begin brings the desk.yaml with which this replica starts into force. The file
// counts, as always at a start; the histories say what changed since the desk ran
// last.
func (r *Reloader) Begin(ctx context.Context) error {
	if r.Path == "" {
		return nil
	}
	p, err := r.Read() // it may have changed since it was read first
	if err != nil {
		return err
	}
	now, d := r.Tickets.Clock.Now(), storage.DeskText{Digest: p.Digest, YAML: p.text, Maps: p.maps}
	err = r.Tickets.Store.Update(ctx, func(tx *storage.Tx) error {
		tx.LockDeskText()
		stored, from, err := r.inForce(ctx, tx)
		if err != nil {
			return err
		}
		if err := tx.KeepTerms(p.Desk, now); err != nil || from == d.Digest+d.Maps {
			return err
		}
		d.Since = now
		tx.SetDeskText(d)
		if _, err := keepMaps(ctx, tx, p.Desk, Cause{}, now); err != nil {
			return err
		}
		if from != "" {
			tx.Record(entries(stored, p.Desk, Differences(stored, p.Desk), history.DeskChanged{From: from[:min(len(from), len(d.Digest))], To: d.Digest}, Cause{}, now)...)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("bring desk.yaml into force: %w", err)
	}
	r.take(p)
	return nil
}

// Follow adopts the desk.yaml that another replica brought into force since.
func (r *Reloader) Follow(ctx context.Context) error {
	if r.Path == "" {
		return nil
	}
	var p *Proposal
	err := r.Tickets.Store.View(ctx, func(tx *storage.Tx) error {
		digests, err := tx.DeskDigest(ctx)
		if err != nil || digests == r.own() {
			return err
		}
		is, err := tx.DeskText(ctx)
		if err == nil {
			p, err = r.stored(ctx, tx, is)
		}
		return err
	})
	if errors.Is(err, desk.ErrNotFound) || err == nil && p == nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the desk.yaml that another replica brought into force: %w", err)
	}
	r.Adopt(p)
	return nil
}
