package tickets

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/storage"
)

// Forecast returns who would be called about an incident that is opened at a
// moment and that nobody takes, by what is known now.
func Forecast(ctx context.Context, tx *storage.Tx, d *desk.Desk, project string, p desk.Priority, at time.Time) ([]escalation.Round, error) {
	t := &desk.Ticket{
		Key: desk.Key{Project: project}, Type: desk.Incident, Priority: p, State: desk.New, Line: 1,
		OpenedAt: at, ReactionFrom: at, ResolutionFrom: at, LadderFrom: at,
	}
	c := &Case{desk: d, Ticket: t, project: d.Projects[project], now: at, roster: newRoster(tx)}
	c.roster.expect(c)
	s, err := c.situation(ctx)
	return s.Forecast(), err
}
