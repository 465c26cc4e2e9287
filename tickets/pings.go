package tickets

import (
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// pingSlot returns the slot of a call. Calls of the resolution ladder and
// reminders, which an acknowledgement does not answer, have slots of their own
// kind.
func pingSlot(k calling, key string) string {
	if k.reason == desk.ReasonEscalated || k.reason == desk.ReasonByHand {
		return notice.PingSlots + key
	}
	return notice.WarningSlots + key
}

// endPings updates the calls in the chats that are not true any more. "Nobody
// has taken it" is over once somebody has, or once the ticket is back at its
// line; "time runs out" is over once the ticket is resolved.
func (c *Case) endPings(ctx context.Context) error {
	now := c.Ticket.State
	taken, done := (c.was == desk.New) != (now == desk.New), c.was.Open() != now.Open()
	for slots, changed := range map[string]bool{notice.PingSlots: taken, notice.WarningSlots: done} {
		if !changed || c.fresh {
			continue
		}
		calls, err := c.tx.Dispatches(ctx, c.Ticket.ID, slots)
		if err != nil {
			return err
		}
		for _, d := range latest(calls) {
			c.add(desk.Notice{To: d.To, InThread: d.InThread, Slot: d.Slot, Class: desk.ClassRefresh}, pingOver(d))
		}
	}
	return nil
}

// pingOver returns the facts of an ended call. It keeps what a person said when they called.
func pingOver(d storage.Dispatch) notice.PingOver {
	f, err := notice.Decode(d.Kind, d.Facts)
	if err != nil {
		return notice.PingOver{} // its words were erased
	}
	switch f := f.(type) {
	case notice.Ping:
		return notice.PingOver{By: f.By, Text: f.Text}
	case notice.PingOver:
		return f
	}
	return notice.PingOver{}
}

// latest returns the last notice of each slot that may have left a message.
func latest(all []storage.Dispatch) (each []storage.Dispatch) {
	for _, d := range all {
		i := slices.IndexFunc(each, func(o storage.Dispatch) bool { return o.Slot == d.Slot })
		if i < 0 && (d.State == storage.NoticeSent || d.Doubtful()) {
			each = append(each, d)
		}
	}
	return each
}
