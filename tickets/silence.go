package tickets

import (
	"context"
	"errors"
	"fmt"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// silenceAlerts tells the monitoring systems of the ticket's alerts when
// somebody begins to work on them, and when nobody does any more.
func (c *Case) silenceAlerts(ctx context.Context) error {
	worked, works := c.had != "" && c.was.Open(), c.Ticket.Assignee != "" && c.Ticket.State.Open()
	if c.fresh || !c.unasked() || worked == works || len(c.project.Alerts.Silence) == 0 {
		return nil
	}
	alerts, err := c.tx.AlertsOf(ctx, c.Ticket.ID)
	if err != nil {
		return err
	}
	for _, a := range alerts {
		if a.Firing || !works {
			c.silence(a, !works)
		}
	}
	return nil
}

// SilenceAlert tells the monitoring system of one alert of the ticket, which has
// just begun or ended, if somebody works on it.
func (c *Case) SilenceAlert(a storage.TicketAlert) {
	if c.had != "" && c.was.Open() && c.Ticket.Assignee != "" && c.Ticket.State.Open() {
		c.silence(a, !a.Firing)
	}
}

// silence tells an alert's monitoring system. The messages of one system are
// sent in order, and what it made is kept in the slot until it is ended.
func (c *Case) silence(a storage.TicketAlert, off bool) {
	if c.project.Alerts.Silence[a.Source] == "" {
		return
	}
	f := notice.SilenceAlert{
		System: c.Ticket.Requester.Name, Source: a.Source, Fingerprint: a.Fingerprint, Labels: a.Labels, By: c.NameOf(c.Ticket.Assignee), Off: off,
	}
	if !off && !desk.OnlyAcknowledges(a.Source) {
		f.Until = c.now.Add(c.project.Alerts.SilenceFor)
	}
	c.add(desk.Notice{
		To:   desk.Address{Platform: desk.Monitoring, Chat: c.project.Code + "/" + a.Source},
		Slot: notice.SilenceSlot(a.Source, a.Fingerprint), Class: desk.ClassAnswer,
	}, f)
}

// silenced says in the threads what became of a silence: that it was made or
// ended, or that the system could not be told.
func (c *Case) silenced(f notice.SilenceAlert, why error) {
	e := history.Silenced{System: f.System, Until: f.Until, Off: f.Off, Failed: why != nil}
	if status, answered := errors.AsType[desk.StatusError](why); answered {
		e.Status = int(status)
	}
	c.apply(effects{event: e, announce: true, inside: true})
}

// settleSilence records that a monitoring system was told.
func (s *Service) settleSilence(ctx context.Context, n desk.Notice, f notice.SilenceAlert, o storage.Settlement) error {
	d := s.Current()
	var changes Changes
	err := s.Store.Update(ctx, func(tx *storage.Tx) error {
		c, err := LockID(ctx, tx, d, n.Ticket, o.At)
		if err != nil && !errors.Is(err, desk.ErrNotFound) {
			return err
		}
		was, err := tx.Settle(ctx, o)
		if err != nil || c == nil || was != storage.NoticeLiving || o.Sent == nil && !o.Gone {
			return err
		}
		c.silenced(f, nil)
		changes, err = c.Save(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("settle %s: %w", n.Key, err)
	}
	s.Committed(ctx, changes)
	return nil
}
