package tickets

import (
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// mostLabels and longestLabel limit what is kept of the labels of a ticket's
// alerts.
const (
	mostLabels   = 40
	longestLabel = 200
)

// labelled adds the labels of an alert to the ticket's.
func (c *Case) labelled(labels map[string]string) {
	all := slices.Clone(c.Ticket.Alert.Labels)
	for name, value := range labels {
		if one := c.masked(name + "=" + value); len(one) <= longestLabel {
			all = append(all, one)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	c.Ticket.Alert.Labels = all[:min(len(all), mostLabels)]
}

// minded decides, for a ticket that monitoring opened, whether its shop is told
// now, or when.
func (c *Case) minded() (tell bool) {
	a, t := &c.Ticket.Alert, c.Ticket
	if !c.unasked() || !t.State.Open() || !a.Told.IsZero() {
		return false
	}
	if a.Since.IsZero() {
		a.Since = c.now
	}
	a.Due = c.contract.FirstWords[t.Priority].Due(t, a.Since)
	if a.Due.IsZero() || a.Due.After(c.now) {
		return false
	}
	a.Due, a.Told = time.Time{}, c.now
	a.Times++
	return true
}

// firstWord tells the shop's chats of a ticket that monitoring opened, as their
// contract says; then how it stands, and that it is over.
func (c *Case) firstWord(ctx context.Context) error {
	a, t := &c.Ticket.Alert, c.Ticket
	if !c.unasked() {
		return nil
	}
	told := c.minded()
	switch f := (notice.ShopAlert{Since: a.Since}); {
	case told || c.tells:
		c.tells = false
		c.apply(effects{event: history.ShopTold{}, announce: true, inside: true})
		c.tellChats(f)
	case !t.State.Open() && !a.Told.IsZero():
		c.tellChats(f)
		if f.Over = true; t.MergedInto.IsZero() {
			for _, chat := range c.project.Chats {
				c.add(desk.Notice{To: chat.Chat, Class: desk.ClassAnswer, Key: c.key("shop_alert_over", chat.Chat.String())}, f)
			}
		}
	case !a.Told.IsZero() && (c.had != t.Assignee || c.was != t.State):
		c.tellChats(f)
	}
	if !t.State.Open() {
		a.Since, a.Due, a.Told = time.Time{}, time.Time{}, time.Time{}
	}
	if a.Due.IsZero() {
		return nil
	}
	set, err := WakeAlerts(ctx, c.tx, c.project.Code, a.Due)
	c.early = append(c.early, set...)
	return err
}

// tellChats shows in the shop's chats how the ticket stands.
func (c *Case) tellChats(f notice.ShopAlert) {
	for _, chat := range c.project.Chats {
		c.add(desk.Notice{To: chat.Chat, Slot: notice.ShopAlertSlot(c.Ticket.Alert.Times, chat.Chat), Class: desk.ClassAnswer}, f)
	}
}

// WakeAlerts has the alarm of a project's alerts ring at a time, or before. It
// returns what was set.
func WakeAlerts(ctx context.Context, tx *storage.Tx, project string, at time.Time) ([]desk.Alarm, error) {
	s := desk.Of(desk.AlertsKind, project)
	armed, err := tx.LockAlarm(ctx, s, "")
	if err == nil && !armed.Due.After(at) {
		return nil, nil
	}
	if err != nil && !errors.Is(err, desk.ErrNotFound) {
		return nil, err
	}
	alarm := desk.Alarm{Subject: s, Due: at}
	return []desk.Alarm{alarm}, tx.Arm(ctx, alarm)
}
