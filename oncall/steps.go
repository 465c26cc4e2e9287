package oncall

import (
	"context"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// WhoIsCalled returns who would be called about an incident that nobody takes, if
// it is opened at a moment.
func WhoIsCalled(ctx context.Context, tx *storage.Tx, d *desk.Desk, f notice.WhoIsCalled) (notice.WhoIsCalled, error) {
	rounds, err := tickets.Forecast(ctx, tx, d, f.Project, f.Priority, f.At)
	f.Steps = steps(d, rounds)
	return f, err
}

// steps puts the calls of a ladder into facts.
func steps(d *desk.Desk, rounds []escalation.Round) []notice.CallStep {
	all := make([]notice.CallStep, len(rounds))
	for i, r := range rounds {
		all[i] = notice.CallStep{At: r.At}
		for _, c := range r.Calls {
			line := notice.CallLine{Who: c.Who.Name, Platform: c.To.Platform}
			if line.Who == "" {
				if team := d.TeamByChannel(c.To); team != nil {
					line.Team = team.Name
				}
				line.OnCall = nameOf(d, c.Shift.Who)
			}
			all[i].Calls = append(all[i].Calls, line)
		}
		for _, s := range r.Skipped {
			all[i].Nobody = append(all[i].Nobody, s.Audience)
		}
	}
	return all
}
