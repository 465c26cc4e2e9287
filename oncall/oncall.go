// Package oncall is about the people on call: who is, what people arrange among
// themselves, and what is wrong with a schedule.
//
// A schedule is computed and never stored; stored is only what was arranged in
// chats ([desk.DutyChange]). A Cover names somebody for a time, an Absence says
// that somebody is away, and a Swap is two covers. Each returns the notices that
// tell the team, for the caller to queue in the same transaction.
package oncall

import (
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/sla"
)

// week is how far /oncall shows a schedule.
const week = 7 * 24 * time.Hour

// Now returns who is on call in a team, who is next, and the week.
func Now(d *desk.Desk, t *desk.Team, now time.Time) notice.Duty {
	duty := notice.Duty{Team: t.Name}
	if t.OnCall == nil {
		return duty
	}
	all := whole(t, now, now.Add(week))
	current := sla.ShiftAt(t.OnCall, now)
	duty.Name, duty.Until = nameOrNobody(d, current.Who), current.Until
	if !current.Until.IsZero() {
		if next, ok := sla.OnDuty(t.OnCall, current.Until); ok {
			duty.Next = nameOf(d, next)
		}
	}
	if len(all) > 1 {
		duty.Week = lines(d, all)
	}
	return duty
}

// lines puts shifts into facts, with names.
func lines(d *desk.Desk, shifts []sla.Shift) []notice.ShiftLine {
	all := make([]notice.ShiftLine, len(shifts))
	for i, s := range shifts {
		all[i] = notice.ShiftLine{From: s.From, Until: s.Until, Instead: s.Override != desk.Override{}}
		if s.Who != "" {
			all[i].Who = nameOf(d, s.Who)
		}
	}
	return all
}

func nameOf(d *desk.Desk, handle string) string {
	if m := d.People[handle]; m != nil {
		return m.Name
	}
	return handle
}

// Of returns a person's shifts in a team, as far as they lie in a time.
func Of(t *desk.Team, handle string, from, until time.Time) []sla.Shift {
	return only(handle, sla.Shifts(t.OnCall, from, until))
}

// Beginning returns a person's shifts in a team that begin before until, each up
// to its end.
func Beginning(t *desk.Team, handle string, now, until time.Time) []sla.Shift {
	return only(handle, whole(t, now, until))
}

func only(handle string, all []sla.Shift) []sla.Shift {
	return slices.DeleteFunc(all, func(s sla.Shift) bool { return s.Who != handle })
}

// whole returns the shifts that begin before until, the last one up to its end.
func whole(t *desk.Team, now, until time.Time) []sla.Shift {
	all := sla.Shifts(t.OnCall, now, until)
	last := &all[len(all)-1]
	if s := sla.ShiftAt(t.OnCall, last.From); s.Until.After(last.Until) {
		last.Until = s.Until
	}
	return all
}

// post returns a notice to a chat.
func post(to desk.Address, f notice.Facts, key string, now time.Time) desk.Notice {
	return desk.Notice{
		Key: key + "/" + string(f.Kind()) + "/" + to.String(), To: to, Class: desk.ClassAnswer,
		Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
	}
}
