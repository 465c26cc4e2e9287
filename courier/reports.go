package courier

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/reports"
	"vakhta/storage"
)

const (
	// reportsAtOnce limits how many reports are made at the same time: the others
	// wait, and all other notices have workers and the store.
	reportsAtOnce = 2
	// awaited is how long somebody waits for a report before they are told that
	// it takes longer.
	awaited = 3 * time.Second
)

var errReports = errors.New("as many reports as allowed are being made")

// figures computes a report, outside of any turn. From then on the notice shows it,
// as if it had been queued like this.
func (c *Courier) figures(ctx context.Context, m desk.Messenger, p *parcel, f notice.ReportText) (storage.Settlement, error) {
	made, err := c.computed(ctx, p, f)
	if err != nil {
		return c.noFigures(ctx, m, p, err)
	}
	p.Kind, p.Facts, p.facts = made.Kind(), notice.Encode(made), made
	if err := c.Store.Update(ctx, func(tx *storage.Tx) error { return tx.Become(ctx, p.Notice) }); err != nil {
		return storage.Settlement{}, err
	}
	card, err := cards.Card(p.view, made)
	if err != nil {
		return storage.Settlement{}, unsayable(err)
	}
	return c.show(ctx, m, p, card)
}

func (c *Courier) computed(ctx context.Context, p *parcel, f notice.ReportText) (made notice.ReportCard, err error) {
	done, err := c.makes(ctx, p)
	if err != nil {
		return made, err
	}
	defer done()
	within, cancel := context.WithTimeout(ctx, madeWithin)
	defer cancel()
	made, err = reports.Maker{Store: c.Store}.Text(within, p.view.Desk, f)
	if err != nil {
		err = &notYetError{after: time.Second, err: fmt.Errorf("compute a report: %w", err)}
	}
	return made, err
}

// noFigures says in a report's place that it cannot be had, if it was tried for
// long enough.
func (c *Courier) noFigures(ctx context.Context, m desk.Messenger, p *parcel, err error) (storage.Settlement, error) {
	if errors.Is(err, errReports) {
		return storage.Settlement{}, err
	}
	missed, err := c.gaveUp(p, desk.File{Kind: "document"}, err)
	if missed == nil {
		return storage.Settlement{}, err
	}
	c.Log.Error("report not computed", "notice", p.Key, "error", err)
	card, err := cards.Card(p.view, notice.Text(notice.ReportFailed))
	if err != nil {
		return storage.Settlement{}, unsayable(err)
	}
	return c.show(ctx, m, p, card)
}

// makes takes a place for making a report, until done is called. Meanwhile the
// notice is kept, and who waits for it is told if it takes longer.
func (c *Courier) makes(ctx context.Context, p *parcel) (done func(), err error) {
	now := c.Clock.Now()
	select {
	case c.making <- struct{}{}:
	default:
		if !now.Before(p.Planned.Add(awaited)) {
			c.takesLonger(ctx, p)
		}
		return nil, &notYetError{after: placeBusy, err: errReports}
	}
	if err := c.Store.Update(ctx, func(tx *storage.Tx) error { return tx.KeepLease(ctx, p.Notice, now.Add(carryLease)) }); err != nil {
		<-c.making
		return nil, err
	}
	made := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		late := c.Clock.Timer(now.Add(awaited))
		defer late.Stop()
		select {
		case <-late.C():
			c.takesLonger(ctx, p)
		case <-made:
		}
	})
	return func() {
		close(made)
		watch.Wait()
		<-c.making
	}, nil
}

// takesLonger tells somebody who asked for a report that it takes longer, once. It
// is of a higher class than the report, so it does not wait for it in its lane. A
// report that is posted by itself is for nobody in particular.
func (c *Courier) takesLonger(ctx context.Context, p *parcel) {
	if p.Person == 0 {
		return
	}
	f := notice.Text(notice.ReportTakesLonger)
	err := c.Store.Update(ctx, func(tx *storage.Tx) error {
		now := c.Clock.Now()
		return tx.Enqueue(ctx, now, desk.Notice{
			Key: p.Key + "/longer", To: p.To, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f), Person: p.Person, Planned: now,
		})
	})
	if err != nil {
		c.Log.Error("say that a report takes longer", "notice", p.Key, "error", err)
		return
	}
	c.rest.look()
}
