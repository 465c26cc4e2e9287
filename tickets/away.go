package tickets

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// MarkAway stores that a messenger does not answer, so that nobody is called there
// and no call waits for it first, whichever replica makes it. The admins are told
// once, in another messenger or by e-mail.
//
// That it is back is found out by a message to an admin there, or else in a line's
// channel, which waits until the messenger takes it; see [Service.back]. A messenger
// in which nobody could be told stays.
func (s *Service) MarkAway(ctx context.Context, p desk.Platform, now time.Time) error {
	d := s.Current()
	probe, known := probeOf(d, p)
	if !known || d.CallsOnly(p) {
		return nil
	}
	var changed bool
	err := s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		if changed, err = tx.MarkReach(ctx, desk.Address{Platform: p}, false, desk.ReachAway, now); err != nil || !changed {
			return err
		}
		return tx.Enqueue(ctx, now, append(aboutAway(d, p, false, now), changeOf(p, true, probe, now))...)
	})
	if err != nil {
		return fmt.Errorf("mark %s as away: %w", p, err)
	}
	if changed {
		s.Log.Warn("messenger does not answer: people are called elsewhere", "platform", p)
		s.Queued.Ring()
	}
	return nil
}

// back stores that a messenger has taken the message that waited for it, and tells
// the other admins.
func back(ctx context.Context, tx *storage.Tx, d *desk.Desk, n desk.Notice, now time.Time) error {
	changed, err := tx.MarkReach(ctx, desk.Address{Platform: n.To.Platform}, true, desk.ReachAway, now)
	if err != nil || !changed {
		return err
	}
	told := d.MemberByAccount(desk.Account{Platform: n.To.Platform, ID: n.To.Chat})
	all := slices.DeleteFunc(aboutAway(d, n.To.Platform, true, now), func(o desk.Notice) bool {
		return told != nil && slices.Contains(told.Accounts, desk.Account{Platform: o.To.Platform, ID: o.To.Chat})
	})
	return tx.Enqueue(ctx, now, all...)
}

// probes reports whether a notice waits for a messenger to be back.
func probes(n desk.Notice, f notice.ReachChanged) bool {
	return f.Cause == desk.ReachAway && f.Back && f.Where == string(n.To.Platform)
}

// probeOf returns where a messenger is asked whether it is back.
func probeOf(d *desk.Desk, p desk.Platform) (desk.Address, bool) {
	for _, m := range d.Admins() {
		if a := m.Account(p); !a.IsZero() {
			return a.Private(), true
		}
	}
	for _, code := range slices.Sorted(maps.Keys(d.Teams)) {
		if at := d.Teams[code].Channel; at.Platform == p {
			return at, true
		}
	}
	return desk.Address{}, false
}

// aboutAway tells the admins outside of a messenger that it is away, or back.
func aboutAway(d *desk.Desk, p desk.Platform, back bool, now time.Time) (all []desk.Notice) {
	for _, to := range admins(d, desk.Address{Platform: p}) {
		all = append(all, changeOf(p, back, to, now))
	}
	return all
}

func changeOf(p desk.Platform, back bool, to desk.Address, now time.Time) desk.Notice {
	f := notice.ReachChanged{Where: string(p), Cause: desk.ReachAway, Back: back}
	return desk.Notice{
		Key: fmt.Sprintf("away/%s/%d/%t/%s", p, now.UnixMilli(), back, to),
		To:  to, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
	}
}
