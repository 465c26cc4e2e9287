package tickets

import (
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

const (
	// forgottenListed is how many tickets a message lists.
	forgottenListed = 10
	// forgottenMost is how many are looked at for each project.
	forgottenMost = 200
)

// Forgotten returns what teams, their leads and managers read about open tickets that
// nobody has said a word about. due is the time of the digest: on Mondays leads and
// managers read all.
func Forgotten(ctx context.Context, tx *storage.Tx, d *desk.Desk, due, now time.Time) (notices []desk.Notice, err error) {
	byTeam, byPerson := map[string][]desk.SilentTicket{}, map[string][]desk.SilentTicket{}
	monday := due.In(d.TimeZone).Weekday() == time.Monday
	for _, code := range slices.Sorted(maps.Keys(d.Projects)) {
		p := d.Projects[code]
		within := d.ContractOf(p).Forgotten
		if within == 0 {
			continue
		}
		all, err := tx.Forgotten(ctx, code, now.Add(-within), now, forgottenMost)
		if err != nil {
			return nil, err
		}
		for _, f := range all {
			byTeam[teamOf(p, f)] = append(byTeam[teamOf(p, f)], f)
			if monday || !f.Since.After(now.Add(-2*within)) {
				for _, handle := range mindful(d, p, f) {
					byPerson[handle] = append(byPerson[handle], f)
				}
			}
		}
	}
	key := "forgotten/" + due.UTC().Format(time.DateOnly)
	for _, code := range slices.Sorted(maps.Keys(byTeam)) {
		if t := d.Teams[code]; t != nil && d.On(t.Channel.Platform) {
			notices = append(notices, forgottenTo(t.Channel, t.Name, byTeam[code], key, now))
		}
	}
	for _, handle := range slices.Sorted(maps.Keys(byPerson)) {
		if to, ok := d.PrivateOf(handle); ok {
			notices = append(notices, forgottenTo(to, "", byPerson[handle], key, now))
		}
	}
	return notices, nil
}

// mindful returns the handles of those who read about a ticket beside its team: the
// managers of its shop and the team's leads.
func mindful(d *desk.Desk, p *desk.Project, f desk.SilentTicket) []string {
	readers := slices.Clone(p.Managers)
	if t := d.Teams[teamOf(p, f)]; t != nil {
		readers = append(readers, t.Leads...)
	}
	slices.Sort(readers)
	return slices.Compact(readers)
}

// teamOf returns whose digest names a ticket: the second line's, if it has it.
func teamOf(p *desk.Project, f desk.SilentTicket) string {
	if f.Line == 2 && p.Line2 != "" {
		return p.Line2
	}
	return p.Line1
}

// forgottenTo returns the message of one reader, the longest silent tickets first.
func forgottenTo(to desk.Address, team string, all []desk.SilentTicket, key string, now time.Time) desk.Notice {
	slices.SortStableFunc(all, func(a, b desk.SilentTicket) int { return a.Since.Compare(b.Since) })
	f := notice.ForgottenTickets{Team: team, Tickets: all[:min(forgottenListed, len(all))], More: max(0, len(all)-forgottenListed)}
	return desk.Notice{
		Key: key + "/" + to.String(), To: to, Class: desk.ClassDigest, Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
	}
}
