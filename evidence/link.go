package evidence

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

const (
	// linkedAtOnce bounds a transaction: a desk that begins to link has a past.
	linkedAtOnce = 20_000
	// underWay is longer than any transaction takes: what was logged so long ago is
	// committed, or never will be.
	underWay = time.Hour
	// grace is how much later than its time an entry may be committed, and how much
	// the clocks of replicas may differ.
	grace = 10 * time.Minute
	// linkedMark is when all that was there had been linked last.
	linkedMark = "evidence/linked"
)

// Link adds to the chains what was committed since the last time, and remembers the
// heads that were posted meanwhile.
func Link(ctx context.Context, tx *storage.Tx, now time.Time) error {
	tx.LockChains()
	since, err := linkedAt(ctx, tx)
	if err != nil {
		return err
	}
	rows, err := tx.Unlinked(ctx, now.Add(-underWay), linkedAtOnce)
	if err != nil {
		return err
	}
	all, err := tx.Chains(ctx, "")
	if err != nil {
		return err
	}
	chains := map[string]*storage.Chain{}
	for i := range all {
		chains[all[i].Project] = &all[i]
	}
	links := make([]storage.ChainLink, len(rows))
	for i, row := range rows {
		project := row.Ticket.Project
		if chains[project] == nil {
			chains[project] = &storage.Chain{Project: project, Head: genesis(project), BeganAt: now}
		}
		if links[i], err = link(chains[project], row); err != nil {
			return err
		}
		links[i].LinkedAt, links[i].Since = now, since
	}
	var longer []storage.Chain
	for _, c := range chains {
		longer = append(longer, *c)
	}
	tx.AddLinks(ctx, longer, links)
	tx.CollectAnchors(ctx, before(since, grace))
	if len(rows) == linkedAtOnce { // there is more
		return nil
	}
	return tx.SetMark(ctx, linkedMark, now.Format(time.RFC3339Nano))
}

func before(t time.Time, d time.Duration) time.Time {
	if t.IsZero() {
		return t
	}
	return t.Add(-d)
}

// linkedAt is when all that was there had been linked; zero: never yet.
func linkedAt(ctx context.Context, tx *storage.Tx) (time.Time, error) {
	mark, err := tx.Mark(ctx, linkedMark)
	if err != nil || mark == "" {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339Nano, mark)
}

// Head is where a project's chain ends, as people are told; zero before it begins.
func Head(ctx context.Context, tx *storage.Tx, project string) (notice.ChainHead, error) {
	c, err := chainOf(ctx, tx, project)
	if errors.Is(err, desk.ErrNotFound) {
		return notice.ChainHead{}, nil
	}
	return headOf(c), err
}

func headOf(c storage.Chain) notice.ChainHead {
	return notice.HeadOf(c.Project, c.Links, c.Head)
}

func chainOf(ctx context.Context, tx *storage.Tx, project string) (storage.Chain, error) {
	all, err := tx.Chains(ctx, project)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("the chain of %s: %w", project, desk.ErrNotFound)
	}
	if err != nil {
		return storage.Chain{}, err
	}
	return all[0], nil
}

// Post has each project's head posted in its own chat, the first of desk.yaml on a
// messenger that is turned on, unless nothing happened since it was posted last.
func Post(ctx context.Context, tx *storage.Tx, d *desk.Desk, due, now time.Time) error {
	heads, err := tx.UnpostedHeads(ctx)
	if err != nil {
		return err
	}
	var all []desk.Notice
	for _, h := range heads {
		p := d.Projects[h.Project]
		if p == nil {
			continue
		}
		chat, has := ownChat(d, p)
		if !has {
			continue
		}
		f := notice.Anchor{Chain: headOf(h)}
		all = append(all, desk.Notice{
			Key: fmt.Sprintf("anchor/%s/%s", h.Project, due.UTC().Format(time.DateOnly)), To: chat, Class: desk.ClassDigest,
			Kind: f.Kind(), Facts: notice.Encode(f), Planned: due,
		})
	}
	return tx.Enqueue(ctx, now, all...)
}

// ownChat is where the customer's people read together.
func ownChat(d *desk.Desk, p *desk.Project) (desk.Address, bool) {
	for _, c := range p.Chats {
		if d.On(c.Chat.Platform) {
			return c.Chat, true
		}
	}
	return desk.Address{}, false
}
