package oncall

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/sla"
	"vakhta/storage"
)

// An Arranging is somebody arranging duty, in one transaction.
type Arranging struct {
	Desk *desk.Desk
	Tx   *storage.Tx
	By   string       // their handle
	Here desk.Address // where they are answered, and not told again; zero: to them alone
	Key  string       // prefix of the notices' keys
	Now  time.Time

	// Notices tell the others, once something is arranged.
	Notices []desk.Notice
}

// Cover puts a person on call in a team for a time, instead of the one who would be.
func (a *Arranging) Cover(t *desk.Team, who string, from, until time.Time) notice.DutyChanged {
	f := notice.DutyChanged{Team: t.Name, By: nameOf(a.Desk, a.By)}
	a.put(t, &f, who, from, until)
	a.tell(t, f)
	return f
}

// Swap gives a shift to a colleague, and one of theirs in return: the next one
// that begins, if they have any in the next two months.
func (a *Arranging) Swap(t *desk.Team, s storage.Swap) notice.DutyChanged {
	f := notice.DutyChanged{Team: t.Name, By: nameOf(a.Desk, a.By), Swap: true}
	from := s.From
	if from.Before(a.Now) {
		from = a.Now
	}
	back, has := inReturn(t, a.By, s, a.Now)
	a.put(t, &f, a.By, from, s.Until)
	if has {
		a.put(t, &f, s.Who, back.From, back.Until)
	}
	a.Tx.TakeSwap(s.ID, a.By)
	a.tell(t, f)
	return f
}

// returned is how far ahead a shift is looked for that is given in return.
const returned = 60 * 24 * time.Hour

// inReturn returns the shift that a colleague gives for the one they take.
func inReturn(t *desk.Team, who string, s storage.Swap, now time.Time) (sla.Shift, bool) {
	for _, own := range Beginning(t, who, now, s.Until.Add(returned)) {
		if own.From.After(now) && (!own.From.Before(s.Until) || !own.Until.After(s.From)) {
			return own, true
		}
	}
	return sla.Shift{}, false
}

// put stores an override, and adds it to what is told.
func (a *Arranging) put(t *desk.Team, f *notice.DutyChanged, who string, from, until time.Time) {
	line := notice.ShiftLine{Who: nameOf(a.Desk, who), From: from, Until: until}
	f.Told = append(f.Told, who)
	for _, s := range sla.Shifts(t.OnCall, from, until) {
		if s.Who == "" || s.Who == who || slices.Contains(line.Before, nameOf(a.Desk, s.Who)) {
			continue
		}
		line.Before, f.Told = append(line.Before, nameOf(a.Desk, s.Who)), append(f.Told, s.Who)
	}
	f.Shifts = append(f.Shifts, line)
	a.Tx.Arrange(a.Now, desk.DutyChange{
		Team: t.Code, Override: desk.Override{Who: who, From: from, Until: until, By: a.By},
	})
}

// Away stores that the arranging person is away, and returns what they are told:
// the shifts of theirs that need somebody else.
func (a *Arranging) Away(from, until time.Time) notice.AwayNoted {
	f := notice.AwayNoted{Who: nameOf(a.Desk, a.By), From: from, Until: until}
	a.Tx.Arrange(a.Now, desk.DutyChange{Override: desk.Override{Who: a.By, From: from, Until: until, By: a.By}})
	for _, t := range a.Desk.TeamsOf(a.By) {
		theirs := f
		theirs.Shifts = lines(a.Desk, Of(t, a.By, from, until))
		f.Shifts = append(f.Shifts, theirs.Shifts...)
		if t.Channel.Root() != a.Here.Root() {
			a.Notices = append(a.Notices, post(t.Channel, theirs, a.Key, a.Now))
		}
	}
	f.Own = true
	return f
}

// Back ends the person's absences and reports whether there were any.
func (a *Arranging) Back(ctx context.Context) (bool, error) {
	n, err := a.Tx.EndAway(ctx, a.By, a.Now)
	return n > 0, err
}

// Ask offers a shift to the team.
func (a *Arranging) Ask(ctx context.Context, t *desk.Team, s sla.Shift) (notice.SwapAsked, error) {
	asked := storage.Swap{Team: t.Code, Who: a.By, From: s.From, Until: s.Until}
	id, err := a.Tx.AskSwap(ctx, asked, a.Now)
	f := notice.SwapAsked{Swap: id, Team: t.Name, Who: nameOf(a.Desk, a.By), From: s.From, Until: s.Until}
	a.Notices = append(a.Notices, post(t.Channel, f, a.Key, a.Now))
	return f, err
}

// tell tells a team's channel and the people whom a change concerns.
func (a *Arranging) tell(t *desk.Team, f notice.DutyChanged) {
	if t.Channel.Root() != a.Here.Root() {
		a.Notices = append(a.Notices, post(t.Channel, f, a.Key, a.Now))
	}
	slices.Sort(f.Told)
	f.Told = slices.Compact(f.Told)
	for _, handle := range f.Told {
		if to, ok := a.Desk.PrivateOf(handle); ok && handle != a.By {
			a.Notices = append(a.Notices, post(to, f, a.Key, a.Now))
		}
	}
}
