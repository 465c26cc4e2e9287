package oncall

import (
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// Sales returns the notices that tell the teams' channels which sales of their shops
// begin, or forbid deploys, after a moment and not after until. The key is the same
// for all replicas, and another one for each span.
func Sales(d *desk.Desk, key string, after, until time.Time) []desk.Notice {
	soon := func(s *desk.Sale) bool { return s.Begins().After(after) && !s.Begins().After(until) }
	var notices []desk.Notice
	for _, code := range slices.Sorted(maps.Keys(d.Teams)) {
		t := d.Teams[code]
		if all := salesOf(d, t, soon, until); len(all) > 0 && d.On(t.Channel.Platform) {
			notices = append(notices, post(t.Channel, notice.SalesAhead{Sales: all}, key, after))
		}
	}
	return notices
}

// salesOf returns the sales of a team's shops that are meant, by the contracts that
// are valid at a time. One that several shops have is named once.
func salesOf(d *desk.Desk, t *desk.Team, meant func(*desk.Sale) bool, at time.Time) []notice.SaleAhead {
	var all []notice.SaleAhead
	for _, code := range shopsOf(d, t) {
		c := d.ContractOf(d.Projects[code]).At(at)
		if c == nil {
			continue
		}
		for i := range c.Sales {
			s := &c.Sales[i]
			if !s.Of(code) || !meant(s) {
				continue
			}
			same := func(a notice.SaleAhead) bool {
				return maps.Equal(a.Name, s.Name) && a.From.Equal(s.From) && a.Until.Equal(s.Until) && a.CalmFrom.Equal(s.Calm.From) && a.CalmUntil.Equal(s.Calm.Until)
			}
			if n := slices.IndexFunc(all, same); n >= 0 {
				all[n].Projects = append(all[n].Projects, code)
				continue
			}
			all = append(all, notice.SaleAhead{
				Name: s.Name, Projects: []string{code}, From: s.From, Until: s.Until,
				CalmFrom: s.Calm.From, CalmUntil: s.Calm.Until, Targets: len(s.Targets) > 0,
			})
		}
	}
	slices.SortStableFunc(all, func(a, b notice.SaleAhead) int { return a.From.Compare(b.From) })
	return all
}
