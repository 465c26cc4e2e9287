package oncall

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/sla"
	"vakhta/storage"
)

// fortnight is how far ahead schedules are checked.
const fortnight = 14 * 24 * time.Hour

// troublesOf bounds the troubles of one team: a schedule of short turns may have
// the same one each day.
const troublesOf = 5

// Troubles returns what is wrong with the schedules of some teams in the next two
// weeks, earliest first.
func Troubles(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time, teams ...*desk.Team) ([]notice.DutyTrouble, error) {
	mute, err := unreachable(ctx, tx, d, now, teams)
	if err != nil {
		return nil, err
	}
	swaps, err := tx.OpenSwaps(ctx, now)
	if err != nil {
		return nil, err
	}
	feeds, err := tx.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	var all []notice.DutyTrouble
	for _, t := range teams {
		found := append(stale(d, t, feeds, now), troubles(d, t, now, mute)...)
		for _, s := range swaps {
			if s.Team == t.Code && s.From.Before(now.Add(fortnight)) {
				found = append(found, notice.DutyTrouble{Kind: notice.TroubleSwap, Team: t.Name, Who: nameOf(d, s.Who), From: s.From, Until: s.Until})
			}
		}
		slices.SortStableFunc(found, func(a, b notice.DutyTrouble) int { return a.From.Compare(b.From) })
		all = joined(all, found[:min(len(found), troublesOf)])
	}
	return all, nil
}

// joined adds troubles to others. A person's calendar is told once, whatever teams
// they are in.
func joined(all, more []notice.DutyTrouble) []notice.DutyTrouble {
	for _, t := range more {
		same := func(o notice.DutyTrouble) bool {
			return o.Kind == notice.TroubleFeed && t.Kind == o.Kind && t.Who != "" && t.Who == o.Who
		}
		if !slices.ContainsFunc(all, same) {
			all = append(all, t)
		}
	}
	return all
}

// staleAfter is for how long a calendar may fail before it is told: servers restart.
const staleAfter = time.Hour

// stale returns the calendars of a team and of its members that are not read any more.
func stale(d *desk.Desk, t *desk.Team, feeds []desk.FeedState, now time.Time) []notice.DutyTrouble {
	var all []notice.DutyTrouble
	for _, f := range d.Feeds() {
		if f.Team != t.Code && !slices.Contains(t.Members, f.Who) {
			continue
		}
		i := slices.IndexFunc(feeds, func(s desk.FeedState) bool { return s.Name == f.Name && s.Seal == f.Seal() })
		if i < 0 || feeds[i].FailsSince.IsZero() || now.Sub(feeds[i].FailsSince) < staleAfter {
			continue
		}
		one := notice.DutyTrouble{Kind: notice.TroubleFeed, Team: t.Name, From: feeds[i].ReadAt, Until: now, Why: feeds[i].Fault}
		if f.Who != "" {
			one.Who = nameOf(d, f.Who)
		}
		all = append(all, one)
	}
	return all
}

// troubles returns what is wrong with one team's schedule. mute are the people
// whom no messenger reaches.
func troubles(d *desk.Desk, t *desk.Team, now time.Time, mute map[string]bool) []notice.DutyTrouble {
	var all []notice.DutyTrouble
	found := func(kind notice.TroubleKind, s sla.Shift) {
		one := notice.DutyTrouble{Kind: kind, Team: t.Name, From: s.From, Until: s.Until}
		if s.Who != "" {
			one.Who = nameOf(d, s.Who)
		}
		all = append(all, one)
	}
	shifts := sla.Shifts(t.OnCall, now, now.Add(fortnight))
	for _, s := range shifts {
		switch {
		case s.Who == "":
			if meant(t.OnCall, s) {
				found(notice.TroubleGap, s)
			}
			continue
		case mute[s.Who]:
			found(notice.TroubleUnreachable, s)
		}
		for _, o := range t.OnCall.Away {
			if both := overlap(s, o.From, o.Until); o.Who == s.Who && both.Until.After(both.From) {
				found(notice.TroubleAway, both)
			}
		}
	}
	for _, other := range secondLines(d, t) {
		for _, s := range shifts {
			for _, o := range sla.Shifts(other.OnCall, s.From, s.Until) {
				if o.Who != "" && o.Who == s.Who {
					found(notice.TroubleTwice, o)
				}
			}
		}
	}
	return all
}

