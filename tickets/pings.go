package tickets

import (
	"context"
	"slices"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// pingSlot returns the slot of a call. Calls that an acknowledgement does not
// answer have slots of their own kind: those of the resolution ladder,
// reminders, and calls for help with a ticket that somebody has.
func (c *Case) pingSlot(k calling, key string) string {
	switch open := c.Ticket.State == desk.New; {
	case k.reason == desk.ReasonHanded, k.reason == desk.ReasonOLA && !k.solve:
		return notice.HandedSlots + key
	case k.reason == desk.ReasonEscalated, k.reason == desk.ReasonNew, k.reason == desk.ReasonInVain, k.reason == desk.ReasonByHand && open:
		return notice.PingSlots + key
	default:
		return notice.WarningSlots + key
	}
}

// endPings updates the calls in the chats that are not true any more. "Nobody
// has taken it" is over once somebody has, or once the ticket is back at its
// line; "time runs out" and "I need help" are over once the ticket is resolved.
func (c *Case) endPings(ctx context.Context) error {
	if c.fresh {
		return nil
	}
	now := c.Ticket.State
	var over []string
	if c.had == "" && c.Ticket.Assignee != "" || !c.holder.Same(c.Ticket.Holder()) || c.was.Open() && !now.Open() {
		over = append(over, notice.HandedSlots)
	}
	if (c.was == desk.New) != (now == desk.New) {
		over = append(over, notice.PingSlots)
	}
	if c.was.Open() != now.Open() {
		over = append(over, notice.WarningSlots)
	}
	for _, slots := range over {
		calls, err := c.tx.Dispatches(ctx, c.Ticket.ID, slots)
		if err != nil {
			return err
		}
		if slots == notice.PingSlots && c.was == desk.New {
			c.allClear(posted(calls))
		}
		for _, d := range posted(calls) {
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

// posted returns the first notice of each slot that may have left a message.
func posted(all []storage.Dispatch) (each []storage.Dispatch) {
	for _, d := range all {
		i := slices.IndexFunc(each, func(o storage.Dispatch) bool { return o.Slot == d.Slot })
		if i < 0 && (d.State == storage.NoticeSent || d.Doubtful()) {
			each = append(each, d)
		}
	}
	return each
}
