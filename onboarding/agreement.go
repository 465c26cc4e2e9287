package onboarding

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/papers"
	"vakhta/storage"
)

// Agreed returns how far both sides have accepted what is promised to a project now. A
// promise that changes has another version, which nobody has accepted.
func Agreed(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project) (s desk.AgreementState, err error) {
	s.Version = papers.Annex{Desk: d, Project: p}.Version()
	all, err := tx.Acceptances(ctx, p.Code)
	sides := map[string]int{}
	for _, a := range all {
		if a.Version == s.Version {
			s.Accepted = append(s.Accepted, a)
			continue
		}
		sides[a.Version]++
		s.Before = s.Before || sides[a.Version] == len(desk.Sides())
	}
	slices.SortFunc(s.Accepted, func(a, b desk.Acceptance) int {
		return slices.Index(desk.Sides(), a.Side) - slices.Index(desk.Sides(), b.Side)
	})
	return s, err
}

// An Accepting is a side's yes to what is promised to a project.
type Accepting struct {
	Project *desk.Project
	Side    desk.Side
	Who     desk.Person
	Source  string // of the press, as the timeline keeps it
	Now     time.Time
}

// Accept stores a side's yes with the text in both languages, and shows it to everybody
// who accepts for a side. It reports whether the side had not accepted it before.
func Accept(ctx context.Context, tx *storage.Tx, d *desk.Desk, a Accepting) (first bool, err error) {
	annex := papers.Annex{Desk: d, Project: a.Project, At: a.Now}
	text := storage.AgreementText{Project: a.Project.Code, Version: annex.Version()}
	for in, to := range map[desk.Locale]*string{desk.Russian: &text.Russian, desk.English: &text.English} {
		var b bytes.Buffer
		if err := papers.WriteAgreement(&b, papers.Markdown, annex, in); err != nil {
			return false, err
		}
		*to = b.String()
	}
	if first, err = tx.Accept(ctx, text, a.Side, a.Who.ID, a.Now); err != nil || !first {
		return false, err
	}
	tx.Record(storage.JournalRow{
		Project: a.Project.Code, At: a.Now, By: desk.Actor{Person: a.Who.ID}, Source: a.Source,
		Event: history.AgreementAccepted{Version: text.Version, Side: a.Side},
	})
	state, err := Agreed(ctx, tx, d, a.Project)
	if err != nil {
		return false, err
	}
	return true, tx.Enqueue(ctx, a.Now, shown(d, a, state)...)
}

// shown are the cards of an agreement for all who accept for a side. A later one takes
// the place of an earlier one.
func shown(d *desk.Desk, a Accepting, s desk.AgreementState) (all []desk.Notice) {
	var seen []desk.Address
	for _, side := range desk.Sides() {
		for _, handle := range d.Accepters(a.Project, side) {
			to, ok := d.PrivateOf(handle)
			if !ok || slices.Contains(seen, to) {
				continue
			}
			seen = append(seen, to)
			f := notice.AgreementCard{Project: a.Project.Code, At: a.Now, State: s}
			if _, done := s.Of(side); !done {
				f.For = side
			}
			slot := notice.AgreementSlot(a.Project.Code, s.Version, to)
			all = append(all, desk.Notice{
				Key: fmt.Sprintf("%s/%s", slot, a.Side), To: to, Slot: slot, Class: desk.ClassAnswer,
				Kind: f.Kind(), Facts: notice.Encode(f), Planned: a.Now,
			})
		}
	}
	return all
}
