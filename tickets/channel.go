package tickets

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// ChannelKind is the kind of the subject of a line's channel that began or stopped
// taking messages. Its name is the channel's address.
const ChannelKind = "channel"

// mostMoved is how many tickets of a channel are moved at most, the most urgent
// ones. The others follow when their ladders call somebody.
const mostMoved = 100

// FireChannel acts on a line's channel that began or stopped taking messages.
// While it does not, the people of the line get the cards of open tickets in
// private. When it does again, the cards are posted there again.
func (s *Service) FireChannel(ctx context.Context, now time.Time, due desk.Alarm) error {
	at, err := desk.ParseAddress(due.Name())
	if err != nil {
		return fmt.Errorf("act on a channel: %w", err)
	}
	d := s.Current()
	var silent []desk.Address
	var open []*desk.Ticket
	err = s.Store.View(ctx, func(tx *storage.Tx) error {
		armed, err := tx.AlarmsOf(ctx, due.Subject)
		if err != nil || len(armed) == 0 || armed[0].Due.After(now) { // another replica has acted on it
			return err
		}
		tx.UnreachableAhead([]desk.Address{at}, &silent)
		open, err = tx.Queue(ctx, d.LinesIn(at), mostMoved, now)
		return err
	})
	for _, t := range open {
		if err == nil {
			err = s.moved(ctx, t.ID, at, len(silent) == 0)
		}
	}
	if err != nil {
		return fmt.Errorf("act on %s: %w", due.Subject, err)
	}
	return s.Store.Update(ctx, func(tx *storage.Tx) error { return tx.Disarm(ctx, due.Subject, due.Clock) })
}

// moved moves a ticket out of a line's channel, or back into it.
func (s *Service) moved(ctx context.Context, id desk.TicketID, at desk.Address, able bool) error {
	d := s.Current()
	var changes Changes
	err := s.Store.Update(ctx, func(tx *storage.Tx) error {
		c, err := LockID(ctx, tx, d, id, s.Clock.Now())
		if errors.Is(err, desk.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		for line := 1; line <= 2; line++ {
			team := d.Team(c.project, line)
			if team == nil || team.Channel.Root() != at {
				continue
			}
			if able {
				c.comesBack(team, line)
			} else if err := c.leavesChannel(ctx, team, line); err != nil {
				return err
			}
		}
		changes, err = c.Save(ctx)
		return err
	})
	if err == nil {
		s.Committed(ctx, changes)
	}
	return err
}

// leavesChannel drops the copies of the card in a channel that takes no messages,
// and calls somebody who saw it there.
func (c *Case) leavesChannel(ctx context.Context, team *desk.Team, line int) error {
	had := len(c.Ticket.Copies)
	c.Ticket.Copies = slices.DeleteFunc(c.Ticket.Copies, func(o desk.Copy) bool { return o.At.Root() == team.Channel.Root() })
	if len(c.Ticket.Copies) == had {
		return nil
	}
	return c.callInstead(ctx, line)
}

// comesBack posts the card in a channel that takes messages again, if its line
// has the ticket.
func (c *Case) comesBack(team *desk.Team, line int) {
	if !c.Ticket.State.Open() || c.Ticket.Lead != 0 || line > c.Ticket.Line || c.hasCopy(team.Channel) {
		return
	}
	place := desk.Copy{At: team.Channel, Why: desk.ReasonNew}
	c.Ticket.Copies = slices.Insert(c.Ticket.Copies, min(line-1, len(c.Ticket.Copies)), place) // in the order of the lines
	c.postCard(place, desk.Firing{}, c.now)
	c.shows = max(c.shows, engineers)
}
