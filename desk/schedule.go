package desk

import (
	"maps"
	"slices"
	"time"
)

// A Schedule says who of a team is on call. At any moment the first of these that names somebody decides: an override,
// of several the one made last; then the rotations, the one written last before the others. A rotation names nobody
// before its start, outside its calendar's hours, and while the person whose turn has come is away.
type Schedule struct {
	Rotations []Rotation
	// Feed is the source of a calendar whose events are shifts; "": none. Shifts are its
	// events, by their beginnings. They come after overrides and before rotations, and
	// name nobody who is away; of several at one time the one that began last decides.
	Feed      string
	Shifts    []Override
	Overrides []Override // those of desk.yaml, then those made in chats, the earliest first
	Away      []Override // when its people are away
}

// A Rotation hands on-call duty from person to person. Turns keep their wall-clock hour when summer time begins or
// ends.
type Rotation struct {
	Start    time.Time      // what the clocks of Zone show when the first turn begins, as if in UTC
	Zone     *time.Location // the desk's
	Every    Span
	Order    []RotationMember
	Calendar *Calendar // in whose hours alone the rotation names somebody; nil: always
}

// A RotationMember is a person in a rotation. They take the turns that begin while they belong to it, and finish the
// last one. Zero times do not limit that.
type RotationMember struct {
	Who   string    // a handle
	From  time.Time // included
	Until time.Time // excluded
}

// An Override is a time in which a person is on call instead of the one a rotation names, or is away.
type Override struct {
	ID    int64  // in the store; 0: of desk.yaml
	Who   string // a handle
	From  time.Time
	Until time.Time // excluded
	By    string    // handle of who arranged it; "": desk.yaml
}

// Covers reports whether the override holds at a moment.
func (o Override) Covers(t time.Time) bool { return !t.Before(o.From) && t.Before(o.Until) }

// Names reports whether a person is on call by the schedule at some time.
func (s *Schedule) Names(handle string) bool { return slices.Contains(s.People(), handle) }

// People lists everybody whom the schedule may name, each once.
func (s *Schedule) People() []string {
	var all []string
	if s == nil {
		return nil
	}
	for _, r := range s.Rotations {
		for _, m := range r.Order {
			all = union(all, []string{m.Who})
		}
	}
	for _, o := range slices.Concat(s.Shifts, s.Overrides) {
		all = union(all, []string{o.Who})
	}
	return all
}

// A DutyChange is an override or an absence that somebody arranged in a chat, or an
// event of a calendar.
type DutyChange struct {
	Override
	Team string // the key in desk.yaml; "": an absence, of all teams
	// Feed names the calendar that it is from, Seal its source; "": a chat.
	Feed, Seal string
}

// Rescheduled returns the desk with what was arranged in chats, the earliest first. d is not changed.
func (d *Desk) Rescheduled(changes []DutyChange) *Desk {
	if len(changes) == 0 {
		return d
	}
	seals := map[string]string{"": ""}
	for _, f := range d.Feeds() {
		seals[f.Name] = f.Seal()
	}
	c := *d
	c.Teams = maps.Clone(d.Teams)
	for key, t := range d.Teams {
		if t.OnCall == nil {
			continue
		}
		s := *t.OnCall
		s.Overrides, s.Away, s.Shifts = slices.Clone(s.Overrides), slices.Clone(s.Away), slices.Clone(s.Shifts)
		for _, ch := range changes {
			seal, known := seals[ch.Feed]
			switch {
			case !known || seal != ch.Seal: // of a calendar that desk.yaml does not name any more
			case ch.Team == "":
				s.Away = append(s.Away, ch.Override)
			case ch.Feed != "" && ch.Team == key && d.People[ch.Who] != nil:
				s.Shifts = append(s.Shifts, ch.Override)
			case ch.Team == key && d.People[ch.Who] != nil:
				s.Overrides = append(s.Overrides, ch.Override)
			}
		}
		team := *t
		team.OnCall = &s
		c.Teams[key] = &team
	}
	return &c
}

// TeamsOf returns the teams with a schedule whose member a person is, by key.
func (d *Desk) TeamsOf(handle string) []*Team {
	var all []*Team
	for _, key := range slices.Sorted(maps.Keys(d.Teams)) {
		if t := d.Teams[key]; t.OnCall != nil && slices.Contains(t.Members, handle) {
			all = append(all, t)
		}
	}
	return all
}
