package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
)

// RecallSimilar says in the threads how up to most similar requests of the project were
// resolved, when somebody takes an incident for the first time. Nothing is said if there
// are none, nor of an incident that several people report: its cause is sought elsewhere.
// Only the channels of the teams are told, because the words are other customers'.
func (c *Case) RecallSimilar(ctx context.Context, most int) error {
	t := c.Ticket
	if t.Type != desk.Incident || t.Lead != 0 || !t.AckedAt.Equal(c.now) {
		return nil
	}
	linked, err := c.tx.LinkedTo(ctx, t.ID)
	if err != nil || len(linked) > 0 {
		return err
	}
	found, err := c.tx.Similar(ctx, t, most)
	if err != nil || len(found) == 0 {
		return err
	}
	for _, place := range t.Copies {
		if place.For == "" && c.desk.TeamByChannel(place.At) != nil {
			c.tellThread(place, telling{facts: notice.List{Similar: true, Tickets: found}})
		}
	}
	return nil
}