// meant reports whether somebody should be on call in a gap: outside the hours of
// all rotations nobody is meant to be.
func meant(s *desk.Schedule, gap sla.Shift) bool {
	return len(s.Rotations) == 0 || slices.ContainsFunc(s.Rotations, func(r desk.Rotation) bool {
		return r.Calendar == nil || sla.Between(r.Calendar, gap.From, gap.Until) > 0
	})
}

func overlap(s sla.Shift, from, until time.Time) sla.Shift {
	if from.After(s.From) {
		s.From = from
	}
	if until.Before(s.Until) {
		s.Until = until
	}
	return s
}

// secondLines returns the teams of the second line of projects whose first line a
// team is, with a schedule.
func secondLines(d *desk.Desk, first *desk.Team) []*desk.Team {
	found := map[string]*desk.Team{}
	for _, p := range d.Projects {
		if second := d.Team(p, 2); p.Line1 == first.Code && second != nil && second != first && second.OnCall != nil {
			found[second.Code] = second
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b *desk.Team) int { return cmp.Compare(a.Code, b.Code) })
}

// unreachable returns the people on call whom no messenger reaches.
func unreachable(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time, teams []*desk.Team) (map[string]bool, error) {
	var chats, mute []desk.Address
	people := map[string]*desk.Member{}
	for _, t := range teams {
		for _, s := range sla.Shifts(t.OnCall, now, now.Add(fortnight)) {
			if m := d.People[s.Who]; m != nil {
				people[s.Who] = m
				for _, a := range m.Accounts {
					chats = append(chats, a.Private())
				}
			}
		}
	}
	tx.UnreachableAhead(chats, &mute)
	if err := tx.Flush(ctx); err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for handle, m := range people {
		out[handle] = !slices.ContainsFunc(m.Accounts, func(a desk.Account) bool {
			return d.On(a.Platform) && !slices.Contains(mute, a.Private())
		})
	}
	return out, nil
}

// Warn returns the notices that tell the desk's admins, each team and its leads what is
// wrong with the schedules. key is the same for all replicas, and another one each day.
func Warn(ctx context.Context, tx *storage.Tx, d *desk.Desk, key string, now time.Time) ([]desk.Notice, error) {
	var notices []desk.Notice
	var all []notice.DutyTrouble
	byPerson := map[string][]notice.DutyTrouble{}
	for _, t := range scheduled(d) {
		theirs, err := Troubles(ctx, tx, d, now, t)
		if err != nil {
			return nil, err
		}
		all = joined(all, theirs)
		for _, handle := range t.Leads {
			byPerson[handle] = joined(byPerson[handle], theirs)
		}
		if len(theirs) > 0 && d.On(t.Channel.Platform) {
			notices = append(notices, post(t.Channel, notice.DutyTroubles{Troubles: theirs}, key, now))
		}
	}
	for _, m := range d.Admins() {
		byPerson[m.Handle] = all // of every team, also of those that they lead
	}
	for _, handle := range slices.Sorted(maps.Keys(byPerson)) {
		if to, ok := d.PrivateOf(handle); ok && len(byPerson[handle]) > 0 {
			notices = append(notices, post(to, notice.DutyTroubles{Troubles: byPerson[handle]}, key, now))
		}
	}
	return notices, nil
}

// scheduled returns the teams with a schedule, by key.
func scheduled(d *desk.Desk) []*desk.Team {
	var all []*desk.Team
	for _, code := range slices.Sorted(maps.Keys(d.Teams)) {
		if t := d.Teams[code]; t.OnCall != nil {
			all = append(all, t)
		}
	}
	return all
}
