// Package onboarding brings a shop from its contract to its first request.
//
// It knows which steps are done, tests a chat that somebody linked, and keeps the
// chat's checklist: a message that is edited as its points become true.
package onboarding

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// Done returns which steps of a project's onboarding are done.
func Done(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project, now time.Time) (map[desk.OnboardingStep]bool, error) {
	rehearsed, launched, err := tx.Launched(ctx, p.Code, now)
	if err != nil {
		return nil, err
	}
	_, unreached, err := reach(ctx, tx, d, p)
	if err != nil {
		return nil, err
	}
	agreed, err := Agreed(ctx, tx, d, p)
	if err != nil {
		return nil, err
	}
	first := d.Teams[p.Line1]
	from := d.ContractOf(p).ValidFrom
	signed := !from.IsZero() && !from.After(now) && !agreed.Before && len(agreed.Accepted) == 0 // on paper: the bot was never asked
	done := map[desk.OnboardingStep]bool{
		desk.OnboardAudit:     p.TechMap != nil && p.TechMap.Audited != desk.Date{},
		desk.OnboardMap:       p.TechMap != nil,
		desk.OnboardSLA:       agreed.Full() || signed,
		desk.OnboardAccess:    len(p.Chats) > 0 && unreached == 0,
		desk.OnboardDuty:      first != nil && first.OnCall != nil,
		desk.OnboardRehearsal: rehearsed,
		desk.OnboardLaunch:    launched,
	}
	for step, planned := range p.Onboarding {
		done[step] = done[step] || planned.Done != desk.Date{} && !planned.Done.In(d.ZoneOfProject(p)).After(now)
	}
	return done, nil
}

// reach counts a project's people, those of its lines and its managers, and those of
// them to whom the bot cannot write in private.
func reach(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project) (people, unreached int, err error) {
	var seen []string
	var chats, gone []desk.Address
	for _, handle := range slices.Concat(d.Engineers(p), p.Line3, p.Managers) {
		if d.People[handle] == nil || slices.Contains(seen, handle) {
			continue
		}
		seen = append(seen, handle)
		if to, ok := d.PrivateOf(handle); ok {
			chats = append(chats, to)
		} else {
			unreached++
		}
	}
	tx.UnreachableAhead(chats, &gone)
	if err := tx.Flush(ctx); err != nil {
		return 0, 0, err
	}
	for _, to := range chats {
		if slices.Contains(gone, to.Root()) {
			unreached++
		}
	}
	return len(seen), unreached, nil
}
