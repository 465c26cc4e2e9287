package oncall

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/sla"
	"vakhta/storage"
)

// Handover returns the first time after a moment at which somebody else is on call
// in any team; zero: not in the next two months.
func Handover(d *desk.Desk, after time.Time) time.Time {
	var first time.Time
	for _, t := range scheduled(d) {
		if at := sla.ShiftAt(t.OnCall, after).Until; !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

// Begin returns the notices about shifts that began since the last call, for the
// teams' channels. What was told is stored, so each shift is told once; after an
// outage only the present one is. The first time nothing is told. Changed reports
// that other people are on call, told or not.
func Begin(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time) (notices []desk.Notice, changed bool, err error) {
	for _, t := range scheduled(d) {
		shift := sla.ShiftAt(t.OnCall, now)
		mark := "on_call/" + t.Code
		was, err := tx.Mark(ctx, mark)
		if err != nil {
			return nil, false, err
		}
		is := "=" + shift.Who // also for nobody, so that it differs from no mark
		if was == is {
			continue
		}
		changed = true
		if err := tx.SetMark(ctx, mark, is); err != nil {
			return nil, false, err
		}
		if was == "" || !d.On(t.Channel.Platform) {
			continue
		}
		f, err := begins(ctx, tx, d, t, shift)
		if err != nil {
			return nil, false, err
		}
		f.Before = nameOrNobody(d, was[1:])
		notices = append(notices, post(t.Channel, f, fmt.Sprintf("shift/%s/%d", t.Code, now.Unix()), now))
	}
	return notices, changed, nil
}

// handedOver is how many open tickets the post at the beginning of a shift lists.
const handedOver = 10

func begins(ctx context.Context, tx *storage.Tx, d *desk.Desk, t *desk.Team, s sla.Shift) (notice.ShiftBegins, error) {
	f := notice.ShiftBegins{Team: t.Name, Who: nameOrNobody(d, s.Who), From: s.From, Until: s.Until}
	if f.Until.IsZero() {
		f.Until = s.From.Add(week)
	}
	if m := d.People[s.Who]; m != nil {
		f.Mention = []desk.Mention{{Name: m.Name, Account: m.Account(t.Channel.Platform)}}
	}
	f.Sales = salesOf(d, t, func(s *desk.Sale) bool { return s.Begins().Before(f.Until) && s.Ends().After(f.From) }, s.From)
	codes := shopsOf(d, t)
	open, err := tx.Queue(ctx, codes, handedOver+1, s.From)
	if len(open) > handedOver {
		open, f.More = open[:handedOver], 1
	}
	f.Tickets = open
	return f, err
}

// shopsOf returns the codes of the projects that a team works for, sorted.
func shopsOf(d *desk.Desk, t *desk.Team) []string {
	var codes []string
	for _, code := range slices.Sorted(maps.Keys(d.Projects)) {
		if p := d.Projects[code]; p.Line1 == t.Code || p.Line2 == t.Code {
			codes = append(codes, code)
		}
	}
	return codes
}

func nameOrNobody(d *desk.Desk, handle string) string {
	if handle == "" {
		return ""
	}
	return nameOf(d, handle)
}
