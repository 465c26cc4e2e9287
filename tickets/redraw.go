package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// redraw rewrites a notice's facts, and updates its message. Copies of
// somebody's words are not redrawn here.
func (c *Case) redraw(ctx context.Context, n storage.StandingNotice, rewrite func(string) string) (changed bool, err error) {
	if n.Kind == (notice.List{}).Kind() {
		return false, c.dropList(ctx, n, rewrite)
	}
	if n.Facts, changed = storage.RewriteWords(n.Facts, rewrite); changed {
		if err := c.tx.SaveFacts(ctx, n.ID, n.Facts); err != nil {
			return false, err
		}
	}
	if n.Sent.IsZero() || n.Utterance != 0 || !changed && !quotesRequest(n.Notice) {
		return changed, nil
	}
	slot := n.Slot
	if slot == "" {
		slot = storage.NoticeSlot(n.ID)
		if err := c.tx.FillSlot(ctx, c.Ticket.ID, slot, n.Sent); err != nil {
			return false, err
		}
	}
	c.notices = append(c.notices, desk.Notice{
		Key: c.key(slot), Ticket: c.Ticket.ID, To: n.To, InThread: n.InThread, Slot: slot, Class: desk.ClassRefresh,
		Kind: n.Kind, Facts: n.Facts, Person: n.Person, Planned: c.now,
	})
	return changed, nil
}

// quotesRequest reports whether a message quotes the request or the resolution
// from the ticket instead of its facts. Cards do, but they are redrawn anyway.
func quotesRequest(n desk.Notice) bool {
	f, err := notice.Decode(n.Kind, n.Facts)
	if err != nil {
		return false
	}
	switch f := f.(type) {
	case notice.AskHelped:
		return f.Text == ""
	case notice.Ping, notice.Status:
		return true
	default:
		return false
	}
}

// dropList deletes a list that quotes the request: it is also about other
// tickets, and cannot be redrawn.
func (c *Case) dropList(ctx context.Context, n storage.StandingNotice, rewrite func(string) string) error {
	f, err := notice.Decode(n.Kind, n.Facts)
	if err != nil {
		return err
	}
	list, _ := f.(notice.List)
	quotes := false
	for _, t := range list.Tickets {
		if t.Key == c.Ticket.Key && (rewrite(t.Text) != t.Text || rewrite(t.Resolution) != t.Resolution) {
			t.Text, t.Resolution, quotes = rewrite(t.Text), rewrite(t.Resolution), true
		}
	}
	if !quotes {
		return nil
	}
	if !n.Sent.IsZero() {
		c.add(desk.Notice{To: n.Sent.Root(), Class: desk.ClassRefresh, Key: c.key("list", n.Sent.Message)}, notice.Remove{At: n.Sent})
	}
	return c.tx.SaveFacts(ctx, n.ID, notice.Encode(list))
}

// renameTopics gives the ticket's topics the ticket's present words as their
// names, and closes them if the ticket is closed.
func (c *Case) renameTopics() {
	for _, place := range c.Ticket.Copies {
		if place.For == "" && c.desk.Platforms[place.At.Platform].Threads == desk.TopicThreads {
			c.add(desk.Notice{To: place.At, InThread: true, Class: desk.ClassRefresh}, notice.Rename{})
		}
	}
}
